"""Which language a text is taken to be in."""

from __future__ import annotations

import pytest

from localize.text.languages import detect_language


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Our balm holds Calendula officinalis, Salvia rosmarinus and Butyrospermum parkii for dry hands", "en"),
        ("Turmeric root (Curcuma longa) with black pepper extract (Piper nigrum) supports tired joints.", "en"),
        ("Monstera adansonii, Ficus benjamina and Hoya carnosa cuttings", "en"),
        ("Aqua, Butyrospermum Parkii Butter, Cocos Nucifera Oil, Glycerin, Tocopherol, Limonene", "la"),
        ("Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor incididunt", "la"),
    ],
)
def test_names_of_species_make_no_text_latin(text: str, code: str) -> None:
    """What stands around the Latin names of plants tells the language; filler text and lists of ingredients are Latin."""
    assert detect_language(text, "en") == code
