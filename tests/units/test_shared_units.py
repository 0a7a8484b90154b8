"""Dimensions that leave their unit to others beside them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localize.units import find_quantities

sides = st.tuples(st.integers(20, 120), st.integers(20, 120))


@given(st.lists(sides, min_size=2, max_size=4), st.sampled_from([" + ", " & ", " und ", ", "]))
def test_every_pair_of_sides_has_the_unit_that_one_of_them_names(pairs: list[tuple[int, int]], join: str) -> None:
    """However many there are, none is left a number beside another's unit."""
    text = join.join(f"{a}x{b}" for a, b in pairs) + " cm"
    found = find_quantities(text, "de-DE")
    assert [span.text.removesuffix(" cm") for span in found] == [f"{a}x{b}" for a, b in pairs]
    assert {term.unit for span in found for m in span.value.measures for term in m.terms} == {"centimeter"}


@pytest.mark.parametrize(
    "text",
    [
        "1920x1080 and 27x16 in",  # pixels
        "12x8/30x20 cm",  # inches, and the same in centimetres
        "A-40x60, 60x80 cm",  # a code
        "40x60 white, 60x80 cm",  # words between
    ],
)
def test_what_is_no_measure_of_that_unit_gets_none(text: str) -> None:
    """Only sides of one order that are joined to those with the unit share it."""
    assert len(find_quantities(text, "en-US")) == 1
