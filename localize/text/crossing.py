"""Spans that reach across a tag: ``12 <b>oz</b>`` is one quantity, though a tag stands in it.

A label in front of a size (``<b>Size:</b> 8``) is left to itself where the tag parts the two. Else, where the tag's other
half stands at the other end of the span, the pair can go around the whole of it, and the span lives.
Where it cannot, the span is given up, for no tag may lose its place.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Protocol, Self, runtime_checkable

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from localize.listing import Span
    from localize.text.markup import Anchor

__all__ = ["Led", "behind_label", "crossed", "widened"]


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
