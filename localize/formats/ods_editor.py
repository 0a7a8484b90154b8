"""The content of a spreadsheet on its way from the old package to the new: patched rows, repeated ones split, locks obeyed."""

from __future__ import annotations

from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from localize.errors import OutputError
from localize.formats.ods_cells import parse_ods_row
from localize.formats.ods_patch import emptied_row, patched_row, repeated, without_cached_values
from localize.formats.patch_queue import PatchQueue
from localize.formats.xml_patch import unwritable
from localize.listing import Address

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from localize.formats.ods_cells import OdsCell, OdsRow
    from localize.formats.ods_rows import OdsTable, Piece
    from localize.limits import Limits
    from localize.protocols import RowPatch

__all__ = ["OdsEditor", "OdsLocks"]


class OdsLocks:
    """Why a cell must not be written."""

    def __init__(self) -> None:
        self._areas: list[tuple[int, int, int, int]] = []

    def see(self, number: int, row: OdsRow) -> None:
        """Note the areas of formulas that begin in a row."""
        for cell in row.cells:
            if cell.formula and cell.matrix != (0, 0):
                rows, columns = cell.matrix
                self._areas.append((number, number + rows, cell.column, cell.column + columns))

    def reason(self, row: int, column: int, cell: OdsCell | None) -> str:
        """``formula``, ``date``, or '' where it may be written."""
        if (cell and cell.formula) or any(a <= row < b and c <= column < d for a, b, c, d in self._areas):
            return "formula"
        return "date" if cell and cell.text and cell.kind in {"date", "time"} else ""


class OdsEditor:
    """The content on its way from the old package to the new."""

    def __init__(self, path: Path, patches: Iterable[RowPatch], limits: Limits) -> None:
        self.changed = False
        self.refused: list[tuple[Address, str]] = []
        self._path = path
        self._limits = limits
        self._by_table = groupby((p for p in patches if p.cells or p.drop), key=attrgetter("table"))
        self._next = next(self._by_table, None)

    def blocks(self, pieces: Iterable[Piece]) -> Iterator[bytes]:
        """The content with the patches applied and the cached values of formulas removed.

        Raises:
            OutputError: a patch names a sheet or row that is not there.
        """
        table = -1
        number = 1
        queue: PatchQueue | None = None
        locks = OdsLocks()
        for piece in pieces:
            if piece.table is None:
                yield piece.data
                continue
            if piece.table.number != table:
                self._finish(queue)
                table, number, locks = piece.table.number, 1, OdsLocks()
                queue = self._queue(piece.table)
            row = parse_ods_row(piece.data, self._limits)
            yield from self._row(piece, row, number, queue, locks)
            number += row.repeat
        self._finish(queue)
        if self._next is not None:
            raise OutputError(
                f"{self._path}: there is no sheet '{self._next[0]}' to write to, or it comes out of order."
            )

    def _queue(self, table: OdsTable) -> PatchQueue | None:
        if self._next is None or self._next[0] != table.name or not table.visible:
            return None
        return PatchQueue(self._next[1], self._path, table.name)

    def _finish(self, queue: PatchQueue | None) -> None:
        if queue is not None:
            queue.must_be_empty()
            self._next = next(self._by_table, None)

    def _row(
        self, piece: Piece, row: OdsRow, number: int, queue: PatchQueue | None, locks: OdsLocks
    ) -> Iterator[bytes]:
        locks.see(number, row)
        plain = without_cached_values(piece.data, row)
        due = queue.next_row if queue else None
        if queue and due is not None and due < number:
            queue.must_be_empty()  # it is not: the sheet has nothing in that row
        if queue is None or due is None or due >= number + row.repeat or not row.filled:
            yield plain
            return
        at, end = number, number + row.repeat
        while queue.next_row is not None and queue.next_row < end:
            patch = queue.take()
            if patch.row > at:
                yield repeated(plain, patch.row - at)
            yield (
                repeated(self._patched(piece, row, patch, locks), 1)
                if row.repeat > 1
                else self._patched(piece, row, patch, locks)
            )
            at = patch.row + 1
        if at < end:
            yield repeated(plain, end - at)

    def _patched(self, piece: Piece, row: OdsRow, patch: RowPatch, locks: OdsLocks) -> bytes:
        if patch.drop:
            self.changed = True
            return emptied_row(piece.data, row)
        new: dict[int, str] = {}
        cells = {at: cell for cell in row.cells for at in _columns(cell, patch.cells)}
        for column, text in sorted(patch.cells.items()):
            cell = cells.get(column)
            if (cell.text if cell else "") == text:
                continue
            reason = locks.reason(patch.row, column, cell) or unwritable(text)
            if column >= self._limits.columns:
                reason = "beyond the last column"
            if reason:
                self.refused.append((Address(patch.table, patch.row, column), reason))
            else:
                new[column] = text
        plain = without_cached_values(piece.data, row)
        if not new:
            return plain
        self.changed = True
        return patched_row(plain, parse_ods_row(plain, self._limits), new)


def _columns(cell: OdsCell, wanted: Iterable[int]) -> list[int]:
    return [column for column in wanted if cell.column <= column < cell.column + cell.repeat]
