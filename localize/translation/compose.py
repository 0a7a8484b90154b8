"""From blocks with spans to plans, and from translations back to blocks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from localize.listing import Span, SpanKind, TextBlock
from localize.text.casing import casing_of
from localize.text.segments import cut_segments
from localize.translation.plan import Plan, Slot, Travel
from localize.translation.proxies import proxies_for

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from localize.text.markup import Block
    from localize.translation.plan import Translation

__all__ = ["Segment", "plan_block", "render_block"]

_OPAQUE = frozenset({SpanKind.PLACEHOLDER, SpanKind.URL, SpanKind.EMAIL, SpanKind.LEGAL, SpanKind.SYMBOL})
_TERMS = frozenset({SpanKind.TERM, SpanKind.SHIPPED_TERM})
_EVERYDAY = frozenset(" \u00a0\u202f.,;:!?'\"()-/%&’‘“”–—°ºª")

Tags = tuple[int, ...]
Payload = Span | Tags
Event = tuple[int, int, Payload]
"""Start, end and what stands there: a span, or the anchors' token numbers (of no width)."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a block: its plan, and what each of the plan's slots is in this block."""

    start: int
    end: int
    plan: Plan
    payload: tuple[Payload, ...]


def plan_block(
    block: Block, text: TextBlock, source: str, target: str, *, lines: bool, items: bool = False
) -> list[Segment]:
    """Cut a block into segments and make a plan for each."""
    events = _events(block, text)
    extents = cut_segments(text.text, text.spans, source, lines=lines, items=items)
    return [_segment(text.text, extent, events, source, target) for extent in extents]


def _events(block: Block, text: TextBlock) -> list[Event]:
    tags: dict[int, list[int]] = {}
    for anchor in block.anchors:
        tags.setdefault(anchor.offset, []).append(anchor.token)
    events: list[Event] = [(s.start, s.end, s) for s in text.spans]
    events += [(offset, offset, tuple(tokens)) for offset, tokens in tags.items()]
    return sorted(events, key=lambda e: (e[0], e[1]))


def _segment(text: str, extent: tuple[int, int], events: list[Event], source: str, target: str) -> Segment:
    start, end = extent
    items: list[str | Slot] = []
    payload: list[Payload] = []
    position = start
    for begin, stop, what in events:
        if not _belongs(begin, stop, what, start, end):
            continue
        if begin > position:
            items.append(text[position:begin])
        items.append(_slot(what, source, target, items))
        payload.append(what)
        position = stop
    if position < end:
        items.append(text[position:end])
    return Segment(start, end, Plan(tuple(items), casing_of(text[start:end], source), source, target), tuple(payload))


def _belongs(begin: int, stop: int, what: Payload, start: int, end: int) -> bool:
    """Tags at a segment's edges stay outside it; spans are never cut."""
    return start < begin < end if isinstance(what, tuple) else start <= begin and stop <= end


def _slot(what: Payload, source: str, target: str, before: list[str | Slot]) -> Slot:
    if isinstance(what, tuple):
        return Slot(Travel.TAG, "", "")
    if what.kind in _TERMS:
        taken = {slot.proxy for slot in before if isinstance(slot, Slot)}
        proxies = proxies_for(what.text, *what.kin, source, target)
        return Slot(
            Travel.TERM, what.text, what.rendered, what.accepted, next((p for p in proxies if p not in taken), "")
        )
    plain = all(c.isalnum() or c in _EVERYDAY for c in what.rendered)
    opaque = what.kind in _OPAQUE or not plain or not what.rendered
    return Slot(Travel.OPAQUE if opaque else Travel.NATURAL, what.text, what.rendered)


def render_block(
    block: Block, text: TextBlock, segments: list[Segment], answer: Callable[[Segment], Translation]
) -> list[str | int]:
    """The block as texts and anchor tokens, in target order: translations, and between them the source with its spans rendered."""
    events = _events(block, text)
    parts: list[str | int] = []
    position = 0
    for segment in segments:
        parts += _literal(text.text, position, segment.start, events)
        for item in answer(segment).items:
            parts += _written(item if isinstance(item, str) else segment.payload[item])
        position = segment.end
    parts += _literal(text.text, position, len(text.text), events)
    return parts


def _written(what: str | Payload) -> Iterator[str | int]:
    if isinstance(what, str):
        yield what
    elif isinstance(what, tuple):
        yield from what
    else:
        yield what.rendered


def _literal(text: str, start: int, end: int, events: list[Event]) -> Iterator[str | int]:
    """Source text between segments; tags at both of its edges belong to it."""
    position = start
    for begin, stop, what in events:
        outside = start <= begin <= end if isinstance(what, tuple) else start <= begin and stop <= end
        if not outside:
            continue
        if begin > position:
            yield text[position:begin]
        yield from _written(what)
        position = max(position, stop)
    if position < end:
        yield text[position:end]
