"""Tokens: numbers whole, scripts without blanks, what people do not see makes no difference."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localize.terms.tokens import is_number, tokens_of, words_of


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("Pack of 1,500", ["pack", "of", "1,500"]),
        ("1.234,5 kg", ["1.234,5", "kg"]),
        ("12.5cm", ["12.5cm"]),
        ("Ends with 12.", ["ends", "with", "12", "."]),
        ("Men’s T‑Shirt", ["men's", "t", "‑", "shirt"]),
        ("Wander\u00adstiefel", ["wanderstiefel"]),
        ("cafe\u0301", ["café"]),
        ("GROSS groß", ["gross", "gross"]),
        ("KIRMIZI kırmızı İPEK", ["kirmizi", "kirmizi", "ipek"]),
        ("Tシャツと鞄", ["t", "シャツ", "と", "鞄"]),
        ("กระเป๋า", ["ก", "ร", "ะ", "เ", "ป๋", "า"]),
        ("가방을", ["가방을"]),
        ("सूती कपड़ा", ["सूती", "कपड़ा"]),
        ("Pack of {n}", ["pack", "of", "{n}"]),
    ],
)
def test_texts_are_words_and_marks(text: str, tokens: list[str]) -> None:
    """The table is the specification."""
    assert [t.text.replace("ड़", "ड़") for t in tokens_of(text)] == [t.replace("ड़", "ड़") for t in tokens]


@given(st.text())
def test_tokens_lie_in_order_and_only_blanks_and_invisible_signs_lie_between(text: str) -> None:
    """No character that people see is left out, none is counted twice."""
    position = 0
    for token in tokens_of(text):
        assert token.start >= position
        assert not any(c.isalnum() for c in text[position : token.start])
        assert token.end > token.start
        position = token.end
    assert not any(c.isalnum() for c in text[position:])


@given(st.text(alphabet="ab Z", max_size=12))
def test_the_quick_way_gives_the_same_words(text: str) -> None:
    """Plain English words are split without the pattern."""
    assert words_of(text) == tuple(token.text for token in tokens_of(text))


@pytest.mark.parametrize(
    ("token", "number"), [("12", True), ("1,500", True), ("1.2.3", True), ("12cm", False), ("{n}", False)]
)
def test_numbers_are_digits_and_separators(token: str, number: bool) -> None:  # noqa: FBT001
    """Nothing else stands for ``{n}``."""
    assert is_number(token) is number
