"""Segments: cut at sentences and separators, never inside a span, never losing a character."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localize.listing import Span, SpanKind
from localize.text.segments import LONGEST_SEGMENT, cut_segments


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Soft blanket. Keeps you warm!", ["Soft blanket.", "Keeps you warm!"]),
        ("• Machine wash\n• Tumble dry", ["Machine wash", "Tumble dry"]),
        ("Northfell – Trail Boot – Brown", ["Northfell", "Trail Boot", "Brown"]),
        ("Men's T-Shirt - Blue", ["Men's T-Shirt", "Blue"]),
        ("Cotton/linen blend", ["Cotton/linen blend"]),
        ("No two bowls are alike—each is thrown by hand", ["No two bowls are alike", "each is thrown by hand"]),
        ("Ages 3—6", ["Ages 3—6"]),
        ("Red | Blue", ["Red", "Blue"]),
        ("Mains 110/220 V. Two lamps", ["Mains 110/220 V.", "Two lamps"]),
        ("A lamp of 5W. (Bulb not included)", ["A lamp of 5W.", "(Bulb not included)"]),
        ("By J. Smith", ["By J. Smith"]),
        ("Lens 5 V. is it", ["Lens 5 V. is it"]),
        ("   ", []),
        ("***", []),
        ("Cut (long) and short", ["Cut (long) and short"]),
    ],
)
def test_listing_text_is_cut_where_its_parts_end(text: str, parts: list[str]) -> None:
    """Sentences, bullets and the parts of a title are segments."""
    assert [text[a:b] for a, b in cut_segments(text, [], "en")] == parts


def test_a_keyword_list_is_cut_at_its_commas() -> None:
    """Each keyword is translated by itself."""
    text = "red shoe, running; men"
    assert [text[a:b] for a, b in cut_segments(text, [], "en", items=True)] == ["red shoe", "running", "men"]


def test_html_line_breaks_are_blanks() -> None:
    """In HTML a newline in the source is no end of anything."""
    text = "Soft\n   blanket"
    assert cut_segments(text, [], "en", lines=False) == [(0, len(text))]


def test_a_sentence_that_an_editor_wrapped_is_one() -> None:
    """In plain text a break after a long line and before a small letter ends nothing; one behind a short line does."""
    wrapped = (
        "Hang this porch lantern from a beam or set it on the table \nnext to your plants, for it stands on three feet"
    )
    assert [wrapped[a:b] for a, b in cut_segments(wrapped, [], "en")] == [wrapped]
    listed = "battery lantern for every porch and every garden table of yours\nTwo year warranty\nfree spare handle"
    assert len(cut_segments(listed, [], "en")) == 3


def test_no_cut_goes_through_a_span() -> None:
    """A dimension with a dash in it stays whole."""
    text = "Shelf 12 - 15 in wide"
    span = Span(6, 16, SpanKind.QUANTITY, text[6:16])
    assert [text[a:b] for a, b in cut_segments(text, [span], "en")] == [text]


def test_a_long_sentence_is_cut_at_a_clause() -> None:
    """Engines cut long inputs silently, so we do it where it hurts least."""
    text = "a good word, " * 60
    extents = cut_segments(text, [], "en")
    assert all(b - a <= LONGEST_SEGMENT for a, b in extents)
    assert len(extents) > 1


@given(st.text(alphabet="ab .,;!?–-|•\n\t🎁'\"", max_size=80))
def test_segments_are_in_order_and_hold_every_letter(text: str) -> None:
    """Whatever the text, no letter falls out of its segments."""
    extents = cut_segments(text, [], "en")
    assert all(0 <= a < b <= len(text) for a, b in extents)
    assert all(first[1] <= second[0] for first, second in itertools.pairwise(extents))
    inside = "".join(text[a:b] for a, b in extents)
    assert [c for c in text if c.isalpha()] == [c for c in inside if c.isalpha()]
