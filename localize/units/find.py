"""Finds quantities in plain text, as people type them: ``24-inch``, ``5'11"``, ``12" x 8" x 4"``, ``66 cm (26")``.

The text is read once from left to right; at each number the scanner looks a bounded way ahead. Text without a digit and
without a number word is left at once.
"""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from localize.listing import Span, SpanKind
from localize.units.chains import Chain, chain_from
from localize.units.duals import may_be_read_twice, with_second_reading
from localize.units.grammar import tools_of
from localize.units.legends import find_legends, legend_tokens
from localize.units.mentions import find_mentions, mention_words
from localize.units.numerals import Numerals, numerals_of, ones_of
from localize.units.quantity import Measure, Number, Quantity, Shape, Term, UnitStyle
from localize.units.scan import Piece, Scanner, number_start
from localize.units.shared_units import with_shared_units
from localize.units.side_lists import with_side_lists
from localize.units.signs import is_difference, minus_before
from localize.units.tables import GAP, lexicon, unit_named
from localize.units.written import NUMBER_START

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["find_quantities"]

_DIGIT = NUMBER_START.search
_ENDS = ("", ".", ",", ")", ";", ":", "!", "?")  # what may touch the last word of a unit's name
_SIDES_BEFORE = re.compile(r"\d[ \u00a0]?[x×][ \u00a0]?\d{1,4}/\Z")
_CLAUSE_END = re.compile(r"[,;!?|\n•·–—]|\.\s|\s-\s")
_DEGREE = "angle_degree"
_NEAR = 60  # characters on either side that belong to a quantity's company
_LAST_WORDS = re.compile(r"(?:([^\W\d_]+)[ \u00a0])?([^\W\d_]+)$")


_SIGN_ENDS = "±-−"
_OPEN = frozenset(" \u00a0\u202f\u2009(:,;[")
_SIDE = "[LWHDTBPAC]"
_GLUED_ROW = re.compile(  # H80 x B40 x T30 cm; but not A4, B5 x 2, H7
    rf"{_SIDE}[\d.,]{{1,6}}{GAP}?(?:cm|mm|m|in|ft)?[\"”″']?{GAP}?[xX×*/]{GAP}?{_SIDE}[.:]?{GAP}?\d"
)


class _Signs(NamedTuple):
    """What a language's texts are looked through for before anything is read closely."""

    language: str
    numerals: Numerals
    triggers: frozenset[str]
    ones: frozenset[str]
    mentions: frozenset[str]
    legends: frozenset[str]
    either: frozenset[str]
    vocabulary: frozenset[str]


@cache
def _signs(locale: str) -> _Signs:
    language = locale.split("-", 1)[0]
    known = numerals_of(language)
    triggers, ones = frozenset((*known.values, *known.fractions)), ones_of(language).names
    mentions = frozenset(word + end for word in mention_words(language) for end in _ENDS)
    legends = legend_tokens(language)
    either = triggers | ones | mentions | legends
    return _Signs(language, known, triggers, ones, mentions, legends, either, tools_of(locale).vocabulary)


def find_quantities(text: str, locale: str) -> list[Span]:
    """Every quantity of ``text`` in order, without overlaps, as spans whose ``value`` is a :class:`Quantity`.

    ``locale`` is the source's (``en-US``): it decides what 1.234 means and which unit names are known.

    >>> [span.text for span in find_quantities('Shelf 24" x 8", holds 10-12 lbs, 2 in 1', "en-US")]
    ['24" x 8"', '10-12 lbs']
    """
    signs = _signs(locale)
    has_digit = _DIGIT(text) is not None
    tokens = text.lower().replace("-", " ").split()
    has_either = not signs.either.isdisjoint(tokens)
    if not (has_digit or has_either):
        return []
    has_word = has_either and not signs.triggers.isdisjoint(tokens)
    has_mention = has_either and not signs.mentions.isdisjoint(tokens)
    has_legend = has_either and not signs.legends.isdisjoint(tokens)
    numerals = signs.numerals.within(text, signs.vocabulary) if has_word else {}
    if has_either and not signs.ones.isdisjoint(tokens):
        numerals = {**ones_of(signs.language).within(text), **numerals}
    spans = list(_walk(Scanner(text, locale, numerals))) if has_digit or numerals else []
    if has_word and signs.numerals.behind:
        spans = _beside(spans, _halves(text, locale, signs.numerals.behind, signs.numerals.articles))
    if has_mention:
        spans = _beside(spans, find_mentions(text, signs.language, spans))
    if spans:
        spans = with_side_lists(text, signs.language, spans)
        spans = with_shared_units(text, signs.language, spans, lambda other: find_quantities(other, locale))
    if has_legend:
        spans = _beside(spans, find_legends(text, signs.language, spans))
    return spans


def _beside(spans: list[Span], more: Iterator[Span]) -> list[Span]:
    """``spans`` and those of ``more`` that touch none of them, in order."""
    free = [s for s in more if not any(s.start < t.end and t.start < s.end for t in spans)]
    return sorted([*spans, *free], key=lambda span: span.start) if free else spans


def _walk(scanner: Scanner) -> Iterator[Span]:
    text, at = scanner.text, 0
    spelled = sorted(scanner.numerals)
    while True:
        if not scanner.numerals and (at := scanner.next_start(at)) < 0:
            return
        match = _DIGIT(text, at)
        while spelled and spelled[0] < at:
            spelled.pop(0)
        if spelled and (match is None or spelled[0] < match.start()):
            start = at = spelled.pop(0)
            at += 1
        elif match:
            start, at = number_start(text, match.start()), match.end()
        else:
            return
        first = _first_piece(scanner, start)
        if first is None:
            at = _behind_digits(text, at)
            continue
        chain = chain_from(scanner, first)
        at = max(at, first.end if len(chain.pieces) == 1 else chain.pieces[-1].end)
        if span := _span(scanner, chain):
            at = max(span.end, at)
            yield span


def _first_piece(scanner: Scanner, start: int) -> Piece | None:
    if start in scanner.numerals:
        return scanner.piece(start) if scanner.leads_on(start) else None
    if not _may_begin(scanner.text, start):
        return None
    return scanner.piece(start) if scanner.leads_on(start) or scanner.unit_before(start) else None


def _may_begin(text: str, start: int) -> bool:
    """Not inside a code, a price or another number: ``WH-1000XM5``, ``$5``, ``M8x20``, ``#8``, ``1.2.3``."""
    if start == 0:
        return True
    before, earlier = text[start - 1], text[start - 2 : start - 1]
    if before.isalpha() and (earlier in _OPEN or start == 1):
        return before == "Ø" or _GLUED_ROW.match(text, start - 1) is not None
    if (before.isalnum() and before != "Ø") or before in "_^$€£¥#":
        return False
    if before in "-‑" and earlier.isalnum():
        return False
    if before == "/" and _SIDES_BEFORE.search(text, max(0, start - _NEAR), start):
        return True  # 135x200/80x80 cm
    return not (before in ".,/⁄:" and earlier.isdigit())


def _behind_digits(text: str, at: int) -> int:
    while at < len(text) and text[at].isdigit():
        at += 1
    return at


def _with_unit_before(scanner: Scanner, chain: Chain) -> Chain:
    """``cm 30 x 40``, ``Kg 2,5``: where a language writes so, the unit before bare numbers is theirs."""
    match = scanner.unit_before(chain.pieces[0].start)
    if match is None or any(term.unit for piece in chain.pieces for term in piece.measure.terms):
        return chain
    known = lexicon(scanner.language).unit_called(match[1])
    if known is None:
        return chain
    pieces = tuple(
        p._replace(measure=replace(p.measure, terms=tuple(replace(t, unit=known[0]) for t in p.measure.terms)))
        for p in chain.pieces
    )
    last = pieces[-1].measure.terms[-1]
    written = replace(last, style=UnitStyle.SYMBOL, gap=" ", written=match[1])
    end = pieces[-1]._replace(measure=replace(pieces[-1].measure, terms=(written,)))
    return chain._replace(pieces=(*pieces[:-1], end), start=match.start(1))


def _halves(text: str, locale: str, behind: re.Pattern[str], articles: frozenset[str]) -> Iterator[Span]:
    """``litro y medio``: a half behind a unit that no number precedes."""
    for match in behind.finditer(text):
        scanner = Scanner(text, locale)
        before = _LAST_WORDS.search(text, max(0, match.start() - 40), match.start())
        known = lexicon(scanner.language).unit_called(before[2]) if before else None
        if before is None or known is None or known[1] is not UnitStyle.NAME:
            continue
        start = before.start(1) if before[1] and before[1].lower() in articles else before.start(2)
        number = Number("1 1/2", Fraction(3, 2), Fraction(1, 2), is_fraction=True)
        term = Term(number, known[0], known[1], " ", before[2])
        if span := _span(scanner, Chain(Shape.SINGLE, (Piece(Measure((term,)), start, match.end()),))):
            yield span


def _span(scanner: Scanner, chain: Chain) -> Span | None:
    if not chain.is_complete and not (chain := _with_unit_before(scanner, chain)).is_complete:
        return None
    text, pieces = scanner.text, chain.pieces
    start, end = pieces[0].start, pieces[-1].end
    count = ""
    if chain.start >= 0:
        count = text[chain.start : start] if text[chain.start].isdigit() else ""
        start = chain.start
    measures, start = _with_sign(scanner, tuple(p.measure for p in pieces), start)
    shape, joins, second, language = chain.shape, chain.joins, None, scanner.language
    if may_be_read_twice(text, end):
        first = Quantity(shape, measures, joins, count=count, language=language)
        if found := with_second_reading(scanner, first, start, end):
            first, end = found
            shape, measures, second = first.shape, first.measures, first.other
    written, near = text[start:end], (_clause_before(text, start), _clause_behind(text, end))
    quantity = Quantity(shape, measures, joins, second, written, count, language, near)
    return Span(start, end, SpanKind.QUANTITY, written, quantity)


def _with_sign(scanner: Scanner, measures: tuple[Measure, ...], start: int) -> tuple[tuple[Measure, ...], int]:
    """A minus belongs to a temperature only, which bare degrees may be; ± before a number makes it a difference."""
    first = measures[0]
    if start and scanner.text[start - 1] in _SIGN_ENDS and is_difference(scanner.text, start):
        return (replace(first, is_difference=True), *measures[1:]), start
    if not start or (unit_named(first.unit).dimension != "temperature" and first.unit != _DEGREE):
        return measures, start
    sign = minus_before(scanner.text, start, scanner.language)
    if sign == start:
        return measures, start
    term = first.terms[0]
    number = replace(term.number, text=f"-{term.number.text}", value=-term.number.value)
    measure = replace(first, terms=(replace(term, number=number), *first.terms[1:]))
    return (measure, *measures[1:]), sign


def _clause_before(text: str, start: int) -> str:
    return _CLAUSE_END.split(text[max(0, start - _NEAR) : start])[-1]


def _clause_behind(text: str, end: int) -> str:
    return _CLAUSE_END.split(text[end : end + _NEAR], 1)[0]
