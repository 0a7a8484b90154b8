"""The patches of one table, met one by one while its records go by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from localize.errors import OutputError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from localize.protocols import RowPatch

__all__ = ["PatchQueue"]


class PatchQueue:
    """Patches in the order of records; it never holds more than the next one.

    Raises:
        OutputError: a patch is for another table, comes out of order, or is for a record that is not there: no new text
            is ever dropped in silence.
    """

    def __init__(self, patches: Iterable[RowPatch], path: Path, table: str = "") -> None:
        self._patches = iter(patches)
        self._path = path
        self._table = table
        self._last = 0
        self._current: RowPatch | None = None
        self._advance()

    @property
    def next_row(self) -> int | None:
        """The record that the next patch is for, or None after the last."""
        return self._current.row if self._current else None

    def take(self) -> RowPatch:
        """The next patch, which is thereby done."""
        patch = self._current
        if patch is None:
            raise LookupError
        self._last = patch.row
        self._advance()
        return patch

    def must_be_empty(self) -> None:
        """Raise if a patch is left: the file does not have its record."""
        if self._current is not None:
            raise OutputError(f"{self._path}: there is no record {self._current.row}{self._of_table()} to write to.")

    def _advance(self) -> None:
        self._current = next((patch for patch in self._patches if patch.cells or patch.drop), None)
        if self._current is None:
            return
        if self._current.table != self._table:
            raise OutputError(f"{self._path}: there is no table '{self._current.table}' to write to.")
        if self._current.row <= self._last:
            raise OutputError(
                f"{self._path}: the patch to record {self._current.row}{self._of_table()} comes out of order."
            )

    def _of_table(self) -> str:
        return f" of '{self._table}'" if self._table else ""
