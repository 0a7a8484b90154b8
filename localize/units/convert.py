"""Converts a quantity to what buyers of a market expect, or says why it stays.

Factors are exact fractions (``units.toml``; pint is the authority, in tests), target units are data
(``preferences.toml``), what stays is data (``unconverted.toml``), rounding is in :mod:`localize.units.rounding`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING, Any

from localize.units.find import find_quantities
from localize.units.kept import Company, company_of, liquid_reading, rule_that_keeps
from localize.units.quantity import Shape
from localize.units.render import as_decimal, converted_text, kept_text
from localize.units.rounding import rounded, step_power, temperature_power
from localize.units.tables import Unit, preferences, read_table, unit_named

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from localize.market import Market
    from localize.units.quantity import Measure, Quantity, Term

__all__ = ["Converted", "convert_quantities", "convert_quantity", "is_own_unit"]


@dataclass(frozen=True, slots=True)
class Converted:
    """How a quantity reads in a market.

    ``kept``: it stays in its unit and ``target`` is only rewritten in the market's notation. ``values`` are the
    converted numbers, one for each measure, in ``unit``; empty where it stays. ``why`` is for people, ``by`` names the
    data row.
    """

    target: str
    why: str
    by: str
    kept: bool = False
    unit: str = ""
    values: tuple[Decimal, ...] = ()


def convert_quantity(
    quantity: Quantity, market: Market, *, source_country: str = "US", context: str = ""
) -> Converted | None:
    """The quantity as ``market`` expects it.

    ``source_country`` decides which gallon a gallon is; ``context`` are the texts around it (title, category, label),
    whose words say whether 24 inches are a shelf or a screen. None if the market's system has no unit for it.
    """
    quantity = _read(quantity, source_country, context)
    for reading in (quantity, quantity.other):
        if reading and (rule := rule_that_keeps(replace(reading, near=quantity.near), context)):
            target = quantity.text if rule.phrases else kept_text(quantity, market.babel)
            return Converted(target, f"stays: {rule.reason}", f"unconverted.toml:{rule.id}", kept=True)
    if is_own_unit(quantity.unit, market):
        only = replace(quantity, other=None, text="") if quantity.other else quantity
        why = f"{market.measures} reading of the label" if quantity.other else f"stays: {quantity.unit} is used there"
        return Converted(kept_text(only, market.babel), why, f"units.toml:{quantity.unit}", kept=True)
    if quantity.other and is_own_unit(quantity.other.unit, market):
        target = kept_text(quantity.other, market.babel)
        return Converted(
            target, f"{market.measures} reading of the label", f"units.toml:{quantity.other.unit}", kept=True
        )
    return _convert(quantity, market, context)


def convert_quantities(text: str, market: Market, source_locale: str) -> str:
    r"""``text`` with every quantity as ``market`` expects it; all else stays.

    >>> from localize.market import load_market
    >>> convert_quantities('Shelf, 24" x 8"', load_market("de-DE"), "en-US")
    'Shelf, 61 x 20,3\xa0cm'
    """
    country = source_locale.partition("-")[2]
    parts: list[str] = []
    at = 0
    for span in find_quantities(text, source_locale):
        converted = convert_quantity(span.value, market, source_country=country, context=text)
        parts += [text[at : span.start], converted.target if converted else span.text]
        at = span.end
    return "".join([*parts, text[at:]])


def is_own_unit(unit: str, market: Market) -> bool:
    """Do buyers of the market measure in this unit, or does everybody?"""
    systems = unit_named(unit).systems
    if not systems or market.measures in systems:
        return True
    if market.measures != "uk":
        return False
    return "metric" in systems or unit in _own_units("uk")


@cache
def _own_units(system: str) -> frozenset[str]:
    return frozenset(read_table("preferences")["own"].get(system, ()))


def _read(quantity: Quantity, source_country: str, context: str) -> Quantity:
    """The quantity with its names understood: ounces of a bottle are fluid, pints of a British seller imperial."""
    if means := liquid_reading(quantity, context):
        quantity = _with_units(quantity, {quantity.unit: means})
    if source_country in read_table("preferences")["countries"]["imperial"]:
        units = {t.unit for m in quantity.measures for t in m.terms}
        quantity = _with_units(quantity, {u: i for u in units if (i := unit_named(u).imperial)})
    return quantity


def _with_units(quantity: Quantity, names: Mapping[str, str]) -> Quantity:
    def term(t: Term) -> Term:
        return replace(t, unit=names.get(t.unit, t.unit))

    measures = tuple(replace(m, terms=tuple(map(term, m.terms))) for m in quantity.measures)
    return replace(quantity, measures=measures)


def _convert(quantity: Quantity, market: Market, context: str) -> Converted | None:
    if _differ_widely(quantity):
        return _convert_apart(quantity, market, context)
    finest = min((m.unit for m in quantity.measures), key=lambda u: unit_named(u).factor or 0)
    preference = preferences().get((market.measures, finest))
    if preference is None:
        return None
    for row in preference["to"]:
        unit = unit_named(row["unit"])
        values = [unit.from_base(_base(m), difference=m.is_difference) for m in quantity.measures]
        power = _power(quantity, values, unit, context)
        if fixed := preference.get("mixed_decimals", 0) * (quantity.shape is Shape.MIXED and "below" not in row):
            power = -fixed
        values = [rounded(v, power) for v in values]
        if "below" not in row or max(map(abs, values)) < Fraction(row["below"]):
            break
    numbers = tuple(as_decimal(v, fixed) for v in values)
    target = converted_text(quantity, numbers, unit.id, market.babel)
    if quantity.near[1][:1].isalnum():
        target += " "  # 24"shelf: a mark needs no space behind it, a unit's name does
    return Converted(target, f"{finest} to {unit.symbol}", f"units.toml:{finest}", unit=unit.id, values=numbers)


def _differ_widely(quantity: Quantity) -> bool:
    """``2 in x 10 yd``: written in two units because one would not do."""
    sizes = [abs(_base(m)) for m in quantity.measures]
    several = len({m.unit for m in quantity.measures}) > 1
    return quantity.shape is Shape.DIMENSIONS and several and max(sizes) > 20 * min(sizes)


def _convert_apart(quantity: Quantity, market: Market, context: str) -> Converted | None:
    """Each side in a unit of its own."""
    sides = [replace(quantity, shape=Shape.SINGLE, measures=(m,), joins=(), other=None) for m in quantity.measures]
    done = [_convert(side, market, context) for side in sides]
    if not all(done):
        return None
    found = [c for c in done if c]
    text = found[0].target + "".join(j + c.target for j, c in zip(quantity.joins, found[1:], strict=True))
    return replace(found[0], target=text, why="; ".join(dict.fromkeys(c.why for c in found)), unit="", values=())


def _base(measure: Measure) -> Fraction:
    """The measure's value in the base unit of its dimension."""
    parts = (unit_named(t.unit).to_base(t.number.value, difference=measure.is_difference) for t in measure.terms)
    return sum(parts, Fraction(0))


def _power(quantity: Quantity, values: list[Fraction], unit: Unit, context: str) -> int:
    """The finest step, as a power of ten, that any of the numbers needs."""
    resolutions = [_resolution(measure, unit) for measure in quantity.measures]
    if unit.dimension == "temperature":
        return min(map(temperature_power, resolutions))
    power = min(step_power(v, r) for v, r in zip(values, resolutions, strict=True))
    return max(power, _usage_power(quantity, unit, context, power))


def _resolution(measure: Measure, unit: Unit) -> Fraction:
    """The written resolution of a measure in ``unit``: that of its last, smallest term."""
    term = measure.terms[-1]
    in_base = unit_named(term.unit).to_base(term.number.resolution, difference=True)
    return unit.from_base(in_base, difference=True)


def _usage_power(quantity: Quantity, unit: Unit, context: str, default: int) -> int:
    """The coarser step of a product whose measures are nominal (rugs), or ``default``."""
    for row, company in _usages():
        is_nominal = all(
            len(m.terms) == 1 and m.unit in row["from"] and m.terms[0].number.resolution >= 1 for m in quantity.measures
        )
        if is_nominal and row["step"]["unit"] == unit.id and company.verdict(quantity, context):
            return int(row["step"]["power"])
    return default


@cache
def _usages() -> tuple[tuple[Mapping[str, Any], Company], ...]:
    return tuple((row, company_of(row)) for row in read_table("preferences").get("usage", ()))
