"""The unit and the rounded numbers that a quantity gets in a market: ``preferences.toml`` and the rule of rounding."""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from localize.units.quantity import Shape
from localize.units.render import as_decimal
from localize.units.rounding import rounded, step_power, temperature_power
from localize.units.tables import Unit, preferences, unit_named
from localize.units.usages import fineness_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from decimal import Decimal
    from typing import Any

    from localize.units.quantity import Measure, Quantity

__all__ = ["Target", "target_of", "values_in"]

Steps = tuple[tuple[str, int], ...]
"""Target units and the powers of ten that numbers in them are rounded to at least."""

_TOLERANCE_ERROR = Fraction(1, 10)


class Target(NamedTuple):
    """Numbers in a unit, one for each measure; ``source`` is the unit that the row of preferences speaks of.

    ``reversed``: the numbers are in the other order, since miles per gallon fall where litres rise.
    """

    source: str
    unit: str
    values: tuple[Decimal, ...]
    reversed: bool = False


def target_of(
    quantity: Quantity, measures: str, steps: Steps = (), rows: Sequence[tuple[str, str]] = ()
) -> Target | None:
    """What the preference of a system (``metric``, ``us``, ``uk``) makes of the quantity, or None if it has none.

    ``steps`` are those of :func:`localize.units.usages.nominal_steps`, ``rows`` those of
    :func:`localize.units.usages.preferred_units`, which go before the preference's.
    """
    finest = min((m.unit for m in quantity.measures), key=lambda u: unit_named(u).factor_or_zero)
    preference = preferences().get((measures, finest))
    if preference is None:
        return None
    preferred = [{"unit": unit, "below": below} if below else {"unit": unit} for unit, below in rows]
    for row in preferred or preference["to"]:
        values, decimals = _rounded(quantity, row, preference, steps)
        if "below" not in row or max(map(abs, values)) < _exact(row["below"]):
            break
    is_reversed = quantity.shape is Shape.RANGE and values[0] > values[-1]
    numbers = tuple(as_decimal(v, decimals) for v in (reversed(values) if is_reversed else values))
    return Target(finest, row["unit"], numbers, is_reversed)


@cache
def _exact(text: str) -> Fraction:
    return Fraction(text)


def values_in(quantity: Quantity, unit_id: str) -> tuple[Decimal, ...]:
    """The quantity's numbers in a unit that somebody else chose (a column's), rounded by the same rule."""
    values, decimals = _rounded(quantity, {"unit": unit_id}, {}, ())
    return tuple(as_decimal(v, decimals) for v in values)


def _rounded(
    quantity: Quantity, row: Mapping[str, Any], preference: Mapping[str, Any], steps: Steps
) -> tuple[list[Fraction], int]:
    """The numbers in the row's unit, and how many decimals they have at least."""
    unit = unit_named(row["unit"])
    values = [unit.from_base(m.in_base(), difference=m.is_difference) for m in quantity.measures]
    power = _power(quantity, values, unit, steps)
    decimals = 0
    if quantity.shape is not Shape.SINGLE and any(len(m.terms) > 1 for m in quantity.measures) and "below" not in row:
        decimals = preference.get("mixed_decimals", 0)
        power = -decimals if decimals else power
    return [rounded(v, power) for v in values], decimals


def _power(quantity: Quantity, values: list[Fraction], unit: Unit, steps: Steps) -> int:
    """The finest step, as a power of ten, that any of the numbers needs."""
    resolutions = [_resolution(measure, unit) for measure in quantity.measures]
    if unit.dimension == "temperature":
        return min(map(temperature_power, resolutions))
    fineness = fineness_of(quantity.unit, unit.dimension)
    digits = fineness.digits and max(fineness.digits, *map(_digits, quantity.measures), 0)
    powers = [step_power(v, r, fineness.fineness, digits) for v, r in zip(values, resolutions, strict=True)]
    if quantity.shape is Shape.TOLERANCE:
        return _tolerance_power(powers[0], values[-1])
    power = min(powers)
    return max(power, next((step for target, step in steps if target == unit.id), power))


def _digits(measure: Measure) -> int:
    """How many digits its last number was written with."""
    number = measure.terms[-1].number
    return 0 if number.is_fraction else len("".join(filter(str.isdigit, number.text)).lstrip("0"))


def _tolerance_power(power: int, tolerance: Fraction) -> int:
    """The step of the main number, finer only where it would falsify the tolerance by more than a tenth."""
    while tolerance and abs(rounded(tolerance, power) - tolerance) > abs(tolerance) * _TOLERANCE_ERROR:
        power -= 1
    return power


def _resolution(measure: Measure, unit: Unit) -> Fraction:
    """The written resolution of a measure in ``unit``: that of its last, smallest term."""
    term = measure.terms[-1]
    source = unit_named(term.unit)
    if source.inverse or unit.inverse:
        value = term.number.value
        steps = (unit.from_base(source.to_base(v)) for v in (value, value + term.number.resolution))
        return abs(next(steps) - next(steps)) or Fraction(1, 100)
    written = (
        term.number.resolution / 2 if term.number.is_fraction else term.number.resolution
    )  # 1/8" is to a sixteenth
    return unit.from_base(source.to_base(written, difference=True), difference=True)
