"""A plain text with its quantities converted in place, labels and their numbers together."""

from __future__ import annotations

import pytest

from localize.market import load_market
from localize.units import convert_quantities


@pytest.mark.parametrize(
    ("text", "market", "expected"),
    [
        ("Weight (lbs): 3.5 and a 24 in shelf", "de-DE", "Weight (lbs): 3.5 and a 61 cm shelf"),
        ("Weight (lbs): 3.5. Shelf: 24 in", "de-DE", "Weight (kg): 1,59. Shelf: 61 cm"),
        ('Dimensions (inch): 29" x 30"', "de-DE", "Dimensions (cm): 73,7 x 76,2 cm"),
        ("Height (in): 12; Height (cm): 30.5", "de-DE", "Height (in): 12; Height (cm): 30.5"),
        ("Sizes (in): 10, 12", "fr-FR", "Sizes (cm): 25,4; 30,5"),
        ("Sizes (in): 10, M, 12", "fr-FR", "Sizes (in): 10, M, 12"),
        ("Weight (lbs): 3.5", "en-US", "Weight (lbs): 3.5"),
    ],
)
def test_a_label_and_its_numbers_are_converted_or_stay(text: str, market: str, expected: str) -> None:
    """Numbers behind a label have its unit; a word behind them makes it unsure, and then both stay."""
    written = convert_quantities(text, load_market(market), "en-US").replace("\u00a0", " ").replace("\u202f", " ")
    assert written == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("350cc glass bottle", "350 ml glass bottle"),
        ("Mug, 350 cc", "Mug, 350 ml"),
        ("250cc dirt bike", "250cc dirt bike"),
        ("Sprayer with 25cc engine", "Sprayer with 25cc engine"),
    ],
)
def test_cubic_centimetres_of_a_vessel_are_millilitres(text: str, expected: str) -> None:
    """What an engine displaces keeps its cc, as everywhere."""
    assert convert_quantities(text, load_market("de-DE"), "en-US").replace("\u00a0", " ") == expected
