"""What an output said of each listing, in a few bytes a row: ``….rows.jsonl``, and ``….uploaded.jsonl`` once it was uploaded.

The first line names the output, by its digest, and each table's columns; each other line is a listing of the output::

    {"output": "9f…", "columns": {"": "41…"}}
    ["", "mug/MG-1", "mug", "c0…", "1f"]

table, key, group, digest of its cells, and which cells are filled (bit by column, hexadecimal).
"""

from __future__ import annotations

import json
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, NamedTuple

from localize.errors import UsageError
from localize.tasks.held import Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from localize.layouts import BoundLayout
    from localize.listing import Draft
    from localize.protocols import RowPatch

__all__ = ["RowState", "RowStates", "columns_digest", "digest_of_cells", "read_states", "state_line", "states_of"]


class RowState(NamedTuple):
    """A listing of an output: what its row said, and which of its cells were filled."""

    table: str
    key: str
    group: str
    digest: str
    filled: str

    def emptied(self, now: RowState) -> bool:
        """Was a cell filled that is empty now?"""
        return bool(int(self.filled, 16) & ~int(now.filled, 16))


class RowStates(NamedTuple):
    """All listings of an output by table and key, and its tables' columns."""

    output: str
    columns: Mapping[str, str]
    rows: Mapping[tuple[str, str], RowState]


def digest_of_cells(cells: Iterable[str | None]) -> str:
    """A digest of a row; an empty cell and one that is not there are the same."""
    return blake2b(
        "\x1f".join(cell or "" for cell in cells).encode("utf-8", "surrogatepass"), digest_size=10
    ).hexdigest()


def columns_digest(layout: BoundLayout) -> str:
    """A digest of a table's header: two outputs can be compared cell by cell where it is the same."""
    return digest_of_cells(column.header for column in layout.columns)


def state_line(draft: Draft, patch: Mapping[int, str]) -> list[Any]:
    """The state of a finished draft, with its row; the rest of an output's state is known when all chunks are done."""
    listing = draft.listing
    cells = [patch.get(index, cell) for index, cell in enumerate(listing.cells)]
    filled = sum(1 << index for index, cell in enumerate(cells) if cell and cell.strip())
    return [listing.table, listing.key, listing.group.key, digest_of_cells(cells), f"{filled:x}", listing.row]


def states_of(lines: Iterable[Any], marks: Mapping[Place, RowPatch]) -> Iterator[tuple[Place, RowState]]:
    """The states of an output's rows: ``lines`` of those that are in it, with the platform's words among their cells."""
    for table, key, group, digest, filled, row in lines:
        place = Place(table, row)
        state = RowState(table, key, group, digest, filled)
        mark = marks.get(place)
        if mark is not None and mark.cells:
            state = state._replace(digest=digest_of_cells([digest, *map(str, sorted(mark.cells.items()))]))
        yield place, state


def read_states(path: Path) -> RowStates | None:
    """What a file of states tells; None if there is no such file.

    Raises:
        UsageError: it is damaged.
    """
    try:
        with path.open(encoding="utf-8") as file:
            first = json.loads(next(file))
            rows = (RowState(*json.loads(line)) for line in file)
            return RowStates(first["output"], first["columns"], {(row.table, row.key): row for row in rows})
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError, StopIteration) as error:
        raise UsageError(f"{path} is damaged ({error}).", "Remove it; then everything counts as new.") from error
