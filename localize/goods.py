"""Which kind of goods a listing is, by the category that it states, and which goods need a price per kilogram or litre."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from localize.data import read_toml

__all__ = ["category_parts", "is_sold_by_measure", "needs_no_unit_price", "unit_price_source"]

_LEVELS = re.compile(r"\s*(?:>|»|/|\|)\s*")
_MARKS = re.compile(r"[\W_]+")


@lru_cache(maxsize=4096)
def category_parts(text: str) -> tuple[str, ...]:
    """The levels of a category, from the widest to the narrowest, in small letters.

    >>> category_parts("Home & Garden > Kitchen Appliances > Wine_Fridges")
    ('home garden', 'kitchen appliances', 'wine fridges')
    """
    return tuple(filter(None, (_MARKS.sub(" ", part.casefold()).strip() for part in _LEVELS.split(text))))


@lru_cache(maxsize=4096)
def is_sold_by_measure(category: str, product_type: str) -> bool:
    """Do category or product type say that such goods are sold by weight or volume?

    >>> is_sold_by_measure("Food, Beverages & Tobacco > Food Items > Honey", "")
    True
    """
    goods = frozenset(_facts()["goods"])
    return not goods.isdisjoint((*category_parts(category), *category_parts(product_type)))


def needs_no_unit_price(amount: Decimal, unit: str, country: str) -> bool:
    """Is a package of ``amount`` (``unit``: the unit that its unit price is for, ``kg`` or ``l``) free of the duty there?

    >>> needs_no_unit_price(Decimal("0.25"), "kg", "CH")
    True
    """
    own = _facts()["exempt"].get(country, {})
    contents = {(Decimal(number), name) for number, name in (entry.split() for entry in own.get("contents", ()))}
    digits = amount.normalize().as_tuple().digits
    is_named = len(digits) == 1 and str(digits[0]) in own.get("digits", ())
    return amount == 1 or is_named or (amount, unit) in contents


def unit_price_source() -> str:
    """The law that asks for unit prices where a market's own file names none."""
    return str(_facts()["source"])


@cache
def _facts() -> dict[str, Any]:
    return read_toml(Path(__file__).with_suffix(".toml"))
