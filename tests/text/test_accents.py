"""Words without their accents."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localize.text.accents import with_accentless


@pytest.mark.parametrize(
    ("word", "plain"),
    [
        ("centímetros", "centimetros"),
        ("galões", "galoes"),
        ("onça", "onca"),
        ("mètres carrés", "metres carres"),
        ("pés quadrados", "pes quadrados"),
    ],
)
def test_an_accent_may_be_left_out(word: str, plain: str) -> None:
    """Behind a word with accents stands the same without."""
    assert list(with_accentless([word])) == [word, plain]


@pytest.mark.parametrize("word", ["nós", "pé", "c à s", "Esslöffel", "Fuß", "längd", "metro"])
def test_short_words_and_letters_of_their_own_stay_alone(word: str) -> None:
    """Portuguese nós is no nos, German ö no o."""
    assert list(with_accentless([word])) == [word]


def test_a_form_that_is_there_is_not_said_twice() -> None:
    """Where the plain form is one of the words, it stands once."""
    assert list(with_accentless(["lúmens", "lumens"])) == ["lúmens", "lumens"]


@given(st.lists(st.text(max_size=12), unique=True))
def test_no_word_is_lost(words: list[str]) -> None:
    """Every word is there, in order."""
    found = list(with_accentless(words))
    assert [word for word in found if word in words] == words
