"""Which segments of a text a person rewrote: an edited value laid beside the one that was written.

An edit that stays within sentences is a correction of those sentences, which holds wherever they stand. One that touches
what is between them, joins them or moves tags is a correction of the field as a whole.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, NamedTuple

from localize.listing import Role
from localize.text.markup import Document
from localize.translation.slot_text import merged, slot_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from localize.tasks.review.record import RecordedField, RecordedSegment

__all__ = ["SegmentEdit", "edits_of", "slotted"]

_PIECE = re.compile(r"\w+|\s+|[^\w\s]")
_MOST_PIECES = 6_000
"""Of a text longer than that the field is taken as a whole: comparing takes quadratic time."""


class SegmentEdit(NamedTuple):
    """A segment, and what a person made of it as an approved entry would have it."""

    segment: RecordedSegment
    target: str


def edits_of(field: RecordedField, edited: str) -> list[SegmentEdit] | None:
    """The segments of a field that were rewritten; None if the edit is not one of segments."""
    before, after = (Document(text, entities=field.role is Role.HTML, marks=True) for text in (field.target, edited))
    if len(before.blocks) != len(after.blocks) or _frame(before) != _frame(after):
        return None
    found: list[SegmentEdit] = []
    segments = list(field.segments)
    for old, new in zip(before.blocks, after.blocks, strict=True):
        placed = list(_placed(old.text, segments))
        del segments[: len(placed)]
        if old.text == new.text:
            continue
        rewritten = _rewritten(old.text, new.text, [extent for _, extent in placed])
        if rewritten is None:
            return None
        for number, text in rewritten.items():
            segment = placed[number][0]
            target = slotted(text, segment.values)
            if target is None:
                return None
            found.append(SegmentEdit(segment, target))
    return found or None


def _frame(document: Document) -> list[str]:
    return [token for token in document.tokens if token.startswith(("<", "{"))]


def _placed(text: str, segments: Sequence[RecordedSegment]) -> Iterator[tuple[RecordedSegment, tuple[int, int]]]:
    """The segments that stand in a block, in order; those of the next block are left."""
    position = 0
    for segment in segments:
        start = text.find(segment.text, position)
        if start < 0:
            return
        position = start + len(segment.text)
        yield segment, (start, position)


def _rewritten(old: str, new: str, extents: Sequence[tuple[int, int]]) -> dict[int, str] | None:
    """New texts of the segments that differ; None if anything else does."""
    a, b = _PIECE.findall(old), _PIECE.findall(new)
    if len(a) + len(b) > _MOST_PIECES:
        return None
    starts, others = _offsets(a), _offsets(b)
    edits = [
        ((starts[i], starts[j]), (others[k], others[m]))
        for tag, i, j, k, m in SequenceMatcher(None, a, b, autojunk=False).get_opcodes()
        if tag != "equal"
    ]
    found: dict[int, str] = {}
    shift = 0
    for number, (start, end) in enumerate(extents):
        begin, grown = start + shift, 0
        while edits and edits[0][0][0] >= start and edits[0][0][1] <= end:
            (i, j), (k, m) = edits.pop(0)
            grown += (m - k) - (j - i)
        shift += grown
        text = new[begin : end + shift]
        if text != old[start:end]:
            found[number] = text.strip()
        if edits and edits[0][0][0] < end:
            return None  # it begins before the segment, or goes beyond its end
    return found if not edits and all(found.values()) else None


def _offsets(pieces: Sequence[str]) -> list[int]:
    offsets = [0]
    for piece in pieces:
        offsets.append(offsets[-1] + len(piece))
    return offsets


def slotted(text: str, values: Sequence[str]) -> str | None:
    """A text with the values of slots as slots again; None if one does not stand there exactly once, or is a tag.

    >>> slotted("Caneca branca, 355 ml", ["355 ml"])
    'Caneca branca, {1}'
    """
    numbers: dict[str, list[int]] = {}
    for number, value in enumerate(values, start=1):
        numbers.setdefault(value, []).append(number)
    items: list[str | int] = [text]
    for value in sorted(numbers, key=len, reverse=True):
        found = _split(items, value, list(numbers[value])) if value.strip() else None
        if found is None:
            return None
        items = found
    return slot_text(merged(items))


def _split(items: Sequence[str | int], value: str, numbers: list[int]) -> list[str | int] | None:
    """The texts cut at a value, with its slots in its places; None if it stands there more or less often."""
    pattern = re.compile(_whole(value))
    parts: list[str | int] = []
    for item in items:
        if isinstance(item, int):
            parts.append(item)
            continue
        position = 0
        for match in pattern.finditer(item):
            if not numbers:
                return None
            parts += [item[position : match.start()], numbers.pop(0)]
            position = match.end()
        parts.append(item[position:])
    return None if numbers else parts


def _whole(text: str) -> str:
    body = r"\s+".join(re.escape(word) for word in text.split())
    return (
        (r"(?<!\w)(?<!\d[.,])" if text[:1].isalnum() else "")
        + body
        + (r"(?!\w)(?![.,]\d)" if text[-1:].isalnum() else "")
    )
