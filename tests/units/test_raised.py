"""Exponents that a tag raises, where text is not parsed."""

from __future__ import annotations

import pytest

from localize.market import load_market
from localize.units import convert_quantities


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("50 ft<sup>2</sup> rug", "4,65 m<sup>2</sup> rug"),
        ("4 in<SUP> 2 </SUP>", "26 cm<sup>2</sup>"),
        ("3 m<sup>3</sup>", "3 m<sup>3</sup>"),
        ("50 ft² rug", "4,65 m² rug"),
        ("the 2<sup>2</sup> and 5 ft", "the 2<sup>2</sup> and 1,52 m"),
    ],
)
def test_a_unit_keeps_its_exponent(text: str, expected: str) -> None:
    """Feet with a raised two are square feet, never feet."""
    assert convert_quantities(text, load_market("de-DE"), "en-US").replace("\u00a0", " ") == expected
