"""Conversions by name, and our units against CLDR's own tests."""

from __future__ import annotations

import os
from collections import Counter
from fractions import Fraction
from pathlib import Path

import pytest

from benchmarks.cldr_units import conversions, preferences_of
from localize.errors import UsageError
from localize.units.factors import convert_exactly
from localize.units.tables import units


@pytest.fixture
def cldr() -> Path:
    """CLDR's test data."""
    root = Path(os.environ.get("LOCALIZE_SHARED", Path(__file__).resolve().parents[2].parent / "shared"))
    if not (root / "data" / "cldr-units").is_dir():
        pytest.skip("the CLDR test data is not here")
    return root / "data" / "cldr-units"


def test_all_conversions_are_exact_at_the_printed_precision(cldr: Path) -> None:
    """188 conversions, none excluded."""
    done = list(conversions(cldr))
    assert [pair for *pair, is_exact in done if not is_exact] == []
    assert len(done) == 188


def test_preferences_are_cldrs_or_have_a_reason(cldr: Path) -> None:
    """Each unit that CLDR prefers in a region is what we convert to or keep there, or a shop's reason is on record."""
    answers = list(preferences_of(cldr))
    assert [p for p in answers if not p.answer] == []
    assert Counter(p.answer for p in answers)["reached"] >= 144


@pytest.mark.parametrize(
    ("value", "source", "target", "expected"),
    [
        ("1", "us_fluid_ounce", "milliliter", "29.5735295625"),
        ("1", "fluid-ounce", "milliliter", "29.5735295625"),
        ("212", "fahrenheit", "celsius", "100"),
        ("0", "celsius", "kelvin", "273.15"),
        ("1", "acre", "square-foot", "43560"),
    ],
)
def test_names_are_ours_or_cldrs(value: str, source: str, target: str, expected: str) -> None:
    """Results are exact fractions."""
    assert convert_exactly(Fraction(value), source, target) == Fraction(expected)


@pytest.mark.parametrize(
    ("source", "target", "words"), [("inchh", "meter", "'inchh'"), ("inch", "gram", "length, mass")]
)
def test_what_cannot_be_converted_says_why(source: str, target: str, words: str) -> None:
    """An unknown name, or two things that are not the same."""
    with pytest.raises(UsageError, match=words):
        convert_exactly(Fraction(1), source, target)


def test_there_and_back_is_exact() -> None:
    """Factors are fractions: nothing is lost on the way."""
    for unit in units().values():
        if unit.factor is not None:
            for value in (Fraction(1), Fraction(17, 3), Fraction(2750)):
                assert unit.from_base(unit.to_base(value)) == value
