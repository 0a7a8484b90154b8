from __future__ import annotations

import codecs
import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localize.errors import CatalogError, OutputError
from localize.formats.json_text import MAX_DEPTH, Style, flatten, locate, parse_object, replace_values
from localize.formats.jsonl_format import JsonlFormat, JsonlSource
from localize.limits import Limits
from localize.listing import Address
from localize.protocols import Row, RowPatch

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_KEYS = st.text(st.sampled_from('ab/~"é '), max_size=3)
_SCALARS = st.none() | st.booleans() | st.integers(-99, 99) | st.sampled_from([1.5, 1e30]) | st.text(max_size=6)
_VALUES = st.recursive(_SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_KEYS, inner, max_size=3))
OBJECTS = st.dictionaries(_KEYS, _VALUES, max_size=4)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=8) | st.sampled_from(["12.5", "true", "-0", "null"])


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One folder for all examples of a property."""
    return tmp_path_factory.mktemp("jsonl")


def _open(folder: Path, data: bytes | str, encoding: str = "") -> JsonlSource:
    path = folder / "in.jsonl"
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return JsonlFormat().open(path, encoding)


def _written(source: JsonlSource, patches: Iterable[RowPatch]) -> bytes:
    target = source.path.with_name("out.jsonl")
    source.write(target, patches)
    return target.read_bytes()


def test_rows(tmp_path: Path) -> None:
    """A header of pointers, then a record a line; texts as they are written, blank lines skipped but counted."""
    data = '{"title": "Shelf", "price": 1.50, "bullets": ["a", "b"]}\n\n{"title":null,"a/b":true,"x":{"~":1E3}}\r\n'
    source = _open(tmp_path, data)
    assert list(source.rows()) == [
        Row(1, 0, ("/title", "/price", "/bullets/0", "/bullets/1", "/a~1b", "/x/~0")),
        Row(2, 1, ["Shelf", "1.50", "a", "b", None, None]),
        Row(4, 3, [None, None, None, None, "true", "1E3"]),
    ]
    assert source.place("", 4, 0) == "line 3 /title"
    assert source.place("", 1, 0) == "/title"
    assert source.tables == ("",)
    with pytest.raises(CatalogError, match="no table"):
        list(source.rows("x"))


def test_write(tmp_path: Path) -> None:
    """Only the value changes: its kind, the order of keys, the spacing and all other lines stay."""
    data = '{"a":"x","n":1.50,"b":false,"z":null}\n\n{ "n" : 2 , "a" : "y" }'
    source = _open(tmp_path, data)
    patches = [RowPatch("", 2, {0: 'é "q"\n', 1: "2.75", 2: "true", 3: "neu"}), RowPatch("", 4, {1: "18,99"})]
    expected = '{"a":"é \\"q\\"\\n","n":2.75,"b":true,"z":"neu"}\n\n{ "n" : "18,99" , "a" : "y" }'
    assert _written(source, patches) == expected.encode()


def test_the_style_of_strings_is_kept(tmp_path: Path) -> None:
    r"""A file that escapes beyond ASCII, or slashes, goes on doing so; one that does not, does not begin to."""
    source = _open(tmp_path, '{"a":"caf\\u00e9 <\\/b>","b":"x"}\n{"a":"z","b":"x"}\n')
    out = _written(source, [RowPatch("", 2, {0: "thé </i>"}), RowPatch("", 3, {0: "ü", 1: "</p>"})])
    assert out == b'{"a":"th\\u00e9 <\\/i>","b":"x"}\n{"a":"\\u00fc","b":"<\\/p>"}\n'
    source = _open(tmp_path, '{"a":"café / tea"}\n{"a":"x"}\n')
    assert _written(source, [RowPatch("", 3, {0: "ü/ö"})]) == '{"a":"café / tea"}\n{"a":"ü/ö"}\n'.encode()
    assert source.notes["characters beyond ASCII"] == "as they are"


def test_encodings(tmp_path: Path) -> None:
    """A mark stays; a named encoding that lacks a character gets an escape; anything but Unicode must be named."""
    data = codecs.BOM_UTF8 + '{"a":"é"}\n'.encode()
    assert _written(_open(tmp_path, data), [RowPatch("", 2, {0: "ü"})]) == data.replace(b"\xc3\xa9", b"\xc3\xbc")
    latin = '{"a":"é"}\n'.encode("cp1252")
    assert _written(_open(tmp_path, latin, "cp1252"), [RowPatch("", 2, {0: "é😀"})]) == b'{"a":"\xe9\\ud83d\\ude00"}\n'
    with pytest.raises(CatalogError, match=r"\(line 1\) is not utf-8"):
        _open(tmp_path, latin)


def test_values_that_are_not_there(tmp_path: Path) -> None:
    """What a line lacks, and the header, cannot be written: the patch is refused, nothing is added."""
    data = '{"a":"x"}\n{"b":"y"}\n'
    source = _open(tmp_path, data)
    assert _written(source, [RowPatch("", 1, {0: "t"}), RowPatch("", 2, {1: "neu"})]) == data.encode()
    assert [address for address, _ in source.refused] == [Address("", 1, 0), Address("", 2, 1)]
    assert _written(source, []) == data.encode()
    for row in (9, 0):
        with pytest.raises(OutputError):
            _written(source, [RowPatch("", row, {0: "x"})])


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('{"a":1', "line 2: not valid JSON"),
        ("[1]", "line 2: not a JSON object"),
        ('{"a":' * 60 + "1" + "}" * 60, f"line 2: nested more than {MAX_DEPTH}"),
        ('{"a":' + "[" * 100_000 + "]" * 100_000 + "}", "line 2: nested more than"),
        ('{"a":1} {"a":2}', "line 2: not valid JSON"),
    ],
)
def test_broken_lines(tmp_path: Path, line: str, message: str) -> None:
    """The message names file and line."""
    with pytest.raises(CatalogError, match=message) as caught:
        _open(tmp_path, f'{{"a":1}}\n{line}\n')
    assert "in.jsonl" in caught.value.message


@pytest.mark.parametrize(
    ("limits", "text", "message"),
    [
        (Limits(columns=5), "".join(f'{{"sku{number}":1}}\n' for number in range(9)), "more than 5 different fields"),
        (Limits(rows=1), '{"a": 1}\n' * 2, "line 2: there are more than 1 lines"),
        (Limits(cell_characters=9), '{"a": "1234567890"}\n', "line 1: /a has 10 characters, more than 9"),
        (Limits(record_mb=1), '{"a": "' + "x" * 1_000_001, "line 1 is longer than 1 million"),
    ],
)
def test_limits(tmp_path: Path, limits: Limits, text: str, message: str) -> None:
    """Keys that are data, endless files, values and lines are refused, with the setting that raises the limit."""
    path = tmp_path / "a.jsonl"
    path.write_text(text)
    with pytest.raises(CatalogError, match=message) as caught:
        JsonlFormat(limits).open(path)
    assert "[limits]" in caught.value.hint


@given(OBJECTS, st.sampled_from([None, (",", ":"), (" , ", " : ")]), st.booleans(), st.sampled_from([None, 2]))
def test_locate_agrees_with_flatten(value: Any, separators: Any, ascii_only: bool, indent: int | None) -> None:  # noqa: FBT001
    """The scanner that knows places and the parser that knows values see the same pointers and texts."""
    text = json.dumps(value, ensure_ascii=ascii_only, separators=separators, indent=indent)
    flat = list(flatten(parse_object(text)))
    places = list(locate(text))
    assert [place.pointer for place in places] == [pointer for pointer, _ in flat]
    for place, (_, words) in zip(places, flat, strict=True):
        raw = text[place.start : place.end]
        assert words == (json.loads(raw) if raw.startswith('"') else None if raw == "null" else raw)


@given(OBJECTS, st.data(), st.booleans())
def test_replace_values(value: Any, data: st.DataObject, ascii_only: bool) -> None:  # noqa: FBT001
    """Replaced values read as the new texts, all others as before, and what does not change keeps its bytes.

    A number that is emptied is null: a string where a number stood would be refused.
    """
    text = json.dumps(value, ensure_ascii=ascii_only)
    numbers = {place.pointer for place in locate(text) if text[place.start] in "-0123456789"}
    before = dict(flatten(parse_object(text)))
    new = data.draw(st.dictionaries(st.sampled_from(sorted(before)), TEXTS)) if before else {}
    result, missing = replace_values(text, new, Style(ascii_only))
    read = {pointer: None if pointer in numbers and not words else words for pointer, words in new.items()}
    assert dict(flatten(parse_object(result))) == {**before, **read}
    assert not missing
    same = {pointer: words for pointer, words in before.items() if words is not None}
    assert replace_values(text, same, Style(ascii_only)) == (text, set())


@given(st.lists(OBJECTS, min_size=1, max_size=4), st.sampled_from(["\n", "\r\n", "\n\n"]), st.booleans())
def test_identity(folder: Path, values: list[Any], end: str, last: bool) -> None:  # noqa: FBT001
    """A file comes out byte for byte, without patches and with patches that change nothing."""
    data = end.join(json.dumps(value) for value in values) + (end if last else "")
    source = _open(folder, data)
    same = [
        RowPatch("", row.number, {i: text for i, text in enumerate(row.cells) if text is not None})
        for row in list(source.rows())[1:]
    ]
    assert _written(source, []) == data.encode()
    assert _written(source, same) == data.encode()
    assert source.refused == ()
