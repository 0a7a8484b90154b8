"""Closed lists of a workbook's drop-downs and of files given with ``--values``."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.datavalidation import DataValidation

import localize
from localize.choices import values_file
from localize.errors import ConfigError
from localize.settings import Settings
from localize.tasks.catalog import Catalog
from localize.tasks.check import check_catalog

if TYPE_CHECKING:
    from pathlib import Path


def workbook(path: Path, formula: str, **options: object) -> Path:
    """A workbook whose column ``Color`` has a drop-down."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ["SKU", "Title", "Color"],
        ["A1", "Blue Mug", "Red"],
        ["A2", "Red Mug", "Magenta"],
        ["A3", "Mug", "blue "],
    ):
        sheet.append(row)
    lists = book.create_sheet("Drop down lists")
    lists.sheet_state = "hidden"
    for value in ("Red", "Blue", "Green & grey"):
        lists.append([value])
    from openpyxl.workbook.defined_name import DefinedName

    book.defined_names["Colors"] = DefinedName("Colors", attr_text="'Drop down lists'!$A$1:$A$3")
    rule = DataValidation(type="list", formula1=formula, showErrorMessage=True, **options)  # type: ignore[arg-type]
    rule.add("C2:C99")
    sheet.add_data_validation(rule)
    book.save(path)
    return path


@pytest.mark.parametrize("formula", ['"Red,Blue,Green & grey"', "'Drop down lists'!$A$1:$A$3", "Colors"])
def test_what_a_drop_down_does_not_offer_is_a_finding(tmp_path: Path, formula: str) -> None:
    """Stated values, a range of a hidden sheet, a defined name; capitals and blanks do not count."""
    path = workbook(tmp_path / "a.xlsx", formula)
    found = [(f.place, f.value) for f in check_catalog(path, "en-US", Settings()) if f.code == "value-not-in-list"]
    assert found == [("Sheet!C3", "Magenta")]


@pytest.mark.parametrize(("formula", "style"), [("INDIRECT($A2)", "stop"), ('"Red,Blue"', "warning")])
def test_lists_that_bind_nobody_are_not_checked(tmp_path: Path, formula: str, style: str) -> None:
    """A computed list is not guessed, and one that takes other values is none."""
    path = workbook(tmp_path / "a.xlsx", formula, errorStyle=style)
    assert not [f for f in check_catalog(path, "en-US", Settings()) if f.code == "value-not-in-list"]


def test_a_seller_s_list_maps_values_and_reports_the_others(tmp_path: Path) -> None:
    """The value's name in the market is written; what has no match is kept and reported."""
    (tmp_path / "values.csv").write_text(
        "field,en-US,de-DE\ncolor,Crimson|Deep Red,Karmesin\ncolor,Teal,\n", encoding="utf-8"
    )
    (tmp_path / "a.csv").write_text("SKU,Title,Color\nA1,Mug,deep red\nA2,Mug,Teal\nA3,Mug,Puce\n")
    settings = Settings(engine="none", values=(tmp_path / "values.csv",))
    report = localize.run(
        [tmp_path / "a.csv"], to=["de-DE"], out=tmp_path / "out", settings=settings, as_of=date(2026, 9, 1)
    )
    rows = (tmp_path / "out" / "a.de-DE.csv").read_text(encoding="utf-8").splitlines()
    assert [row.rpartition(",")[2] for row in rows] == ["Color", "Karmesin", "Teal", "Puce"]
    codes = {code for output in report.outputs for code in output.findings}
    assert {"value-not-in-list", "no-value-for-market"} <= codes


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("name,en-US\nx,y\n", "line 1"),
        ("field,English\nx,y\n", "English"),
        ("field,en-US\n,y\n", "line 2"),
        ("field,en-US\nx,y,z\n", "line 2"),
        ("", "line 1"),
    ],
)
def test_a_wrong_list_is_named(tmp_path: Path, text: str, message: str) -> None:
    """The message says the file and the line."""
    path = tmp_path / "values.csv"
    path.write_text(text)
    with pytest.raises(ConfigError, match=message):
        values_file(path)


def test_a_list_is_for_a_header_or_a_path(tmp_path: Path) -> None:
    """Both names of a column find it."""
    (tmp_path / "a.csv").write_text("SKU,Title,Paint Color\nA1,Mug,Red\n")
    for name in ("paint color", "paint_color"):
        (tmp_path / f"{name}.csv").write_text(f"field,en-US\n{name},Red\n")
        settings = Settings(values=(tmp_path / f"{name}.csv",))
        assert Catalog.open(tmp_path / "a.csv", settings).detection.main.columns[2].choices
