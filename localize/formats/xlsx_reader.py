"""The cells of a workbook's sheets, row by row, within the limits."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from localize.errors import CatalogError
from localize.formats.columns import column_letters
from localize.formats.shared_strings import read_shared_strings
from localize.formats.text_shelf import TextShelf
from localize.formats.xlsx_cells import MAX_COLUMNS, MAX_ROWS, cell_text, parse_row
from localize.formats.xlsx_patch import row_number
from localize.formats.xlsx_rows import is_simple, split_sheet

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from localize.formats.xlsx_cells import Cell
    from localize.formats.xlsx_package import Package
    from localize.formats.xlsx_workbook import Area, Sheet, Workbook

__all__ = ["SheetReader", "texts_of"]


class SheetReader:
    """Reads the sheets of an opened package; of a workbook it holds no more than the shared strings."""

    def __init__(self, path: Path, package: Package, workbook: Workbook) -> None:
        self.path = path
        self._package = package
        self._workbook = workbook
        self._strings: TextShelf | None = None
        self._simple: dict[str, bool] = {}

    def cells(self, sheet: Sheet) -> Iterator[tuple[int, list[Cell]]]:
        """The rows that a sheet has, numbered as in Excel, each with its cells.

        Raises:
            CatalogError: it is damaged, or beyond the limits.
        """
        number = 0
        for is_row, piece in self.pieces(sheet):
            if not is_row:
                continue
            stated, cells = parse_row(piece, sheet.part)
            before, number = number, stated or row_number(piece, number)
            if number <= before:  # a patch could not tell them apart; Excel holds such a file for damaged, too
                raise CatalogError(
                    f"{self.path}: is a damaged workbook: row {number} of '{sheet.name}' comes after row {before}.",
                    "Open it in Excel or LibreOffice and save it again.",
                )
            self._check_row(sheet, number, cells)
            yield number, cells

    def _check_row(self, sheet: Sheet, number: int, cells: Sequence[Cell]) -> None:
        limits = self._package.limits
        where = f"{self.path}: row {number} of '{sheet.name}'"
        if number > min(MAX_ROWS, limits.rows):
            raise CatalogError(
                f"{where} is beyond the last row, {min(MAX_ROWS, limits.rows)}.",
                "Save the workbook again, or split it.",
            )
        most = min(MAX_COLUMNS, limits.columns)
        if any(cell.column >= most for cell in cells):
            raise CatalogError(
                f"{where} has cells beyond column {column_letters(most - 1)}.",
                "Clear them and save the workbook again.",
            )
        for cell in cells:
            if cell.value and len(cell.value) > limits.cell_characters:
                raise CatalogError(
                    f"{where}: cell {column_letters(cell.column)}{number} has {len(cell.value)} characters, more than "
                    f"{limits.cell_characters}.",
                    "Shorten it, or raise cell_characters under [limits] of localize.toml.",
                )

    def pieces(self, sheet: Sheet) -> Iterator[tuple[bool, bytes]]:
        """The bytes of a sheet: its rows (True), and what lies between them."""
        open_part = partial(self._package.blocks, sheet.part)
        if sheet.part not in self._simple:
            self._simple[sheet.part] = is_simple(open_part())
        return split_sheet(
            open_part, sheet.part, simple=self._simple[sheet.part], most=self._package.limits.record_bytes
        )

    def shared_strings(self) -> TextShelf:
        """The texts that cells of all sheets refer to, read once."""
        if self._strings is None:
            part = self._workbook.shared_strings
            self._strings = read_shared_strings(self._package.blocks(part), part) if part else TextShelf()
        return self._strings

    def texts_in(self, table: str, area: Area) -> Iterator[str]:
        """The texts in an area of any sheet, hidden ones too; none if there is no such sheet."""
        sheet = next((s for s in self._workbook.sheets if s.name.casefold() == table.casefold()), None)
        strings = self.shared_strings()
        for number, cells in self.cells(sheet) if sheet else ():
            if number > area.last_row:
                return
            for cell in cells:
                if (number, cell.column) in area:
                    yield cell_text(cell, strings, sheet.part if sheet else "") or ""


def texts_of(cells: Sequence[Cell], strings: TextShelf | Sequence[str], part: str) -> list[str | None]:
    """The texts of a row by column; None where it has no cell."""
    values: list[str | None] = []
    for cell in cells:
        text = cell_text(cell, strings, part)
        if cell.column < len(values):
            values[cell.column] = text
        else:
            values.extend([None] * (cell.column - len(values)))
            values.append(text)
    return values
