"""OpenDocument spreadsheets: read as text, and given back with only the changed cells other than they were."""

from __future__ import annotations

import pickle
import zipfile
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from localize.errors import CatalogError, OutputError
from localize.formats import open_catalog
from localize.formats.ods_format import OdsFormat, OdsSource
from localize.limits import Limits
from localize.listing import Address
from localize.protocols import RowPatch

if TYPE_CHECKING:
    from pathlib import Path

_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:calcext="urn:org:documentfoundation:names:calcext">
<office:automatic-styles><style:style style:name="ta1" style:family="table"><style:table-properties table:display="true"/>
</style:style><style:style style:name="ta2" style:family="table"><style:table-properties table:display="false"/></style:style>
</office:automatic-styles><office:body><office:spreadsheet>"""
_TAIL = "</office:spreadsheet></office:body></office:document-content>"
STRING = '<table:table-cell office:value-type="string" calcext:value-type="string">'
SHEET = (
    '<table:table table:name="Products" table:style-name="ta1"><table:table-column table:number-columns-repeated="9"/>'
    '<table:table-header-rows><table:table-row table:style-name="ro1">'
    f"{STRING}<text:p>SKU</text:p></table:table-cell>{STRING}<text:p>Title</text:p></table:table-cell>"
    '<table:table-cell table:number-columns-repeated="16382"/></table:table-row></table:table-header-rows>'
    '<table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    f"<table:table-row>{STRING}<text:p>00123</text:p></table:table-cell>"
    '<table:table-cell table:style-name="ce1" office:value-type="string"><office:annotation><text:p>a note</text:p>'
    '</office:annotation><text:p text:style-name="P1">Red <text:span>leather</text:span><text:s text:c="2"/>shoe</text:p>\n'
    "<text:p>two &amp;\n  more</text:p></table:table-cell>"
    '<table:table-cell office:value-type="currency" office:currency="USD" office:value="19.90"><text:p>$19.90</text:p>'
    "</table:table-cell>"
    '<table:table-cell office:value-type="date" office:date-value="2026-11-22"><text:p>22.11.26</text:p></table:table-cell>'
    '<table:table-cell table:formula="of:=[.C4]*2" office:value-type="float" office:value="39.8"><text:p>39.8</text:p>'
    "</table:table-cell>"
    '<table:table-cell office:value-type="boolean" office:boolean-value="true"><text:p>TRUE</text:p></table:table-cell>'
    '<table:table-cell table:number-columns-repeated="3" office:value-type="string"><text:p>same</text:p></table:table-cell>'
    "</table:table-row>"
    '<table:table-row table:number-rows-repeated="3"><table:table-cell office:value-type="float" '
    'office:value="4.006381333931E12"><text:p>x</text:p></table:table-cell><table:table-cell/></table:table-row>'
    '<table:table-row table:number-rows-repeated="1048569"><table:table-cell table:number-columns-repeated="16384"/>'
    "</table:table-row></table:table>"
)
OTHERS = (
    f'<table:table table:name="Lists" table:style-name="ta2"><table:table-row>{STRING}<text:p>x</text:p></table:table-cell>'
    f'</table:table-row></table:table><table:table table:name="It\'s more"><table:table-row>{STRING}<text:p>1E5</text:p>'
    "</table:table-cell></table:table-row></table:table>"
)
PARTS = {
    "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
    "content.xml": _HEAD + SHEET + OTHERS + _TAIL,
    "styles.xml": "<office:document-styles/>",
    "Object 1/content.xml": "<chart/>",
    "Pictures/1.png": "png" * 99,
    "META-INF/manifest.xml": "<manifest:manifest/>",
}


def _make(path: Path, **parts: str) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in {**PARTS, **parts}.items():
            archive.writestr(name, text, zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED)
    return path


@pytest.fixture
def source(tmp_path: Path) -> OdsSource:
    """A sheet with texts, a price, a date, a formula, repeated cells and rows; a hidden sheet; pictures and a chart."""
    return OdsFormat().open(_make(tmp_path / "a.ods"))


def _content(path: Path) -> str:
    with zipfile.ZipFile(path) as archive:
        return archive.read("content.xml").decode()


def test_rows(source: OdsSource) -> None:
    """Text is what a person sees, numbers are plain, a repeated cell or row is each of its cells or rows."""
    rows = {row.number: list(row.cells) for row in source.rows("Products")}
    assert rows == {
        1: ["SKU", "Title"],
        4: ["00123", "Red leather  shoe\ntwo & more", "19.90", "2026-11-22", "39.8", "TRUE", "same", "same", "same"],
        **{number: ["4006381333931"] for number in (5, 6, 7)},
    }
    assert source.tables == ("Products", "It's more")
    assert source.notes["hidden sheets"] == "Lists"
    assert [row.cells for row in source.rows("It's more")] == [["1E5"]]
    assert source.place("It's more", 1, 0) == "'It''s more'!A1"
    assert [source.read_only_reason("Products", 4, c) for c in range(6)] == ["", "", "", "date", "formula", ""]
    assert list(pickle.loads(pickle.dumps(source)).rows("Products"))  # noqa: S301 - our own bytes


def test_identity(source: OdsSource, tmp_path: Path) -> None:
    """Without patches, and with patches that say what stands there, the bytes are the same."""
    target = tmp_path / "out.ods"
    same = [RowPatch("Products", r.number, {c: t for c, t in enumerate(r.cells) if t}) for r in source.rows("Products")]
    for patches in ([], same):
        source.write(target, patches)
        assert target.read_bytes() == source.path.read_bytes()


def test_write(source: OdsSource, tmp_path: Path) -> None:
    """Changed cells keep style, note and kind; repeated ones are split; formulas lose their old value; parts stay."""
    target = tmp_path / "out.ods"
    new = {0: "00124", 1: " Schuh  <rot>\n\tzwei", 2: "17.50", 3: "x", 4: "y", 5: "false", 7: "anders", 10: "neu"}
    source.write(target, [RowPatch("Products", 4, new), RowPatch("Products", 6, {0: "EAN", 1: "Größe"})])
    rows = {row.number: list(row.cells) for row in OdsFormat().open(target).rows("Products")}
    assert rows[4] == [
        "00124",
        " Schuh  <rot>\n\tzwei",
        "17.50",
        "2026-11-22",
        "",
        "FALSE",
        "same",
        "anders",
        "same",
        "",
        "neu",
    ]
    assert (rows[5], rows[6], rows[7]) == (["4006381333931"], ["EAN", "Größe"], ["4006381333931"])
    assert source.refused == ((Address("Products", 4, 3), "date"), (Address("Products", 4, 4), "formula"))
    content = _content(target)
    assert '<office:annotation><text:p>a note</text:p></office:annotation><text:p text:style-name="P1">' in content
    assert '<table:table-cell table:style-name="ce1" office:value-type="string">' in content
    assert 'office:value-type="currency" office:currency="USD" office:value="17.50"><text:p>17.50</text:p>' in content
    assert '<table:table-cell table:formula="of:=[.C4]*2"></table:table-cell>' in content
    assert content.startswith(_HEAD + SHEET[: SHEET.index(f"<table:table-row>{STRING}<text:p>00123")])
    assert content.endswith(OTHERS + _TAIL)
    with zipfile.ZipFile(source.path) as old, zipfile.ZipFile(target) as packed:
        assert old.namelist() == packed.namelist()
        assert [n for n in old.namelist() if old.read(n) != packed.read(n)] == ["content.xml"]
        assert packed.getinfo("mimetype").compress_type == zipfile.ZIP_STORED


def test_dropped_rows_are_emptied(source: OdsSource, tmp_path: Path) -> None:
    """The row stays with its formats, one of a repeated run is taken out of it, and later rows keep their numbers."""
    target = tmp_path / "out.ods"
    source.write(target, [RowPatch("Products", 4, {}, drop=True), RowPatch("Products", 5, {}, drop=True)])
    rows = {row.number: list(row.cells) for row in OdsFormat().open(target).rows("Products")}
    assert rows == {1: ["SKU", "Title"], 6: ["4006381333931"], 7: ["4006381333931"]}


@pytest.mark.parametrize(
    ("patches", "message"),
    [
        ([RowPatch("Lists", 1, {0: "x"})], "no sheet 'Lists'"),
        ([RowPatch("Products", 2, {0: "x"})], "no record 2"),
        ([RowPatch("Products", 6, {0: "x"}), RowPatch("Products", 5, {0: "x"})], "out of order"),
        ([RowPatch("It's more", 1, {0: "x"}), RowPatch("Products", 1, {0: "x"})], "no sheet 'Products'"),
        ([RowPatch("Products", 4, {0: "\ud83d"})], "half a character"),
    ],
)
def test_patches_that_cannot_be_placed(
    source: OdsSource, tmp_path: Path, patches: list[RowPatch], message: str
) -> None:
    """No new text is ever dropped in silence."""
    with pytest.raises(OutputError, match=message):
        source.write(tmp_path / "out.ods", patches)


_ROW = (
    '<table:table table:name="T"><table:table-row%s><table:table-cell%s office:value-type="string">'
    "<text:p>%s</text:p></table:table-cell></table:table-row></table:table>"
)


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        ({"content.xml": _HEAD}, "no element found"),
        ({"content.xml": "<a/>"}, "names its parts"),
        ({"content.xml": _HEAD + _TAIL}, "no visible sheet"),
        (
            {"content.xml": _HEAD + _ROW % (' table:number-rows-repeated="999999999"', "", "x") + _TAIL},
            "rows beyond 1048576",
        ),
        (
            {"content.xml": _HEAD + _ROW % ("", ' table:number-columns-repeated="999999999"', "x") + _TAIL},
            "beyond column 16384",
        ),
        ({"content.xml": _HEAD + _ROW % ("", "", "x" * 1_000_001) + _TAIL}, "1000001 characters"),
        ({"content.xml": _HEAD + _ROW % ("", "", '<text:s text:c="99999999999"/>x') + _TAIL}, "1000001 characters"),
        ({"content.xml": _HEAD + _ROW % ("", "", "x" * 9_000_000) + _TAIL}, "one row is larger than 8 MB"),
        ({"content.xml": '<!DOCTYPE x [<!ENTITY a "b">]>' + _HEAD + _TAIL}, "declares"),
        ({"META-INF/manifest.xml": "<manifest:encryption-data/>"}, "password"),
    ],
)
def test_broken_and_hostile(tmp_path: Path, parts: dict[str, str], message: str) -> None:
    """Each is refused with the reason and what to do; nothing is unfolded first."""
    if "content.xml" in parts and parts["content.xml"].startswith("<!DOCTYPE"):
        parts = {"content.xml": '<!DOCTYPE x [<!ENTITY a "b">]>' + (_HEAD + _TAIL).split("?>", 1)[1]}
    path = _make(tmp_path / "a.ods", **parts)
    with pytest.raises(CatalogError, match=message) as caught:
        list(OdsFormat().open(path).rows("T"))
    assert "a.ods" in caught.value.message
    assert caught.value.hint


def test_what_is_no_spreadsheet(tmp_path: Path) -> None:
    """Text, another archive and a bomb are told apart; a spreadsheet is one whatever its name."""
    path = tmp_path / "a.ods"
    path.write_text("a,b")
    with pytest.raises(CatalogError, match="it is text"):
        open_catalog(path)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("x", "y")
    with pytest.raises(CatalogError, match="without a spreadsheet"):
        open_catalog(path)
    with pytest.raises(CatalogError, match="would unpack to"):
        OdsFormat(Limits(unpacked_mb=1)).open(_make(path, x="0" * 2_000_000))
    assert isinstance(open_catalog(_make(tmp_path / "a.xlsx")), OdsSource)
    assert isinstance(open_catalog(_make(tmp_path / "a.csv")), OdsSource)


_TEXT = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), max_size=8
) | st.sampled_from(["  a  b ", "\ttab", "x\n\ny", "<&>]]>", "12", "00123", "TRUE"])


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    new=st.dictionaries(st.sampled_from([0, 1, 2, 5, 6, 7, 8, 9, 12]), _TEXT, min_size=1), row=st.sampled_from([4, 6])
)
def test_patch_then_read(source: OdsSource, tmp_path: Path, new: dict[int, str], row: int) -> None:
    """What was put in is read again; every other cell is what it was, formulas aside."""
    target = tmp_path / "out.ods"
    source.write(target, [RowPatch("Products", row, new)])
    before = {r.number: list(r.cells) for r in source.rows("Products")}
    after = {r.number: list(r.cells) for r in OdsFormat().open(target).rows("Products")}
    expected = before[row] + [""] * 20
    for column, text in new.items():
        expected[column] = text
    found = after.pop(row, []) + [""] * 20
    if target.read_bytes() != source.path.read_bytes():
        expected[4] = "" if row == 4 else expected[4]
        before[4][4] = ""
    assert found[:15] == expected[:15]
    before.pop(row)
    assert after == before
