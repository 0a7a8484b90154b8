"""Which links, shipping and tax cells of an output are still the source's: one warning a column, whatever its rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from localize.layouts.market_cells import cell_kind, cells_of, wanted_for
from localize.listing import Finding, Severity
from localize.tasks.localized_rows import localized_rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from localize.tasks.job import MarketJob

__all__ = ["kept_market_cells"]

_WHAT = {"link": "addresses", "shipping": "shipping", "tax": "taxes"}


def kept_market_cells(job: MarketJob) -> Iterator[dict[str, Any]]:
    """A warning for each column of such cells that some row fills and no setting speaks of; rows are read until all are met."""
    context = job.context
    if context.identity or context.market.country == context.source_country:
        return
    cells = cells_of(context)
    open_columns = {
        (layout.table, column.index): (column, kind)
        for layout in job.catalog.detection.layouts
        for column in layout.columns
        if (kind := cell_kind(column.path, column.role)) and wanted_for(cells, column.path, column.header, kind) is None
    }
    if not open_columns:
        return
    for row in localized_rows(job):
        for at in [at for at in open_columns if at[0] == row.layout.table]:
            column, kind = open_columns[at]
            before = row.listing.cells[column.index] if column.index < len(row.listing.cells) else ""
            if not (before or "").strip():
                continue
            del open_columns[at]
            if column.index in row.new:
                continue  # a rule writes it
            yield Finding(
                "market-cells-kept",
                Severity.WARNING,
                f"Column “{column.header.strip()}” says the {_WHAT[kind]} of {context.source_locale}; it was kept.",
                listing=row.listing.key,
                field=column.path,
                place=job.catalog.source.place(row.layout.table, row.listing.row, column.index),
                line=row.listing.line,
                value=before or "",
                suggestion=f'Say what {job.market} has: [markets."{job.market}".cells] {kind} = …  (true: right as it is)',
                group=f"market-cells-kept:{column.path}",
            ).to_dict()
        if not open_columns:
            return
