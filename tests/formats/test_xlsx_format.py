from __future__ import annotations

import re
import warnings
import zipfile
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from localize.errors import CatalogError, OutputError
from localize.formats import xlsx_package
from localize.formats.xlsx_format import XlsxFormat, XlsxSource
from localize.limits import Limits
from localize.listing import Address
from localize.protocols import Row, RowPatch

if TYPE_CHECKING:
    from pathlib import Path

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20) | st.sampled_from(
    ["_x0041_", " a ", "a\r\nb\tc", "<b>&amp;</b>", "]]>", "\x00\x1f\ufffe", "😀", "007", "12.5", "=1+1"]
)


def _open(path: Path) -> XlsxSource:
    return XlsxFormat().open(path)


def _cells(source: XlsxSource, table: str) -> dict[int, list[str | None]]:
    return {row.number: list(row.cells) for row in source.rows(table)}


def _parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def _changed(before: Path, after: Path) -> set[str]:
    old, new = _parts(before), _parts(after)
    assert list(old) == list(new)
    return {name for name in old if old[name] != new[name]}


def test_rows(make_workbook: Any) -> None:
    """Rows keep Excel's numbers, cells that are not there are None, and texts are what a person sees."""
    source = _open(make_workbook())
    assert source.tables == ("Template", "It's more")
    assert list(source.rows("Template")) == [
        Row(1, 1, ["Title", " Red shoe "]),
        Row(3, 3, [" Red shoe ", "4006381333931", "45000", "TRUE", "#N/A", "", None, "Rich text"]),
        Row(4, 4, ["8", "old", "a\rb & c"]),
        Row(9, 9, []),
    ]
    assert list(source.rows("It's more")) == [Row(1, 1, ["1", "in <line>"])]
    assert source.notes["hidden sheets"] == "Lists"
    with pytest.raises(CatalogError, match="no visible sheet 'Lists'"):
        list(source.rows("Lists"))


def test_place(make_workbook: Any) -> None:
    """Names that formulas would quote are quoted."""
    source = _open(make_workbook())
    assert source.place("Template", 12, 1) == "Template!B12"
    assert source.place("It's more", 1, 0) == "'It''s more'!A1"


def test_read_only_cells(make_workbook: Any) -> None:
    """Formulas and dates say why they are not written; a number with the word "days" in its format is no date."""
    source = _open(make_workbook())
    assert source.is_formula("Template", 4, 0)
    assert not source.is_formula("Template", 4, 2)
    assert source.read_only_reason("Template", 3, 2) == "date"
    assert source.read_only_reason("Template", 3, 1) == ""
    assert source.read_only_reason("Template", 3, 7) == ""  # a text in a date's format


def test_identity(make_workbook: Any, tmp_path: Path) -> None:
    """Without an effective patch the file is the same, whatever is refused."""
    path = make_workbook()
    source = _open(path)
    target = tmp_path / "out.xlsx"
    same = [
        RowPatch(table, row.number, {i: text for i, text in enumerate(row.cells) if text is not None})
        for table in source.tables
        for row in source.rows(table)
    ]
    for patches in ([], same, [RowPatch("Template", 4, {0: "9"}), RowPatch("It's more", 1, {})]):
        source.write(target, patches)
        assert target.read_bytes() == path.read_bytes()
        refused = [reason for _, reason in source.refused]
        assert refused == (["formula"] if RowPatch("Template", 4, {0: "9"}) in patches else [])


def test_write(make_workbook: Any, tmp_path: Path) -> None:
    """New texts are appended strings; numbers, truth values and empty cells stay what they are; styles stay."""
    path, target = make_workbook(), tmp_path / "out.xlsx"
    source = _open(path)
    source.write(
        target,
        [
            RowPatch("Template", 1, {1: "Roter Schuh"}),
            RowPatch("Template", 3, {1: "12.50", 3: "FALSE", 5: " neu ", 6: "G", 7: "Roter Schuh", 9: "J"}),
            RowPatch("Template", 4, {2: ""}),
            RowPatch("Template", 9, {1: "B"}),
            RowPatch("It's more", 1, {0: "zwölf", 1: "<gut>"}),
        ],
    )
    after = _open(target)
    assert _cells(after, "Template") == {
        1: ["Title", "Roter Schuh"],
        3: [" Red shoe ", "12.50", "45000", "FALSE", "#N/A", " neu ", "G", "Roter Schuh", None, "J"],
        4: ["", "", ""],
        9: [None, "B"],
    }
    assert _cells(after, "It's more") == {1: ["zwölf", "<gut>"]}
    parts = _parts(target)
    sheet = parts["xl/worksheets/sheet1.xml"].decode()
    assert '<c r="B1" s="3" t="s"><v>4</v></c>' in sheet
    assert '<c r="B3" s="3"><v>12.50</v></c>' in sheet
    assert '<c r="D3" t="b"><v>0</v></c>' in sheet
    assert '<c r="H3" s="2" t="s"><v>4</v></c>' in sheet
    assert '<row r="9"><c r="B9" t="s"><v>8</v></c></row></sheetData><extLst><ext><row r="9"/>' in sheet
    strings = parts["xl/sharedStrings.xml"].decode()
    assert 'count="11" uniqueCount="10"' in strings
    assert '<si><t>Roter Schuh</t></si><si><t xml:space="preserve"> neu </t></si><si><t>G</t></si>' in strings
    assert _changed(path, target) == {
        "xl/workbook.xml",
        "xl/sharedStrings.xml",
        "xl/worksheets/sheet1.xml",
        "xl/worksheets/sheet3.xml",
    }


def test_a_shared_string_serves_other_cells(make_workbook: Any, tmp_path: Path) -> None:
    """Two cells with one string: the one that is patched changes, the other does not."""
    source, target = _open(make_workbook()), tmp_path / "out.xlsx"
    source.write(target, [RowPatch("Template", 1, {1: "neu"})])
    after = _cells(_open(target), "Template")
    assert (after[1][1], after[3][0]) == ("neu", " Red shoe ")


def test_formulas(make_workbook: Any, tmp_path: Path) -> None:
    """In a changed sheet formulas stay and their cached values go; the workbook is recalculated when opened."""
    path, target = make_workbook(), tmp_path / "out.xlsx"
    source = _open(path)
    source.write(target, [RowPatch("Template", 3, {1: "9", 2: "46000"}), RowPatch("Template", 4, {0: "7"})])
    assert source.refused == (
        (Address("Template", 3, 2), "date"),
        (Address("Template", 4, 0), "formula"),
    )
    parts = _parts(target)
    assert b'<c r="A4"><f>B3*2</f></c>' in parts["xl/worksheets/sheet1.xml"]
    assert b'</definedNames><calcPr fullCalcOnLoad="1"/></workbook>' in parts["xl/workbook.xml"]
    assert _changed(path, target) == {"xl/workbook.xml", "xl/worksheets/sheet1.xml"}
    other = tmp_path / "other.xlsx"
    source.write(other, [RowPatch("It's more", 1, {0: "9"})])
    assert _changed(path, other) == {"xl/workbook.xml", "xl/worksheets/sheet3.xml"}


def test_array_formulas(make_workbook: Any, tmp_path: Path) -> None:
    """Every cell of an array formula's area is computed."""
    sheet = (
        b'<worksheet><sheetData><row r="1"><c r="A1"><f t="array" ref="A1:A2">B1:B2</f><v>1</v></c></row>'
        b'<row r="2"><c r="A2"><v>2</v></c><c r="B2"><v>2</v></c></row></sheetData></worksheet>'
    )
    source = _open(make_workbook({"xl/worksheets/sheet1.xml": sheet}))
    assert source.is_formula("Template", 2, 0)
    source.write(tmp_path / "out.xlsx", [RowPatch("Template", 2, {0: "5", 1: "5"})])
    assert [address.column for address, _ in source.refused] == [0]


def test_headers_of_excel_tables(make_workbook: Any, tmp_path: Path) -> None:
    """The header of an Excel table is refused: its names stand in another part and in formulas."""
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/table"
    path = make_workbook(
        {
            "xl/worksheets/_rels/sheet1.xml.rels": '<Relationships><Relationship Id="r" '
            f'Type="{relation}" Target="../tables/table1.xml"/></Relationships>',
            "xl/tables/table1.xml": '<table ref="A1:B4" name="T"><tableColumns/></table>',
        }
    )
    source = _open(path)
    source.write(tmp_path / "out.xlsx", [RowPatch("Template", 1, {0: "x"}), RowPatch("Template", 3, {0: "y"})])
    assert source.refused == ((Address("Template", 1, 0), "header of an Excel table"),)
    assert source.read_only_reason("Template", 1, 1) == "header of an Excel table"


def test_too_long_a_text(make_workbook: Any, tmp_path: Path) -> None:
    """A text longer than a cell can hold is refused; the longest that fits is written."""
    source, target = _open(make_workbook()), tmp_path / "out.xlsx"
    source.write(target, [RowPatch("Template", 3, {0: "x" * 32_768, 1: "y" * 32_767})])
    assert [address.column for address, _ in source.refused] == [0]
    assert _cells(_open(target), "Template")[3][1] == "y" * 32_767


def test_without_shared_strings(make_workbook: Any, tmp_path: Path) -> None:
    """A workbook without a part for shared strings gets inline strings."""
    sheet = '<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData></worksheet>'
    path = make_workbook({"xl/sharedStrings.xml": None, "xl/worksheets/sheet1.xml": sheet})
    target = tmp_path / "out.xlsx"
    _open(path).write(target, [RowPatch("Template", 1, {0: "neu", 1: " x\n"})])
    assert _cells(_open(target), "Template") == {1: ["neu", " x\n"]}
    assert _changed(path, target) == {"xl/worksheets/sheet1.xml"}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(st.dictionaries(st.sampled_from([(1, 0), (1, 1), (3, 0), (3, 7), (3, 5), (3, 12), (4, 2), (9, 3)]), TEXTS))
@pytest.mark.parametrize("plain", [False, True])
def test_patch_then_read(make_workbook: Any, tmp_path: Path, plain: bool, patches: dict[Any, str]) -> None:  # noqa: FBT001
    """Whatever the texts, they read back exactly and no other cell differs; unusual XML makes no difference."""
    comment = None
    if plain:  # a comment sends the sheet the slow way
        comment = {"xl/worksheets/sheet1.xml": _parts(make_workbook())["xl/worksheets/sheet1.xml"] + b"<!-- -->"}
    path, target = make_workbook(comment), tmp_path / "out.xlsx"
    source = _open(path)
    expected = _cells(source, "Template")
    rows: dict[int, dict[int, str]] = {}
    for (row, column), text in sorted(patches.items()):
        rows.setdefault(row, {})[column] = text
        cells = expected[row]
        if text or column < len(cells):
            cells.extend([None] * (column + 1 - len(cells)))
            cells[column] = text
    source.write(target, [RowPatch("Template", row, cells) for row, cells in rows.items()])
    after = _cells(_open(target), "Template")
    if target.read_bytes() != path.read_bytes():
        expected[4][:2] = ["", ""]  # cached values of formulas
    assert after == expected
    assert source.refused == ()


def _rich_workbook(path: Path) -> None:
    """What openpyxl can make: styles, validation, conditional formats, merged cells, rich text, a chart, a formula."""
    from openpyxl.cell.rich_text import CellRichText, TextBlock
    from openpyxl.cell.text import InlineFont
    from openpyxl.chart import BarChart, Reference
    from openpyxl.formatting.rule import CellIsRule
    from openpyxl.styles import Font, PatternFill
    from openpyxl.worksheet.datavalidation import DataValidation

    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Template"
    sheet.append(["Title", "Price", "Double"])
    for number in range(2, 8):
        sheet.append([f"Shoe {number}", 10.5 * number, f"=B{number}*2"])
    sheet["A2"].font = Font(bold=True)
    sheet["A3"] = CellRichText(TextBlock(InlineFont(b=True), "Bold"), " shoe")
    sheet.merge_cells("D1:F1")
    validation = DataValidation(type="list", formula1='"red,blue"')
    validation.add("G2:G9")
    sheet.add_data_validation(validation)
    rule = CellIsRule("greaterThan", ["20"], fill=PatternFill(bgColor="FF0000"))  # type: ignore[no-untyped-call]
    sheet.conditional_formatting.add("B2:B7", rule)
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=2, min_row=1, max_row=7), titles_from_data=True)
    sheet.add_chart(chart, "I2")
    book.create_sheet("Hidden").sheet_state = "veryHidden"
    book.save(path)


def test_a_rich_workbook(tmp_path: Path) -> None:
    """Every other part is the same byte for byte, and openpyxl sees the new texts in the old styles."""
    path, target = tmp_path / "in.xlsx", tmp_path / "out.xlsx"
    _rich_workbook(path)
    source = _open(path)
    assert source.tables == ("Template",)
    assert _cells(source, "Template")[3][:2] == ["Bold shoe", "31.5"]
    source.write(target, [RowPatch("Template", 2, {0: "Schuh 2", 1: "19.99"}), RowPatch("Template", 3, {0: "Fett"})])
    # the workbook's own part already asks for recalculation; whether its spelling changes is openpyxl's XML library's
    assert _changed(path, target) - {"xl/workbook.xml"} == {"xl/worksheets/sheet1.xml"}
    old, new = (_parts(file)["xl/worksheets/sheet1.xml"] for file in (path, target))
    assert old.partition(b"</sheetData>")[2] == new.partition(b"</sheetData>")[2]
    sheet = openpyxl.load_workbook(target)["Template"]
    assert (sheet["A2"].value, sheet["B2"].value, sheet["C2"].value) == ("Schuh 2", 19.99, "=B2*2")
    assert sheet["A2"].font.bold
    assert sheet["A3"].value == "Fett"
    with zipfile.ZipFile(path) as before, zipfile.ZipFile(target) as after:
        for old_entry, new_entry in zip(before.infolist(), after.infolist(), strict=True):
            assert old_entry.date_time == new_entry.date_time
            assert old_entry.external_attr == new_entry.external_attr


def test_prefixes_utf16_and_missing_references(make_workbook: Any, tmp_path: Path) -> None:
    """Unusual but valid XML is read and patched: a prefix, UTF-16, CDATA, cells without references."""
    xml = (
        '<?xml version="1.0" encoding="UTF-16"?><x:worksheet xmlns:x="u"><!-- <row r="7"/> --><x:sheetData>'
        '<x:row><x:c t="str"><x:v><![CDATA[<a>]]></x:v></x:c><x:c><x:v>2</x:v></x:c></x:row>'
        "<x:row r='5'><x:c r='B5' t='inlineStr'><x:is><x:r><x:t>R</x:t></x:r><x:rPh sb='0' eb='1'><x:t>no</x:t></x:rPh>"
        "<x:r><x:t>é</x:t></x:r></x:is></x:c></x:row></x:sheetData></x:worksheet>"
    )
    source = _open(make_workbook({"xl/worksheets/sheet1.xml": xml.encode("utf-16")}))
    assert _cells(source, "Template") == {1: ["<a>", "2"], 5: [None, "Ré"]}
    target = tmp_path / "out.xlsx"
    source.write(target, [RowPatch("Template", 1, {1: "zwei", 3: "D"}), RowPatch("Template", 5, {1: "漢", 0: "A"})])
    assert _cells(_open(target), "Template") == {1: ["<a>", "zwei", None, "D"], 5: ["A", "漢"]}
    assert b'encoding="UTF-8"' in _parts(target)["xl/worksheets/sheet1.xml"]


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        ({"xl/workbook.xml": None}, "no workbook inside"),
        ({"[Content_Types].xml": None}, "is not a spreadsheet"),
        ({"xl/workbook.bin": b""}, "binary workbook"),
        ({"mimetype": b"", "content.xml": b""}, "OpenDocument"),
        ({"xl/workbook.xml": "<workbook><sheets/>"}, "not well-formed"),
        ({"xl/workbook.xml": "<workbook/>"}, "no visible worksheet"),
        ({"xl/workbook.xml": '<!DOCTYPE w [<!ENTITY a "b">]><workbook/>'}, "document type"),
    ],
)
def test_what_does_not_open(make_workbook: Any, parts: dict[str, Any], message: str) -> None:
    """The message says what the file is or which part is broken, and names the file."""
    path = make_workbook(parts)
    with pytest.raises(CatalogError, match=message) as caught:
        _open(path)
    assert str(path) in caught.value.message


@pytest.mark.parametrize(
    ("sheet", "message"),
    [
        ("<worksheet><sheetData><row r='1'>", "ends before"),
        ("<worksheet><sheetData><row r='1'><c></row></sheetData></worksheet>", "not well-formed"),
        ("<!DOCTYPE w [<!ENTITY a 'b'>]><worksheet><sheetData/></worksheet>", "document type"),
        ("<worksheet><sheetData><row r='1'><c r='A1' t='s'><v>99</v></c></row></sheetData></worksheet>", "string 99"),
        ("<worksheet><sheetData><row r='1'><c r='ZZZ1'><v>1</v></c></row></sheetData></worksheet>", "beyond column"),
        ("<worksheet><sheetData><row r='1'><c r='?'><v>1</v></c></row></sheetData></worksheet>", "is not a cell"),
    ],
)
def test_damaged_sheets(make_workbook: Any, sheet: str, message: str) -> None:
    """A damaged sheet is an error that names the file, never another exception and never less rows in silence."""
    path = make_workbook({"xl/worksheets/sheet1.xml": sheet})
    with pytest.raises(CatalogError, match=message) as caught:
        list(_open(path).rows("Template"))
    assert str(path) in caught.value.message


def test_damaged_packages(make_workbook: Any) -> None:
    """A cut-off download, a flipped byte, a part that occurs twice."""
    path = make_workbook()
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])
    with pytest.raises(CatalogError, match="damaged workbook"):
        _open(path)
    with zipfile.ZipFile(make_workbook()) as archive:
        offset = archive.getinfo("xl/worksheets/sheet1.xml").header_offset + 80
    path.write_bytes(data[:offset] + bytes([data[offset] ^ 0xFF]) + data[offset + 1 :])
    with pytest.raises(CatalogError, match="damaged"):
        list(_open(path).rows("Template"))
    path.write_bytes(data)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with zipfile.ZipFile(path, "a") as archive:
            archive.writestr("XL/workbook.xml", "<workbook/>")
    with pytest.raises(CatalogError, match="occurs twice"):
        _open(path)


def test_bombs_are_not_unpacked(make_workbook: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """A package that would unpack to too much, or to suspiciously much, is refused before it is read."""
    path = make_workbook({"xl/media/zeros.bin": b"\0" * 2_000_000})
    _open(path)
    with pytest.raises(CatalogError, match="would unpack to 2 MB") as caught:
        XlsxFormat(Limits(unpacked_mb=1)).open(path)
    assert "unpacked_mb" in caught.value.hint
    monkeypatch.setattr(xlsx_package, "_SUSPICIOUS_SIZE", 100_000)
    with pytest.raises(CatalogError, match="would unpack to"):
        XlsxFormat(Limits(ratio=20)).open(path)


@pytest.mark.parametrize(
    "patches",
    [
        [RowPatch("Lists", 1, {0: "x"})],
        [RowPatch("Template", 2, {0: "x"})],
        [RowPatch("Template", 3, {0: "x"}), RowPatch("Template", 1, {0: "x"})],
        [RowPatch("Template", 3, {0: "x"}), RowPatch("It's more", 1, {0: "x"}), RowPatch("Template", 4, {0: "x"})],
        [RowPatch("Template", 3, {0: "\ud83d"})],
    ],
)
def test_patches_that_cannot_be_placed(make_workbook: Any, tmp_path: Path, patches: list[RowPatch]) -> None:
    """A patch to a hidden sheet, a missing row, out of order, or with half a character is an error."""
    with pytest.raises(OutputError):
        _open(make_workbook()).write(tmp_path / "out.xlsx", patches)


def test_calc_pr_is_kept(make_workbook: Any, tmp_path: Path) -> None:
    """Settings of calculation that a workbook has stay beside fullCalcOnLoad."""
    xml = _parts(make_workbook())["xl/workbook.xml"].decode()
    old = re.sub("</workbook>", '<calcPr calcId="191029" fullCalcOnLoad="0" iterate="1"/></workbook>', xml)
    target = tmp_path / "out.xlsx"
    _open(make_workbook({"xl/workbook.xml": old})).write(target, [RowPatch("Template", 3, {1: "9"})])
    assert b'<calcPr calcId="191029" iterate="1" fullCalcOnLoad="1"/></workbook>' in _parts(target)["xl/workbook.xml"]


class _Pipe:
    """A file that cannot seek: ZIP writers then put sizes behind the data."""

    def __init__(self, path: Path) -> None:
        self.file = path.open("wb")

    def write(self, data: bytes) -> int:
        return self.file.write(data)

    def flush(self) -> None:
        self.file.flush()


def test_streamed_packages(make_workbook: Any, tmp_path: Path) -> None:
    """A package whose sizes stand behind the data, as servers stream it, is patched; comments and dates stay."""
    path, target = tmp_path / "streamed.xlsx", tmp_path / "out.xlsx"
    pipe = _Pipe(path)
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as archive:  # type: ignore[call-overload]
        for name, data in _parts(make_workbook()).items():
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), data)
        archive.comment = b"exported"
    pipe.file.close()
    source = _open(path)
    source.write(target, [RowPatch("Template", 1, {0: "neu"})])
    assert _cells(_open(target), "Template")[1] == ["neu", " Red shoe "]
    assert _changed(path, target) == {"xl/workbook.xml", "xl/sharedStrings.xml", "xl/worksheets/sheet1.xml"}
    with zipfile.ZipFile(target) as archive:
        assert archive.comment == b"exported"
        entry = archive.getinfo("xl/styles.xml")
        assert entry.flag_bits & 0x8  # carried over as it was packed
        assert entry.date_time == (1980, 1, 1, 0, 0, 0)
