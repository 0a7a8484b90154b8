"""Numbers that two conventions read differently: ``1.626 kg``, ``1,500 ml``, ``62.000 rpm``.

What settles them, in this order: the unit (nothing in a shop weighs 1626 kg, nothing turns 62.000 times a minute), the
other numbers of the listing, the notation of the source's language. Where the listing's other numbers contradict the
language and the unit allows both, the number is left as it is, and a person is told.

A point as decimal mark is common everywhere, since specifications are copied from English; a comma as decimal mark is
hardly ever met in English. So where the language has the decimal point, only other numbers speak for the other reading.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from localize.units.tables import read_table
from localize.units.written import number_reader

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from localize.units.quantity import Measure, Number, Quantity, Term

__all__ = ["is_ambiguous", "settled"]

_DECIMAL_POINT = re.compile(r"(?<![\d.,/])\d+\.\d{1,2}(?![\d.,/]\d|\d)|\d,\d{3}\.\d")
_DECIMAL_COMMA = re.compile(r"(?<![\d.,/])\d+,\d{1,2}(?![\d.,/]\d|\d)|\d\.\d{3},\d")


@dataclass(frozen=True, slots=True)
class _Usual:
    """What quantities of one unit usually are."""

    low: Fraction
    high: Fraction
    most: Fraction
    whole: bool
    large: re.Pattern[str] | None

    def fits(self, number: Number, context: str) -> bool:
        if self.whole and number.resolution < 1:
            return False
        may_be_most = number.resolution == 1 and number.value <= self.most
        if may_be_most and (number.value % 100 == 0 or (self.large is not None and self.large.search(context))):
            return True
        return self.low <= abs(number.value) <= self.high


def is_ambiguous(quantity: Quantity) -> bool:
    """Has it a number that another convention reads differently?"""
    for measure in quantity.measures:  # plain loops: this is asked of every quantity
        for term in measure.terms:
            if term.number.is_ambiguous:
                return True
    return False


def settled(quantity: Quantity, locale: str, context: str, decimal: str = "") -> Quantity | None:
    """The quantity with every ambiguous number read the way its listing means it; None if that cannot be said.

    ``locale`` is the source's, ``context`` the listing's texts with their other numbers; ``decimal`` is the mark that a person
    said stands before decimals, for what would stay open.
    """
    if not is_ambiguous(quantity):
        return quantity
    measures: list[Measure] = []
    for measure in quantity.measures:
        terms = [_term(term, locale, context, decimal) for term in measure.terms]
        known = [term for term in terms if term]
        if len(known) < len(terms):
            return None
        measures.append(replace(measure, terms=tuple(known)))
    return quantity if tuple(measures) == quantity.measures else replace(quantity, measures=tuple(measures))


def _term(term: Term, locale: str, context: str, decimal: str) -> Term | None:
    number = term.number
    if not number.is_ambiguous:
        return term
    other = _other_reading(number)
    fits, other_fits = _fits(number, term.unit, context), _fits(other, term.unit, context)
    voted = _decimal_mark(context)
    mark = "," if "," in number.text else "."
    votes_other = voted != "" and (voted == mark) == number.thousands
    if votes_other:
        if fits and other_fits:
            is_other = (decimal == mark) == number.thousands
            return None if not decimal else replace(term, number=other) if is_other else term
        return replace(term, number=other) if other_fits else term
    is_safe = number_reader(locale).decimal == "." and mark == ","
    return replace(term, number=other) if not fits and other_fits and not is_safe else term


def _other_reading(number: Number) -> Number:
    """1.626 for 1626, and the other way round."""
    if number.thousands:
        return replace(number, value=number.value / 1000, resolution=Fraction(1, 1000), thousands=False)
    return replace(number, value=number.value * 1000, resolution=Fraction(1), thousands=True)


def _fits(number: Number, unit: str, context: str) -> bool:
    usual = _usual().get(unit)
    return usual is None or usual.fits(number, context)


@lru_cache(maxsize=256)
def _decimal_mark(context: str) -> str:
    """The decimal mark of the numbers that leave no doubt; empty if there are none, or of both kinds."""
    points, commas = _DECIMAL_POINT.search(context), _DECIMAL_COMMA.search(context)
    return "" if (points is None) == (commas is None) else "." if points else ","


@cache
def _usual() -> Mapping[str, _Usual]:
    return {
        unit: _Usual(
            Fraction(row["usual"][0]),
            Fraction(row["usual"][1]),
            Fraction(row["round"]),
            row.get("whole", False),
            _any_of(row["large"]) if "large" in row else None,
        )
        for row in read_table("ambiguous")["unit"]
        for unit in row["units"]
    }


def _any_of(stems: Sequence[str]) -> re.Pattern[str]:
    return re.compile(r"(?:" + "|".join(map(re.escape, stems)) + ")", re.IGNORECASE)
