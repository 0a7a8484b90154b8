"""The shapes that measures form: dimensions, tolerances, ranges, lists, and a count of packs before one measure."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from localize.units.guards import is_year, word_before
from localize.units.quantity import Shape
from localize.units.signs import minus_before
from localize.units.tables import GAP, unit_named, words

if TYPE_CHECKING:
    from localize.units.quantity import Number
    from localize.units.scan import Piece, Scanner

__all__ = ["Chain", "chain_from"]

_TOLERANCE = re.compile(rf"{GAP}?(?:±|\+/[-−])(?={GAP}?[\d.½¼¾⅛]){GAP}?")
_MOST_COUNTED = 20
_WORD_BEHIND = re.compile(rf"{GAP}([^\W\d_]+)")
_DASH = re.compile(r"[-–—/](?=\d)")
_LABEL_REACH = 16  # characters before a number in which its label may stand
_MOST = 6  # measures in one quantity


class Chain(NamedTuple):
    """Pieces that belong together. ``start`` lies before the first piece where a count of packs does: ``3 x 100 ml``."""

    shape: Shape
    pieces: tuple[Piece, ...]
    joins: tuple[str, ...] = ()
    start: int = -1

    @property
    def is_complete(self) -> bool:
        """Does every number have its unit?"""
        for piece in self.pieces:  # plain loops: this is asked of every number
            for term in piece.measure.terms:
                if not term.unit:
                    return False
        return True


def chain_from(scanner: Scanner, first: Piece) -> Chain:
    """The longest shape that begins with ``first``."""
    if not scanner.goes_on(first.end):
        return Chain(Shape.MIXED if len(first.measure.terms) > 1 else Shape.SINGLE, (first,))
    for build in (_dimensions, _tolerance, _range, _list):
        if chain := build(scanner, first):
            return chain
    return Chain(Shape.MIXED if len(first.measure.terms) > 1 else Shape.SINGLE, (first,))


def _dimensions(scanner: Scanner, first: Piece) -> Chain | None:
    pieces: list[Piece] = [first]
    joins: list[str] = []
    while len(pieces) < _MOST and (join := _between_sides(scanner, pieces, joins)):
        label = scanner.grammar.label_before.match(scanner.text, join.end())
        in_chain = bool(pieces[0].measure.after)
        piece = scanner.piece(label.end() if label else join.end(), in_chain=in_chain)
        if piece is None:
            break
        pieces.append(piece._replace(measure=replace(piece.measure, before=label[0])) if label else piece)
        joins.append(join[0])
    if len(pieces) > 1 and all(p.measure.before for p in pieces[1:]):
        pieces[0] = _with_label_before(scanner, pieces[0])
    if len(pieces) == 2 and pieces[1].measure.unit and _counts_long_things(scanner, pieces, joins[0]):
        return Chain(Shape.SINGLE, (pieces[1],), start=pieces[0].start)
    if len(pieces) > 2 and _is_times(joins[0]) and not joins[1][-1].isspace() and _counts_few(pieces[0]):
        rest = _shared(Shape.DIMENSIONS, pieces[1:], joins[1:])  # 2x 80x80 cm
        return rest._replace(start=pieces[0].start) if rest else None
    return _shared(Shape.DIMENSIONS, pieces, joins)


def _is_times(join: str) -> bool:
    """Does the sign stand at the number before it only, as it does behind a count?"""
    return join[0] in "xX×" and join[-1].isspace()


def _counts_few(piece: Piece) -> bool:
    return _counts_packs(piece) and _number(piece).value <= _MOST_COUNTED


def _counts_long_things(scanner: Scanner, pieces: list[Piece], join: str) -> bool:
    """``2x 6ft`` and ``2 x 3 m Kabel``: so many of that length; ``6 x 8 ft`` are sides."""
    if not _counts_few(pieces[0]) or pieces[1].measure.before:
        return False
    if _is_times(join):
        return True
    match = _WORD_BEHIND.match(scanner.text, pieces[1].end)
    return match is not None and match[1].lower() in words("long_things", scanner.language)


def _between_sides(scanner: Scanner, pieces: list[Piece], joins: list[str]) -> re.Match[str] | None:
    """What joins the next side: a times sign, a dash within one side, or a blank before the next one's letter."""
    text, last = scanner.text, pieces[-1]
    if times := scanner.grammar.times.match(text, last.end):
        return times
    if dash := _DASH.match(text, last.end):
        return dash if _is_range_in_sides(scanner, last, dash.end(), joins) else None
    if last.measure.unit or last.measure.after or not (last.measure.before or _letter_before(scanner, pieces[0])):
        return None
    return scanner.grammar.letters.match(text, last.end)


def _is_range_in_sides(scanner: Scanner, low: Piece, at: int, joins: list[str]) -> bool:
    """``140-160 x 200 cm``, ``90 x 190-200 cm``: two bare numbers that rise, one of them beside a times sign."""
    if low.measure.unit or (joins and _DASH.fullmatch(joins[-1])):
        return False
    high = scanner.piece(at)
    if high is None or _number(low).is_fraction or _number(high).value <= _number(low).value:
        return False  # 3/8-16 x 1" is a screw
    if scanner.grammar.times.match(scanner.text, high.end):
        return not high.measure.unit
    return bool(joins) and bool(high.measure.unit) and _measures_sides(high.measure.unit)


def _number(piece: Piece) -> Number:
    return piece.measure.terms[0].number


def _letter_before(scanner: Scanner, first: Piece) -> re.Match[str] | None:
    return scanner.grammar.label_ends.search(scanner.text, max(0, first.start - _LABEL_REACH), first.start)


def _with_label_before(scanner: Scanner, first: Piece) -> Piece:
    """``L 29" x W 13"``: where the others have labels before them, the one before the first belongs to it."""
    match = _letter_before(scanner, first)
    if match is None or first.measure.after:
        return first
    return first._replace(measure=replace(first.measure, before=match[0]), start=match.start())


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
    if first.measure.unit == "angle_degree" and unit_named(second.measure.unit).dimension == "temperature":
        first = _in_unit(first, second.measure.unit)  # 35° to 80°F
    if not first.measure.unit:
        low, high = first.measure.terms[0].number, second.measure.terms[0].number
        is_negative = minus_before(scanner.text, first.start, scanner.language) < first.start
        is_dash = match[0].strip() != match[0] and not any(map(str.isalpha, match[0]))  # pack of 2 - 16 oz
        counted = is_dash and word_before(scanner.text, first.start) in _counters(scanner.language)
        if counted or is_year(low) or (low.value >= high.value and not is_negative):
            return None
    return _shared(Shape.RANGE, [first, second], [match[0]])


def _list(scanner: Scanner, first: Piece) -> Chain | None:
    """``6, 8 or 10 ft``; without "and", "or" or a slash only from three on."""
    pieces, joins = [first], []
    while len(pieces) < _MOST and not is_year(pieces[-1].measure.terms[0].number):
        match = scanner.grammar.listed.match(scanner.text, pieces[-1].end)
        piece = scanner.piece(match.end()) if match else None
        if match is None or piece is None:
            break
        if pieces[-1].measure.unit and (piece.measure.unit != first.measure.unit or len(first.measure.terms) > 1):
            break
        pieces.append(piece)
        joins.append(match[0])
    with_units = bool(first.measure.unit)
    if (
        len(pieces) < 2
        or not pieces[-1].measure.unit
        or (joins[-1].strip() == "," and (len(pieces) == 2 or with_units))
    ):
        return None
    if with_units and any("/" in join for join in joins):
        return None
    if len(pieces) == 2 and word_before(scanner.text, first.start) in _counters(scanner.language):
        return None
    return _shared(Shape.LIST, pieces, joins)


def _counters(language: str) -> frozenset[str]:
    return words("counters", language) | words("counters", "en")


def _shared(shape: Shape, pieces: list[Piece], joins: list[str]) -> Chain | None:
    """Give each piece without a unit the next one's; cut off what has none. None if fewer than two remain.

    Only lengths make dimensions: ``2 x 500 ml`` is a count and a volume.
    """
    if shape is Shape.DIMENSIONS:
        pieces = _with_first_unit(pieces)
    while len(pieces) > 1 and not pieces[-1].measure.unit and any(p.measure.unit for p in pieces):
        pieces, joins = pieces[:-1], joins[:-1]
    if len(pieces) < 2:
        return None
    unit = ""
    shared: list[Piece] = []
    for piece in reversed(pieces):
        unit = piece.measure.unit or unit
        if not all(t.unit for t in piece.measure.terms):
            terms = tuple(t if t.unit else replace(t, unit=unit) for t in piece.measure.terms)
            piece = piece._replace(measure=replace(piece.measure, terms=terms))  # noqa: PLW2901 the same, with its unit
        shared.insert(0, piece)
    if unit and shape is Shape.DIMENSIONS and not _measures_sides(unit):
        is_count = all(_counts_packs(piece) for piece in pieces[:-1])
        return Chain(Shape.SINGLE, (pieces[-1],), start=pieces[0].start if is_count else -1)
    if unit and len({unit_named(p.measure.unit).dimension for p in shared}) > 1:
        return None
    return Chain(shape, tuple(shared), tuple(joins))


def _with_first_unit(pieces: list[Piece]) -> list[Piece]:
    """``30cm x 20 x 10`` and ``6 ft long by 4 wide``: the first unit is that of all, where the others are sides for sure.

    One bare number behind a measure may be a count: ``25 mm x 10``.
    """
    unit, later = pieces[0].measure.unit, pieces[1:]
    if not unit or not _measures_sides(unit) or any(piece.measure.unit for piece in later):
        return pieces
    if len(later) == 1 and not (later[0].measure.after or later[0].measure.before):
        return pieces
    return [pieces[0], *(_in_unit(piece, unit) for piece in later)]


def _in_unit(piece: Piece, unit: str) -> Piece:
    return piece._replace(measure=replace(piece.measure, terms=(replace(piece.measure.terms[0], unit=unit),)))


def _counts_packs(piece: Piece) -> bool:
    number = piece.measure.terms[0].number
    return not piece.measure.unit and not piece.measure.after and number.resolution == 1 and number.value > 0


def _measures_sides(unit: str) -> bool:
    return unit_named(unit).dimension == "length" or unit == "pixel"
