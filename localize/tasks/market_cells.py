"""Which links, shipping and tax cells of an output are still the source's: one warning a column, whatever its rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from localize.layouts.market_cells import cell_kind, cells_of, wanted_for
from localize.layouts.rows import listing_rows
from localize.listing import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from localize.layouts import BoundColumn, BoundLayout
    from localize.protocols import Row
    from localize.tasks.job import MarketJob

__all__ = ["kept_market_cells"]

_WHAT = {"link": "addresses", "shipping": "shipping", "tax": "taxes"}


def kept_market_cells(job: MarketJob) -> Iterator[dict[str, Any]]:
    """A warning for each column of such cells that some row fills and no setting speaks of."""
    context = job.context
    if context.identity or context.market.country == context.source_country:
        return
    for layout in job.catalog.detection.layouts:
        unsaid = _unsaid(layout, job)
        rows = listing_rows(layout, job.catalog.source.rows(layout.table)) if unsaid else ()
        for at, row in _first_filled(rows, set(unsaid)).items():
            column, kind = unsaid[at]
            if _is_written(job, layout.table, row.number, at):
                continue  # by a rule
            yield Finding(
                "market-cells-kept",
                Severity.WARNING,
                f"Column “{column.header.strip()}” says the {_WHAT[kind]} of {context.source_locale}; it was kept.",
                field=column.path,
                place=job.catalog.source.place(layout.table, row.number, at),
                line=row.line,
                value=row.cells[at] or "",
                suggestion=f'Say what {job.market} has: [markets."{job.market}".cells] {kind} = …  (true: right as it is)',
                group=f"market-cells-kept:{column.path}",
            ).to_dict()


def _unsaid(layout: BoundLayout, job: MarketJob) -> dict[int, tuple[BoundColumn, str]]:
    """The columns of such cells that the market's settings do not speak of, each with its kind."""
    cells = cells_of(job.context)
    return {
        column.index: (column, kind)
        for column in layout.columns
        if (kind := cell_kind(column.path, column.role)) and wanted_for(cells, column.path, column.header, kind) is None
    }


def _first_filled(rows: Iterable[Row], columns: set[int]) -> dict[int, Row]:
    """The first row that fills each column; nothing is read on when all are met."""
    found: dict[int, Row] = {}
    for row in rows:
        for at in [at for at in columns if at < len(row.cells) and (row.cells[at] or "").strip()]:
            found[at] = row
            columns.discard(at)
        if not columns:
            break
    return dict(sorted(found.items()))


def _is_written(job: MarketJob, table: str, row: int, column: int) -> bool:
    """Did the run change a cell?"""
    for in_table, number, cells in job.folder.lines(job.market, "patches"):
        if in_table == table and number >= row:
            return bool(number == row and str(column) in cells)
    return False
