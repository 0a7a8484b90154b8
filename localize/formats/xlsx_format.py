"""Excel workbooks (XLSX, XLSM): sheets read as text, written back by patching the XML of the changed cells only.

Everything else in the package (styles, drop-downs, conditional formats, charts, images, macros, hidden sheets) is
carried over as it is packed. Without an effective patch the output is the input, byte for byte.

What is never written, and kept in :attr:`XlsxSource.refused`: formulas (their cached value is read, and removed from
changed sheets; if the workbook has formulas, ``fullCalcOnLoad`` makes the program compute them anew), dates (read as
the stored number, since what is seen depends on the cell's format), headers of Excel tables (they must equal names that
formulas use), and texts longer than a cell can hold.
"""

from __future__ import annotations

import tempfile
from contextlib import ExitStack
from itertools import groupby, islice
from operator import attrgetter
from typing import IO, TYPE_CHECKING, cast

from localize.errors import CatalogError, OutputError
from localize.formats.columns import column_letters
from localize.formats.file_errors import copy_file, reading, writing
from localize.formats.patch_queue import PatchQueue
from localize.formats.shared_strings import NewStrings
from localize.formats.signature import is_zip, not_a_spreadsheet, read_head, refuse_foreign
from localize.formats.xlsx_cells import MAX_COLUMNS
from localize.formats.xlsx_lists import defined_names, drop_down_lists, offered_values
from localize.formats.xlsx_package import NewPart, Package, open_package, pack
from localize.formats.xlsx_patch import Locks, SheetEditor, has_formulas
from localize.formats.xlsx_reader import SheetReader, texts_of
from localize.formats.xlsx_workbook import Sheet, Workbook, read_workbook, recalculating, table_headers
from localize.formats.xlsx_xml import as_utf8
from localize.limits import Limits
from localize.protocols import Row

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from localize.listing import Address
    from localize.protocols import RowPatch

__all__ = ["XlsxFormat", "XlsxSource"]

_IN_MEMORY = 8 << 20

_LOOKED_AT = 200
"""Rows whose number formats are looked at."""


class XlsxFormat:
    """Excel workbooks without a password."""

    name = "xlsx"
    suffixes: tuple[str, ...] = (".xlsx", ".xlsm")

    def __init__(self, limits: Limits | None = None) -> None:
        self._limits = limits or Limits()

    def open(self, path: Path, encoding: str = "") -> XlsxSource:  # noqa: ARG002 - XML says its encoding itself
        """Open a workbook; its sheets are read when asked for.

        Raises:
            CatalogError: missing, not a workbook (an old .xls, a password, another ZIP, text), damaged, or too large.
        """
        head = read_head(path)
        if not is_zip(head):
            refuse_foreign(path, head)
            what = "text; rename it to .csv if it holds comma separated values" if head else "an empty file"
            raise not_a_spreadsheet(path, what)
        with reading(path):
            package = open_package(path, self._limits)
            return XlsxSource(path, package, read_workbook(package))


class XlsxSource:
    """An opened workbook. Its visible worksheets are the tables; only :meth:`fill` adds rows, nothing removes any.

    ``refused`` are the patches that the last write could not apply, each with the reason.
    """

    def __init__(self, path: Path, package: Package, workbook: Workbook) -> None:
        self.path = path
        self.refused: Sequence[tuple[Address, str]] = ()
        self._package = package
        self._workbook = workbook
        self._sheets = {sheet.name: sheet for sheet in workbook.sheets if sheet.visible}
        self._reader = SheetReader(path, package, workbook)
        self._read_only: dict[str, dict[tuple[int, int], str]] = {}

    @property
    def tables(self) -> Sequence[str]:
        """Names of the visible worksheets, in the order of their tabs."""
        return tuple(self._sheets)

    @property
    def notes(self) -> Mapping[str, str]:
        """Format, visible and hidden sheets."""
        hidden = [sheet.name for sheet in self._workbook.sheets if not sheet.visible]
        return {"format": "xlsx", "sheets": ", ".join(self.tables), "hidden sheets": ", ".join(hidden)}

    def rows(self, table: str) -> Iterator[Row]:
        """The rows that the sheet has, numbered as in Excel; rows that were never filled are left out.

        A cell is None if the row has none there, '' if it is empty. Numbers are texts without exponent or ``.0``, true
        and false are ``TRUE`` and ``FALSE``, a formula is its cached value.

        Raises:
            CatalogError: there is no such visible sheet, or it is damaged.
        """
        sheet = self._sheet(table)
        with reading(self.path):
            strings = self._reader.shared_strings()
            for number, cells in self._reader.cells(sheet):
                yield Row(number, number, texts_of(cells, strings, sheet.part))

    def place(self, table: str, row: int, column: int) -> str:
        """``Template!B12``; a name with other than letters and digits is quoted as in formulas."""
        name = table if table.isidentifier() else "'" + table.replace("'", "''") + "'"
        return f"{name}!{column_letters(column)}{row}"

    def drop_downs(self, table: str) -> dict[int, tuple[str, ...]]:
        """Columns with a drop-down list in cells of theirs, and what it offers if other values are refused.

        Nothing is said of lists that are computed, nor where a column has others, too, that are.
        """
        found: dict[int, list[tuple[str, ...]]] = {}
        with reading(self.path):
            sheet = self._sheet(table)
            lists = drop_down_lists(as_utf8(self._package.blocks(sheet.part)))
            names = defined_names(b"".join(as_utf8(self._package.blocks(self._workbook.part)))) if lists else {}
            offered = {
                formula: offered_values(formula, table, names, self._reader.texts_in)
                for formula in {item.formula for item in lists if item.strict}
            }
            for item in lists:
                for column in range(item.area.first_column, min(item.area.last_column, MAX_COLUMNS) + 1):
                    found.setdefault(column, []).append(offered[item.formula] if item.strict else ())
        return {
            column: tuple(dict.fromkeys(v for values in several for v in values)) if all(several) else ()
            for column, several in found.items()
        }

    def shown_signs(self, table: str) -> dict[int, str]:
        """Columns whose numbers the sheet shows with the sign of one currency, in its first rows, and the sign."""
        found: dict[int, set[str]] = {}
        styles = self._workbook.sign_styles
        with reading(self.path):
            for _, cells in islice(self._reader.cells(self._sheet(table)), _LOOKED_AT) if styles else ():
                for cell in cells:
                    if cell.kind == "n" and cell.value:
                        found.setdefault(cell.column, set()).add(styles.get(cell.style, ""))
        return {column: signs.pop() for column, signs in found.items() if len(signs) == 1 and signs != {""}}

    def read_only_reason(self, table: str, row: int, column: int) -> str:
        """Why a patch to the cell would be refused: ``formula``, ``date``, ``header of an Excel table``, or ''."""
        if table not in self._read_only:
            with reading(self.path):
                self._read_only[table] = dict(self._locked_cells(self._sheet(table)))
        return self._read_only[table].get((row, column), "")

    def is_formula(self, table: str, row: int, column: int) -> bool:
        """True if the cell's value is computed."""
        return self.read_only_reason(table, row, column) == "formula"

    def write(self, target: Path, patches: Iterable[RowPatch]) -> None:
        """Write the workbook with ``patches`` applied; a patch that changes nothing is none.

        Raises:
            OutputError: the target cannot be written, or a patch names a row that is not there.
            CatalogError: a sheet is damaged.
        """
        self._write(target, patches, adding=False)

    def fill(self, target: Path, patches: Iterable[RowPatch]) -> None:
        """The same, with rows made that a sheet does not have: for a template, which is empty.

        Raises:
            OutputError: the target cannot be written.
            CatalogError: a sheet is damaged.
        """
        self._write(target, patches, adding=True)

    def _write(self, target: Path, patches: Iterable[RowPatch], *, adding: bool) -> None:
        with writing(target, self.path), ExitStack() as stack:
            refused: list[tuple[Address, str]] = []
            parts = self._changed_parts(patches, refused, stack, adding=adding)
            self.refused = tuple(refused)
            if parts:
                self._package.write(target, parts)
            else:
                copy_file(self.path, target)

    def _changed_parts(
        self, patches: Iterable[RowPatch], refused: list[tuple[Address, str]], stack: ExitStack, *, adding: bool
    ) -> dict[str, NewPart]:
        strings = self._reader.shared_strings()
        new_strings = NewStrings(len(strings)) if self._workbook.shared_strings else None
        parts: dict[str, NewPart] = {}
        formulas = False
        done: set[str] = set()
        for table, group in groupby((patch for patch in patches if patch.cells or patch.drop), key=attrgetter("table")):
            if table in done or table not in self._sheets:
                raise OutputError(
                    f"{self.path}: there is no sheet '{table}' to write to, or its patches come in two parts."
                )
            done.add(table)
            sheet = self._sheets[table]
            editor = SheetEditor(table, sheet.part, strings, new_strings, self._locks(sheet), adding=adding)
            part = pack(editor.blocks(self._reader.pieces(sheet), PatchQueue(group, self.path, table)), _spool(stack))
            refused += editor.refused
            if editor.changed:
                parts[self._name(sheet.part)] = part
                formulas |= editor.formulas
        if new_strings is not None and (len(new_strings) or new_strings.references):
            name = self._name(self._workbook.shared_strings or "")
            parts[name] = pack(new_strings.appended(self._package.blocks(name), name), _spool(stack))
        if parts and (formulas or self._has_formulas(skip=parts)):
            name = self._name(self._workbook.part)
            xml = b"".join(as_utf8(self._package.blocks(name)))
            parts[name] = pack([recalculating(xml)], _spool(stack))
        return parts

    def _has_formulas(self, skip: Mapping[str, NewPart]) -> bool:
        others = (sheet.part for sheet in self._workbook.sheets if self._name(sheet.part) not in skip)
        return any(has_formulas(as_utf8(self._package.blocks(part))) for part in others)

    def _locked_cells(self, sheet: Sheet) -> Iterator[tuple[tuple[int, int], str]]:
        locks = self._locks(sheet)
        for number, cells in self._reader.cells(sheet):
            locks.see(cells)
            for cell in cells:
                if reason := locks.reason(number, cell):
                    yield (number, cell.column), reason

    def _locks(self, sheet: Sheet) -> Locks:
        return Locks(self._workbook.date_styles, table_headers(self._package, sheet))

    def _sheet(self, table: str) -> Sheet:
        if table not in self._sheets:
            raise CatalogError(f"{self.path}: has no visible sheet '{table}'.", f"It has: {', '.join(self.tables)}.")
        return self._sheets[table]

    def _name(self, part: str) -> str:
        return self._package.find(part) or part


def _spool(stack: ExitStack) -> IO[bytes]:
    return cast("IO[bytes]", stack.enter_context(tempfile.SpooledTemporaryFile(_IN_MEMORY)))
