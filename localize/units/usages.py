"""What the thing is decides how it is measured: rugs in steps of ten centimetres, people in feet and inches.

The rows are ``usage`` and ``rounding`` in ``preferences.toml``.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from localize.units.company import Company, company_of
from localize.units.tables import read_table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from localize.market import Market
    from localize.units.quantity import Quantity

__all__ = ["Fineness", "fineness_of", "mixed_units", "nominal_steps", "preferred_units"]


class Fineness(NamedTuple):
    """How finely converted numbers of a unit are written: see :func:`localize.units.rounding.step_power`."""

    fineness: int = 50
    digits: int = 0


@dataclass(frozen=True, slots=True)
class _Usage:
    row: Mapping[str, Any]
    company: Company


@cache
def _usages() -> tuple[_Usage, ...]:
    return tuple(_Usage(row, company_of(row)) for row in read_table("preferences").get("usage", ()))


@cache
def fineness_of(source_unit: str, dimension: str) -> Fineness:
    """How finely a quantity that was written in ``source_unit`` is converted."""
    for row in read_table("preferences")["rounding"]:
        is_meant = source_unit in row.get("only", [source_unit]) and source_unit not in row.get("except", ())
        if dimension in row["dimensions"] and is_meant:
            return Fineness(row["fineness"], row["digits"])
    return Fineness()


def nominal_steps(quantity: Quantity, context: str) -> tuple[tuple[str, int], ...]:
    """The steps of a product whose measures are nominal (rugs): target units with powers of ten, mostly none."""
    return tuple(
        (usage.row["step"]["unit"], int(usage.row["step"]["power"]))
        for usage in _usages()
        if "step" in usage.row and _is_whole(quantity, usage.row["from"]) and usage.company.verdict(quantity, context)
    )


def preferred_units(quantity: Quantity, context: str, measures: str) -> tuple[tuple[str, str], ...]:
    """The units of a product that is sold in others than its unit's usual ones: target units, each with its ``below``, mostly none.

    A pot of 4.5 l is one of 4.76 quarts in the US, where a bucket has gallons.
    """
    for usage in _usages():
        row = usage.row
        is_meant = "to" in row and measures in row["systems"] and quantity.unit in row["from"]
        if is_meant and usage.company.verdict(quantity, context):
            return tuple((to["unit"], to.get("below", "")) for to in row["to"])
    return ()


def _is_whole(quantity: Quantity, units: list[str]) -> bool:
    return all(len(m.terms) == 1 and m.unit in units and m.terms[0].number.resolution >= 1 for m in quantity.measures)


def mixed_units(quantity: Quantity, market: Market) -> tuple[str, str] | None:
    """The two units that buyers of the market expect together (feet and inches of a person's height), or None."""
    for usage in _usages():
        row = usage.row
        if "mixed" not in row or market.country not in row["countries"] or quantity.count:
            continue
        if not all(len(m.terms) == 1 and m.unit in row["from"] for m in quantity.measures):
            continue
        low, high = map(Fraction, row["between"])
        is_height = all(low <= m.in_base() <= high for m in quantity.measures)
        if is_height and usage.company.verdict(quantity, "", near_only=True):
            larger, smaller = row["mixed"]
            return larger, smaller
    return None
