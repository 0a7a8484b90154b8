"""Capitals: relaxed for the engine, restored in the target, carried by terms."""

from __future__ import annotations

import pytest

from localize.text.casing import Casing, carry_case, casing_of, relax, restore


@pytest.mark.parametrize(
    ("text", "casing"),
    [
        ("MEN'S HIKING BOOTS", Casing.UPPER),
        ("Men's Hiking Boots", Casing.TITLE),
        ("Set of Two Mugs", Casing.TITLE),
        ("14k Gold Ring", Casing.TITLE),
        ("14k GOLD RING", Casing.UPPER),
        ("Men's hiking boots", Casing.PLAIN),
        ("Red", Casing.PLAIN),
        ("USB", Casing.PLAIN),
        ("This is it. And That", Casing.PLAIN),
    ],
)
def test_casing_is_told_from_the_words(text: str, casing: Casing) -> None:
    """ALL CAPS and Title Case are styles of a phrase, not of a word."""
    assert casing_of(text, "en") is casing


def test_relaxing_keeps_acronyms() -> None:
    """USB is not lower-cased in a title."""
    assert relax("Fast USB Charger", Casing.TITLE, "en", first=True) == "Fast USB charger"
    assert relax("Dotted Journal, A5, A Gift", Casing.TITLE, "en", first=True) == "Dotted journal, A5, a gift"


def test_relaxing_keeps_names_of_countries_and_languages() -> None:
    """Italy and Italian are names in a sentence, too."""
    assert relax("Made In Italy", Casing.TITLE, "en", first=True) == "Made in Italy"
    assert relax("ITALIAN LEATHER", Casing.UPPER, "en", first=True) == "Italian leather"


def test_restoring_leaves_small_words_small() -> None:
    """Portuguese titles keep ``de`` small."""
    assert restore("camisa de linho", Casing.TITLE, "pt", first=True) == "Camisa de Linho"


def test_german_nouns_are_never_lower_cased() -> None:
    """Title Case is no style in German: its nouns need their capitals."""
    assert relax("Warme Decke", Casing.TITLE, "de", first=True) == "Warme Decke"


@pytest.mark.parametrize(
    ("source", "target", "carried"),
    [
        ("RED", "vermelho", "VERMELHO"),
        ("Red", "vermelho", "Vermelho"),
        ("red", "vermelho", "vermelho"),
        ("Water Bottle", "garrafa de água", "Garrafa de Água"),
        ("water bottle", "garrafa de água", "garrafa de água"),
    ],
)
def test_a_term_takes_the_capitals_of_the_words_it_replaces(source: str, target: str, carried: str) -> None:
    """WORD → WORT, Word → Wort."""
    assert carry_case(source, target, "pt") == carried


def test_letters_behind_a_number_take_no_capital() -> None:
    """German joins them: a pack of six is a *6er-Pack*."""
    assert carry_case("Pack of 6", "6er-Pack", "de") == "6er-Pack"
    assert carry_case("Pack Of 6", "6er-Pack", "de") == "6er-Pack"
