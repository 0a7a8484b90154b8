"""The fast ways to look up names agree with the plain ones."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localize.units.tables import any_word, lexicon, read_table

_TEXTS = (
    "in",
    "in.",
    "in²",
    "in-lb",
    "inches",
    "IN",
    "oz/yd²",
    "fl. oz.",
    "sq ft",
    "m²",
    "mm",
    "5mmx10",
    "c. à s",
    "polegada quadrada",
    "g/m²/24h",
)


@pytest.mark.parametrize("language", ["en", "de", "fr", "es", "it", "pt"])
@pytest.mark.parametrize("text", _TEXTS)
def test_aliases_of_a_word_match_together_as_one_by_one(language: str, text: str) -> None:
    """The one pattern of a word's aliases skips only what none of them matches."""
    known = lexicon(language)
    word = re.findall(r"[^\W\d_]+", text)[0]
    aliases = known.exact.get(word) or known.folded.get(word.lower())
    plain = [alias for alias in aliases.all if alias.pattern.match(text)] if aliases else []
    assert [alias for alias, _ in known.standing(word, text)] == plain
    assert all(match[0] == alias.pattern.match(text)[0] for alias, match in known.standing(word, text))  # type: ignore[index]


_NAMES = [n for row in read_table("units")["unit"] for names in row.get("names", {}).values() for n in names]


@given(
    st.lists(st.sampled_from(_NAMES), min_size=1, max_size=8),
    st.lists(st.sampled_from([*_NAMES, " ", "x", "1", "_", "É"])),
)
def test_words_are_found_as_by_a_list_of_alternatives(words: list[str], pieces: list[str]) -> None:
    """Beginning with the first letters changes nothing but the time."""
    text = "".join(pieces)
    longest = "|".join(map(re.escape, sorted(set(words), key=len, reverse=True)))
    plain = re.findall(rf"(?<![^\W_])(?:{longest})(?![^\W_])", text, re.IGNORECASE)
    assert re.findall(any_word(set(words)), text) == plain
