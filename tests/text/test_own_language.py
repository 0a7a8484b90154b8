"""A short text in the target's language is told from a source text with a foreign word in it."""

from __future__ import annotations

import pytest

from localize.text.own_language import is_already, reads_as


@pytest.mark.parametrize(
    "text", ["Camiseta básica azul", "Vestido longo floral de verão", "Camiseta feminina manga curta algodão"]
)
def test_a_short_portuguese_title_is_recognized(text: str) -> None:
    """Three words are enough where letters and words agree."""
    assert is_already(text, "pt", "en")


@pytest.mark.parametrize(
    "text",
    [
        *(
            "Décor pillow case",
            "Nestlé milk powder",
            "Café Bustelo espresso ground coffee",
            "São Paulo coffee mug",
            "Café",
            "Tênis",
        ),
        *(
            "Plissé midi skirt",
            "Piñata party set",
            "Açaí berry powder organic",
            "Kestrel bolso grande",
            "Entrée plate set of 4",
            "",
            "12",
        ),
    ],
)
def test_a_loan_word_or_a_name_makes_no_portuguese(text: str) -> None:
    """Brands and loan words are no evidence, nor are words without a letter of their own."""
    assert not is_already(text, "pt", "en")


def test_what_an_engine_gave_back_may_be_in_its_language() -> None:
    """Asked after an echo, a guess is enough."""
    assert reads_as("calça jeans azul", "pt", "en")
    assert not reads_as("the quick brown fox", "pt", "en")


@pytest.mark.parametrize(("language", "other"), [("pt", "pt"), ("xx", "en"), ("tlh", "en")])
def test_languages_that_cannot_be_told_apart_are_no_evidence(language: str, other: str) -> None:
    """A language that the detector does not know changes nothing."""
    assert not reads_as("Camiseta básica azul", language, other)
