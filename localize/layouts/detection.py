"""Which layout a file has, by its headers, with a stated confidence; a table that nobody knows is inferred."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from localize.errors import CatalogError, ConfigError, UsageError, did_you_mean
from localize.layouts.binding import BoundLayout, bind, overridden
from localize.layouts.inference import infer_layout
from localize.layouts.spec import LayoutSpec, fold_header, layout_specs
from localize.listing import Role

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from localize.protocols import Row, Source

__all__ = ["Detection", "detect_layout"]

_SAMPLE_ROWS = 200
_SEARCHED_ROWS = 30
_FEWEST_KNOWN = 0.4


@dataclass(frozen=True, slots=True)
class Detection:
    """What was found: a bound layout for each table that holds listings, and other tables that are carried over."""

    layouts: tuple[BoundLayout, ...]
    others: tuple[str, ...]

    @property
    def main(self) -> BoundLayout:
        """The first table's layout."""
        return self.layouts[0]


def detect_layout(source: Source, marketplace: str = "", columns: Mapping[str, str] | None = None) -> Detection:
    """Detect the layout of an opened catalog.

    ``marketplace`` narrows the choice; ``columns`` are the seller's own roles by header.

    Raises:
        UsageError: there is no such marketplace, or a column that the seller names is not in the file.
        ConfigError: a role that the seller gave does not exist.
        CatalogError: no table has a header.
    """
    specs = _specs(marketplace)
    _check_roles(columns or {})
    named: list[BoundLayout] = []
    inferred: list[BoundLayout] = []
    for table in source.tables:
        rows = list(islice(source.rows(table), _SAMPLE_ROWS))
        layout = _best(specs, table, rows)
        if layout is not None:
            named.append(layout)
        elif not marketplace or marketplace == "generic":
            inferred += _inferred(table, rows)
    layouts = named or inferred[:1]
    if not layouts:
        raise _nothing(source, marketplace)
    chosen = _override(layouts, columns or {})
    return Detection(tuple(chosen), tuple(t for t in source.tables if t not in {c.table for c in chosen}))


def _specs(marketplace: str) -> tuple[LayoutSpec, ...]:
    if not marketplace:
        return layout_specs()
    known = {spec.marketplace for spec in layout_specs()} | {"generic"}
    if marketplace not in known:
        raise UsageError(
            f"There is no marketplace '{marketplace}'.",
            did_you_mean(marketplace, known) or f"Known: {', '.join(sorted(known))}.",
        )
    return tuple(spec for spec in layout_specs() if spec.marketplace == marketplace)


def _check_roles(columns: Mapping[str, str]) -> None:
    for header, role in columns.items():
        if role not in set(Role):
            hint = did_you_mean(role, [*Role]) or f"Roles: {', '.join(Role)}."
            raise ConfigError(f"'{role}' (for column '{header}') is not a role.", hint)


def _best(specs: Sequence[LayoutSpec], table: str, rows: Sequence[Row]) -> BoundLayout | None:
    best: tuple[float, LayoutSpec, Row] | None = None
    for row in rows[:_SEARCHED_ROWS]:
        headers = {fold_header(cell) for cell in row.cells if cell and cell.strip()}
        for spec in specs if headers else ():
            score = _score(spec, headers)
            if score and (best is None or score > best[0]):
                best = (score, spec, row)
    if best is None:
        return None
    score, spec, row = best
    return bind(spec, table, row.number, row.cells, round(score, 2))


def _score(spec: LayoutSpec, headers: set[str]) -> float:
    """The share of headers that the layout knows; nothing unless all that it requires are there."""
    if not all(names & headers for names in spec.required):
        return 0.0
    known = sum(1 for header in headers if spec.column_for(header)) / len(headers)
    return known if known >= _FEWEST_KNOWN else 0.0


def _inferred(table: str, rows: Sequence[Row]) -> list[BoundLayout]:
    for position, row in enumerate(rows):
        names = [cell for cell in row.cells if cell and cell.strip()]
        body = [r.cells for r in rows[position + 1 :]]
        if len(names) >= 2 and body and not any(_is_number(name) for name in names):
            return [infer_layout(table, row.number, row.cells, body)]
    return []


def _is_number(text: str) -> bool:
    return text.strip().replace(".", "").replace(",", "").isdigit()


def _override(layouts: Sequence[BoundLayout], columns: Mapping[str, str]) -> list[BoundLayout]:
    chosen: list[BoundLayout] = []
    for layout in layouts:
        bound, missing = overridden(layout, columns)
        if missing and len(layouts) == 1 and len(missing) == len(columns):
            headers = [c.header.strip() for c in layout.columns if c.header.strip()]
            raise UsageError(
                f"The catalog has no column '{missing[0]}'.",
                did_you_mean(missing[0], headers) or f"Its columns: {', '.join(headers)}.",
            )
        chosen.append(bound)
    return chosen


def _nothing(source: Source, marketplace: str) -> CatalogError:
    if marketplace:
        return CatalogError(
            f"No table of it looks like a {marketplace} file.",
            "Leave out --marketplace to have its columns inferred, or look at it with 'localize inspect FILE'.",
        )
    tables = ", ".join(t for t in source.tables if t)
    return CatalogError(
        "No table with a header row and rows under it was found" + (f" (looked in: {tables})." if tables else "."),
        "The first row must name the columns.",
    )
