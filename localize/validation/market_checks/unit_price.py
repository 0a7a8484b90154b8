"""`unit-price-missing`, `unit-price-base`: the price per kilogram or litre that buyers must see beside the price.

Asked in markets with that duty (`prices.unit_price_required`: the EU's, Great Britain, Switzerland), of listings with a price
whose category says that such goods are sold by weight or volume (`localize/goods.toml`), and whose title or options
state an amount. A package of just 1 kg or 1 l needs none, nor do those that the market's own law names. Where the file has
columns for the unit price and they are empty, each listing is told; where it has none, that is told once for the file.
`unit-price-base` tells a unit price for what the law does not allow: per 100 g in Germany, per ounce in a metric market.

- Wrong: honey, 250 g, in Germany with an empty `unit_pricing_measure`; `unit_pricing_base_measure` `100 g`
- Right: `unit_pricing_measure` `250 g`, `unit_pricing_base_measure` `1 kg`
- Fix: none; the contents of a package are the seller's to state.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from localize.data import package_folder, read_toml
from localize.goods import is_sold_by_measure, needs_no_unit_price, unit_price_source
from localize.listing import Role, Severity
from localize.validation.market_checks.goods import fields_about, has_price

if TYPE_CHECKING:
    from collections.abc import Iterator

    from localize.listing import Draft
    from localize.market import Market

__all__ = ["find_unit_price"]

_NUMBER = r"(?<![\d.,/])(\d+(?:[.,]\d+)?)"


def find_unit_price(draft: Draft, market: Market) -> None:
    """Add a finding where the unit price is missing, or is for another amount than the market's law says."""
    prices = market.data.get("prices", {})
    group = draft.listing.group
    if not prices.get("unit_price_required") or not is_sold_by_measure(group.category, group.product_type):
        return
    if not has_price(draft):
        return
    facts = _facts()
    fields = list(fields_about(draft, facts["fields"]))
    if any(_is_filled(draft.values[path]) for path in fields):
        _find_base(draft, market, (*fields, *fields_about(draft, facts["bases"])))
    elif any(not needs_no_unit_price(amount, unit, market.country) for amount, unit in _contents(draft)):
        _say_missing(draft, market, fields)


def _is_filled(value: str) -> bool:
    return bool(value) and value.strip().casefold() not in _facts()["empty"]


def _contents(draft: Draft) -> Iterator[tuple[Decimal, str]]:
    """The amounts that title and options state, in the units of unit prices."""
    choices = (draft.values[p] for p, f in draft.listing.fields.items() if f.role in {Role.CHOICE, Role.SIZE})
    for text in (draft.listing.group.title, *choices):
        for number, name in _amounts().findall(text):
            unit, share = _facts()["units"]["".join(name.casefold().replace(".", "").split())]
            yield Decimal(number.replace(",", ".")) * Decimal(share), unit


def _say_missing(draft: Draft, market: Market, fields: list[str]) -> None:
    source = f"Source: {unit_price_source()}."
    duty = f"Goods sold by weight or volume must show their unit price in {market.data['name']}"
    if fields:
        draft.find(
            "unit-price-missing",
            Severity.WARNING,
            f"{duty}. {source}",
            fields[0],
            suggestion="State what the package contains, in the column for it.",
        )
        return
    draft.find(
        "unit-price-missing",
        Severity.INFO,
        f"{duty}, and the file has no column for it. {source}",
        suggestion="Add the marketplace's columns for the unit price, or state it in the shop.",
        group="run:unit-price-missing",
    )


def _find_base(draft: Draft, market: Market, fields: tuple[str, ...]) -> None:
    """Tell the first column whose amount the market does not allow a unit price for."""
    allowed = market.data.get("prices", {}).get("unit_price_bases", ())
    bases = frozenset(fields_about(draft, _facts()["bases"]))
    for path in fields:
        value = draft.values[path].strip()
        unit = draft.values.get(f"{path}_unit", "").strip()
        said = f"{value} {unit}".strip()
        wrong = path in bases and value and allowed and _measure(said) not in map(_measure, allowed)
        if wrong or (market.measures == "metric" and _measure(said)[1] in _facts()["other_units"]["names"]):
            meant = f": {', '.join(allowed)}" if allowed else ", metric"
            draft.find(
                "unit-price-base",
                Severity.WARNING,
                f"The unit price is stated by “{said}”; in {market.data['name']} it is for one unit{meant}."
                f" Source: {_source(market)}.",
                path,
                suggestion="State the contents in metric units, and one of these as the base.",
            )
            return


def _source(market: Market) -> str:
    note = str(market.data.get("notes", {}).get("unit_price", ""))
    return note.rstrip(".") or unit_price_source()


@lru_cache(maxsize=1024)
def _measure(text: str) -> tuple[str, str]:
    """Number and unit of ``100ml`` or ``1 kg``; a number without a unit has none, a unit without a number is 1."""
    match = re.fullmatch(r"([\d.,]*)\s*([^\d\s].*)?", text.strip())
    number, unit = (match[1], match[2]) if match else ("", "")
    return number or "1", (unit or "").casefold().replace(".", "").strip()


@cache
def _amounts() -> re.Pattern[str]:
    spelled = [r"fl\.?\s?oz" if name == "floz" else re.escape(name) for name in _facts()["units"]]
    return re.compile(rf"(?i){_NUMBER}\s?({'|'.join(sorted(spelled, key=len, reverse=True))})\b")


@cache
def _facts() -> dict[str, Any]:
    return read_toml(package_folder("validation") / "market_checks" / "unit_price.toml")
