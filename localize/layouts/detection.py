"""Which layout a file has, by its headers, with a stated confidence; a table that nobody knows is inferred."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING

from localize.errors import CatalogError, ConfigError, UsageError, did_you_mean
from localize.layouts.binding import BoundLayout, bind, overridden
from localize.layouts.by_content import with_content
from localize.layouts.declared import with_declarations
from localize.layouts.header_signs import with_header_signs, with_shown_signs
from localize.layouts.header_units import with_header_units
from localize.layouts.inference import infer_layout
from localize.layouts.known_headers import known_headers
from localize.layouts.open_columns import with_own_columns
from localize.layouts.other_markets import with_source_market
from localize.layouts.rows import first_of_data, settings_pieces, stated_rows
from localize.layouts.spec import fold_header
from localize.layouts.spec_files import layout_specs
from localize.layouts.value_lists import with_drop_downs, with_values
from localize.listing import Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from localize.layouts.spec import LayoutSpec
    from localize.protocols import Row, Source

__all__ = ["Detection", "best_layout", "detect_layout", "marketplaces", "specs_of"]

_SAMPLE_ROWS = 200
_SEARCHED_ROWS = 30
_FEWEST_KNOWN = 0.4
_FEWEST_KEPT = 0.5
"""Of a watched layout's columns so many must be there: fewer, and it is another kind of file."""
_FEWEST_NAMED = 0.5


@dataclass(frozen=True, slots=True)
class Detection:
    """What was found: a bound layout for each table that holds listings, and other tables that are carried over."""

    layouts: tuple[BoundLayout, ...]
    others: tuple[str, ...]

    @property
    def main(self) -> BoundLayout:
        """The first table's layout."""
        return self.layouts[0]


def detect_layout(
    source: Source,
    marketplace: str = "",
    columns: Mapping[str, str] | None = None,
    own: Sequence[LayoutSpec] = (),
    values: Sequence[Path] = (),
    source_locale: str = "",
) -> Detection:
    """Detect the layout of an opened catalog.

    ``marketplace`` narrows the choice; ``columns`` are the seller's own roles by header, ``own`` their own layouts, which
    come before all others, ``values`` files with closed lists of fields; ``source_locale`` tells its columns from those of
    other markets in the same file.

    Raises:
        UsageError: there is no such marketplace, or a column that the seller names is not in the file.
        ConfigError: a role that the seller gave does not exist.
        CatalogError: no table has a header.
    """
    own = [spec for spec in own if marketplace in {"", spec.marketplace}]
    specs = () if own and marketplace not in marketplaces() else specs_of(marketplace)
    _check_roles(columns or {})
    named: list[BoundLayout] = []
    inferred: list[BoundLayout] = []
    for table in source.tables:
        rows = list(islice(source.rows(table), _SAMPLE_ROWS))
        stated: frozenset[int] = getattr(source, "statements", frozenset())  # only feeds have them; they name no column
        layout = best_layout(own, table, rows, stated) or best_layout(specs, table, rows, stated)
        if layout is not None:
            named.append(with_declarations(with_content(layout, rows), source, rows))
        elif not marketplace or marketplace == "generic":
            inferred += [with_declarations(one, source, rows) for one in _inferred(table, rows, source_locale)]
    layouts = named or _with_listings(inferred)
    if not layouts:
        raise _nothing(source, marketplace)
    chosen = _override([with_drop_downs(layout, source) for layout in layouts], columns or {})
    chosen = with_values(chosen, values)
    chosen = [
        with_shown_signs(with_header_signs(with_header_units(layout, source), source), source) for layout in chosen
    ]
    if source_locale:
        chosen = [with_source_market(layout, source_locale) for layout in chosen]
    return Detection(tuple(chosen), tuple(t for t in source.tables if t not in {c.table for c in chosen}))


def specs_of(marketplace: str) -> tuple[LayoutSpec, ...]:
    """The layouts of a marketplace; of all of them for ''.

    Raises:
        UsageError: there is no such marketplace.
    """
    if not marketplace:
        return layout_specs()
    known = marketplaces()
    if marketplace not in known:
        raise UsageError(
            f"There is no marketplace '{marketplace}'.",
            did_you_mean(marketplace, known) or f"Known: {', '.join(sorted(known - {''}))}.",
        )
    return tuple(spec for spec in layout_specs() if spec.marketplace == marketplace)


def marketplaces() -> set[str]:
    """Every marketplace that is known, the generic one and '' for any."""
    return {spec.marketplace for spec in layout_specs()} | {"generic", ""}


def _check_roles(columns: Mapping[str, str]) -> None:
    for header, role in columns.items():
        if role not in set(Role):
            hint = did_you_mean(role, [*Role]) or f"Roles: {', '.join(Role)}."
            raise ConfigError(f"'{role}' (for column '{header}') is not a role.", hint)


def best_layout(
    specs: Sequence[LayoutSpec], table: str, rows: Sequence[Row], ignored: frozenset[int] = frozenset()
) -> BoundLayout | None:
    """The layout that knows most of the headers in one of the first rows, less those ``ignored``; None if none knows enough."""
    specs = [spec for spec in specs if fold_header(table) not in spec.carried_tables]
    best: tuple[float, LayoutSpec, Row] | None = None
    for row in rows[:_SEARCHED_ROWS]:
        headers = {cell.strip() for at, cell in enumerate(row.cells) if cell and cell.strip() and at not in ignored}
        for spec in specs if headers else ():
            score = _score(spec, headers)
            if score and (best is None or score > best[0]):
                best = (score, spec, row)
    if best is None:
        return None
    score, spec, row = best
    stated = stated_rows(rows[:_SEARCHED_ROWS]) if spec.rows.settings else None
    if stated is None:
        layout = bind(spec, table, row.number, row.cells, round(score, 2))
        return with_own_columns(replace(layout, data_row=first_of_data(layout, rows)), rows)
    named = next((r for r in rows if r.number == stated.header), row)
    layout = bind(spec, table, named.number, named.cells, round(score, 2), stated.data)
    pieces = settings_pieces(spec, rows[:_SEARCHED_ROWS])
    return replace(layout, header_fields=(*pieces, *layout.header_fields))


def _score(spec: LayoutSpec, headers: set[str]) -> float:
    """The share of headers that the layout knows; nothing unless all that it requires are there."""
    found = [spec.column_for(header) for header in headers]
    names = {spec.folded(header) for header in headers} | {column.path for column in found if column}
    if not all(wanted & names for wanted in spec.required):
        return 0.0
    if spec.watch and len({column.spec for column in found if column}) < _FEWEST_KEPT * len(spec.columns):
        return 0.0
    known = sum(1 for column in found if column) / len(headers)
    return known if known >= _FEWEST_KNOWN else 0.0


def _inferred(table: str, rows: Sequence[Row], source_locale: str) -> list[BoundLayout]:
    position = _header_position(rows)
    if position is None:
        return []
    body = [row.cells for row in rows[position + 1 :]]
    return [infer_layout(table, rows[position].number, rows[position].cells, body, source_locale)]


def _header_position(rows: Sequence[Row]) -> int | None:
    """Which row names the columns: of those about as wide as what is under them, the one with most names that we know.

    Titles, instructions and merged headings above a header are narrower than the table.
    """
    widths = [sum(1 for cell in row.cells if cell and cell.strip()) for row in rows]
    named = [
        position
        for position, row in enumerate(rows[:_SEARCHED_ROWS])
        if widths[position] >= 2
        and any(widths[position + 1 :])
        and not any(_is_number(cell) for cell in row.cells if cell)
    ]
    wide = [position for position in named if widths[position] >= _FEWEST_NAMED * max(widths[position + 1 :])]
    if not wide:
        return named[0] if named else None
    best = max(wide, key=lambda position: known_headers(rows[position].cells))
    return best + 1 if best + 1 in wide and _is_technical(rows[best + 1]) else best


def _is_technical(row: Row) -> bool:
    """Field names (``item_name``) in a row of their own under the labels: these are the header, not a product."""
    names = [cell.strip() for cell in row.cells if cell and cell.strip()]
    return not any(" " in name for name in names) and known_headers(names) * 2 >= len(set(names))


def _with_listings(inferred: Sequence[BoundLayout]) -> list[BoundLayout]:
    """The tables that list products: those with a title and a key or a price; failing that, the one we know most of."""
    products = [table for table in inferred if table.nature.get("title") and (table.keys or _has_money(table))]
    if products or not inferred:
        return products
    return [max(inferred, key=lambda table: sum(c.sure and c.role is not Role.REFERENCE for c in table.columns))]


def _has_money(layout: BoundLayout) -> bool:
    return any(column.role.is_money for column in layout.columns)


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
    looked = f" (looked in: {tables})." if tables else "."
    most = max((sum(1 for _ in islice(_filled(source.rows(table)), 2)) for table in source.tables), default=0)
    if most == 1:
        return CatalogError(
            f"Only one row has anything in it{looked}",
            "The first row must name the columns, and the listings stand under it: export it again, with both.",
        )
    return CatalogError(
        f"No table with a header row and rows under it was found{looked}",
        "The first row must name the columns, such as sku, title, description, price: put such a row on top.",
    )


def _filled(rows: Iterable[Row]) -> Iterator[Row]:
    """The rows with anything in them."""
    return (row for row in rows if any(cell and cell.strip() for cell in row.cells))
