"""What a price in running text is for: ``$3.99/oz``, ``$12 per lb``, ``4,99 € le kilo``. Both are converted together.

Names, factors and what the prices of a market are for are data: ``per_units.toml``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal, localcontext
from functools import cache
from typing import TYPE_CHECKING, Any

from localize.data import package_folder, read_toml
from localize.money.rates import PRECISION

if TYPE_CHECKING:
    from collections.abc import Mapping

    from localize.market import Market

__all__ = ["PerUnit", "is_vague", "price_per", "unit_behind", "unit_for", "unit_named", "whole_unit"]

_GAP = "[ \u00a0\u202f]"
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class PerUnit:
    """What a price may be for. ``factor`` is its size in kilograms, litres, metres or square metres."""

    id: str
    names: tuple[str, ...]
    factor: Decimal
    imperial: Decimal
    metric: str = ""
    us: str = ""
    whole: str = ""
    vague: bool = False

    def size(self, country: str) -> Decimal:
        """Its size for sellers in a country: a gallon is another one in Britain."""
        return self.imperial if country in _file()["imperial_countries"] else self.factor


@cache
def _file() -> Mapping[str, Any]:
    return read_toml(package_folder("money") / "per_units.toml")


@cache
def _units() -> Mapping[str, PerUnit]:
    return {row["id"]: _unit(row) for row in _file()["unit"]}


def _unit(row: Mapping[str, Any]) -> PerUnit:
    return PerUnit(
        row["id"],
        tuple(row["names"]),
        Decimal(row["factor"]),
        Decimal(row.get("imperial", row["factor"])),
        row.get("metric", ""),
        row.get("us", ""),
        row.get("whole", ""),
        row.get("vague", False),
    )


@cache
def _pattern(language: str) -> re.Pattern[str]:
    joins, close = _file()["joins"], _file()["close"].get(language, ())
    names = _any(name for unit in _units().values() for name in unit.names)
    words = _any(joins.get(language, ()))
    return re.compile(
        rf"(?:{_GAP}?{_any(joins['any'])}{_GAP}?|{_GAP}(?i:{words}){_GAP})(?P<unit>(?i:{names}))(?![\w²])"
        rf"|{_GAP}(?i:{_any(close)}){_GAP}(?P<close>(?i:{names}))(?![\w²]|{_GAP}?[^\W_])"
    )


def _any(words: Any) -> str:
    choices = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
    return f"(?:{choices or '(?!)'})"


def unit_named(name: str) -> PerUnit | None:
    """The unit that a cell names; None where prices are for no such unit.

    >>> unit_named(" LB ").id
    'lb'
    """
    folded = name.strip().casefold()
    return next((unit for unit in _units().values() if folded in {n.casefold() for n in unit.names}), None)


def whole_unit(unit: PerUnit) -> PerUnit:
    """The unit itself, for platforms that name no amounts: a litre for 100 ml."""
    return _units()[unit.whole] if unit.whole else unit


def unit_behind(text: str, end: int, language: str) -> tuple[PerUnit, int] | None:
    """The unit that the price ending at ``end`` is for, and where that ends; None without one.

    >>> unit_behind("$3.99/oz", 5, "en")[0].id
    'oz'
    """
    match = _pattern(language).match(text, end)
    unit = unit_named(match["unit"] or match["close"]) if match else None
    return (unit, match.end()) if match and unit else None


def unit_for(unit: PerUnit, market: Market) -> PerUnit | None:
    """What a market states such prices for; None where it states them for this unit, too."""
    target = _units().get(unit.us if market.measures == "us" else unit.metric)
    bases = market.data.get("prices", {}).get("unit_price_bases", ())
    if target and target.whole and bases and target.id not in bases:
        return _units()[target.whole]
    return target


def is_vague(unit: PerUnit, text: str) -> bool:
    """May the unit be another one in this text: ounces of what is poured?"""
    return unit.vague and not _liquids().isdisjoint(word.casefold() for word in _WORD.findall(text))


@cache
def _liquids() -> frozenset[str]:
    return frozenset(_file()["liquid"]["words"])


def price_per(price: Decimal, unit: PerUnit, target: PerUnit, country: str) -> Decimal:
    """A price for ``unit``, of a seller in ``country``, as one for ``target``; exact but for the precision of rates."""
    with localcontext(prec=PRECISION):
        return price * target.factor / unit.size(country)
