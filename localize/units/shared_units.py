"""Dimensions that leave their unit to others beside them: ``155x220 + 80x80 cm``, ``8x10 and 11x14 inches``.

Each becomes a quantity of its own with that unit, so that no number of one unit stands beside another's name.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from localize.listing import Span, SpanKind
from localize.units.borrowed import with_borrowed_unit
from localize.units.quantity import Quantity, Shape
from localize.units.tables import read_table, unit_named

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

__all__ = ["with_shared_units"]

_NUMBER = r"\d{1,4}(?:[.,]\d{1,2})?"
_SIDES = rf"{_NUMBER}(?:[ \u00a0]?[x×X*][ \u00a0]?{_NUMBER}){{1,2}}"
_ENDS = r"(?=[ \u00a0]*(?:\Z|[)\]|;!?\r\n<]|[.,](?!\d)|[-–—][ \u00a0]))"
_REACH = 48
_FARTHEST = 8  # times as large may the one be: 2x3, 60x80 cm are a count and a size
_INCH = 2.54
_NEARLY = 0.06


def with_shared_units(text: str, language: str, spans: Sequence[Span], read: Callable[[str], list[Span]]) -> list[Span]:
    """``spans`` and the bare dimensions that stand joined to one of them; ``read`` finds the quantities of another text.

    A reading in the other system beside a quantity (``8x10 / 20x25 cm``) is none.
    """
    done = list(spans)
    for span in spans:
        if not _has_sides(span):
            continue
        last = span
        while (found := _before(text, language, last, read)) and _is_free(found, done):
            done.append(found)
            last = found
        last = span
        while (found := _behind(text, language, last, read)) and _is_free(found, done):
            done.append(found)
            last = found
    return sorted(done, key=lambda span: span.start) if len(done) > len(spans) else done


def _has_sides(span: Span) -> bool:
    value = span.value
    if not isinstance(value, Quantity) or value.shape is not Shape.DIMENSIONS or value.other:
        return False
    units = {term.unit for measure in value.measures for term in measure.terms}
    lettered = any(measure.before or measure.after for measure in value.measures)
    return len(units) == 1 and not lettered and unit_named(value.unit).dimension == "length"


def _is_free(found: Span, spans: Sequence[Span]) -> bool:
    return all(found.end <= span.start or span.end <= found.start for span in spans)


def _before(text: str, language: str, span: Span, read: Callable[[str], list[Span]]) -> Span | None:
    match = _patterns(language)[0].search(text, max(0, span.start - _REACH), span.start)
    return _read(text, match, span, read)


def _behind(text: str, language: str, span: Span, read: Callable[[str], list[Span]]) -> Span | None:
    return _read(text, _patterns(language)[1].match(text, span.end), span, read)


def _read(text: str, match: re.Match[str] | None, span: Span, read: Callable[[str], list[Span]]) -> Span | None:
    """The sides that a match holds, in the unit of ``span``."""
    if match is None:
        return None
    start, end = match.span("sides")
    value = with_borrowed_unit(text[start:end], span.value.unit, read)
    if value is None or value.shape is not Shape.DIMENSIONS or not _is_like(value, span.value, match[0]):
        return None
    return Span(start, end, SpanKind.QUANTITY, value.text, replace(value, near=span.value.near))


def _is_like(bare: Quantity, known: Quantity, between: str) -> bool:
    """Of one order, and behind a slash not the same sides in inches and centimetres."""
    sides, others = (sorted(float(m.terms[0].number.value) for m in q.measures) for q in (bare, known))
    if not (sides[-1] and others[-1] and 1 / _FARTHEST <= sides[-1] / others[-1] <= _FARTHEST):
        return False
    if len(sides) != len(others) or "/" not in between:
        return True
    ratios = [one / other for one, other in zip(sides, others, strict=True) if other]
    return not any(all(abs(r / factor - 1) < _NEARLY for r in ratios) for factor in (_INCH, 1 / _INCH))


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Bare dimensions with what joins them to others: at the end of what stands before, and at the start of what follows."""
    joins = read_table("words")["joins"]
    listed = "|".join(re.escape(word) for kind in ("and", "or") for word in joins[kind].get(language, ()))
    words = rf"[ \u00a0](?:{listed})[ \u00a0]" if listed else "(?!)"
    signs = r"[ \u00a0]?[+&/][ \u00a0]?"
    more = r"[ \u00a0]?\+[ \u00a0]?(?:\d{1,2}[ \u00a0])?(?:[^\W\d_]{2,}[ \u00a0]){1,2}"  # + 2 taies 50x75 cm
    start = r"(?<![\w.,/$€£#x×*-])(?:\d{1,2}[ \u00a0]?[x×][ \u00a0]+)?"
    before = (
        rf"{start}(?P<sides>{_SIDES})(?:,?{words}|{signs}|{more}|,[ \u00a0])(?:\d{{1,2}}[ \u00a0]?[x×][ \u00a0]+)?\Z"
    )
    after = rf"(?:{words}|{signs})(?:\d{{1,2}}[ \u00a0]?[x×][ \u00a0]+)?(?P<sides>{_SIDES}){_ENDS}"
    return re.compile(before), re.compile(after)
