"""Last words that several words share."""

from __future__ import annotations

import pytest

from localize.text.shared_endings import find_shared, with_each_ending


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Egg and dairy-free waffles", "Egg-free and dairy-free waffles"),
        ("Nickel & lead free hooks", "Nickel-free & lead-free hooks"),
        ("Soy, egg and wheat free", "Soy-free, egg-free and wheat-free"),
        ("BPS- and BPA-free lid", "BPS-free and BPA-free lid"),
        ("Oven and dishwasher safe", "Oven-safe and dishwasher-safe"),
        ("Soy/gluten-free", "Soy-free/gluten-free"),
    ],
)
def test_each_word_gets_the_ending(text: str, written: str) -> None:
    """A row of substances before "free", or of appliances before "safe", shares its last word."""
    assert with_each_ending(text, "en") == written


@pytest.mark.parametrize(
    "text",
    [
        "Vegan and dairy-free waffles",
        "Buy one and get one free",
        "Soft and pet safe",
        "Egg-free and dairy-free",
        "Contains egg, dairy free",
        "Eggs and a free pan",
        "Order salt and get free shipping",
    ],
)
def test_what_is_no_such_row_stays(text: str) -> None:
    """A word that says something by itself, or has the ending already, shares nothing."""
    assert not list(find_shared(text, "en"))
    assert with_each_ending(text, "en") == text
