"""Signs of currencies in headers of people's own tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from openpyxl import Workbook, load_workbook

import localize
from localize.layouts.header_words import header_words
from localize.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("source", "market", "header", "cell", "after"),
    [
        ("en-US", "de-DE", "Price (€)", "19.99", ("Price (€)", "19.99")),
        ("de-DE", "fr-FR", "Preis (€)", "19,99", ("Preis (€)", "19,99")),
        ("en-US", "de-DE", "Price $", "0.00", ("Price EUR", "0.00")),
        ("en-US", "en-CA", "Price $", "0.00", ("Price $", "0.00")),
        ("de-DE", "en-US", "EK €", "0,00", ("EK USD", "0.00")),
        ("en-US", "de-DE", "Price (US$)", "0", ("Price (EUR)", "0")),
        ("en-US", "de-DE", "Price €/$", "0", ("Price €/$", "0")),
    ],
)
def test_the_sign_of_a_header_changes_with_its_amounts(
    source: str, market: str, header: str, cell: str, after: tuple[str, str], tmp_path: Path
) -> None:
    """Amounts are read in it; it becomes the market's code unless it says the market's currency already."""
    path = tmp_path / "list.csv"
    path.write_text(f"SKU;Title;{header}\nA1;Mug;{cell}\n", encoding="utf-8")
    settings = Settings(source_locale=source, engine="none")
    localize.run([path], to=[market], out=tmp_path / "out", settings=settings)
    lines = (tmp_path / "out" / f"list.{market}.csv").read_text(encoding="utf-8").splitlines()
    assert tuple(line.split(";")[2] for line in lines) == after


@pytest.mark.parametrize(
    ("header", "name"),
    [("Price (€)", "price"), ("Cost £", "cost"), ("€ Preis", "preis"), ("R$ valor", "valor"), ("$", "$")],
)
def test_a_header_is_named_without_its_sign(header: str, name: str) -> None:
    """“EK €” is the header “EK”; a sign alone is all that a header says."""
    assert header_words(header).name == name


@pytest.mark.parametrize(
    ("number_format", "market", "amount", "said"),
    [
        ('"$"#,##0.00', "de-DE", None, True),
        ("[$$-409]#,##0.00", "de-DE", None, True),
        ('"$"#,##0.00', "en-US", 10, False),
        ("#,##0.00 [$€-407]", "de-DE", 10, False),
        ('#,##0.00\\ "€"', "fr-FR", 10, False),
        ("0.00", "de-DE", None, False),
    ],
)
def test_number_formats_say_the_currency(
    number_format: str, market: str, amount: float | None, tmp_path: Path, *, said: bool
) -> None:
    """Cells that show € are in euros, whatever the file's language; a sign that is wrong now is told."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["SKU", "Title", "Price"])
    sheet.append(["A1", "Mug", 10])
    sheet["C2"].number_format = number_format
    book.save(tmp_path / "list.xlsx")
    settings = Settings(source_locale="en-US", engine="none")
    localize.run([tmp_path / "list.xlsx"], to=[market], out=tmp_path / "out", settings=settings)
    made = load_workbook(tmp_path / "out" / f"list.{market}.xlsx").active
    assert made is not None
    assert amount is None or made["C2"].value == amount
    findings = (tmp_path / "out" / f"list.xlsx.{market}.findings.jsonl").read_text(encoding="utf-8")
    assert ("currency-in-format" in findings) is said
