"""Span algebra: who owns what, who wins, and texts as sequences of words and spans."""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise
from typing import TYPE_CHECKING

from localize.listing import Span, SpanKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

__all__ = ["Stretches", "gaps", "settle"]

_OPAQUE = frozenset({SpanKind.PLACEHOLDER, SpanKind.URL, SpanKind.EMAIL, SpanKind.CODE})
_TERMS = frozenset({SpanKind.TERM, SpanKind.SHIPPED_TERM})


def settle(spans: Iterable[Span]) -> list[Span]:
    """Spans in order and free of overlaps.

    A span that contains another owns it (of equal extents, precedence decides); of two that cross, precedence decides,
    then the earlier. What only a loser contained gets its turn again. A term never reaches across a placeholder or code, and
    a name with a trade mark sign yields to the seller's own entries.
    """
    open_spans = _without_reaching_terms({span for span in spans if span.end > span.start})
    settled: list[Span] = []
    while open_spans:
        owners = _owners(open_spans)
        if not _cross(owners):  # mostly; whatever is left lies inside one of them
            return sorted([*settled, *owners], key=lambda s: s.start) if settled else owners
        won = _winners(owners)
        settled.extend(won)
        losers = set(owners).difference(won)
        taken = Stretches((s.start, s.end) for s in won)
        open_spans = [s for s in open_spans if s not in losers and not taken.overlaps(s.start, s.end)]
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
    if not any(s.kind in _OPAQUE or (s.kind is SpanKind.SYMBOL and len(s.text) > 1) for s in spans):
        return sorted(spans, key=_order)  # none has anything to yield to
    opaque = Stretches(_merged(s for s in spans if s.kind in _OPAQUE))
    terms = Stretches(_merged(s for s in spans if s.kind in {SpanKind.KEEP, SpanKind.TERM}))
    return sorted((s for s in spans if not _yields(s, opaque, terms)), key=_order)


def _yields(span: Span, opaque: Stretches, terms: Stretches) -> bool:
    """A term that reaches into an opaque span; a name with a trade mark sign of which the seller has an entry."""
    if span.kind in _TERMS:
        return opaque.overlaps(span.start, span.end)
    return span.kind is SpanKind.SYMBOL and len(span.text) > 1 and terms.overlaps(span.start, span.end)


def _merged(spans: Iterable[Span]) -> list[tuple[int, int]]:
    """Extents without overlaps that cover the same characters."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted((s.start, s.end) for s in spans):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


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


def _cross(owners: Sequence[Span]) -> bool:
    """Do neighbours overlap? ``owners`` are in order, and none contains another."""
    return any(owner.end > following.start for owner, following in pairwise(owners))


def _winners(owners: Sequence[Span]) -> list[Span]:
    taken = Stretches()
    won: list[Span] = []
    for span in sorted(owners, key=lambda s: (s.kind, s.start)):
        if not taken.overlaps(span.start, span.end):
            taken.add(span.start, span.end)
            won.append(span)
    return won


class Stretches:
    """Stretches of a text, none overlapping another; asked in logarithmic time, for texts can be very long."""

    def __init__(self, extents: Iterable[tuple[int, int]] = ()) -> None:
        ordered = sorted(extents)
        self._starts = [start for start, _ in ordered]
        self._ends = [end for _, end in ordered]

    def add(self, start: int, end: int) -> None:
        """Take one more, which overlaps none."""
        at = bisect_left(self._starts, start)
        self._starts.insert(at, start)
        self._ends.insert(at, end)

    def overlaps(self, start: int, end: int) -> bool:
        """Does one of them reach into this stretch?"""
        at = bisect_left(self._starts, end)
        return at > 0 and self._ends[at - 1] > start

    def holds(self, position: int) -> bool:
        """Does a cut at this position go through one of them?"""
        at = bisect_left(self._starts, position)
        return at > 0 and self._ends[at - 1] > position

    def first_from(self, start: int, default: int) -> int:
        """Where the first one at or behind ``start`` begins, or ``default`` if that is nearer."""
        at = bisect_left(self._starts, start)
        return min(self._starts[at], default) if at < len(self._starts) else default
