from __future__ import annotations

import codecs
import csv
import io
from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from localize.errors import CatalogError, OutputError
from localize.formats.csv_format import CsvFormat, CsvSource
from localize.limits import Limits
from localize.listing import Address
from localize.protocols import Row, RowPatch

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

MESSY = st.text(st.sampled_from('abc ",;\t|\r\n#é漢\u2028\x85'), max_size=80)
CELLS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)
ENCODINGS = [("utf-8", b""), ("utf-8", codecs.BOM_UTF8), ("utf-16-le", codecs.BOM_UTF16_LE), ("gb18030", b"")]


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One folder for all examples of a property."""
    return tmp_path_factory.mktemp("csv")


def _open(folder: Path, data: bytes, encoding: str = "", name: str = "in.csv") -> CsvSource:
    path = folder / name
    path.write_bytes(data)
    return CsvFormat().open(path, encoding)


def _written(source: CsvSource, patches: Iterable[RowPatch]) -> bytes:
    target = source.path.with_name("out.csv")
    source.write(target, patches)
    return target.read_bytes()


@given(MESSY, st.sampled_from(ENCODINGS), st.sampled_from(["in.csv", "in.tsv"]))
def test_identity(folder: Path, text: str, encoding: tuple[str, bytes], name: str) -> None:
    """Any file that opens comes out byte for byte, without patches and with patches that change nothing."""
    data = encoding[1] + text.encode(encoding[0])
    try:
        source = _open(folder, data, "" if encoding[1] else encoding[0], name)
        rows = list(source.rows())
    except CatalogError:
        return
    assert _written(source, []) == data
    same = [RowPatch("", row.number, dict(enumerate(row.cells))) for row in rows]  # type: ignore[arg-type]
    assert _written(source, same) == data


@given(st.binary(max_size=60))
def test_identity_of_any_bytes(folder: Path, data: bytes) -> None:
    """Whatever the bytes, they are refused with a CatalogError or come out as they were."""
    try:
        source = _open(folder, data)
        rows = list(source.rows())
    except CatalogError:
        return
    assert _written(source, [RowPatch("", row.number, {0: row.cells[0] or ""}) for row in rows if row.cells]) == data


@given(st.data())
def test_patch_then_read(folder: Path, data: st.DataObject) -> None:
    """A patched file reads as the patches say; no other cell differs, and no other record changes a byte."""
    rows = data.draw(st.lists(st.lists(CELLS, min_size=2, max_size=4), min_size=1, max_size=6))
    text = io.StringIO(newline="")
    always = data.draw(st.booleans())
    end = data.draw(st.sampled_from(["\r\n", "\n", "\r"]))
    csv.writer(text, quoting=csv.QUOTE_ALL if always else csv.QUOTE_MINIMAL, lineterminator=end).writerows(
        [["sku", "title", "price"], *rows]
    )
    encoding, mark = data.draw(st.sampled_from(ENCODINGS))
    source = _open(folder, mark + text.getvalue().encode(encoding), "" if mark else encoding)
    before = [list(row.cells) for row in source.rows()]
    number = data.draw(st.integers(1, len(before)))
    patch = data.draw(st.dictionaries(st.integers(0, len(before[number - 1]) - 1), CELLS, min_size=1))
    target = folder / "patched.csv"
    source.write(target, [RowPatch("", number, patch)])
    assume(not source.refused)  # a new text that would be a formula: see below
    for column, value in patch.items():
        before[number - 1][column] = value
    after = CsvSource(target, source.encoding, source.dialect)
    assert [list(row.cells) for row in after.rows()] == before


def test_ragged_blank_and_comment_records(tmp_path: Path) -> None:
    """Records of any length, blank lines and comment lines are read as they are and come back as they were."""
    data = b"#INFO;x\r\nsku,title,title, price \r\n\r\n1,a\n2,b,c,d,e\r3,,,"
    source = _open(tmp_path, data)
    assert list(source.rows()) == [
        Row(1, 1, ["#INFO;x"]),
        Row(2, 2, ["sku", "title", "title", " price "]),
        Row(3, 3, []),
        Row(4, 4, ["1", "a"]),
        Row(5, 5, ["2", "b", "c", "d", "e"]),
        Row(6, 6, ["3", "", "", ""]),
    ]
    assert source.notes == {
        "format": "csv",
        "encoding": "utf-8",
        "delimiter": "comma",
        "quoting": '"',
        "line ends": "mixed",
    }
    assert _written(source, [RowPatch("", 4, {0: "9"})]) == data.replace(b"1,a", b"9,a")


def test_unchanged_cells_keep_their_raw_text(tmp_path: Path) -> None:
    """Only the cell that changes is written anew, in its own style of quoting."""
    data = b'sku,"title","text",unit\n"1","red ""shoe""","a"b,5" wide\n'
    source = _open(tmp_path, data)
    patch = RowPatch("", 2, {1: 'roter "Schuh"', 2: "ab"})
    assert _written(source, [patch]) == b'sku,"title","text",unit\n"1","roter ""Schuh""","a"b,5" wide\n'


def test_a_short_record_is_lengthened(tmp_path: Path) -> None:
    """A patch beyond the last cell adds the empty cells between; an empty text adds nothing."""
    source = _open(tmp_path, b"a,b,c\r\n1\r\n\r\n2")
    patches = [RowPatch("", 2, {2: "x"}), RowPatch("", 3, {1: "y"}), RowPatch("", 4, {2: ""})]
    assert _written(source, patches) == b"a,b,c\r\n1,,x\r\n,y\r\n2"


def test_the_only_cell_emptied(tmp_path: Path) -> None:
    """An empty text in a record of one cell does not turn it into a blank line."""
    source = _open(tmp_path, b"title\nshoe\n")
    assert _written(source, [RowPatch("", 2, {0: ""})]) == b'title\n""\n'


def test_new_texts_beyond_the_encoding(tmp_path: Path) -> None:
    """If a new text does not fit the file's encoding, the whole output is UTF-8 with a mark, and the source says so."""
    text = "sku;größe\n1;süß\n2;weiß\n"
    source = _open(tmp_path, text.encode("cp1252"))
    patches = (RowPatch("", number, {1: word}) for number, word in ((2, "süßer"), (3, "białe")))
    assert (
        _written(source, patches)
        == codecs.BOM_UTF8 + b"sku;gr\xc3\xb6\xc3\x9fe\n1;s\xc3\xbc\xc3\x9fer\n2;bia\xc5\x82e\n"
    )
    assert source.output_encoding.startswith("utf-8 with BOM")
    assert list(tmp_path.glob("out*")) == [tmp_path / "out.csv"]
    assert _written(source, [RowPatch("", 2, {1: "süßer"})]) == text.replace("süß", "süßer").encode("cp1252")
    assert source.output_encoding == "cp1252 (guessed)"


def test_ambiguous_characters_stay(tmp_path: Path) -> None:
    """Bytes that Shift JIS could write in two ways stay, beside patches too, and become characters in UTF-8."""
    data = b"sku,title,size\n1,\x87\x90\x8aO,\xfaJ\n2,b,\x87\x90\n"  # NEC's byte sequences for ≒ and Ⅰ
    source = _open(tmp_path, data, "cp932")
    assert [row.cells for row in source.rows()][1] == ["1", "≒外", "Ⅰ"]
    assert _written(source, [RowPatch("", 2, {0: "9", 1: "≒外", 2: "Ⅰ"})]) == data.replace(b"\n1,", b"\n9,")
    switched = _written(source, [RowPatch("", 2, {0: "ł"})])
    assert switched == codecs.BOM_UTF8 + "sku,title,size\nł,≒外,Ⅰ\n2,b,≒\n".encode()


def test_a_text_that_cannot_be_written(tmp_path: Path) -> None:
    """Where the file quotes nothing, a text that needs quotes is refused and the cell stays."""
    data = b'sku\ttitle\n1\t"Best shelf\n2\t"24 inch\n'
    source = _open(tmp_path, data, name="in.txt")
    assert _written(source, [RowPatch("", 2, {0: "9", 1: "zwei\nZeilen"})]) == data.replace(b"\n1", b"\n9")
    assert [address for address, _ in source.refused] == [Address("", 2, 1)]
    assert _written(source, []) == data
    assert source.refused == ()


def test_half_a_character_is_an_output_error(tmp_path: Path) -> None:
    """A lone surrogate fits no encoding."""
    source = _open(tmp_path, b"a,b\n1,2\n")
    with pytest.raises(OutputError, match="half a character"):
        _written(source, [RowPatch("", 2, {0: "\ud83d"})])


@pytest.mark.parametrize(
    "patches",
    [
        [RowPatch("", 9, {0: "x"})],
        [RowPatch("", 0, {0: "x"})],
        [RowPatch("Sheet", 1, {0: "x"})],
        [RowPatch("", 2, {0: "x"}), RowPatch("", 1, {0: "x"})],
        [RowPatch("", 2, {0: "x"}), RowPatch("", 2, {1: "x"})],
    ],
)
def test_patches_that_have_no_record(tmp_path: Path, patches: list[RowPatch]) -> None:
    """A patch for a record or table that is not there, or out of order, is never dropped in silence."""
    with pytest.raises(OutputError):
        _written(_open(tmp_path, b"a,b\n1,2\n"), patches)


def test_where_it_cannot_write(tmp_path: Path) -> None:
    """The input itself and a folder that is not there are no targets; the input survives."""
    source = _open(tmp_path, b"a,b\n1,2\n")
    with pytest.raises(OutputError, match="is the input itself"):
        source.write(source.path, [RowPatch("", 1, {0: "x"})])
    with pytest.raises(OutputError, match="cannot be written"):
        source.write(tmp_path / "none" / "out.csv", [])
    assert source.path.read_bytes() == b"a,b\n1,2\n"


def test_an_unclosed_quote(tmp_path: Path) -> None:
    """The message names file and line; it is raised in reading and in writing with patches."""
    source = _open(tmp_path, b'a,b\n1,"x\n2,y\n')
    with pytest.raises(CatalogError, match=r"in\.csv, line 2: a quote"):
        list(source.rows())
    with pytest.raises(CatalogError, match="line 2"):
        _written(source, [RowPatch("", 1, {0: "x"})])


def test_place_and_tables(tmp_path: Path) -> None:
    """A place counts records, as a spreadsheet program shows them; there is one table without a name."""
    source = _open(tmp_path, b"a,b\n1,2\n")
    assert source.place("", 12, 27) == "AB12"
    assert source.tables == ("",)
    with pytest.raises(CatalogError, match="no table 'Sheet1'"):
        list(source.rows("Sheet1"))


def test_rows_are_streamed(tmp_path: Path) -> None:
    """Reading holds a batch of records, not the file."""
    import tracemalloc

    source = _open(tmp_path, b"sku,title,text\n" + b"1,shoe,something rather long to read\n" * 60_000)
    tracemalloc.start()
    try:
        count = sum(1 for _ in source.rows())
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert count == 60_001
    assert peak < 1_000_000


@pytest.mark.parametrize(
    "text", ["=HYPERLINK(1)", "@SUM(A1)", "+A1", "-2+3+cmd|' /C calc'!A0", "\t=1", "\r=1", "-1(2)"]
)
def test_no_formula_comes_into_a_file(tmp_path: Path, text: str) -> None:
    """A new text that a spreadsheet program would run is not written where the cell held none; the reason is told."""
    path, out = tmp_path / "a.csv", tmp_path / "b.csv"
    path.write_bytes(b"sku,title\n1,Shelf\n2,- Soft\n")
    source = CsvFormat().open(path)
    source.write(out, [RowPatch("", 2, {1: text}), RowPatch("", 3, {1: "- Weich"})])
    assert out.read_bytes() == b"sku,title\n1,Shelf\n2,- Weich\n"
    ((address, reason),) = source.refused
    assert address == Address("", 2, 1)
    assert "formula" in reason


@pytest.mark.parametrize("text", ["-5", "+3,50", "-20 °C beständig", "-19.99", "+5 % mehr", "- 5", "-10 ans"])
def test_signed_numbers_are_no_formulas(tmp_path: Path, text: str) -> None:
    """A number with a sign, alone or with words behind it, is written."""
    path, out = tmp_path / "a.tsv", tmp_path / "b.tsv"
    path.write_bytes(b"sku\ttitle\n1\tShelf\n")
    source = CsvFormat().open(path)
    source.write(out, [RowPatch("", 2, {1: text})])
    assert out.read_bytes().decode() == f"sku\ttitle\n1\t{text}\n"


@pytest.mark.parametrize(
    ("limits", "data", "message"),
    [
        (Limits(columns=3), "a,b\n1,2,3,4\n", "line 2: has 4 cells, more than 3"),
        (Limits(cell_characters=5), 'a,b\n1,"123456"\n', "line 2: cell B2 has 8 characters, more than 5"),
        (Limits(rows=2), "a,b\n1,2\n3,4\n", "has more than 2 records"),
        (Limits(record_mb=1), "a,b\n1," + "x" * 1_100_000, "line 2 is longer than 1 million characters"),
        (Limits(record_mb=1), 'a,b\n1,"' + "x\n" * 600_000, "line 2: a quote"),
    ],
)
def test_limits(tmp_path: Path, limits: Limits, data: str, message: str) -> None:
    """Beyond a limit the file is refused with the place, and with the setting that raises it."""
    path = tmp_path / "a.csv"
    path.write_text(data)
    with pytest.raises(CatalogError, match=message):
        list(CsvFormat(limits).open(path).rows())
