"""Texts and numbers as a workbook stores them, and as people see them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localize.errors import CatalogError
from localize.formats.columns import column_index, column_letters
from localize.formats.shared_strings import NewStrings, read_shared_strings
from localize.formats.xlsx_cells import number_text
from localize.formats.xlsx_workbook import Area, recalculating
from localize.formats.xlsx_xml import decode_escapes, encode_text, text_element, xml_text


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_texts_survive(text: str) -> None:
    """Any text, written as a shared string, is read again as it was; both ways of reading XML agree."""
    new = NewStrings(0)
    assert new.index(text) == 0
    new.references += 1
    part = b"".join(new.appended([b'<sst count="0" uniqueCount="0"/>'], "part"))
    assert list(read_shared_strings([part], "part")) == [text]
    assert decode_escapes(xml_text(encode_text(text).encode())) == text


def test_astral_characters_escaped_in_halves() -> None:
    """Some writers escape both halves of a surrogate pair."""
    assert decode_escapes("_xD83D__xDE00_") == "😀"


@pytest.mark.parametrize("text", [" a", "a ", "a\nb", "a  b", "\t"])
def test_white_space_is_marked(text: str) -> None:
    """White space that a reader could drop is marked to be kept."""
    assert b'xml:space="preserve"' in text_element(text)
    assert b"xml:space" not in text_element("a b")


@pytest.mark.parametrize(
    ("stored", "seen"),
    [
        ("4006381333931", "4006381333931"),
        ("4.006381333931E12", "4006381333931"),
        ("4006381333931.0", "4006381333931"),
        ("12345678901234567890", "12345678901234567890"),
        ("19.989999999999998", "19.99"),
        ("0.1", "0.1"),
        ("12.50", "12.50"),
        ("-3.0", "-3"),
        ("1E-3", "0.001"),
        ("1.5E300", "1.5E300"),
        ("NaN", "NaN"),
        ("x", "x"),
        ("0", "0"),
    ],
)
def test_numbers(stored: str, seen: str) -> None:
    """A GTIN never gets a point or an exponent, a price loses the noise of binary fractions."""
    assert number_text(stored) == seen


@given(st.decimals(min_value=0, max_value=10**9, places=2))
def test_prices(price: object) -> None:
    """A price as a spreadsheet stores it, in 17 digits, reads as it was typed."""
    assert float(number_text(f"{float(str(price)):.17g}")) == float(str(price))


@given(st.integers(0, 20_000))
def test_column_letters(index: int) -> None:
    """Letters name every column once."""
    assert column_index(column_letters(index)) == index


def test_appending_in_small_blocks() -> None:
    """Old strings stay byte for byte wherever a block ends; counts are kept where they are stated."""
    old = b'<?xml version="1.0"?><x:sst count="3" uniqueCount="2" xmlns:x="u"><x:si><x:t>a</x:t></x:si></x:sst>\n'
    for size in (1, 7, 30, 200):
        new = NewStrings(1)
        new.index("b")
        new.references = 2
        blocks = [old[i : i + size] for i in range(0, len(old), size)]
        expected = old.replace(b'count="3" uniqueCount="2"', b'count="5" uniqueCount="3"')
        expected = expected.replace(b"</x:sst>", b"<x:si><x:t>b</x:t></x:si></x:sst>")
        assert b"".join(new.appended(blocks, "part")) == expected


def test_damaged_strings() -> None:
    """A part without its root or its end is an error."""
    for data in (b"<other/>", b"<sst><si>"):
        with pytest.raises(CatalogError):
            list(NewStrings(0).appended([data], "part"))
    with pytest.raises(CatalogError, match="not well-formed"):
        read_shared_strings([b"<sst><si>"], "part")


def test_areas() -> None:
    """An area holds its corners and what lies between."""
    area = Area.of("$B$2:C4")
    assert (2, 1) in area
    assert (4, 2) in area
    assert (5, 2) not in area
    assert "B2" not in area
    with pytest.raises(ValueError, match="A:A"):
        Area.of("A:A")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"<w><sheets/></w>", b'<w><sheets/><calcPr fullCalcOnLoad="1"/></w>'),
        (
            b"<x:w><x:sheets></x:sheets><x:y/></x:w>",
            b'<x:w><x:sheets></x:sheets><x:calcPr fullCalcOnLoad="1"/><x:y/></x:w>',
        ),
        (b'<w><calcPr calcId="1"></calcPr></w>', b'<w><calcPr calcId="1" fullCalcOnLoad="1"></calcPr></w>'),
        (b"<w/>", b"<w/>"),
    ],
)
def test_recalculating(before: bytes, after: bytes) -> None:
    """The setting stands where the schema wants it, in the prefix of its neighbours."""
    assert recalculating(before) == after


@pytest.mark.parametrize("data", [b"a\xff", b"&#0;", b"&#xD800;", b"&#x110000;", b"&#99999999999999999999;"])
def test_what_is_no_character(data: bytes) -> None:
    """Bytes that are not UTF-8 and references to nothing are faults of the workbook."""
    with pytest.raises(CatalogError, match="The workbook"):
        xml_text(data)
