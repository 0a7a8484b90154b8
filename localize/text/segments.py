"""Where a block of text is cut into segments: sentences, lines, the parts of a title; never inside a span."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from localize.text.glued import glued_at
from localize.text.spans import Stretches

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from localize.listing import Span

__all__ = ["LONGEST_SEGMENT", "cut_segments"]

LONGEST_SEGMENT = 400
"""Characters; a longer sentence is cut at a clause, since engines cut long inputs silently."""

_LINE = re.compile(r"[\r\n]+\s*")
_SEPARATOR = re.compile(r"\s+[–—|•·/-]\s+|(?<=[^\W\d_])—(?=[^\W\d_])|(?<=\w)\s*:-\s+|\s*[|•·●▪►✓✔★]+\s*")
_WIDE_BLANK = re.compile(r"\s{3,}|\t+")
_WRAPPED = re.compile(r"(?<=[\w,)&])[ \t]*(\r\n?|\n)(?=[^\W\d_])")
_WRAPPED_FROM = 50
"""Characters; a shorter line was ended by its author, not by an editor."""
_BREAKS = str.maketrans("\r\n\t\u2028\u2029\x0b\x0c", "       ")
_LIST = re.compile(r"\s*[,;|]\s*")
_CLAUSE = re.compile(r"[;:,]\s+|\s+")
_EDGE = re.compile(r"[^\w\"'“‘(\[{<$€£¥+\-]+|(?:[-–—*]\s+)+")
_UNIT_ENDS = re.compile(r"(?<=\d)[ \u00a0]?[A-Z]\.(?=\s+[\"“(]?[A-ZÀ-ÖØ-Þ])")
"""A sentence that ends with a unit of one letter (“110/220 V. Warranty”), which a splitter takes for an initial."""
_HALF = re.compile("[\ud800-\udfff]")  # half a character, which compiled code does not take
_WORD_CHAR = re.compile(r"[^\W_]")


def cut_segments(
    text: str, spans: Sequence[Span], language: str, *, lines: bool = True, items: bool = False
) -> list[tuple[int, int]]:
    """Start and end of each segment, without the blanks and bullets around it.

    ``lines`` says that a line break ends a segment (plain text, not HTML); ``items`` that the text is a list of
    keywords. What lies between segments is carried over as it is.
    """
    inside = _forbidden(spans)
    # In HTML a line break is a blank; lengths stay.
    text = _unwrapped(text) if lines else text.translate(_BREAKS)
    cuts = {m.span() for m in _separators(text, lines=lines, items=items) if _allowed(m.span(), inside)}
    cuts |= {(at, at) for at in glued_at(text, language) if not inside.holds(at)}
    pieces = _between(len(text), cuts)
    return [
        trimmed
        for start, end in pieces
        for sentence in _sentences(text, start, end, language, inside)
        for part in _shortened(text, *sentence, inside)
        if (trimmed := _trimmed(text, *part, inside)) is not None
    ]


def _unwrapped(text: str) -> str:
    """The text with blanks for the breaks inside of sentences that an editor wrapped: a long line, then a small letter."""
    if "\n" not in text and "\r" not in text:
        return text

    def joined(found: re.Match[str]) -> str:
        line = max(text.rfind("\n", 0, found.start(1)), text.rfind("\r", 0, found.start(1))) + 1
        wrapped = text[found.end()].islower() and found.start() - line >= _WRAPPED_FROM
        return " " * len(found[0]) if wrapped else found[0]

    return _WRAPPED.sub(joined, text)


def _separators(text: str, *, lines: bool, items: bool) -> Iterable[re.Match[str]]:
    if lines:
        yield from _LINE.finditer(text)
        yield from _WIDE_BLANK.finditer(text)
    yield from (_LIST if items else _SEPARATOR).finditer(text)


def _forbidden(spans: Sequence[Span]) -> Stretches:
    """Extents of spans that hold more than a symbol: no cut goes through them."""
    return Stretches((s.start, s.end) for s in spans if _WORD_CHAR.search(s.text))


def _allowed(cut: tuple[int, int], inside: Stretches) -> bool:
    return not inside.overlaps(*cut)


def _between(length: int, cuts: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    pieces, position = [], 0
    for start, end in sorted(cuts):
        if start > position:
            pieces.append((position, start))
        position = max(position, end)
    pieces.append((position, length))
    return [(s, e) for s, e in pieces if e > s]


def _sentences(text: str, start: int, end: int, language: str, inside: Stretches) -> Iterable[tuple[int, int]]:
    from sentencex import segment  # late: compiled

    position = begin = start
    for sentence in segment(language, _HALF.sub("\ufffd", text[start:end])):
        position += len(sentence)
        if position < end and not inside.holds(position):
            yield from _at_units(text, begin, position, inside)
            begin = position
    if begin < end:
        yield from _at_units(text, begin, end, inside)


def _at_units(text: str, start: int, end: int, inside: Stretches) -> Iterable[tuple[int, int]]:
    for match in _UNIT_ENDS.finditer(text, start, end):
        if not inside.holds(match.end()):
            yield start, match.end()
            start = match.end()
    yield start, end


def _shortened(text: str, start: int, end: int, inside: Stretches) -> Iterable[tuple[int, int]]:
    while end - start > LONGEST_SEGMENT:
        fits = [
            m.end()
            for m in _CLAUSE.finditer(text, start, start + LONGEST_SEGMENT)
            if m.end() > start and _allowed((m.end() - 1, m.end()), inside)
        ]
        if not fits:
            break
        clauses = [e for e in fits if text[e - 2 : e - 1] in ";:,"]
        cut = (clauses or fits)[-1]
        yield start, cut
        start = cut
    yield start, end


def _trimmed(text: str, start: int, end: int, inside: Stretches) -> tuple[int, int] | None:
    """The extent without leading bullets and blanks; None if nothing worth translating is in it."""
    if match := _EDGE.match(text, start, end):
        start = inside.first_from(start, match.end())
    while end > start and text[end - 1].isspace():
        end -= 1
    return (start, end) if _WORD_CHAR.search(text, start, end) else None
