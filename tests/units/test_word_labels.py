"""Sides that words name before their numbers."""

from __future__ import annotations

import pytest

from localize.market import load_market
from localize.units.plain import convert_quantities


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Length 32mm x Width 13mm", "Länge 32 mm x Breite 13 mm"),
        ("Length 12in x Width 5in", "Länge 30,5 cm x Breite 12,7 cm"),
        ('H 14" x W 8"', "H 35,6 x B 20,3 cm"),
        ("12in x 5in", "30,5 x 12,7 cm"),
    ],
)
def test_a_number_behind_a_word_carries_its_unit(text: str, expected: str) -> None:
    """Words part the numbers: “Länge 32 x Breite 13 mm” would leave the first without a unit."""
    converted = convert_quantities(text, load_market("de-DE"), "en-US")
    assert converted.replace("\u00a0", " ") == expected
