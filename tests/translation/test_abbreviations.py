"""Short forms of listings: words in the engine's input, and nowhere where they are a unit, a code or a row of letters."""

from __future__ import annotations

import pytest

from localize.text.casing import casing_of
from localize.translation.abbreviations import in_words
from localize.translation.ladder import attempts
from localize.translation.plan import Plan


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Comes w/ charger", "en", "Comes with charger"),
        ("Comes w/charger", "en", "Comes with charger"),
        ("Comes w/", "en", "Comes with "),
        ("W/ box", "en", "With box"),
        ("Set of 2 w/ lid", "en", "Set of 2 with lid"),
        ("w/2 batteries", "en", "with 2 batteries"),
        ("Blender w/o lid", "en", "Blender without lid"),
        ("New W/O TAGS", "en", "New without TAGS"),
        ("6 pcs, approx. 3 hours", "en", "6 pieces, approximately 3 hours"),
        ("Mesa c/ 4 cadeiras, s/ gaveta", "pt", "Mesa com 4 cadeiras, sem gaveta"),
        ("Kabel, ca. 2 Meter", "de", "Kabel, circa 2 Meter"),
    ],
)
def test_short_forms_are_written_out(text: str, language: str, expected: str) -> None:
    """As words of their own, with the blank that the slash stood for."""
    assert in_words(text, language) == expected


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("L/W/H", "en"),
        ("W/H ratio", "en"),
        ("100 W/m", "en"),
        ("kW/hour", "en"),
        ("a-w/box", "en"),
        ("PCS-200", "en"),
        ("c/ charger", "en"),
        ("w/ box", "ja"),
        ("approx", "en"),
    ],
)
def test_what_only_looks_like_a_short_form_stays(text: str, language: str) -> None:
    """Units, codes, rows of letters, other languages' forms."""
    assert in_words(text, language) == text


@pytest.mark.parametrize("text", ["Comes w/ Charger", "COMES W/ CHARGER", "Comes w/ charger"])
def test_every_rung_asks_with_the_words(text: str) -> None:
    """Whatever the capitals, and in pieces, too."""
    plan = Plan((text,), casing_of(text, "en"), "en", "pt")
    asked = [given for attempt in attempts(plan, lambda _: None) for given in attempt.inputs]
    assert asked
    assert all("with charger" in given.lower() for given in asked)
