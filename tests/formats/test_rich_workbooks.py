"""Workbooks with charts, images, shapes, comments, macros and extensions: only what holds changed cells is other than before."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

import openpyxl
import pytest

from benchmarks.workbooks import HEADERS, rich_workbook
from localize.formats import open_catalog
from localize.listing import Address
from localize.protocols import RowPatch

if TYPE_CHECKING:
    from pathlib import Path

KINDS: dict[str, dict[str, int | bool]] = {
    "rich.xlsx": {},
    "macros.xlsm": {"macros": True},
    "inline.xlsx": {"inline": True},
    "hundred.xlsx": {"sheets": 100, "rows": 3},
}


@pytest.fixture(params=KINDS)
def workbook(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """One of the workbooks."""
    return rich_workbook(tmp_path / request.param, **KINDS[request.param])  # type: ignore[arg-type]


def _parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_workbooks_hold_what_they_should(tmp_path: Path) -> None:
    """Charts, drawings, pictures, comments, macros, custom XML, extensions and names are really in there."""
    parts = _parts(rich_workbook(tmp_path / "a.xlsm", macros=True))
    for name in (
        "charts/chart1",
        "drawings/drawing1",
        "media/image1",
        "comments1",
        "vbaProject.bin",
        "customXml/item1",
    ):
        assert any(name in part for part in parts), name
    sheet = parts["xl/worksheets/sheet1.xml"].decode()
    for tag in (
        "x14:sparkline",
        "x14:dataValidations",
        "x14:cfRule",
        "<dataValidation ",
        "<conditionalFormatting",
        "<f>",
    ):
        assert tag in sheet, tag
    assert b"<definedName" in parts["xl/workbook.xml"]
    assert b"<r><rPr><b/>" in parts["xl/sharedStrings.xml"]


def test_identity(workbook: Path, tmp_path: Path) -> None:
    """Without patches, and with patches that say what stands there already, the bytes are the same."""
    source, target = open_catalog(workbook), tmp_path / f"out{workbook.suffix}"
    for table in ("", *source.tables[:1]):
        rows = source.rows(table) if table else ()
        source.write(target, [RowPatch(table, r.number, {c: t for c, t in enumerate(r.cells) if t}) for r in rows])
        assert target.read_bytes() == workbook.read_bytes()


@pytest.mark.filterwarnings("ignore:.*extension is not supported")  # openpyxl's, which only reads here
def test_a_real_change(workbook: Path, tmp_path: Path) -> None:
    """Every other part is byte for byte the same; in the sheet, all but rows is; codes stay text and dates stay dates."""
    source, target = open_catalog(workbook), tmp_path / f"out{workbook.suffix}"
    table = source.tables[0]
    new = {0: "007", 1: "Roter Schuh", 2: "Weiche Sohle", 3: "19.99", 5: "1.1.2027", 6: "7", 7: "Blue"}
    source.write(target, [RowPatch(table, 3, new)])
    assert set(source.refused) == {(Address(table, 3, 5), "date"), (Address(table, 3, 6), "formula")}
    before, after = _parts(workbook), _parts(target)
    assert list(before) == list(after)
    allowed = {"xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/workbook.xml"}
    assert {name for name in before if before[name] != after[name]} <= allowed
    old, changed = before["xl/worksheets/sheet1.xml"], after["xl/worksheets/sheet1.xml"]
    for end in (0, 2):
        mark = (b"<sheetData>", b"", b"</sheetData>")[end]
        assert old.partition(mark)[end] == changed.partition(mark)[end]
    book = openpyxl.load_workbook(target, keep_vba=False)
    rows = list(book[table].iter_rows(values_only=True))
    assert rows[0] == HEADERS
    assert rows[2][:5] == ("007", "Roter Schuh", "Weiche Sohle", 19.99, "4006381333932")
    assert str(rows[2][5]) == "2023-03-17 00:00:00"
    assert rows[2][6] == "=D3*2"
    assert [row[0] for row in rows[1:4]] == ["4006381333931", "007", "00123-X"]
    assert rows[1][1] == "Red leather shoe"
    assert book["Secret"]["A1"].value == "Red leather shoe"
    book.close()
    assert b"</f><v>" in old
    assert b"</f><v>" not in changed  # formulas' old values
