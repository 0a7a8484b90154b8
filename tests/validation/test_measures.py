"""Lengths as marketplaces count them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localize.validation.measures import display_width, excess_of, utf8_bytes, utf16_units

RAKUTEN = {"limit": 255, "narrow": [[" ", "~"], ["\uff61", "\uff9f"]]}


@given(st.text())
def test_units_agree_with_the_codecs(text: str) -> None:
    """Units in UTF-16 and bytes in UTF-8 are what the codecs write."""
    assert utf16_units(text) == len(text.encode("utf-16-le", "surrogatepass")) // 2
    assert utf8_bytes(text) == len(text.encode("utf-8", "surrogatepass"))
    assert utf16_units(text) >= len(text)


@pytest.mark.parametrize(
    ("text", "excess"), [("商" * 127, 0), ("商" * 128, 1), ("a" * 255, 0), ("a" * 256, 1), ("ｱ" * 255, 0), ("é", 0)]
)
def test_rakuten_counts_width(text: str, excess: int) -> None:
    """127 full-width or 255 half-width characters are the most that a Rakuten title holds."""
    assert excess_of("displayWidthMax", RAKUTEN, text) == excess


def test_width_of_mixed_text() -> None:
    """Half-width katakana counts 1, full-width 2."""
    assert display_width("ｶｯﾌﾟ カップ", RAKUTEN["narrow"]) == 4 + 1 + 6  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("keyword", "limit", "text", "excess"),
    [
        ("maxLength", 3, "abcd", 1),
        ("maxUtf8Bytes", 4, "Größe", 3),
        ("maxUtf16Units", 2, "a😀", 1),
        ("maxUtf16Units", 3, "a😀", 0),
        ("pattern", "x", "abcd", 0),
    ],
)
def test_excess(keyword: str, limit: object, text: str, excess: int) -> None:
    """A length keyword says by how much a text is too long, any other keyword nothing."""
    assert excess_of(keyword, limit, text) == excess
