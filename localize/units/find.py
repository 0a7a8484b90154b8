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
from localize.units.guards import is_year, word_before
from localize.units.quantity import Measure, Number, Quantity, Shape, UnitStyle
from localize.units.scan import Piece, Scanner
from localize.units.tables import GAP, read_table, unit_named, words
from localize.units.written import NUMBER_START

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = ["find_quantities"]

_NUMBER_WORD = re.compile(r"[^\W\d_]+")
_SEPARATORS = str.maketrans("-‑,.()", "      ")
_TOLERANCE = re.compile(rf"{GAP}?(?:±|\+/[-−])(?={GAP}?[\d.½¼¾]){GAP}?")
_DUAL_OPEN = re.compile(rf"{GAP}{{0,2}}([(\[/|]){GAP}{{0,2}}(?:≈|~|approx\.?|ca\.)?{GAP}?", re.IGNORECASE)
_DUAL_CLOSE = {"(": re.compile(rf"{GAP}?\)"), "[": re.compile(rf"{GAP}?\]"), "/": re.compile(""), "|": re.compile("")}
_CLAUSE_END = re.compile(r"[,;!?|\n•·–—]|\.\s|\s-\s")
_NEAR = 60  # characters on either side that belong to a quantity's company
_MOST = 6  # measures in one quantity


class Chain(NamedTuple):
    """Pieces that belong together, before units are shared out."""

    shape: Shape
    pieces: tuple[Piece, ...]
    joins: tuple[str, ...] = ()


def find_quantities(text: str, locale: str) -> list[Span]:
    """Every quantity of ``text`` in order, without overlaps, as spans whose ``value`` is a :class:`Quantity`.

    ``locale`` is the source's (``en-US``): it decides what 1.234 means and which unit names are known.

    >>> [span.text for span in find_quantities('Shelf 24" x 8", holds 10-12 lbs, 2 in 1', "en-US")]
    ['24" x 8"', '10-12 lbs']
    """
    language = locale.split("-", 1)[0]
    has_digit = NUMBER_START.search(text) is not None
    has_word = not _number_words(language).keys().isdisjoint(text.lower().translate(_SEPARATORS).split())
    if not has_digit and not has_word:
        return []
    scanner = Scanner(text, locale)
    spans = list(_from_digits(scanner)) if has_digit else []
    if has_word:
        taken = spans[:]
        spans += [s for s in _from_words(scanner) if not any(s.start < t.end and t.start < s.end for t in taken)]
        spans.sort(key=lambda span: span.start)
    return spans


@cache
def _number_words(language: str) -> Mapping[str, Fraction]:
    return {word: Fraction(value) for word, value in read_table("words")["numbers"].get(language, {}).items()}


def _from_digits(scanner: Scanner) -> Iterator[Span]:
    text, at = scanner.text, 0
    while match := NUMBER_START.search(text, at):
        start = _number_start(text, match.start())
        at = match.end()
        first = scanner.piece(start) if _may_begin(text, start) and scanner.leads_on(start) else None
        if first is None:
            at = _behind_digits(text, at)
            continue
        chain = _chain(scanner, first)
        at = max(at, first.end if len(chain.pieces) == 1 else chain.pieces[-1].end)
        if span := _span(scanner, chain):
            at = max(span.end, at)
            yield span


def _from_words(scanner: Scanner) -> Iterator[Span]:
    numbers = _number_words(scanner.language)
    for match in _NUMBER_WORD.finditer(scanner.text):
        value = numbers.get(match[0].lower())
        if value is None:
            continue
        found = scanner.term(Number(match[0], value, Fraction(1)), match.start(), match.end())
        if found and found[0].style is UnitStyle.NAME and found[0].gap:
            span = _span(scanner, Chain(Shape.SINGLE, (Piece(Measure((found[0],)), match.start(), found[1]),)))
            if span:
                yield span


def _number_start(text: str, at: int) -> int:
    """The point of ``.5`` belongs to the number, the one of ``wt.5`` does not."""
    has_point = text[at - 1 : at] in (".", ",") and at > 0
    return at - 1 if has_point and (at == 1 or text[at - 2] in ' \u00a0(["“') else at


def _may_begin(text: str, start: int) -> bool:
    """Not inside a code, a price or another number: ``WH-1000XM5``, ``$5``, ``M8x20``, ``#8``, ``1.2.3``."""
    if start == 0:
        return True
    before, earlier = text[start - 1], text[start - 2 : start - 1]
    if (before.isalnum() and before != "Ø") or before in "_$€£¥#":
        return False
    if before in "-‑" and earlier.isalnum():
        return False
    return not (before in ".,/⁄:" and earlier.isdigit())


def _behind_digits(text: str, at: int) -> int:
    while at < len(text) and text[at].isdigit():
        at += 1
    return at


def _chain(scanner: Scanner, first: Piece) -> Chain:
    """The longest shape that begins with ``first``."""
    for build in (_dimensions, _tolerance, _range, _list):
        if chain := build(scanner, first):
            return chain
    return Chain(Shape.MIXED if len(first.measure.terms) > 1 else Shape.SINGLE, (first,))


def _dimensions(scanner: Scanner, first: Piece) -> Chain | None:
    pieces, joins = [first], []
    while len(pieces) < _MOST and (times := scanner.grammar.times.match(scanner.text, pieces[-1].end)):
        label = scanner.grammar.label_before.match(scanner.text, times.end())
        in_chain = bool(pieces[0].measure.after)
        piece = scanner.piece(label.end() if label else times.end(), in_chain=in_chain)
        if piece is None:
            break
        pieces.append(piece._replace(measure=replace(piece.measure, before=label[0] if label else "")))
        joins.append(times[0])
    return _shared(Shape.DIMENSIONS, pieces, joins)


def _tolerance(scanner: Scanner, first: Piece) -> Chain | None:
    match = _TOLERANCE.match(scanner.text, first.end)
    piece = scanner.piece(match.end()) if match else None
    if match is None or piece is None:
        return None
    second = piece._replace(measure=replace(piece.measure, is_difference=True))
    if not second.measure.unit:
        measure = replace(second.measure, terms=(replace(second.measure.terms[0], unit=first.measure.unit),))
        second = second._replace(measure=measure)
    return _shared(Shape.TOLERANCE, [first, second], [match[0]])


def _range(scanner: Scanner, first: Piece) -> Chain | None:
    match = scanner.grammar.range.match(scanner.text, first.end)
    second = scanner.piece(match.end(), signed=True) if match else None
    if match is None or second is None or not second.measure.unit:
        return None
    if not first.measure.unit:
        low, high = first.measure.terms[0].number, second.measure.terms[0].number
        is_negative = scanner.text[first.start - 1 : first.start] in ("-", "−") and first.start > 0
        counted = match[0].strip() != match[0] and word_before(scanner.text, first.start) in _counters(scanner.language)
        if counted or is_year(low) or (low.value >= high.value and not is_negative):
            return None
    return _shared(Shape.RANGE, [first, second], [match[0]])


def _list(scanner: Scanner, first: Piece) -> Chain | None:
    """``6, 8 or 10 ft``; without "and", "or" or a slash only from three on."""
    pieces, joins = [first], []
    while len(pieces) < _MOST and not pieces[-1].measure.unit and not is_year(pieces[-1].measure.terms[0].number):
        match = scanner.grammar.listed.match(scanner.text, pieces[-1].end)
        piece = scanner.piece(match.end()) if match else None
        if match is None or piece is None:
            return None
        pieces.append(piece)
        joins.append(match[0])
    if not pieces[-1].measure.unit or (len(pieces) == 2 and joins[-1].strip() == ","):
        return None
    if len(pieces) < 2 or (len(pieces) == 2 and word_before(scanner.text, first.start) in _counters(scanner.language)):
        return None
    return _shared(Shape.LIST, pieces, joins)


def _counters(language: str) -> frozenset[str]:
    return words("counters", language) | words("counters", "en")


def _shared(shape: Shape, pieces: list[Piece], joins: list[str]) -> Chain | None:
    """Give each piece without a unit the next one's; cut off what has none. None if fewer than two remain.

    Only lengths make dimensions: ``2 x 500 ml`` is a count and a volume.
    """
    while len(pieces) > 1 and not pieces[-1].measure.unit and any(p.measure.unit for p in pieces):
        pieces, joins = pieces[:-1], joins[:-1]
    if len(pieces) < 2:
        return None
    unit = ""
    shared: list[Piece] = []
    for piece in reversed(pieces):
        unit = piece.measure.unit or unit
        terms = tuple(t if t.unit else replace(t, unit=unit) for t in piece.measure.terms)
        shared.insert(0, piece._replace(measure=replace(piece.measure, terms=terms)))
    if unit and shape is Shape.DIMENSIONS and not _measures_sides(unit):
        return Chain(Shape.SINGLE, (pieces[-1],))
    if unit and len({unit_named(p.measure.unit).dimension for p in shared}) > 1:
        return None
    return Chain(shape, tuple(shared), tuple(joins))


def _measures_sides(unit: str) -> bool:
    return unit_named(unit).dimension == "length" or unit == "pixel"


def _span(scanner: Scanner, chain: Chain) -> Span | None:
    if not all(term.unit for piece in chain.pieces for term in piece.measure.terms):
        return None
    text, pieces = scanner.text, chain.pieces
    start, end = pieces[0].start, pieces[-1].end
    quantity = Quantity(chain.shape, tuple(p.measure for p in pieces), chain.joins, language=scanner.language)
    quantity, start = _with_sign(text, quantity, start)
    if other := _dual(scanner, quantity, end):
        quantity, end = other
    near = (_clause_before(text, start), _clause_behind(text, end))
    quantity = replace(quantity, text=text[start:end], near=near)
    return Span(start, end, SpanKind.QUANTITY, text[start:end], quantity)


def _with_sign(text: str, quantity: Quantity, start: int) -> tuple[Quantity, int]:
    """A minus belongs to a temperature only; ± before a number makes it a difference."""
    first = quantity.measures[0]
    before = text[start - 1 : start] if start else ""
    if before == "±" or text[max(0, start - 3) : start] in ("+/-", "+/−"):
        return replace(quantity, measures=(replace(first, is_difference=True), *quantity.measures[1:])), start
    is_sign = before in ("-", "−") and text[start - 2 : start - 1].strip(" \u00a0([~") == ""
    if not before or not is_sign or unit_named(first.unit).dimension != "temperature":
        return quantity, start
    term = first.terms[0]
    number = replace(term.number, text=before + term.number.text, value=-term.number.value)
    measure = replace(first, terms=(replace(term, number=number), *first.terms[1:]))
    return replace(quantity, measures=(measure, *quantity.measures[1:])), start - 1


def _dual(scanner: Scanner, quantity: Quantity, end: int) -> tuple[Quantity, int] | None:
    """A second reading of the same quantity right behind the first: ``(26")``, ``/ 355 ml``."""
    opened = _DUAL_OPEN.match(scanner.text, end)
    first = scanner.piece(opened.end()) if opened else None
    if opened is None or first is None:
        return None
    chain = _chain(scanner, first)
    closed = _DUAL_CLOSE[opened[1]].match(scanner.text, chain.pieces[-1].end)
    if closed is None or not all(term.unit for piece in chain.pieces for term in piece.measure.terms):
        return None
    other = Quantity(chain.shape, tuple(p.measure for p in chain.pieces), chain.joins, language=scanner.language)
    one = quantity
    if not _agree(one, other):
        one = _as_liquid(quantity)
        if not _agree(one, _as_liquid(other)):
            return None
        other = _as_liquid(other)
    other = replace(other, text=scanner.text[first.start : chain.pieces[-1].end])
    return replace(one, shape=Shape.DUAL if quantity.shape is Shape.SINGLE else one.shape, other=other), closed.end()


def _as_liquid(quantity: Quantity) -> Quantity:
    """The same with ounces read as fluid ounces: a label that says "32 oz (946 ml)" means those."""
    means = {row["unit"]: row["means"] for row in read_table("preferences")["reading"]}
    measures = tuple(
        replace(m, terms=tuple(replace(t, unit=means.get(t.unit, t.unit)) for t in m.terms)) for m in quantity.measures
    )
    return replace(quantity, measures=measures)


def _agree(one: Quantity, other: Quantity) -> bool:
    """Do two readings state the same within 6 %, or within the coarseness of how they were written?"""
    if len(one.measures) != len(other.measures) or one.unit == other.unit:
        return False
    return all(_close(a, b) for a, b in zip(one.measures, other.measures, strict=True))


def _close(one: Measure, other: Measure) -> bool:
    first, second = unit_named(one.unit), unit_named(other.unit)
    if first.dimension != second.dimension or first.factor is None or second.factor is None:
        return False
    a, b = _in_base(one), _in_base(other)
    coarse = one.terms[-1].number.resolution * unit_named(one.terms[-1].unit).to_base(Fraction(1), difference=True)
    coarse += other.terms[-1].number.resolution * second.to_base(Fraction(1), difference=True)
    return abs(a - b) <= max(abs(a) * Fraction(6, 100), coarse)


def _in_base(measure: Measure) -> Fraction:
    return sum(
        (unit_named(t.unit).to_base(t.number.value, difference=measure.is_difference) for t in measure.terms),
        Fraction(0),
    )


def _clause_before(text: str, start: int) -> str:
    window = text[max(0, start - _NEAR) : start]
    ends = [m.end() for m in _CLAUSE_END.finditer(window)]
    return window[ends[-1] :] if ends else window


def _clause_behind(text: str, end: int) -> str:
    window = text[end : end + _NEAR]
    match = _CLAUSE_END.search(window)
    return window[: match.start()] if match else window
