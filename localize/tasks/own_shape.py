"""What an output that is not in the catalog's own shape says of each listing: an overlay's files, a filled template.

Its rows are not the catalog's: a stock that changed is in no translation. So its states are made of the cells that it writes.
"""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING

from localize.tasks.held import Place
from localize.tasks.overlay_rows import OverlayRows
from localize.tasks.row_states import RowState, digest_of_cells

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from localize.tasks.overlay import Overlay
    from localize.tasks.template_fill import FilledTemplate

__all__ = ["OwnShape", "overlay_shape", "template_shape"]


class OwnShape:
    """The states of such an output, by listing in its order, and a digest of its columns for each table of the catalog."""

    def __init__(self, columns: Mapping[str, str], states: Iterator[tuple[Place, RowState]]) -> None:
        self.columns = columns
        self._states = tuple(states)

    def states(self) -> Iterator[tuple[Place, RowState]]:
        """Every listing that it has a row of, once."""
        return iter(self._states)


def overlay_shape(overlay: Overlay) -> OwnShape:
    """The shape of an overlay: of each listing, its rows in all of the files."""
    made = [(file.name, OverlayRows(overlay, file)) for file in overlay.files]
    digest = digest_of_cells(cell for name, rows in made for cell in (name, *rows.header()))
    tables = {layout.table for layout in overlay.job.catalog.detection.layouts}
    return OwnShape(dict.fromkeys(tables, digest), _of_overlay(made))


def _of_overlay(made: list[tuple[str, OverlayRows]]) -> Iterator[tuple[Place, RowState]]:
    found: dict[tuple[str, str], tuple[Place, str, blake2b]] = {}
    for name, rows in made:
        for row in rows.rows():
            known = (Place(row.table, row.row), row.group, blake2b(digest_size=10))
            _, _, digest = found.setdefault((row.table, row.key), known)
            digest.update("\x1f".join((name, *row.cells, "\x1e")).encode("utf-8", "surrogatepass"))
    for (table, key), (place, group, digest) in found.items():
        yield place, RowState(table, key, group, digest.hexdigest(), "0")


def template_shape(filled: FilledTemplate) -> OwnShape:
    """The shape of a filled template: of each listing, the cells that its row was given."""
    columns = digest_of_cells(column.header for column in filled.template.layout.columns)
    tables = {layout.table for layout in filled.job.catalog.detection.layouts}
    return OwnShape(dict.fromkeys(tables, columns), _of_template(filled))


def _of_template(filled: FilledTemplate) -> Iterator[tuple[Place, RowState]]:
    for row, cells in filled.filled_rows():
        listing = row.listing
        said = {index: text for index, text in cells.items() if text}
        digest = digest_of_cells(map(str, sorted(said.items())))
        filled_cells = sum(1 << index for index in said)
        yield (
            Place(listing.table, listing.row),
            RowState(listing.table, listing.key, listing.group.key, digest, f"{filled_cells:x}"),
        )
