"""Span algebra: who owns what, who wins, and texts as sequences of words and spans."""

from __future__ import annotations

from typing import TYPE_CHECKING

from localize.listing import Span, SpanKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

__all__ = ["gaps", "settle"]

_OPAQUE = frozenset({SpanKind.PLACEHOLDER, SpanKind.URL, SpanKind.EMAIL, SpanKind.CODE})
_TERMS = frozenset({SpanKind.TERM, SpanKind.SHIPPED_TERM})


def settle(spans: Iterable[Span]) -> list[Span]:
    """Spans in order and free of overlaps.

    A span that contains another owns it (of equal extents, precedence decides); of two that cross, precedence decides,
    then the earlier. What only a loser contained gets its turn again. A term never reaches across a placeholder or code.
    """
    open_spans = _without_reaching_terms({span for span in spans if span.end > span.start})
    settled: list[Span] = []
    while open_spans:
        top = _owners(open_spans)
        won = _winners(top)
        settled.extend(won)
        losers = set(top).difference(won)
        open_spans = [s for s in open_spans if s not in losers and not _overlaps_any(s, won)]
    return sorted(settled, key=lambda s: s.start)


def gaps(text: str, spans: Sequence[Span]) -> Iterator[str | Span]:
    """The text as a sequence: words between spans, and the spans themselves.

    >>> list(gaps("ab", []))
    ['ab']
    """
    position = 0
    for span in spans:
        if span.start > position:
            yield text[position : span.start]
        yield span
        position = span.end
    if position < len(text):
        yield text[position:]


def _without_reaching_terms(spans: set[Span]) -> list[Span]:
    opaque = [s for s in spans if s.kind in _OPAQUE]
    if not opaque:
        return sorted(spans, key=_order)
    return sorted((s for s in spans if s.kind not in _TERMS or not _overlaps_any(s, opaque)), key=_order)


def _order(span: Span) -> tuple[int, int, int]:
    return span.start, -span.end, span.kind


def _owners(spans: Sequence[Span]) -> list[Span]:
    """Those that no other contains; ``spans`` are in :func:`_order`, so an owner comes before what it owns."""
    owners: list[Span] = []
    reach = -1
    for span in spans:
        if span.end > reach:
            owners.append(span)
            reach = span.end
    return owners


def _winners(owners: Sequence[Span]) -> list[Span]:
    won: list[Span] = []
    for span in sorted(owners, key=lambda s: (s.kind, s.start)):
        if not _overlaps_any(span, won):
            won.append(span)
    return won


def _overlaps_any(span: Span, others: Iterable[Span]) -> bool:
    return any(span.start < other.end and other.start < span.end for other in others)
