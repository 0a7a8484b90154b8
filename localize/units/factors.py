"""Conversions by name, exact: any unit of ``units.toml`` (by its id or CLDR name) or of ``factors.toml`` into another.

>>> from fractions import Fraction
>>> convert_exactly(Fraction(1000), "mile-per-hour", "meter-per-second")
Fraction(11176, 25)
"""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from localize.errors import UsageError, did_you_mean
from localize.units.tables import read_table, units

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["convert_exactly"]

_LITRE = Fraction(1, 1000)  # our volumes are litres, CLDR's cubic metres
_ZERO_CELSIUS = Fraction("273.15")


class _Scale(NamedTuple):
    """A unit in the base of its dimension: ``base = factor * value + offset``."""

    dimension: str
    factor: Fraction
    offset: Fraction = Fraction(0)


def convert_exactly(value: Fraction, source: str, target: str) -> Fraction:
    """``value`` of ``source`` in ``target``; both by CLDR's name (``fluid-ounce``) or ours (``us_fluid_ounce``).

    Raises:
        UsageError: a name is not known, or the units measure different things.
    """
    one, other = _scale(source), _scale(target)
    if one.dimension != other.dimension:
        raise UsageError(f"'{source}' and '{target}' do not measure the same: {one.dimension}, {other.dimension}.")
    return (value * one.factor + one.offset - other.offset) / other.factor


def _scale(name: str) -> _Scale:
    known = _scales()
    if name not in known:
        raise UsageError(f"There is no unit '{name}'.", did_you_mean(name, known))
    return known[name]


@cache
def _scales() -> Mapping[str, _Scale]:
    scales: dict[str, _Scale] = {"kelvin": _Scale("temperature", Fraction(1))}
    for unit in reversed(list(units().values())):
        if unit.factor is None or unit.inverse:
            continue
        size = _LITRE if unit.dimension == "volume" else Fraction(1)
        offset = unit.offset + _ZERO_CELSIUS if unit.dimension == "temperature" else Fraction(0)
        scale = _Scale(unit.dimension, unit.factor * size, offset)
        names = {unit.id, unit.id.replace("_", "-"), unit.babel.partition("-")[2]} - {""}
        scales.update(dict.fromkeys(names, scale))
    scales["cubic-meter-per-meter"] = _Scale("consumption", Fraction(1))
    for dimension, rows in read_table("factors").items():
        scales.update({name: _Scale(dimension, _exact(text)) for name, text in rows.items()})
    return scales


def _exact(text: str) -> Fraction:
    """``0.125/3``: decimals may be divided."""
    upper, _, lower = text.partition("/")
    return Fraction(upper) / Fraction(lower or 1)
