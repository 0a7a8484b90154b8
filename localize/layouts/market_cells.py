"""Links, shipping and tax cells: they change only as the seller says for a market, ``[markets."de-DE".cells]``."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from localize.data import package_folder, read_toml
from localize.layouts.spec import fold_header
from localize.listing import Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from localize.context import Context
    from localize.listing import Draft

__all__ = ["cell_kind", "cells_of", "set_market_cells", "wanted_for"]

_POSSIBLE = frozenset({Role.CODE, Role.REFERENCE})


@cache
def _kinds() -> tuple[tuple[str, re.Pattern[str]], ...]:
    data = read_toml(package_folder("layouts") / "market_cells.toml")
    return tuple(
        (kind["name"], re.compile("|".join(f"(?:{path})" for path in kind["paths"]), re.IGNORECASE))
        for kind in data["kind"]
    )


@cache
def cell_kind(path: str, role: Role) -> str:
    """``link``, ``shipping``, ``tax``, or '' for a cell that holds in every market.

    >>> cell_kind("settings/link", Role.REFERENCE), cell_kind("tax_class", Role.REFERENCE), cell_kind("sku", Role.CODE)
    ('link', 'tax', '')
    """
    if role not in _POSSIBLE:
        return ""
    return next((name for name, pattern in _kinds() if pattern.fullmatch(path)), "")


def cells_of(context: Context) -> Mapping[str, Any]:
    """What the seller says of a market's cells: by kind, path or header."""
    cells: Mapping[str, Any] = context.settings.market_overrides.get(context.market.locale, {}).get("cells", {})
    return cells


def wanted_for(cells: Mapping[str, Any], path: str, header: str, kind: str) -> tuple[str, Any] | None:
    """The seller's word for a column, with the name that he gave it: its header, its path, else its kind."""
    names = {fold_header(name): name for name in cells}
    for own in (fold_header(header), path.casefold(), kind):
        if own and own in names:
            return names[own], cells[names[own]]
    return None


def set_market_cells(drafts: Iterable[Draft], context: Context) -> Iterator[Draft]:
    """Write what the seller says of the market's cells; an empty cell stays empty."""
    cells = {} if context.identity else cells_of(context)
    for draft in drafts:
        for path, field in draft.listing.fields.items() if cells and not draft.listing.header else ():
            own = draft.values[path].strip()
            found = wanted_for(cells, path, field.header, cell_kind(path, field.role)) if own else None
            if found is not None:
                name, wanted = found
                origin = f'[markets."{context.market.locale}".cells] {name}'
                draft.set(path, _written(own, wanted), "rules", "as the market's settings say", origin)
        yield draft


def _written(own: str, wanted: Any) -> str:
    """The cell as it is wanted: ``true`` leaves it, a text takes its place, a table maps cells or how they begin."""
    if isinstance(wanted, str):
        return wanted
    if not isinstance(wanted, dict):
        return own
    if own in wanted:
        return str(wanted[own])
    begins = max((start for start in wanted if own.startswith(start)), key=len, default="")
    return str(wanted[begins]) + own.removeprefix(begins) if begins.endswith(("/", "=", ":")) else own
