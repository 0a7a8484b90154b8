"""Our own dictionaries, CSV and XLSX; a wide sheet becomes a row for each locale."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from localize.tasks.glossaries.rows import COLUMNS, Glossary, Row
from localize.terms.checks.items import pair_of_folder
from localize.terms.checks.sheets import read_sheet, rows_of

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["read_table", "write_csv", "write_xlsx"]


def read_table(path: Path) -> Glossary:
    """A dictionary with what is wrong with the file in its notes; a folder's name says the pair."""
    sheet = read_sheet(path, path.as_posix())
    glossary = Glossary(notes=[f"{p.where}: {p.message}" for p in sheet.problems])
    source, target = pair_of_folder(path.resolve().parent.name) or ("", "")
    for record, cells in rows_of(sheet):
        del record
        own = {name: cells[name].text.strip() for name in COLUMNS if name in cells and cells[name].text.strip()}
        if "term" not in own:
            continue
        own.setdefault("source", source)
        wide = [(name, cells[name].text.strip()) for name in sheet.locales if name in cells]
        for locale, translation in wide:
            if translation:
                glossary.rows.append({**own, "translation": translation, "target": locale})
        if not wide or own.get("translation"):
            own.setdefault("target", target)
            glossary.rows.append(own)
    return glossary


def write_csv(glossary: Glossary, path: Path) -> None:
    """UTF-8 with the columns that are used."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerows(_table(glossary.rows))
    path.write_text(buffer.getvalue(), encoding="utf-8", newline="")


def write_xlsx(glossary: Glossary, path: Path) -> None:
    """One sheet; every cell is text, so that no program takes ``1-2`` for a date or ``=A`` for a formula."""
    from openpyxl import Workbook  # late: 200 ms
    from openpyxl.cell import WriteOnlyCell

    book = Workbook(write_only=True)
    sheet = book.create_sheet("Dictionary")
    sheet.freeze_panes = "A2"
    for line in _table(glossary.rows):
        cells = [WriteOnlyCell(sheet, value=None) for _ in line]
        for cell, text in zip(cells, line, strict=True):
            if text:
                cell.value = text
                cell.data_type = "s"
                cell.number_format = "@"
        sheet.append(cells)
    book.save(path)


def _table(rows: list[Row]) -> list[list[str]]:
    used = [name for name in COLUMNS if name in {"term", "translation"} or any(row.get(name) for row in rows)]
    return [list(used), *([row.get(name, "") for name in used] for row in rows)]
