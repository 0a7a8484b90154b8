"""Inline tags beside words: which stand together, which enclose a single span, and where they part a segment.

Tags are what engines handle worst, so as few as possible are shown to one:

* tags with nothing but blanks between them are one group, and at a segment's edge a group stays outside it;
* a pair around a single span (``<b>32 fl oz</b>``) travels with it, as one slot;
* where tags and punctuation together end a phrase (``<b>Material:</b> cotton``), two segments say it as well as one.
"""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING

from localize.values import value

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Sequence

    from localize.listing import Span
    from localize.text.markup import Anchor

__all__ = ["Group", "Tags", "Wrap", "cut_at_tags", "edge_of", "groups_of", "wrapped"]

Tags = tuple[int | str, ...]
"""Anchors' token numbers, with the blanks between them."""

_WORD_CHAR = re.compile(r"[^\W_]")
_LABEL_END = re.compile(r"[^\W\d_]\s*[:;]\s*\Z")
_SENTENCE_END = re.compile(r"[^\W\d_]{3}[.!?…]\Z")
_LABEL_SIGN = re.compile(r"\s*[:;]\s+")
_STOP = re.compile(r"\s*[,;:.!?…]+\s+")
_SHOUTED = re.compile(r"\w\s+\w")


@value
class Group:
    """Anchors with nothing but blanks between them, at ``start`` to ``end`` of a block's text."""

    start: int
    end: int
    anchors: tuple[Anchor, ...]
    tags: Tags

    @property
    def is_whole(self) -> bool:
        """Has every tag in it its other half in it, too? Then nothing that moves past it changes its parent."""
        inside = {anchor.token for anchor in self.anchors}
        return all(anchor.partner in inside for anchor in self.anchors if anchor.half)

    @property
    def halves(self) -> str:
        """The tags in it whose other half is elsewhere: ``(`` for each that opens, ``)`` for each that closes."""
        inside = {anchor.token for anchor in self.anchors}
        own = (a for a in self.anchors if a.half and a.partner >= 0 and a.partner not in inside)
        return "".join("(" if anchor.partner > anchor.token else ")" for anchor in own)

    @property
    def words(self) -> str:
        """What people read in it: text that is not translated (``<kbd>Ctrl</kbd>``)."""
        return " ".join(anchor.words for anchor in self.anchors if anchor.words)


@value
class Wrap:
    """The tags right before and right behind a span that are its own; mostly there are none."""

    before: tuple[int, ...] = ()
    after: tuple[int, ...] = ()


def groups_of(text: str, anchors: Iterable[Anchor], taken: Container[int] = ()) -> list[Group]:
    """The groups of a text's anchors in order, without those that are ``taken``."""
    groups: list[Group] = []
    run: list[Anchor] = []
    for anchor in anchors:
        if anchor.token in taken:
            continue
        if run and text[run[-1].offset : anchor.offset].strip():
            groups.append(_group(run, text))
            run = []
        run.append(anchor)
    if run:
        groups.append(_group(run, text))
    return groups


def _group(run: Sequence[Anchor], text: str) -> Group:
    tags: list[int | str] = []
    position = run[0].offset
    for anchor in run:
        if anchor.offset > position:
            tags.append(text[position : anchor.offset])
        tags.append(anchor.token)
        position = anchor.offset
    return Group(run[0].offset, run[-1].offset, tuple(run), tuple(tags))


def edge_of(text: str, group: Group, inside: Container[int], at: int) -> list[Group]:
    """The tags of a group at the edge ``at`` of a segment whose other halves are ``inside``, with the blanks up to it.

    None or one group; it stands at the edge, for the blanks are its own.
    """
    opens = group.end <= at
    nearest = reversed(group.anchors) if opens else iter(group.anchors)
    own = list(takewhile(lambda anchor: anchor.half and anchor.partner in inside, nearest))
    if not own:
        return []
    run = own[::-1] if opens else own
    tags = _group(run, text).tags
    between = text[run[-1].offset : at] if opens else text[at : run[0].offset]
    blanks = (between,) if between else ()
    return [Group(at, at, tuple(run), (*tags, *blanks) if opens else (*blanks, *tags))]


def wrapped(span: Span, before: Group | None, after: Group | None, text: str) -> Wrap | None:
    """The tags that enclose just this span, blanks inside them aside; None if there are none."""
    if before is None or after is None:
        return None
    if text[before.end : span.start].strip() or text[span.end : after.start].strip():
        return None
    opens: list[int] = []
    closes: list[int] = []
    for first, last in zip(reversed(before.anchors), after.anchors, strict=False):
        if not first.half or first.partner != last.token:
            break
        opens.insert(0, first.token)
        closes.append(last.token)
    return Wrap(tuple(opens), tuple(closes)) if opens else None


def cut_at_tags(text: str, extents: Iterable[tuple[int, int]], groups: Sequence[Group]) -> Iterator[tuple[int, int]]:
    """The extents, parted where tags and punctuation or capitals end a phrase."""
    number = 0
    for start, end in extents:
        begin = start
        while number < len(groups) and groups[number].start < end:
            group = groups[number]
            number += 1
            if group.start <= begin:
                continue
            behind = _phrase_end(text, begin, end, group)
            if behind is not None:
                yield from _worded(text, begin, group.start)
                begin = behind
        yield from _worded(text, begin, end)


def _phrase_end(text: str, start: int, end: int, group: Group) -> int | None:
    """Where the next phrase begins if one ends at this group."""
    head = text[start : group.start]
    if (
        _LABEL_END.search(head)
        or (_SENTENCE_END.search(head) and text[group.end : group.end + 1].isalnum())  # “Finished.</b>5 x hooks”
        or _changes_voice(head, text[group.end : end])
        or _is_aside(text, end, group)
    ):
        stop = _STOP.match(
            text, group.end, end
        )  # else an engine could move it, and what stands behind it would touch the tag
        return stop.end() if stop else group.end
    sign = _LABEL_SIGN.match(text, group.end, end)
    return sign.end() if sign and _WORD_CHAR.search(head) else None


def _changes_voice(head: str, tail: str) -> bool:
    """``<b>FREE SHIPPING</b> on all orders``: what is in capitals on one side of a tag only is said by itself."""
    return _shouts(head) != _shouts(tail) and (_shouts(head) or _shouts(tail))


def _shouts(text: str) -> bool:
    return text.isupper() and _SHOUTED.search(text) is not None


def _is_aside(text: str, end: int, group: Group) -> bool:
    """``Mug <i>(dishwasher safe)</i>``: the rest of the segment is one pair of brackets."""
    rest = text[group.end : end].strip().rstrip(".")
    return rest.startswith("(") and rest.endswith(")") and rest.count("(") == 1


def _worded(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The extent without blanks around it, if there is a word in it."""
    piece = text[start:end]
    begin = start + len(piece) - len(piece.lstrip())
    stop = start + len(piece.rstrip())
    if _WORD_CHAR.search(text, begin, stop):
        yield begin, stop
