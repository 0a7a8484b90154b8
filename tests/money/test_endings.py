"""Price endings."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localize.errors import ConfigError
from localize.money.endings import at_least, at_most, below, nearest, parse_endings, round_to_step

CENT = Decimal("0.01")


@pytest.mark.parametrize(
    ("value", "endings", "step", "expected"),
    [
        ("17.90", [".99"], "0.01", "17.99"),
        ("17.40", [".99"], "0.01", "16.99"),
        ("17.49", [".99"], "0.01", "17.99"),
        ("17.93", [".99", ".95", ".00"], "0.01", "17.95"),
        ("18.01", [".99", ".95", ".00"], "0.01", "18.00"),
        ("108.60", [".90"], "0.01", "108.90"),
        ("982.63", ["99", "49"], "0.01", "999"),
        ("3021", ["80", "980"], "1", "2980"),
        ("3700", ["980"], "1", "3980"),
        ("16.46", [".90", ".95", ".00"], "0.05", "16.90"),
        ("100", ["9.95"], "0.01", "99.95"),
        ("9900", ["900"], "1", "9900"),
        ("17.90", [".99"], "0.05", None),
        ("12", ["99"], "0.01", None),
        ("0.30", [".99"], "0.01", None),
        ("0.98", [".99"], "0.01", "0.99"),
        ("3", ["980"], "1", None),
    ],
)
def test_the_nearest_ending(value: str, endings: list[str], step: str, expected: str | None) -> None:
    """The nearest allowed price, a tie the higher; None where no ending fits amount or step."""
    found = nearest(Decimal(value), parse_endings(tuple(endings), Decimal(step)))
    assert (found[0] if found else None) == (Decimal(expected) if expected else None)


@pytest.mark.parametrize("text", ["", "x", "9x", "-9", "."])
def test_a_wrong_ending_is_an_error(text: str) -> None:
    """The message shows what to write."""
    with pytest.raises(ConfigError, match="is no ending"):
        parse_endings((text,), CENT)


@given(st.decimals("1", "100000", places=2), st.lists(st.sampled_from([".99", ".90", ".00", "9.90"]), min_size=1))
def test_what_is_allowed_is_allowed_on_both_sides(value: Decimal, texts: list[str]) -> None:
    """The prices at most and at least a limit enclose it and end as allowed."""
    endings = parse_endings(tuple(texts), CENT)
    low, high = at_most(value, endings), at_least(value, endings)
    assert high is not None
    for price in (p for p in (low, high) if p is not None):
        assert any((price - ending.residue) % ending.modulus == 0 for ending in endings)
    assert (low or 0) <= value <= high


def test_the_next_lower_price() -> None:
    """With endings the next of them, without the next step; nothing below zero."""
    assert below(Decimal("19.99"), parse_endings((".99",), CENT), CENT) == Decimal("18.99")
    assert below(Decimal("19.99"), (), CENT) == Decimal("19.98")
    assert below(CENT, (), CENT) is None


@pytest.mark.parametrize(
    ("value", "step", "expected"),
    [("12.374", "0.05", "12.35"), ("12.375", "0.05", "12.40"), ("0.005", "0.01", "0.01"), ("2.5", "1", "3")],
)
def test_steps_are_rounded_half_up(value: str, step: str, expected: str) -> None:
    """Half goes up, whatever the step."""
    assert round_to_step(Decimal(value), Decimal(step)) == Decimal(expected)


@given(
    st.decimals("0.01", "100000", places=2),
    st.lists(st.sampled_from([".99", ".95", ".90", ".00", "9.90", "99", "49", "980"]), min_size=1),
    st.sampled_from(["0.01", "0.05", "1"]),
)
def test_an_ending_is_idempotent(value: Decimal, texts: list[str], step: str) -> None:
    """A price that ends as allowed is its own nearest price."""
    endings = parse_endings(tuple(texts), Decimal(step))
    found = nearest(value, endings)
    if found is not None:
        again = nearest(found[0], endings)
        assert again is not None
        assert again[0] == found[0]
        assert found[0] % Decimal(step) == 0
