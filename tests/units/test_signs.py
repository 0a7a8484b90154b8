"""Signs before numbers, in signs and words."""

from __future__ import annotations

import pytest

from localize.market import load_market
from localize.units import convert_quantities
from localize.units.signs import minus_before, sign_at


@pytest.mark.parametrize(
    ("text", "locale", "expected"),
    [
        ("Betrieb -20 bis +50 °C", "de-DE", "Betrieb -4 to 122°F"),
        ("von minus 20 bis plus 50 °C", "de-DE", "von -4 to 122°F"),
        ("-20/+50 °C", "de-DE", "-4 to 122°F"),
        ("-20…+50 °C", "de-DE", "-4 to 122°F"),
        ("Da -10 a +40 °C", "it-IT", "Da 14–104°F"),
        ("da 0÷40 °C", "it-IT", "da 32–104°F"),
        ("al menos 20 °C, hasta menos 20 °C", "es-ES", "al menos 68°F, hasta -4°F"),
        ("au moins 20 °C, moins 18 °C", "fr-FR", "au moins 68°F, 0°F"),
        ("pelo menos 10 °C, menos 18 °C", "pt-BR", "pelo menos 50°F, 0°F"),
        ("menos 20 cm", "es-ES", "menos 7.87 in"),  # only temperatures are below zero
        ("Einsatzbereich: - 20 °C bis + 60 °C", "de-DE", "Einsatzbereich: -4 to 140°F"),
        ("- 20 °C bis + 60 °C", "de-DE", "-4 to 140°F"),
        ("Schlafsack - 10 °C bis + 5 °C", "de-DE", "Schlafsack 14–41°F"),
        ("de - 20 à 60 °C (- 10 °C)", "fr-FR", "de -4 to 140°F (14°F)"),
        ("van - 20 °C tot 60 °C", "nl-NL", "van -4 to 140°F"),
        ("Ofen - 200 °C", "de-DE", "Ofen - 392°F"),
        ("- 60 °C max", "de-DE", "- 140°F max"),
        ("Farbe: - 40 °C waschbar", "de-DE", "Farbe: - 104°F waschbar"),
        ("Lagerung: - 18 °C", "de-DE", "Lagerung: 0°F"),
        ("Extras: - 60 °C geprüft - waschbar", "de-DE", "Extras: - 140°F geprüft - waschbar"),
    ],
)
def test_signs_of_temperatures(text: str, locale: str, expected: str) -> None:
    """A minus in a sign or a word belongs to the number on both ends of a range; a plus says nothing."""
    assert convert_quantities(text, load_market("en-US"), locale).replace("\u00a0", " ") == expected


@pytest.mark.parametrize(
    ("text", "at", "begins"),
    [("-20", 1, 0), ("A-20", 2, 2), ("5-20", 2, 2), ("minus 20", 6, 0), ("Terminus 20", 9, 9), ("20", 0, 0)],
)
def test_where_a_minus_begins(text: str, at: int, begins: int) -> None:
    """A dash behind a word or a number is none."""
    assert minus_before(text, at, "de") == begins


def test_a_sign_needs_a_number() -> None:
    """Without one behind it, it is no sign."""
    assert sign_at("-5", 0, "en") == (True, 1)
    assert sign_at("+5", 0, "en") == (False, 1)
    assert sign_at("plus 5", 0, "en") == (False, 5)
    assert sign_at("plus size", 0, "en") == (False, 0)
