"""How many digits a converted quantity is written with.

The rule. Steps are powers of ten. A step is allowed if it is not finer than a fiftieth of what the written resolution
is in the target unit: a seller who writes whole inches (2.54 cm) did not measure finer than some 0.05 cm, so 0.1 cm is
the finest step. Of the allowed steps the coarsest one is taken that misses the value by at most 0.2 %; if none does,
the finest. Halves are rounded away from zero.

Weights and volumes are net contents, which labels state to three digits (454 g for a pound, 3.79 l for a gallon): there
the fineness is another (``preferences.toml``) and no more digits are written than three, or than the source had.

Temperatures follow the resolution alone (their zero is arbitrary, so a relative error says nothing): the smallest power
of ten that is not finer than half the written resolution.
"""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache

__all__ = ["finest_power", "rounded", "step_power", "temperature_power"]

_MAX_ERROR = 2, 1000
_LOWEST, _HIGHEST = -12, 15


@lru_cache(maxsize=8192)
def step_power(value: Fraction, resolution: Fraction, fineness: int = 50, digits: int = 0) -> int:
    """The power of ten to round ``value`` to; ``resolution`` is the written one in the same unit (greater than 0).

    ``fineness`` is the share of the resolution that a step may be, ``digits`` the most that are written (0: any number).

    >>> step_power(Fraction("60.96"), Fraction("2.54"))    # 24 in: 61 cm
    0
    >>> step_power(Fraction("30.48"), Fraction("2.54"))    # 12 in: 30.5 cm
    -1
    """
    finest = finest_power(resolution / fineness)
    size = abs(value)
    if digits and size:
        finest = max(finest, _leading_power(size) - digits + 1)
    power = max(finest, finest_power(size)) if size else finest
    while power > finest:
        if _is_near(size, power):
            return power
        power -= 1
    return finest


@lru_cache(maxsize=1024)
def temperature_power(resolution: Fraction) -> int:
    """The power of ten to round a temperature to; ``resolution`` is the written one in the target unit.

    >>> temperature_power(Fraction(5, 9))    # 350 °F: 177 °C
    0
    """
    return finest_power(resolution / 2)


def finest_power(size: Fraction) -> int:
    """The smallest power of ten, as its exponent, that is not less than ``size``; within 10^-12 … 10^15."""
    upper, lower = size.numerator, size.denominator
    if upper <= 0:
        return _LOWEST
    power = len(str(upper)) - len(str(lower)) - 1  # 10 ** power is less than size or equal to it
    while upper * 10 ** max(0, -power) > lower * 10 ** max(0, power):
        power += 1
    return min(max(power, _LOWEST), _HIGHEST)


def _leading_power(size: Fraction) -> int:
    """The power of ten of the first digit: 2 for 454."""
    power = finest_power(size)
    return power if Fraction(10) ** power == size else power - 1


def rounded(value: Fraction, power: int) -> Fraction:
    """``value`` to the nearest multiple of ``10 ** power``; halves away from zero.

    >>> rounded(Fraction(5, 2), 0)
    Fraction(3, 1)
    """
    upper, lower = _in_steps(value, power)
    count = (2 * abs(upper) + lower) // (2 * lower)
    return Fraction((count if upper >= 0 else -count) * 10 ** max(0, power), 10 ** max(0, -power))


def _in_steps(value: Fraction, power: int) -> tuple[int, int]:
    """How many steps of ``10 ** power`` a value is, as numerator and denominator: whole numbers are fast."""
    return value.numerator * 10 ** max(0, -power), value.denominator * 10 ** max(0, power)


def _is_near(size: Fraction, power: int) -> bool:
    """Does rounding miss a positive value by no more than the greatest error?"""
    upper, lower = _in_steps(size, power)
    missed = abs((2 * upper + lower) // (2 * lower) * lower - upper)
    return missed * _MAX_ERROR[1] <= upper * _MAX_ERROR[0]
