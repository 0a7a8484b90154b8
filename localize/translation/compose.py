"""From blocks with spans to plans, and from translations back to blocks."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from localize.listing import Span, SpanKind, TextBlock
from localize.text.casing import casing_of
from localize.text.segments import cut_segments
from localize.translation.anchors import Group, Tags, Wrap, cut_at_tags, edge_of, groups_of, wrapped
from localize.translation.plan import Plan, Slot, Travel
from localize.translation.proxies import proxies_for
from localize.values import value

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from localize.text.markup import Block
    from localize.translation.plan import Translation

__all__ = ["Segment", "plan_block", "render_block", "segment_of"]

_OPAQUE = frozenset({SpanKind.PLACEHOLDER, SpanKind.URL, SpanKind.EMAIL, SpanKind.LEGAL, SpanKind.SYMBOL})
_TERMS = frozenset({SpanKind.TERM, SpanKind.SHIPPED_TERM})
_APART = str.maketrans("-‐‑", "   ")
_EVERYDAY = frozenset(" \u00a0\u202f.,;:!?'\"()-/%&’‘“”–—°ºª")

_NO_TAGS = Wrap()

Payload = Span | Group
"""What a slot is in its block."""


@value
class Segment:
    """A stretch of a block: its plan, what each of the plan's slots is in this block, and the tags that are a span's own.

    ``edges`` are the tags at its edges that belong to it, because their other halves stand in it.
    """

    start: int
    end: int
    plan: Plan
    payload: tuple[Payload, ...]
    wraps: tuple[Wrap, ...]
    edges: frozenset[int] = frozenset()


def plan_block(
    block: Block, text: TextBlock, source: str, target: str, *, lines: bool, items: bool = False
) -> list[Segment]:
    """Cut a block into segments and make a plan for each."""
    composer = _Composer(block, text, source, target)
    extents = cut_segments(text.text, text.spans, source, lines=lines or block.lines, items=items)
    return [composer.segment(*extent) for extent in cut_at_tags(text.text, extents, composer.groups)]


def segment_of(block: Block, text: TextBlock, start: int, end: int, source: str, target: str) -> Segment:
    """One stretch of a block as a segment, wherever sentences would be cut."""
    return _Composer(block, text, source, target).segment(start, end)


class _Composer:
    """Makes plans for the stretches of one block; what stands where is found by bisection."""

    def __init__(self, block: Block, text: TextBlock, source: str, target: str) -> None:
        self.groups = groups_of(text.text, block.anchors)
        self._text = text.text
        self._spans = text.spans
        self._languages = source, target
        self._span_starts = [span.start for span in text.spans]
        self._group_starts = [group.start for group in self.groups]
        self._group_ends = [group.end for group in self.groups]

    def segment(self, start: int, end: int) -> Segment:
        """The stretch as words and slots. Tags at its edges stay outside, unless a span's own or half of a pair in it."""
        first, behind = bisect_left(self._span_starts, start), bisect_left(self._span_starts, end)
        spans = [span for span in self._spans[first:behind] if span.end <= end]
        groups = self.groups[bisect_right(self._group_starts, start) : bisect_left(self._group_ends, end)]
        wraps = {span.start: wrap for span in spans if (wrap := self._wrap(span, start, end)) is not None}
        edges = self._edges(start, end, groups, _tokens(wraps.values()))
        left = [*edges, *_without(groups, wraps.values(), self._text)]
        still = all(group.is_whole for group in left)
        if not still:  # a term climbs by its words, so it cannot be tied to the order of the tags around it
            wraps = {s.start: wraps[s.start] for s in spans if s.start in wraps and s.kind not in _TERMS}
            left = [*edges, *_without(groups, wraps.values(), self._text)]
        payload = _in_order(spans, left)
        own = tuple(wraps.get(what.start, _NO_TAGS) if isinstance(what, Span) else _NO_TAGS for what in payload)
        items: list[str | Slot] = []
        position = start
        for what, wrap in zip(payload, own, strict=True):
            if what.start > position:
                items.append(self._text[position : what.start])
            items.append(self._slot(what, wrap, items, still=still))
            position = what.end
        if position < end:
            items.append(self._text[position:end])
        plan = Plan(tuple(items), casing_of(self._text[start:end], self._languages[0]), *self._languages)
        taken = [anchor for group in edges for anchor in group.anchors]
        offsets = [start, end, *(anchor.offset for anchor in taken)]
        return Segment(min(offsets), max(offsets), plan, tuple(payload), own, frozenset(a.token for a in taken))

    def _edges(self, start: int, end: int, inner: Sequence[Group], taken: frozenset[int]) -> list[Group]:
        """Of the tags at both edges those that hold words at one end of the segment only (``<b>Soft</b> wool``)."""
        inside = {anchor.token for group in inner for anchor in group.anchors} - taken
        before, after = bisect_right(self._group_starts, start) - 1, bisect_left(self._group_ends, end)
        edges: list[Group] = []
        if before >= 0 and not self._text[self.groups[before].end : start].strip():
            edges += edge_of(self._text, self.groups[before], inside, start)
        if after < len(self.groups) and not self._text[end : self.groups[after].start].strip():
            edges += edge_of(self._text, self.groups[after], inside, end)
        return edges

    def _wrap(self, span: Span, start: int, end: int) -> Wrap | None:
        """The tags around just this span; a span that is all there is needs none."""
        if (span.start, span.end) == (start, end):
            return None
        before = bisect_right(self._group_ends, span.start) - 1
        after = bisect_left(self._group_starts, span.end)
        if before < 0 or after >= len(self.groups):
            return None
        return wrapped(span, self.groups[before], self.groups[after], self._text)

    def _slot(self, what: Payload, wrap: Wrap, before: Sequence[str | Slot], *, still: bool) -> Slot:
        """How it travels. ``still`` says that no tag in the segment encloses words, so that nothing need keep its order."""
        if isinstance(what, Group):
            words = what.words
            free = still and words and _is_plain(words) and not self._touches(what, glued=False)
            return Slot(Travel.NATURAL if free else Travel.TAG, words, words, halves=what.halves)
        if wrap.before and (not still or self._touches(what, glued=what.kind is SpanKind.SYMBOL)):
            return Slot(Travel.TAG, what.text, what.rendered)
        return _slot(what, *self._languages, before)

    def _touches(self, what: Payload, *, glued: bool) -> bool:
        """Is it a part of a word (m<sup>2</sup>)? ``glued`` asks for any neighbour but a blank."""
        beside = self._text[max(0, what.start - 1) : what.start] + self._text[what.end : what.end + 1]
        return any(not c.isspace() if glued else c.isalnum() for c in beside)


def _in_order(spans: Iterable[Span], groups: Iterable[Group]) -> list[Payload]:
    here: list[Payload] = [*spans, *groups]
    return sorted(here, key=lambda what: (what.start, what.end))


def _without(groups: Iterable[Group], wraps: Iterable[Wrap], text: str) -> list[Group]:
    taken = _tokens(wraps)
    return [left for group in groups for left in groups_of(text, group.anchors, taken)]


def _tokens(wraps: Iterable[Wrap]) -> frozenset[int]:
    return frozenset(token for wrap in wraps for token in (*wrap.before, *wrap.after))


def _slot(span: Span, source: str, target: str, before: Sequence[str | Slot]) -> Slot:
    if span.kind in _TERMS:
        taken = {slot.proxy for slot in before if isinstance(slot, Slot)}
        proxies = proxies_for(span.text, *span.kin, source, target)
        proxy = next((p for p in proxies if p not in taken), "")
        return Slot(Travel.TERM, _asked(span), span.rendered, span.accepted, proxy, guesses=span.guesses, kin=span.kin)
    opaque = span.kind in _OPAQUE or not _is_plain(span.rendered)
    return Slot(Travel.OPAQUE if opaque else Travel.NATURAL, span.text, span.rendered)


def _asked(span: Span) -> str:
    """A term's words for an engine: compounds that its entry writes apart without their hyphens, for many are only copied."""
    return span.text if "-" in getattr(span.value, "term", "-") else span.text.translate(_APART)


def _is_plain(text: str) -> bool:
    return bool(text) and all(c.isalnum() or c in _EVERYDAY for c in text)


def render_block(
    block: Block, text: TextBlock, segments: list[Segment], answer: Callable[[Segment], Translation]
) -> list[str | int]:
    """The block as texts and anchor tokens, in target order: translations, and between them the source with its spans rendered."""
    own = _tokens(wrap for segment in segments for wrap in segment.wraps)
    literal = _Literal(block, text, own.union(*(segment.edges for segment in segments)))
    parts: list[str | int] = []
    position = 0
    for segment in segments:
        parts += literal.between(position, segment.start)
        parts += _answered(segment, answer(segment))
        position = segment.end
    parts += literal.between(position, len(text.text))
    return parts


class _Literal:
    """What stands between segments: the source with its spans rendered and the tags that are no span's own."""

    def __init__(self, block: Block, text: TextBlock, taken: frozenset[int]) -> None:
        self._text = text.text
        groups = groups_of(text.text, block.anchors, taken)
        self._here = _in_order(text.spans, groups)
        self._starts = [what.start for what in self._here]

    def between(self, start: int, end: int) -> Iterator[str | int]:
        """Tags at both edges belong to it."""
        position = start
        for what in self._here[bisect_left(self._starts, start) : bisect_right(self._starts, end)]:
            if what.end > end:
                continue
            if what.start > position:
                yield self._text[position : what.start]
            yield from _written(what, _NO_TAGS)
            position = max(position, what.end)
        if position < end:
            yield self._text[position:end]


def _answered(segment: Segment, translation: Translation) -> Iterator[str | int]:
    """A translation with what its slots stand for; around words that honour a span in another form, the span's own tags."""
    pieces: list[str | Tags] = [
        item if isinstance(item, str) else _written(segment.payload[item], segment.wraps[item])
        for item in translation.items
    ]
    named = {item for item in translation.items if isinstance(item, int)}
    forms = dict(translation.forms)
    for index, (what, wrap) in enumerate(zip(segment.payload, segment.wraps, strict=True)):
        if wrap.before and index not in named and isinstance(what, Span):
            pieces = _enclosed(pieces, forms.get(index, what.rendered), wrap)
    for piece in pieces:
        yield from (piece,) if isinstance(piece, str) else piece


def _enclosed(pieces: Sequence[str | Tags], words: str, wrap: Wrap) -> list[str | Tags]:
    """The pieces with tags around ``words``, where they first stand; behind everything if they are left out."""
    whole = re.compile(rf"(?<!\w){re.escape(words)}(?!\w)", re.IGNORECASE)
    for number, piece in enumerate(pieces):
        if isinstance(piece, str) and words and (spot := whole.search(piece)):
            tagged: Tags = (*wrap.before, spot.group(), *wrap.after)
            return [*pieces[:number], piece[: spot.start()], tagged, piece[spot.end() :], *pieces[number + 1 :]]
    return [*pieces, (*wrap.before, *wrap.after)]


def _written(what: Payload, wrap: Wrap) -> Tags:
    return what.tags if isinstance(what, Group) else (*wrap.before, what.rendered, *wrap.after)
