"""What is remembered between texts must not change what any of them says."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localize.market import load_market
from localize.units.plain import convert_quantities
from localize.units.rounding import finest_power, rounded

_TEXTS = ('Shelf 24"', 'Shelf 24"deep', "Rug 24 in x 36 in", "Wool rug, 24 in x 36 in", "6, 8 or 10 ft", "32 oz bottle")


@pytest.mark.parametrize("market", ["de-DE", "pt-BR", "ja-JP"])
def test_order_of_texts_does_not_matter(market: str) -> None:
    """Equal quantities in other company (a rug, a word right behind) are read afresh, whichever came first."""
    known = load_market(market)
    forwards = [convert_quantities(text, known, "en-US") for text in _TEXTS]
    backwards = [convert_quantities(text, known, "en-US") for text in reversed(_TEXTS)]

    assert forwards == backwards[::-1]


def test_equal_quantities_of_two_languages_are_written_each_its_own_way() -> None:
    """The source's language is a part of what is remembered: "or" of a list comes from it."""
    market = load_market("en-US")

    assert "or" in convert_quantities("15, 20 oder 25 cm", market, "de-DE")
    assert "and" in convert_quantities("15, 20 und 25 cm", market, "de-DE")


@given(st.fractions(min_value=Fraction(1, 10**11), max_value=10**14))
def test_the_finest_power_is_the_smallest_that_is_not_less(size: Fraction) -> None:
    """Counting digits gives the power that trying all of them would."""
    power = finest_power(size)

    assert Fraction(10) ** power >= size > Fraction(10) ** (power - 1)


@given(st.fractions(max_denominator=10**6), st.integers(-6, 6))
def test_whole_numbers_round_as_fractions_do(value: Fraction, power: int) -> None:
    """The nearest multiple, halves away from zero."""
    step = Fraction(10) ** power
    count = (abs(value) / step + Fraction(1, 2)).__floor__()

    assert rounded(value, power) == (count if value >= 0 else -count) * step
