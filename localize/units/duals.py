"""Dual labels: a second reading of the same quantity right behind the first, ``66 cm (26")`` or ``12 fl oz / 355 ml``.

Both may have brackets of their own: of ``(8") (20 cm)`` one pair is left. Two readings in brackets that come near each other
and still differ (``10 in (20 cm)``) are one thing, too: one of them is wrong, and a person is told.
"""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING

from localize.units.chains import chain_from
from localize.units.quantity import Quantity, Shape
from localize.units.tables import GAP, read_table, unit_named

if TYPE_CHECKING:
    from collections.abc import Iterator

    from localize.units.quantity import Measure
    from localize.units.scan import Scanner

__all__ = ["may_be_read_twice", "readings_differ", "with_second_reading"]

_OPEN = re.compile(
    rf"{GAP}{{0,2}}([(\[/|=≈]|\){GAP}?\(){GAP}{{0,2}}(?:≈|~|=|approx\.?|about|ca\.|env\.|circa|aprox\.?)?{GAP}?",
    re.IGNORECASE,
)
_SIGN = re.compile(rf"{GAP}{{0,2}}(?:[(\[/|=≈]|\){GAP}?\()")
_NOTHING = re.compile("")
_CLOSE = {"(": re.compile(rf"{GAP}?\)"), "[": re.compile(rf"{GAP}?\]")}
_ALIKE = Fraction(6, 100)  # two readings of one thing differ by no more: sellers round
_NEAR = Fraction(3, 2)  # what is further apart in brackets measures something else: 6 ft (1 m)


def may_be_read_twice(text: str, end: int) -> bool:
    """Does something stand at ``end`` that may open a second reading? A cheap look, asked of every quantity."""
    return _SIGN.match(text, end) is not None


def with_second_reading(scanner: Scanner, quantity: Quantity, start: int, end: int) -> tuple[Quantity, int] | None:
    """``quantity``, which stands from ``start`` to ``end``, with the second reading behind it, and where that ends; or None."""
    opened = _OPEN.match(scanner.text, end)
    first = scanner.piece(opened.end()) if opened else None
    if opened is None or first is None:
        return None
    own = opened[1].startswith(")")
    if own and scanner.text[start - 1 : start] != "(":
        return None
    chain = chain_from(scanner, first)
    closed = _CLOSE.get(opened[1][-1], _NOTHING).match(scanner.text, chain.pieces[-1].end)
    if closed is None or not chain.is_complete or chain.start >= 0:
        return None
    other = Quantity(chain.shape, tuple(p.measure for p in chain.pieces), chain.joins, language=scanner.language)
    agreeing = (pair for pair in _readings(quantity, other) if _agree(*pair))
    one, other = next(agreeing, (None, other))
    if one is None and opened[1] in _CLOSE and _come_near(quantity, other):
        one = quantity
    if one is None:
        return None
    other = replace(other, text=scanner.text[first.start : chain.pieces[-1].end])
    return replace(
        one, shape=Shape.DUAL if quantity.shape is Shape.SINGLE else one.shape, other=other
    ), closed.start() if own else closed.end()


def readings_differ(quantity: Quantity) -> bool:
    """Has the quantity two readings of which one must be wrong?"""
    other = quantity.other
    return other is not None and not any(_agree(*pair) for pair in _readings(replace(quantity, other=None), other))


def _readings(one: Quantity, other: Quantity) -> Iterator[tuple[Quantity, Quantity]]:
    """Both as they are written, then with names that mean another unit in some company read as that.

    A label that says "32 oz (946 ml)" means fluid ounces, one that says "4.2 oz (142 g/m2)" those of a square yard of cloth.
    """
    yield one, other
    written = {term.unit for quantity in (one, other) for measure in quantity.measures for term in measure.terms}
    for unit, means in _meanings():
        if unit in written:  # else it is the first pair again
            yield _read_as(one, unit, means), _read_as(other, unit, means)


@cache
def _meanings() -> tuple[tuple[str, str], ...]:
    return tuple(sorted({(row["unit"], row["means"]) for row in read_table("preferences")["reading"]}))


def _read_as(quantity: Quantity, unit: str, means: str) -> Quantity:
    measures = tuple(
        replace(m, terms=tuple(replace(t, unit=means) if t.unit == unit else t for t in m.terms))
        for m in quantity.measures
    )
    return replace(quantity, measures=measures)


def _agree(one: Quantity, other: Quantity) -> bool:
    """Do two readings state the same within 6 %, or within the coarseness of how they were written?"""
    if len(one.measures) != len(other.measures) or one.unit == other.unit:
        return False
    return all(_close(a, b) for a, b in zip(one.measures, other.measures, strict=True))


def _come_near(one: Quantity, other: Quantity) -> bool:
    """Are both of one kind, in units of different systems, and none of their numbers half as big again as its counterpart?"""
    units = unit_named(one.unit), unit_named(other.unit)
    if len(one.measures) != len(other.measures) or not units[0].systems.isdisjoint(units[1].systems):
        return False
    if any(
        unit.dimension != units[0].dimension or unit.factor is None or unit.inverse or unit.offset for unit in units
    ):
        return False
    pairs = ((abs(a.in_base()), abs(b.in_base())) for a, b in zip(one.measures, other.measures, strict=True))
    return all(max(pair) <= min(pair) * _NEAR for pair in pairs)


def _close(one: Measure, other: Measure) -> bool:
    first, second = unit_named(one.unit), unit_named(other.unit)
    if first.dimension != second.dimension or first.factor is None or second.factor is None:
        return False
    a, b = one.in_base(), other.in_base()
    apart = abs(a - b)
    if apart <= abs(a) * _ALIKE:
        return True
    if first.inverse or second.inverse:
        return False
    coarse = one.terms[-1].number.resolution * unit_named(one.terms[-1].unit).factor_or_zero
    coarse += other.terms[-1].number.resolution * unit_named(other.terms[-1].unit).factor_or_zero
    return apart <= coarse
