"""Links, shipping and tax cells, surcharges of options: they change only as the seller says, ``[markets."de-DE".cells]``."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from localize.data import package_folder, read_toml
from localize.layouts.spec import fold_header
from localize.listing import Role
from localize.market import load_market, market_tags

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from localize.context import Context
    from localize.listing import Draft
    from localize.market import Market

__all__ = ["cell_kind", "cells_of", "is_of_kind", "named_elsewhere", "set_market_cells", "wanted_for"]

_POSSIBLE = (Role.CODE, Role.REFERENCE)
_COUNTRY_FIRST = re.compile(r"\s*([A-Z]{2})(?::|\s*$)")  # US:CA:Standard:6.49 USD
_CURRENCY = re.compile(r"(?<![A-Za-z])([A-Z]{3})(?![A-Za-z])")
_LOCALE_IN_ADDRESS = re.compile(r"[/?&=]([a-z]{2})(?:[-_]([a-z]{2}))?(?=[/?&#]|$)", re.IGNORECASE)


@cache
def _kinds() -> tuple[tuple[str, frozenset[str], re.Pattern[str]], ...]:
    data = read_toml(package_folder("layouts") / "market_cells.toml")
    return tuple(
        (
            kind["name"],
            frozenset(kind.get("roles", _POSSIBLE)),
            re.compile("|".join(f"(?:{path})" for path in kind["paths"]), re.IGNORECASE),
        )
        for kind in data["kind"]
    )


@cache
def cell_kind(path: str, role: Role) -> str:
    """``link``, ``shipping``, ``tax``, ``surcharge``, or '' for a cell that holds in every market.

    >>> cell_kind("settings/link", Role.REFERENCE), cell_kind("tax_class", Role.REFERENCE), cell_kind("sku", Role.CODE)
    ('link', 'tax', '')
    """
    return next((name for name, roles, pattern in _kinds() if role in roles and pattern.fullmatch(path)), "")


@cache
def _contents() -> dict[str, re.Pattern[str]]:
    kinds = read_toml(package_folder("layouts") / "market_cells.toml")["kind"]
    return {kind["name"]: re.compile(kind["holds"], re.IGNORECASE) for kind in kinds if "holds" in kind}


def is_of_kind(cell: str, kind: str) -> bool:
    """Does a cell of such a column hold what makes it one? Most need only be filled.

    >>> is_of_kind("name=Engraving,price=5,00", "surcharge"), is_of_kind("name=Engraving,price=5.00", "surcharge")
    (True, False)
    """
    holds = _contents().get(kind)
    return bool(cell) and (holds is None or holds.search(cell) is not None)


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


def named_elsewhere(cell: str, kind: str, market: Market) -> str:
    """What such a cell names of another market: a country, a currency, the language or country in an address; '' for nothing.

    >>> from localize.market import load_market
    >>> de = load_market("de-DE")
    >>> named_elsewhere("US:CA::6.49 USD", "shipping", de), named_elsewhere("https://a.example/en-us/mug", "link", de)
    ('US', 'en-us')
    >>> named_elsewhere("DE:::4.90 EUR", "shipping", de), named_elsewhere("https://a.example/de/mug", "link", de)
    ('', '')
    """
    if kind == "link":
        return next(
            (found[0].lstrip("/?&=") for found in _LOCALE_IN_ADDRESS.finditer(cell) if _is_other(found, market)), ""
        )
    country = _COUNTRY_FIRST.match(cell)
    if country and country[1] != market.country and country[1] in _countries():
        return country[1]
    currencies = (found[1] for found in _CURRENCY.finditer(cell))
    return next((name for name in currencies if name in _currencies() and name != market.currency), "")


def _is_other(found: re.Match[str], market: Market) -> bool:
    """Is a step of an address the locale, the language or the country of another market? ``/de/`` may be two of them."""
    first, second = found[1].lower(), (found[2] or "").lower()
    own = {market.language, market.country.lower(), "uk" if market.country == "GB" else market.country.lower()}
    if second:
        return first in _languages() and second.upper() in _countries() and not {first, second} <= own
    return first not in own and (first in _languages() or first.upper() in _countries() or first == "uk")


@cache
def _countries() -> frozenset[str]:
    return frozenset(tag.split("-")[1] for tag in market_tags())


@cache
def _languages() -> frozenset[str]:
    return frozenset(tag.split("-")[0] for tag in market_tags())


@cache
def _currencies() -> frozenset[str]:
    return frozenset(load_market(tag).currency for tag in market_tags())


def set_market_cells(drafts: Iterable[Draft], context: Context) -> Iterator[Draft]:
    """Write what the seller says of the market's cells; an empty cell stays empty, and an amount that was said is not converted."""
    cells = {} if context.identity else cells_of(context)
    for draft in drafts:
        for path, field in draft.listing.fields.items() if cells and not draft.listing.header else ():
            own = draft.values[path].strip()
            found = wanted_for(cells, path, field.header, cell_kind(path, field.role)) if own else None
            if found is not None:
                name, wanted = found
                origin = f'[markets."{context.market.locale}".cells] {name}'
                draft.set(path, _written(own, wanted), "rules", "as the market's settings say", origin)
                if field.role.is_money:
                    draft.state.setdefault("said_prices", set()).add(path)
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
