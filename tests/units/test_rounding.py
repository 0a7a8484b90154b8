"""The rounding rule, step by step."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localize.units.rounding import finest_power, rounded, step_power, temperature_power

_SIZES = st.fractions(min_value=Fraction(1, 1000), max_value=10**6, max_denominator=1000)


@pytest.mark.parametrize(
    ("value", "resolution", "power"),
    [
        ("60.96", "2.54", 0),  # 24 in: 61 cm
        ("30.48", "2.54", -1),  # 12 in: 30.5 cm
        ("10.16", "2.54", -1),  # 4 in: 10.2 cm, the finest that whole inches allow
        ("1.8288", "0.3048", -2),  # 6 ft: 1.83 m
        ("340.194", "28.3495", 1),  # 12 oz: 340 g
        ("946.353", "29.5735", 0),  # 32 fl oz: 946 ml
        ("3.785", "3.785", -1),  # 1 gal: 3.8 l
        ("999.6", "3", 3),  # 1000
        ("0", "2.54", -1),
    ],
)
def test_the_step_follows_value_and_resolution(value: str, resolution: str, power: int) -> None:
    """The coarsest step within 0.2 % that is not finer than a fiftieth of the resolution."""
    assert step_power(Fraction(value), Fraction(resolution)) == power


@given(_SIZES, _SIZES)
def test_the_step_is_allowed_and_the_coarsest(value: Fraction, resolution: Fraction) -> None:
    """Never finer than allowed; close enough unless it is the finest; no coarser one would be close enough."""
    power = step_power(value, resolution)
    finest = finest_power(resolution / 50)
    assert power >= finest
    if power > finest:
        assert abs(rounded(value, power) - value) <= value * Fraction(2, 1000)
    for coarser in range(power + 1, max(power, finest_power(value)) + 1):
        assert abs(rounded(value, coarser) - value) > value * Fraction(2, 1000)


@pytest.mark.parametrize(("resolution", "power"), [("5/9", 0), ("5/90", -1), ("9/5", 0), ("3", 1)])
def test_temperatures_follow_the_resolution_alone(resolution: str, power: int) -> None:
    """350 °F gives whole degrees, 98.6 °F tenths."""
    assert temperature_power(Fraction(resolution)) == power


@pytest.mark.parametrize(
    ("value", "power", "expected"), [("2.5", 0, "3"), ("-2.5", 0, "-3"), ("1250", 2, "1300"), ("0.04", -1, "0")]
)
def test_halves_go_away_from_zero(value: str, power: int, expected: str) -> None:
    """2.5 is 3 and -2.5 is -3."""
    assert rounded(Fraction(value), power) == Fraction(expected)
