"""Loud words: small letters in the engine's input, unless they may be a name, an acronym or a code."""

from __future__ import annotations

import pytest

from localize.text.casing import Casing, casing_of
from localize.translation.emphasis import without_emphasis
from localize.translation.ladder import attempts
from localize.translation.plan import Plan, Slot, Travel


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("You will RECEIVE two files", "You will receive two files"),
        ("This lamp is a GIFT and NOT a toy!", "This lamp is a gift and not a toy!"),
        ("NO fabric will be SHIPPED", "No fabric will be shipped"),
        ("Sewn in ITALY from felt", "Sewn in Italy from felt"),
        ("It is a RARE find", "It is a rare find"),
        ("Blooms in just 3 MONTHS", "Blooms in just 3 months"),
    ],
)
def test_a_loud_word_among_small_letters_is_asked_in_small_letters(text: str, expected: str) -> None:
    """Everyday words, with the capital that a sentence or a country has."""
    assert without_emphasis(text, Plan((text,), Casing.PLAIN, "en", "pt")) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Fits the Aurora NOTE 10 phone",
        "Made of PET and ABS",
        "A LED strip with HDMI port",
        "Works with a SHARP printer",
        "The Aurora PRIME kettle",
        "The PRIME Aurora kettle",
        "Filled with COTTON-POLY fleece",
        "ALL CAPS",
        "Red",
        "Model WIDE-40 fits",
        "As seen in the ROSE trial",
    ],
)
def test_what_may_be_a_name_keeps_its_capitals(text: str) -> None:
    """Acronyms, makers, codes, and what stands beside a name or before a number; a text that is loud as a whole."""
    assert without_emphasis(text, Plan((text,), Casing.PLAIN, "en", "pt")) == text


def test_in_a_title_only_words_that_sellers_shout_lose_their_capitals() -> None:
    """A word that may be the maker keeps them, and a title that is loud as a whole is another matter."""
    title = "RARE Leather BORDER Wallet BRUSHED Steel, RARE-5"
    quiet = without_emphasis(title, Plan((title,), Casing.TITLE, "en", "pt"))
    assert quiet == "Rare Leather BORDER Wallet Brushed Steel, RARE-5"


def test_titles_and_other_languages_keep_their_capitals() -> None:
    """In a title a word in capitals is a name more often than not; of a language without a list of short words nothing is known."""
    title, german = "Big WALLET for men", "Bitte NICHT waschen"
    assert without_emphasis(title, Plan((title,), Casing.TITLE, "en", "pt")) == title
    assert without_emphasis(german, Plan((german,), Casing.PLAIN, "de", "pt")) == german


def test_the_engine_is_asked_without_emphasis() -> None:
    """Of the whole and of its pieces."""
    text = "You will RECEIVE a file"
    plan = Plan((text,), casing_of(text, "en"), "en", "pt")
    first = next(attempts(plan, lambda _: None))
    assert first.inputs == ("You will receive a file",)


def test_a_loud_word_in_tags_of_its_own_is_among_the_small_letters_of_its_sentence() -> None:
    """Between two tags stands nothing but the loud word; the sentence around them is not loud."""
    bold = Slot(Travel.TAG, "", "", halves="("), Slot(Travel.TAG, "", "", halves=")")
    plan = Plan(("Lasts a whole ", bold[0], "YEAR", bold[1]), Casing.PLAIN, "en", "pt")
    assert next(attempts(plan, lambda _: None)).inputs == ("Lasts a whole year", "year")
