"""Spans that tags stand in: the pair goes around the whole, or a label is left to itself."""

from __future__ import annotations

import pytest

from localize.listing import Span, SpanKind
from localize.sizes.mention import SizeMention
from localize.text.crossing import behind_label, widened
from localize.text.markup import Anchor


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
