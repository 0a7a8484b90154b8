"""What files of one table share: the table's name, and a write that copies the file where nothing changes."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, ClassVar

from localize.errors import CatalogError
from localize.formats.file_errors import copy_file, writing
from localize.formats.patch_queue import PatchQueue
from localize.listing import Address

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from localize.protocols import RowPatch

__all__ = ["OneTable", "take_header"]


class OneTable(ABC):
    """An opened file of one table, named ''. ``refused`` are the patches that the last write could not apply."""

    kind: ClassVar[str]
    """What it is, for messages: ``A feed``."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.refused: Sequence[tuple[Address, str]] = ()

    @property
    def tables(self) -> Sequence[str]:
        """The one table, named ''."""
        return ("",)

    def write(self, target: Path, patches: Iterable[RowPatch]) -> None:
        """Write the file with ``patches`` applied; what no patch names stays as it is.

        Raises:
            OutputError: the target cannot be written, or a patch names a record that is not there.
        """
        queue = PatchQueue(patches, self.path)
        refused: list[tuple[Address, str]] = []
        with writing(target, self.path):
            if queue.next_row is None:
                copy_file(self.path, target)
            else:
                self._write_changed(target, queue, refused)
        self.refused = tuple(refused)

    @abstractmethod
    def _write_changed(self, target: Path, queue: PatchQueue, refused: list[tuple[Address, str]]) -> None:
        """Write what differs from the file, and note what could not be written."""

    def _check_table(self, table: str) -> None:
        if table:
            raise CatalogError(f"{self.path}: has no table '{table}'.", f"{self.kind} has one table, named ''.")


def take_header(queue: PatchQueue, refused: list[tuple[Address, str]], columns: int) -> Mapping[int, str]:
    """The new cells of a header that is not in the file: the first ``columns`` are refused, what lies behind is returned."""
    if queue.next_row != 1:
        return {}
    cells = queue.take().cells
    refused += ((Address("", 1, column), "the header is not in the file") for column in cells if column < columns)
    return {column: text for column, text in cells.items() if column >= columns}
