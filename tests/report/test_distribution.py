from __future__ import annotations

import math

from hypothesis import given
from hypothesis import strategies as st

from localize.report.distribution import Lengths, factor_bins, price_factor


@given(st.lists(st.tuples(st.integers(0, 500), st.integers(1, 400))))
def test_every_text_is_counted_once(texts: list[tuple[int, int]]) -> None:
    """Each text is in one tenth, or over the limit if it is longer."""
    lengths = Lengths()
    for length, limit in texts:
        lengths.add(length, limit)
    assert lengths.total == len(texts)
    assert lengths.over == sum(length > limit for length, limit in texts)


def test_tenths_end_at_their_number() -> None:
    """A text of exactly a tenth belongs to it, one that fills the limit to the last."""
    lengths = Lengths()
    for length in (0, 10, 11, 100, 101):
        lengths.add(length, 100)
    assert lengths.tenths == [2, 1, 0, 0, 0, 0, 0, 0, 0, 1]
    assert (lengths.over, lengths.longest, lengths.fullest) == (1, 101, 1.01)


def test_amounts_are_read_as_markets_write_them() -> None:
    """Marks of thousands and decimals are told apart; what is no single amount has no factor."""
    assert price_factor("100.00", "R$ 1.234,50") == 12.3
    assert price_factor("10", "1\u202f234,50 €") == 123.0
    assert price_factor("1.5", "¥2,980") == 1990.0
    for before, after in (("", "5"), ("0.00", "5"), ("5", "5–7"), ("free", "free")):
        assert price_factor(before, after) == 0


@given(st.dictionaries(st.floats(0.001, 1e6), st.integers(1, 9), min_size=1))
def test_bins_hold_every_price(factors: dict[float, int]) -> None:
    """No bin overlaps the next, the counts add up, and there are few."""
    bins = factor_bins(factors)
    assert len(bins) <= 15
    assert sum(count for _, _, count in bins) == sum(factors.values())
    assert math.isclose(bins[0][0], min(factors))
    assert math.isclose(bins[-1][1], max(factors))
