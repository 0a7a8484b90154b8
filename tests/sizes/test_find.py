"""Sizes in running text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localize.listing import SpanKind
from localize.sizes import SizeValue, find_sizes


@pytest.mark.parametrize(
    ("text", "locale", "spans"),
    [
        ("Fits US 10.5 well", "en-US", ["US 10.5"]),
        ("US men's 10", "en-US", ["US men's 10"]),
        ("US women’s size 9 boots", "en-US", ["US women’s size 9"]),
        ("Size 8 (UK)", "en-GB", ["8 (UK)"]),
        ("size 9 US", "en-US", ["9 US"]),
        ("EU 38 / UK 10", "en-GB", ["EU 38 / UK 10"]),
        ("41 (UK 7.5)", "en-GB", ["41 (UK 7.5)"]),
        ("US 10 (EU 43)", "en-US", ["US 10 (EU 43)"]),
        ("US 7.5/UK 6/EU 40", "en-US", ["US 7.5/UK 6/EU 40"]),
        ("UK 7", "en-GB", ["UK 7"]),
        ("EU 42", "en-GB", ["EU 42"]),
        ("UK 7, UK 8 and UK 9", "en-GB", ["UK 7", "UK 8", "UK 9"]),
        ("UK 7 / UK 8", "en-GB", ["UK 7", "UK 8"]),
        ("runs US 6-10", "en-US", ["US 6-10"]),
        ("US 10½.", "en-US", ["US 10½"]),
        ("US 12, EU 45.", "en-US", ["US 12", "EU 45"]),
        ("taille FR 40", "fr-FR", ["FR 40"]),
        ("Größe EU 38", "de-DE", ["EU 38"]),
        ("IT 42 dress", "en-US", ["IT 42"]),
        ("KR 250", "en-US", ["KR 250"]),
        ("Size 10", "en-US", []),
        ("Men's 10", "en-US", []),
        ("10", "en-US", []),
        ("10 US", "en-US", []),
        ("UK 7 day delivery", "en-GB", []),
        ("UK 7-day returns", "en-GB", []),
        ("UK 3-pin plug", "en-GB", []),
        ("ships to US 50 states", "en-US", []),
        ("find us 10 miles away", "en-US", []),
        ("BUY IT 2 GET 1", "en-US", []),
        ("US 10.99", "en-US", []),
        ("$US 10", "en-US", []),
        ("US$10", "en-US", []),
        ("EUR 42", "en-US", []),
        ("US 1,000 units", "en-US", []),
        ("UK 10 x 12", "en-GB", []),
        ("US 10%", "en-US", []),
        ("EU 27 countries", "en-GB", []),
    ],
)
def test_only_sizes_that_name_their_system_are_found(text: str, locale: str, spans: list[str]) -> None:
    """Explicit systems are found with their labels; bare numbers and other uses of the letters are not."""
    found = list(find_sizes(text, locale))
    assert [span.text for span in found] == spans
    assert all(span.kind is SpanKind.SIZE and text[span.start : span.end] == span.text for span in found)


def test_the_words_before_tell_the_audience() -> None:
    """A word before the span says whom it fits, and stays outside of it."""
    (span,) = find_sizes("Women's US 8.5 boots", "en-US")
    assert span.text == "US 8.5"
    assert isinstance(span.value, SizeValue)
    assert span.value.labels[0].audience == "women"


@given(st.text(alphabet="US UKEU 0123456789.,/()½-'sizemn", max_size=40))
def test_any_text_can_be_searched(text: str) -> None:
    """Spans are in order, do not overlap and are what the text says there."""
    end = 0
    for span in find_sizes(text, "en-US"):
        assert span.start >= end
        assert text[span.start : span.end] == span.text
        end = span.end
