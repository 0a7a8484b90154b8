"""Spans that reach across a tag: ``12 <b>oz</b>`` is one quantity, though a tag stands in it.

A label in front of a size (``<b>Size:</b> 8``) is left to itself where the tag parts the two. Else, where the tag's other
half stands at the other end of the span, the pair can go around the whole of it, and the span lives; a raised digit at the
end (``50 ft<sup>2</sup>``) stays in its tag, and the span ends before it.
Where nothing helps, the span is given up, for no tag may lose its place; its pieces are kept.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Protocol, Self, runtime_checkable

from localize.listing import Severity, Span, SpanKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from localize.listing import Draft
    from localize.text.markup import Anchor

__all__ = ["Led", "Raised", "before_exponent", "behind_label", "crossed", "pieces", "report_crossed", "widened"]


_LONG_WORD = re.compile(r"[^\W\d_]{4,}")
_RAISED = frozenset({"sup", "sub"})  # a part of the unit: m<sup>2</sup>


def crossed(span: Span, anchors: Iterable[Anchor]) -> list[Anchor]:
    """The anchors inside a span."""
    return [anchor for anchor in anchors if span.start < anchor.offset < span.end]


@runtime_checkable
class Led(Protocol):
    """A span's value that knows of words in front of it which belong to the span."""

    lead: str
    """Those words, with the blanks behind them: ``Size: ``."""

    def without_lead(self) -> Self:
        """The same value for a span that begins behind them."""
        ...


@runtime_checkable
class Raised(Protocol):
    """A span's value that may end with a raised digit, which is a tag's: ``50 ft<sup>2</sup>``."""

    def without_exponent(self) -> Self | None:
        """The same value for a span that ends before the digit; None where it has none there."""
        ...


def before_exponent(span: Span, anchors: Iterable[Anchor]) -> tuple[Span, Span] | None:
    """The span without the digit that a tag raises at its end, and the digit, which stays in its tag; else None.

    The value still says all of it: what is written in the span's place must be such that the digit fits behind it.
    """
    inside = crossed(span, anchors)
    if len(inside) != 1 or inside[0].name != "sup" or inside[0].offset != span.end - 1:
        return None
    value = span.value.without_exponent() if isinstance(span.value, Raised) else None
    if value is None:
        return None
    digit = Span(span.end - 1, span.end, SpanKind.KEEP, span.text[-1], why="the exponent of the unit before it")
    return replace(span, end=span.end - 1, text=span.text[:-1], value=value), digit


def pieces(span: Span, anchors: Iterable[Anchor]) -> Iterator[Span]:
    """What stands between the tags inside a span that is given up, each piece kept as it is: half of a measure is none.

    A longer word (``pounds``) is left to its translation.
    """
    cuts = sorted({span.start, span.end, *(anchor.offset for anchor in crossed(span, anchors))})
    for start, end in pairwise(cuts):
        text = span.text[start - span.start : end - span.start]
        if text.strip() and not _LONG_WORD.fullmatch(text.strip()):
            begin = start + len(text) - len(text.lstrip())
            yield Span(
                begin,
                begin + len(text.strip()),
                SpanKind.KEEP,
                text.strip(),
                why="a part of a measure with a tag in it",
            )


def behind_label(span: Span, anchors: Iterable[Anchor]) -> Span | None:
    """The span without its label (``Size: ``), if all tags inside it stand between the two; else None."""
    value = span.value
    if not isinstance(value, Led) or not value.lead.rstrip().endswith(":") or not span.text.startswith(value.lead):
        return None
    end = span.start + len(value.lead)
    label_end = span.start + len(value.lead.rstrip())
    if not all(label_end <= anchor.offset <= end for anchor in crossed(span, anchors)):
        return None
    return replace(span, start=end, text=span.text[len(value.lead) :], value=value.without_lead())


def widened(span: Span, anchors: Sequence[Anchor]) -> list[Anchor] | None:
    """The anchors, the one that stands in the span moved to its edge so that its pair encloses all of it.

    None unless one anchor stands in the span, its other half at the edge, and nothing between its place and its new one.

    >>> from localize.listing import Span, SpanKind
    >>> from localize.text.markup import Anchor
    >>> pair = [Anchor(3, 1, half=True, partner=3), Anchor(5, 3, half=True, partner=1)]
    >>> [anchor.offset for anchor in widened(Span(0, 5, SpanKind.QUANTITY, "12 oz"), pair) or ()]
    [0, 5]
    """
    inside = crossed(span, anchors)
    if len(inside) != 1 or not inside[0].half or inside[0].partner < 0 or inside[0].name in _RAISED:
        return None
    (mover,) = inside
    opens = mover.partner > mover.token
    edge, far = (span.start, span.end) if opens else (span.end, span.start)
    other = next((anchor for anchor in anchors if anchor.token == mover.partner), None)
    if other is None or other.offset != far or other.words:
        return None
    if any(a.offset == edge and a.half and a.token not in (mover.token, other.token) for a in anchors):
        return None
    return [replace(anchor, offset=edge) if anchor is mover else anchor for anchor in anchors]


def report_crossed(draft: Draft, path: str, text: str, hint: str) -> None:
    """Say that a measure with a tag inside it stayed as it was.

    Finding code: ``span-across-tag``.
    """
    draft.find(
        "span-across-tag",
        Severity.WARNING,
        f"“{text}” has a tag in it and was not converted; its numbers are as they were.",
        path,
        value=text,
        suggestion=hint,
    )
