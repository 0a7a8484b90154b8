"""Records that are left out: lines go, rows of a worksheet are emptied, and everything else stays byte for byte."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from localize.formats import open_catalog
from localize.formats.xlsx_format import XlsxFormat
from localize.listing import Address
from localize.protocols import RowPatch

if TYPE_CHECKING:
    from pathlib import Path

CELL = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=8) | st.just('a "b"\nc,d')


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(rows=st.lists(st.lists(CELL, min_size=2, max_size=2), min_size=1, max_size=8), data=st.data())
def test_lines_of_a_csv_file_go_whole(rows: list[list[str]], data: st.DataObject, tmp_path: Path) -> None:
    """What is left is the file without these records, whatever they hold."""
    numbers = data.draw(st.sets(st.integers(2, len(rows) + 1)))
    path, out, wanted = tmp_path / "a.csv", tmp_path / "b.csv", tmp_path / "c.csv"
    header = ["sku", "title"]
    for target, some in ((path, rows), (wanted, [r for n, r in enumerate(rows, 2) if n not in numbers])):
        with target.open("w", encoding="utf-8-sig", newline="") as file:
            csv.writer(file, quoting=csv.QUOTE_ALL).writerows([header, *some])
    open_catalog(path).write(out, [RowPatch("", number, {}, drop=True) for number in sorted(numbers)])
    assert out.read_bytes() == wanted.read_bytes()


def test_lines_of_json_go_whole(tmp_path: Path) -> None:
    """The lines around keep their bytes, the blank ones too."""
    path, out = tmp_path / "a.jsonl", tmp_path / "b.jsonl"
    lines = [json.dumps({"sku": n, "title": f"T{n}"}) for n in range(3)]
    path.write_bytes(f"{lines[0]}\r\n\n{lines[1]}\n{lines[2]}".encode())
    open_catalog(path).write(out, [RowPatch("", 4, {}, drop=True), RowPatch("", 5, {1: "neu"})])
    assert out.read_bytes() == f'{lines[0]}\r\n\n{{"sku": 2, "title": "neu"}}'.encode()
    open_catalog(path).write(out, [RowPatch("", 2, {}, drop=True), RowPatch("", 5, {}, drop=True)])
    assert out.read_bytes() == f"\n{lines[1]}\n".encode()


def test_rows_of_a_worksheet_are_emptied(make_workbook: Any, tmp_path: Path) -> None:
    """Row and formats stay where they are, so that nothing that refers to rows moves; formulas go with the values."""
    source, out = XlsxFormat().open(make_workbook()), tmp_path / "out.xlsx"
    source.write(out, [RowPatch("Template", 3, {}, drop=True), RowPatch("Template", 4, {}, drop=True)])
    rows = {row.number: list(row.cells) for row in XlsxFormat().open(out).rows("Template")}
    assert rows[1] == ["Title", " Red shoe "]
    assert not any(rows[3])
    assert not any(rows[4])
    assert source.refused == ()
    again = XlsxFormat().open(out)
    assert not again.is_formula("Template", 4, 0)


@pytest.mark.parametrize("formula", ['<f t="shared" ref="A3:A4" si="0">B3</f>', '<f t="array" ref="A3:A4">B3:B4</f>'])
def test_a_formula_that_others_share_stays(make_workbook: Any, tmp_path: Path, formula: str) -> None:
    """Taking it out would break the other cells; its value goes, and it is told."""
    sheet = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        f'<row r="3"><c r="A3">{formula}<v>1</v></c><c r="B3"><v>1</v></c></row>'
        '<row r="4"><c r="A4"><v>2</v></c><c r="B4"><v>2</v></c></row></sheetData></worksheet>'
    )
    source, out = XlsxFormat().open(make_workbook({"xl/worksheets/sheet1.xml": sheet})), tmp_path / "out.xlsx"
    source.write(out, [RowPatch("Template", 3, {}, drop=True)])
    rows = {row.number: list(row.cells) for row in XlsxFormat().open(out).rows("Template")}
    assert not any(rows[3])
    assert rows[4][1] == "2"
    assert source.refused == ((Address("Template", 3, 0), "other cells share its formula"),)
    assert XlsxFormat().open(out).is_formula("Template", 3, 0)
