"""Inflection: base forms of source words, plurals of translations."""

from __future__ import annotations

import pytest

from localize.terms.inflection import bases, is_plural_of, plural_guesses


@pytest.mark.parametrize(
    ("word", "base"),
    [
        ("boots", "boot"),
        ("Shelves", "shelf"),
        ("knives", "knife"),
        ("boxes", "box"),
        ("watches", "watch"),
        ("batteries", "battery"),
        ("women", "woman"),
        ("boot's", "boot"),
        ("TVs", "tv"),
        ("LEDs", "led"),
        ("tomatoes", "tomato"),
        ("dresses", "dress"),
    ],
)
def test_english_plurals_and_possessives_have_their_base(word: str, base: str) -> None:
    """The rules of its nouns, and the few irregular ones."""
    assert base in bases(word, "en")


@pytest.mark.parametrize(
    "word",
    ["glasses", "shorts", "news", "glass", "bus", "this", "men's", "jeans", "goods", "it's", "running", "as", "12"],
)
def test_some_words_are_no_inflection_of_what_they_look_like(word: str) -> None:
    """Glasses are not glass; verbs are not nouns."""
    assert bases(word, "en") == ()


@pytest.mark.parametrize(
    ("word", "language", "base"),
    [
        ("Stiefeln", "de", "stiefel"),
        ("ROTEN", "de", "rot"),
        ("chaussures", "fr", "chaussure"),
        ("zapatos", "es", "zapato"),
        ("scarpe", "it", "scarpa"),
        ("botas", "pt", "bota"),
        ("laarzen", "nl", "laars"),
        ("skorna", "sv", "sko"),
        ("가방을", "ko", "가방"),
    ],
)
def test_other_languages_are_lemmatized(word: str, language: str, base: str) -> None:
    """Case, gender and number, in whatever capitals."""
    assert base in bases(word, language)


@pytest.mark.parametrize(
    ("form", "base", "language", "plural"),
    [
        ("botas", "bota", "pt", True),
        ("garrafas de água", "garrafa de água", "pt", True),
        ("calções", "calção", "pt", True),
        ("sacos-ninho", "saco-ninho", "pt", True),
        ("guarda-chuvas", "guarda-chuva", "pt", True),
        ("Bücher", "Buch", "de", True),
        ("Schuhe", "Schuh", "de", True),
        ("scarpe", "scarpa", "it", True),
        ("buty", "but", "pl", True),
        ("preta", "preto", "pt", False),
        ("bota", "bota", "pt", False),
        ("sapato", "bota", "pt", False),
    ],
)
def test_a_plural_is_known_by_its_ending(form: str, base: str, language: str, plural: bool) -> None:  # noqa: FBT001
    """A gender is no number."""
    assert is_plural_of(form, base, language) is plural


def test_guesses_hold_the_true_plural() -> None:
    """They are only compared with what an engine wrote."""
    assert "botas" in plural_guesses("bota", "pt")
    assert "camisas azuis" in plural_guesses("camisa azul", "pt")
    assert "Wanderschuhe" in plural_guesses("Wanderschuh", "de")
    assert plural_guesses("鞄", "ja") == ()
    assert plural_guesses("retinol", "pt") == ("retinóis",)
