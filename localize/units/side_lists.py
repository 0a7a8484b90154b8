"""Sides in a row: ``14" H, 8" W, 5" D`` or ``H 14", W 8"`` are one quantity whose letters change with the language."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from localize.listing import Span
from localize.units.legends import names_of_sides
from localize.units.quantity import Quantity, Shape
from localize.units.sides import side_of
from localize.units.tables import GAP, unit_named, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from localize.units.quantity import Measure

__all__ = ["with_side_lists"]

_REACH = 8  # characters between two measures of a row, or of a label before the first
_MOST = 6  # measures in one row
_JOIN = rf"(?P<join>{GAP}?[,;|/+&]{GAP}{{0,2}}|,?{GAP}(?:and|&|und|et|y|e){GAP}|{GAP}{{1,2}})"
_NO_WORD = r"(?![^\W_])"


class _Letters:
    """The patterns of a language's letters: behind a measure, before one, and between two."""

    def __init__(self, language: str) -> None:
        letters = "|".join(re.escape(name) for name in names_of_sides(language) if len(name) <= 2) or "(?!)"
        self.last = re.compile(rf"{GAP}?(?:{letters}){_NO_WORD}")
        self.behind = re.compile(rf"(?P<letter>{GAP}?(?:{letters})){_JOIN}")
        self.first = re.compile(rf"(?<![^\W_])(?:{letters}):?{GAP}{{0,2}}\Z")
        self.before = re.compile(rf"{_JOIN}(?P<letter>(?:{letters}):?{GAP}{{0,2}})")
        self.join = re.compile(_JOIN)
        self.end = re.compile(rf"(?P<letter>{GAP}(?:{letters.upper()}))(?={GAP}?(?:[,;.)\]|–—]|\Z)|{GAP}-{GAP})")


@cache
def _letters(language: str) -> _Letters:
    return _Letters(language)


def with_side_lists(text: str, language: str, spans: Sequence[Span]) -> list[Span]:
    """``spans`` with each row of labelled lengths as one span."""
    if len(spans) == 1:
        return [_alone(text, language, spans[0]) or spans[0]]
    done: list[Span] = []
    at = 0
    while at < len(spans):
        end = at
        while end < min(len(spans), at + _MOST) and _is_side(spans[end]) and _follows(spans, at, end):
            end += 1
        row = _row(text, language, spans[at:end]) if end - at > 1 else _alone(text, language, spans[at])
        done.append(row or spans[at])
        at = end if row and end > at else at + 1
    return done


def _follows(spans: Sequence[Span], first: int, index: int) -> bool:
    return index == first or spans[index].start - spans[index - 1].end <= _REACH


def _alone(text: str, language: str, span: Span) -> Span | None:
    """``Lamp 24" H``, at the end of a clause; ``14"H, 8"W and 5"D``, a list whose measures have letters already."""
    last = _letters(language).end.match(text, span.end)
    if last is None or not _is_side(span):
        return _of_list(span)
    (measure,) = span.value.measures
    if measure.after or last["letter"].strip() in words("size_letters", language):
        return None
    labelled = replace(span.value, measures=(replace(measure, after=last["letter"]),), text=span.text + last["letter"])
    return replace(span, end=last.end("letter"), text=labelled.text, value=labelled)


def _of_list(span: Span) -> Span | None:
    quantity = span.value
    if not isinstance(quantity, Quantity) or quantity.shape is not Shape.LIST:
        return None
    if unit_named(quantity.unit).dimension != "length" or not _all_differ(quantity.measures, quantity.language):
        return None
    joins = tuple(map(_sign_of, quantity.joins))
    return replace(span, value=replace(quantity, shape=Shape.DIMENSIONS, joins=joins))


def _all_differ(measures: Sequence[Measure], language: str) -> bool:
    return len({side_of(m.before or m.after, language) for m in measures} - {""}) == len(measures)


def _sign_of(join: str) -> str:
    """A word between two sides (and) becomes a comma, which needs no translation."""
    return ", " if any(map(str.isalpha, join)) else join


def _is_side(span: Span) -> bool:
    quantity = span.value
    if not isinstance(quantity, Quantity) or quantity.other or quantity.count or len(quantity.measures) != 1:
        return False
    return quantity.shape in (Shape.SINGLE, Shape.MIXED) and unit_named(quantity.unit).dimension == "length"


def _row(text: str, language: str, spans: Sequence[Span]) -> Span | None:
    """All of ``spans`` as one, if each has a letter of its own: all of them behind it, or all before it."""
    gaps = [text[one.end : two.start] for one, two in pairwise(spans)]
    letters, measures = _letters(language), [span.value.measures[0] for span in spans]
    last = letters.last.match(text, spans[-1].end)
    if measures[-1].after or last:
        row = _with_letters_behind(letters, measures, gaps, last)
    else:
        first = letters.first.search(text, max(0, spans[0].start - _REACH), spans[0].start)
        row = _with_letters_before(letters, measures, gaps, first)
    if row is None or not _all_differ(row.measures, language):
        return None
    start, end = spans[0].start - row.earlier, spans[-1].end + row.further
    before = spans[0].value.near[0].removesuffix(text[start : spans[0].start])
    behind = spans[-1].value.near[1].removeprefix(text[spans[-1].end : end])
    joins, near = tuple(map(_sign_of, row.joins)), (before, behind)
    found = Quantity(Shape.DIMENSIONS, row.measures, joins, text=text[start:end], language=language, near=near)
    return Span(start, end, spans[0].kind, found.text, found)


class _Row(NamedTuple):
    """Labelled measures, what stands between them, and how many characters of labels lie outside the first and last span."""

    measures: tuple[Measure, ...]
    joins: tuple[str, ...]
    earlier: int = 0
    further: int = 0


def _with_letters_behind(
    letters: _Letters, measures: list[Measure], gaps: list[str], last: re.Match[str] | None
) -> _Row | None:
    """``14" H, 8" W``; a letter right behind the mark (``14"H``) belongs to its measure already."""
    joins = []
    for index, gap in enumerate(gaps):
        found = (letters.join if measures[index].after else letters.behind).fullmatch(gap)
        if found is None:
            return None
        joins.append(found["join"])
        if not measures[index].after:
            measures[index] = replace(measures[index], after=found["letter"])
    if measures[-1].after or last is None:
        return _Row(tuple(measures), tuple(joins))
    measures[-1] = replace(measures[-1], after=last[0])
    return _Row(tuple(measures), tuple(joins), further=len(last[0]))


def _with_letters_before(
    letters: _Letters, measures: list[Measure], gaps: list[str], first: re.Match[str] | None
) -> _Row | None:
    """``H 14", W 8"`` and ``H: 14 in; W: 8 in``."""
    between = [match for gap in gaps if (match := letters.before.fullmatch(gap))]
    if first is None or len(between) < len(gaps) or any(measure.after for measure in measures):
        return None
    labels = (first[0], *(match["letter"] for match in between))
    labelled = tuple(replace(m, before=label) for m, label in zip(measures, labels, strict=True))
    return _Row(labelled, tuple(match["join"] for match in between), earlier=len(first[0]))
