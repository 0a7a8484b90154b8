"""The rows of an output as they were localized, for files that are not the catalog's own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from localize.tasks.held import Place

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from localize.layouts import BoundLayout
    from localize.listing import Listing
    from localize.tasks.job import MarketJob
    from localize.tasks.left_out import LeftOut

__all__ = ["LocalizedRow", "cell_at", "localized_rows"]


def cell_at(cells: Sequence[str | None], index: int) -> str:
    """A cell's text; '' where the row has none."""
    return (cells[index] or "") if index < len(cells) else ""


@dataclass(frozen=True, slots=True)
class LocalizedRow:
    """A listing with its new cells, by column."""

    layout: BoundLayout
    listing: Listing
    new: Mapping[int, str]

    def cell(self, index: int) -> str:
        """A cell as it was localized."""
        return self.new.get(index, cell_at(self.listing.cells, index))


def localized_rows(job: MarketJob, left_out: LeftOut | None = None) -> Iterator[LocalizedRow]:
    """Every listing in file order; with ``left_out`` without those that are held or excluded; of a sample the changed ones."""
    gone = {*left_out.partition.held, *left_out.partition.excluded} if left_out else set()
    lines = iter(job.folder.lines(job.market, "patches"))
    waiting = next(lines, None)
    for layout in job.catalog.detection.layouts:
        for listing in job.catalog.listings(layout):
            new: dict[int, str] = {}
            if waiting is not None and (waiting[0], waiting[1]) == (layout.table, listing.row):
                new = {int(column): text for column, text in waiting[2].items()}
                waiting = next(lines, None)
            shown = not listing.header and (new or not job.options.sample)
            if shown and Place(layout.table, listing.row) not in gone:
                yield LocalizedRow(layout, listing, new)
