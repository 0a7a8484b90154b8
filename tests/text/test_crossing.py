"""Spans that tags stand in: the pair goes around the whole, or a label is left to itself."""

from __future__ import annotations

import pytest

from localize.listing import Span, SpanKind
from localize.sizes.mention import SizeMention
from localize.text.crossing import before_exponent, behind_label, pieces, widened
from localize.text.markup import Anchor
from localize.units import find_quantities


def pair(opens: int, closes: int) -> list[Anchor]:
    """A tag's two halves at two offsets."""
    return [Anchor(opens, 1, half=True, partner=3), Anchor(closes, 3, half=True, partner=1)]


def size(text: str, lead: str) -> Span:
    """A size with words in front of it."""
    return Span(0, len(text), SpanKind.SIZE, text, SizeMention((), word=True, lead=lead))


@pytest.mark.parametrize("anchors", [pair(0, 5), pair(5, 7), pair(6, 7)])
def test_a_label_is_left_to_itself(anchors: list[Anchor]) -> None:
    """``<b>Size:</b> 8`` and ``Size: <b>8</b>``: the size is the 8, and the tags stay where they are."""
    span = behind_label(size("Size: 8", "Size: "), anchors)
    assert span is not None
    assert (span.start, span.end, span.text) == (6, 7, "8")
    assert isinstance(span.value, SizeMention)
    assert (span.value.lead, span.value.word) == ("", False)


@pytest.mark.parametrize(
    ("span", "anchors"),
    [
        (size("Size 8", "Size "), pair(0, 4)),
        (size("Size: 8 US", "Size: "), pair(8, 10)),
        (Span(0, 5, SpanKind.QUANTITY, "12 oz"), pair(3, 5)),
    ],
)
def test_other_tags_are_no_label_s(span: Span, anchors: list[Anchor]) -> None:
    """A word without a colon belongs to its size, and a tag inside the size is no border of a label."""
    assert behind_label(span, anchors) is None


def test_a_pair_goes_around_the_whole_span() -> None:
    """``12 <b>oz</b>`` becomes ``<b>12 oz</b>``."""
    assert [a.offset for a in widened(Span(0, 5, SpanKind.QUANTITY, "12 oz"), pair(3, 5)) or ()] == [0, 5]


def raised(opens: int, closes: int, name: str = "sup") -> list[Anchor]:
    """A tag's two halves, with its name."""
    return [Anchor(opens, 1, half=True, partner=3, name=name), Anchor(closes, 3, half=True, partner=1, name=name)]


def test_a_raised_digit_is_a_span_of_its_own() -> None:
    """``50 ft<sup>2</sup>``: the measure ends before the tag, and the digit is kept in it."""
    (span,) = find_quantities("50 ft2", "en-US")
    lower = before_exponent(span, raised(5, 6))
    assert lower is not None
    assert [(one.start, one.end, one.text) for one in lower] == [(0, 5, "50 ft"), (5, 6, "2")]


@pytest.mark.parametrize(
    ("text", "anchors"),
    [
        ("50 ft2", raised(5, 6, "b")),
        ("50 ft2", raised(3, 5)),
        ("50 ft", raised(3, 5)),
        ("2 cu ft (57 l)", raised(13, 14)),
    ],
)
def test_other_tags_raise_nothing(text: str, anchors: list[Anchor]) -> None:
    """Only a digit at the end of one reading in a tag that raises it is an exponent."""
    (span,) = find_quantities(text, "en-US")
    assert before_exponent(span, anchors) is None


def test_the_pieces_of_what_is_given_up_are_kept() -> None:
    """An engine takes the "in" of a measure for a word; a longer word it can translate."""
    span = Span(4, 20, SpanKind.QUANTITY, "12 in by 5 inches")
    cut = [Anchor(6, 1), Anchor(9, 2), Anchor(14, 3)]
    assert [(s.start, s.text) for s in pieces(span, cut)] == [(4, "12"), (7, "in"), (10, "by 5")]
