"""Texts whose line ends were lost: parted between known words, and never a name."""

from __future__ import annotations

import pytest

from localize.text.glued import glued_at
from localize.text.segments import cut_segments

STRIPPED = (
    "For: Dry Skin, Dull LipsTexture: Rich BalmMain Ingredients: Shea ButterFor All SkinsAbout This BalmVELLURA Balm is newQ: "
    "Is it new? It melts on the lips and stays for hours.Apply twice a day.Size 4Store in a cool place"
)


def test_headings_and_sentences_without_a_blank_between_them_are_segments() -> None:
    """Where several pairs of known words touch, each begins a segment, and so does what touches a number or a full stop."""
    parts = [STRIPPED[a:b] for a, b in cut_segments(STRIPPED, [], "en")]
    assert "Texture: Rich Balm" in parts
    assert "It melts on the lips and stays for hours." in parts
    assert parts[-1] == "Store in a cool place"
    assert "".join(parts).replace(" ", "") == STRIPPED.replace(" ", "")


@pytest.mark.parametrize(
    "text",
    [
        "Works with PlayStation and YouTube",
        "A MasterCard and a SodaStream",
        "Made by iFixit, see Books.Com",
        "Node.js and version 2.0Beta",
        "Weighs 5Kg",
        "McDonald and MacBook and LinkedIn and PayPal",
    ],
)
def test_names_are_one_word(text: str) -> None:
    """One or two pairs may be names, and so may any pair of which one half is no word."""
    assert glued_at(text, "en") == []


def test_of_a_language_without_a_word_list_nothing_is_parted() -> None:
    """Nobody could say there what a word is."""
    assert glued_at(STRIPPED, "ja") == []
