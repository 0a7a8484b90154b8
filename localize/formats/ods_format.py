"""OpenDocument spreadsheets (ODS): sheets read as text, written back by patching the XML of the changed cells only.

Every other part of the package is carried over as it is packed; without an effective patch the output is the input, byte
for byte. What is never written, and kept in :attr:`OdsSource.refused`: formulas (their cached values are removed from a
changed file, so that the program computes them anew) and dates.
"""

from __future__ import annotations

import tempfile
from typing import IO, TYPE_CHECKING, cast

from localize.errors import CatalogError
from localize.formats.columns import column_letters
from localize.formats.file_errors import copy_file, reading, writing
from localize.formats.ods_cells import parse_ods_row
from localize.formats.ods_editor import OdsEditor, OdsLocks
from localize.formats.ods_rows import read_pieces
from localize.formats.signature import is_zip, not_a_spreadsheet, read_head, refuse_foreign
from localize.formats.xlsx_cells import MAX_ROWS
from localize.formats.xlsx_package import Package, pack
from localize.formats.xlsx_xml import as_utf8
from localize.limits import Limits
from localize.protocols import Row

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from localize.formats.ods_cells import OdsRow
    from localize.formats.ods_rows import OdsTable, Piece
    from localize.listing import Address
    from localize.protocols import RowPatch

__all__ = ["OdsFormat", "OdsSource"]

_CONTENT = "content.xml"
_IN_MEMORY = 8 << 20


class OdsFormat:
    """OpenDocument spreadsheets without a password."""

    name = "ods"
    suffixes: tuple[str, ...] = (".ods",)

    def __init__(self, limits: Limits | None = None) -> None:
        self._limits = limits or Limits()

    def open(self, path: Path, encoding: str = "") -> OdsSource:  # noqa: ARG002 - XML says its encoding itself
        """Open a spreadsheet and read the names of its sheets.

        Raises:
            CatalogError: missing, not a spreadsheet, protected by a password, damaged, or too large.
        """
        head = read_head(path)
        if not is_zip(head):
            refuse_foreign(path, head)
            raise not_a_spreadsheet(path, "text" if head else "an empty file")
        with reading(path):
            package = Package(path, self._limits)
            if package.find("META-INF/manifest.xml") and b"encryption-data" in package.read("META-INF/manifest.xml"):
                raise CatalogError(f"{path}: is protected by a password.", "Save it without a password first.")
            if not package.find(_CONTENT):
                raise not_a_spreadsheet(path, "a ZIP archive without a spreadsheet in it")
            return OdsSource(path, package)


class OdsSource:
    """An opened spreadsheet. Its visible sheets are the tables; rows and columns are never added or removed.

    ``refused`` are the patches that the last write could not apply, each with the reason.
    """

    def __init__(self, path: Path, package: Package) -> None:
        self.path = path
        self.refused: Sequence[tuple[Address, str]] = ()
        self._package = package
        self._tables: dict[str, OdsTable] = {}
        self._hidden: list[str] = []
        self._read_only: dict[str, dict[tuple[int, int], str]] = {}
        for piece in self._pieces():
            if piece.table is None or piece.table.name in self._tables or piece.table.name in self._hidden:
                continue
            if piece.table.visible:
                self._tables[piece.table.name] = piece.table
            else:
                self._hidden.append(piece.table.name)
        if not self._tables:
            raise CatalogError(
                f"{path}: has no visible sheet.", "Is it a spreadsheet? Show the sheet with the listings."
            )

    @property
    def tables(self) -> Sequence[str]:
        """Names of the visible sheets, in the order of their tabs."""
        return tuple(self._tables)

    @property
    def notes(self) -> Mapping[str, str]:
        """Format, visible and hidden sheets."""
        return {"format": "ods", "sheets": ", ".join(self.tables), "hidden sheets": ", ".join(self._hidden)}

    def rows(self, table: str) -> Iterator[Row]:
        """The rows that hold anything, numbered as on the sheet; a cell is '' if it is empty.

        Numbers are texts without exponent or ``.0``, true and false are ``TRUE`` and ``FALSE``, a date is its ISO form, a
        formula is its cached value.

        Raises:
            CatalogError: there is no such visible sheet, or it is damaged.
        """
        if table not in self._tables:
            raise CatalogError(f"{self.path}: has no visible sheet '{table}'.", f"It has: {', '.join(self.tables)}.")
        with reading(self.path):
            for number, row in self._filled_rows(table):
                yield Row(number, number, _values(row))

    def place(self, table: str, row: int, column: int) -> str:
        """``Products!B12``; a name with other than letters and digits is quoted as in formulas."""
        name = table if table.isidentifier() else "'" + table.replace("'", "''") + "'"
        return f"{name}!{column_letters(column)}{row}"

    def read_only_reason(self, table: str, row: int, column: int) -> str:
        """Why a patch to the cell would be refused: ``formula``, ``date``, or ''."""
        if table not in self._read_only:
            locks = OdsLocks()
            found: dict[tuple[int, int], str] = {}
            with reading(self.path):
                for number, parsed in self._filled_rows(table):
                    locks.see(number, parsed)
                    for cell in parsed.cells:
                        for at in range(cell.column, cell.column + cell.repeat) if cell.text or cell.formula else ():
                            if reason := locks.reason(number, at, cell):
                                found[number, at] = reason
            self._read_only[table] = found
        return self._read_only[table].get((row, column), "")

    def write(self, target: Path, patches: Iterable[RowPatch]) -> None:
        """Write the spreadsheet with ``patches`` applied; a patch that changes nothing is none.

        Raises:
            OutputError: the target cannot be written, or a patch names a row that is not there.
            CatalogError: a sheet is damaged.
        """
        with writing(target, self.path), tempfile.SpooledTemporaryFile(_IN_MEMORY) as spool:
            editor = OdsEditor(self.path, patches, self._package.limits)
            part = pack(editor.blocks(self._pieces()), cast("IO[bytes]", spool))
            self.refused = tuple(editor.refused)
            if editor.changed:
                self._package.write(target, {self._package.find(_CONTENT) or _CONTENT: part})
            else:
                copy_file(self.path, target)

    def _filled_rows(self, table: str) -> Iterator[tuple[int, OdsRow]]:
        wanted = self._tables[table].number
        number = 1
        for piece in self._pieces():
            if piece.table is None or piece.table.number != wanted:
                continue
            row = parse_ods_row(piece.data, self._package.limits)
            if row.filled:
                last = min(MAX_ROWS, self._package.limits.rows)
                if number + row.repeat - 1 > last:
                    raise CatalogError(
                        f"{self.path}: '{table}' has rows beyond {last}.", "Clear them and save the spreadsheet again."
                    )
                for repetition in range(row.repeat):
                    yield number + repetition, row
            number += row.repeat

    def _pieces(self) -> Iterator[Piece]:
        return read_pieces(as_utf8(self._package.blocks(_CONTENT)), self._package.limits)


def _values(row: OdsRow) -> list[str]:
    values: list[str] = []
    for cell in row.cells:
        if cell.text:
            values.extend([""] * (cell.column - len(values)))
            values.extend([cell.text] * cell.repeat)
    return values
