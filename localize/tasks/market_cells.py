"""Which links, shipping and tax cells are still the source's: one warning a column, whatever its rows.

A run knows what it left as it was. A check sees only the file: there a cell must name another market itself; where the
configuration says that the file comes from another country, what names none is an info.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from localize.layouts.market_cells import cell_kind, cells_of, is_of_kind, named_elsewhere, wanted_for
from localize.layouts.rows import listing_rows
from localize.listing import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from localize.context import Context
    from localize.layouts import BoundColumn, BoundLayout
    from localize.protocols import Row
    from localize.tasks.catalog import Catalog
    from localize.tasks.job import MarketJob

__all__ = ["foreign_market_cells", "kept_market_cells"]

_WHAT = {"link": "addresses", "shipping": "shipping", "tax": "taxes", "surcharge": "surcharges of options"}


def kept_market_cells(job: MarketJob) -> Iterator[dict[str, Any]]:
    """A warning for each column of such cells that some row fills and no setting speaks of."""
    context = job.context
    if context.identity or context.market.country == context.source_country:
        return
    for layout in job.catalog.detection.layouts:
        unsaid = _unsaid(layout, job.context)
        rows = listing_rows(layout, job.catalog.source.rows(layout.table)) if unsaid else ()
        kinds = {at: kind for at, (_, kind) in unsaid.items()}
        filled = _first_filled(rows, set(unsaid), lambda at, cell: is_of_kind(cell, kinds[at]))  # noqa: B023 - used up in this round
        for at, row in filled.items():
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
                suggestion=_remedy(job.market, kind),
                group=f"market-cells-kept:{column.path}",
            ).to_dict()


def foreign_market_cells(catalog: Catalog, context: Context) -> Iterator[Finding]:
    """What ``check`` says of such cells: those that name another market, and those that come from one and name none."""
    if context.identity:
        return
    market = context.market
    from_elsewhere = bool(context.settings.source_file) and market.country != context.source_country
    for layout in catalog.detection.layouts:
        unsaid = _unsaid(layout, context)
        kinds = {at: kind for at, (_, kind) in unsaid.items()}
        named = _first_filled(
            listing_rows(layout, catalog.source.rows(layout.table)) if unsaid else (),
            set(unsaid),
            lambda at, cell: bool(named_elsewhere(cell, kinds[at], market)),  # noqa: B023 - used up in this round
        )
        left = set(unsaid) - named.keys() if from_elsewhere else set()
        filled = _first_filled(
            listing_rows(layout, catalog.source.rows(layout.table)) if left else (),
            left,
            lambda at, cell: is_of_kind(cell, kinds[at]),  # noqa: B023 - used up in this round
        )
        for at, row in sorted((named | filled).items()):
            column, kind = unsaid[at]
            other = named_elsewhere(row.cells[at] or "", kind, market)
            said = f"names “{other}”" if other else f"is not said to be {market.locale}'s"
            yield Finding(
                "market-cells-kept",
                Severity.WARNING if other else Severity.INFO,
                f"Column “{column.header.strip()}” holds {_WHAT[kind]}; what stands here {said}.",
                field=column.path,
                place=catalog.source.place(layout.table, row.number, at),
                line=row.line,
                value=row.cells[at] or "",
                suggestion=_remedy(market.locale, kind),
                group=f"market-cells-kept:{column.path}",
            )


def _remedy(market: str, kind: str) -> str:
    return f'Say what {market} has: [markets."{market}".cells] {kind} = …  (true: right as it is)'


def _unsaid(layout: BoundLayout, context: Context) -> dict[int, tuple[BoundColumn, str]]:
    """The columns of such cells that the market's settings do not speak of, each with its kind."""
    cells = cells_of(context)
    return {
        column.index: (column, kind)
        for column in layout.columns
        if (kind := cell_kind(column.path, column.role)) and wanted_for(cells, column.path, column.header, kind) is None
    }


def _first_filled(rows: Iterable[Row], columns: set[int], counts: Callable[[int, str], bool]) -> dict[int, Row]:
    """The first row that fills each column with what ``counts``; nothing is read on when all are met."""
    found: dict[int, Row] = {}
    for row in rows:
        for at in [at for at in columns if at < len(row.cells) and counts(at, (row.cells[at] or "").strip())]:
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
