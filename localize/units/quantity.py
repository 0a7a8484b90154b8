"""The structured value of a quantity span: numbers as they were written, their units and the shape they stand in."""

from __future__ import annotations

import re
from dataclasses import field, replace
from enum import StrEnum
from fractions import Fraction

from localize.values import value

__all__ = ["Measure", "Number", "Quantity", "Shape", "Term", "UnitStyle"]


_EXPONENTS = {"2": "²", "3": "³"}
_COULD_GROUP = re.compile(r"[-−]?[1-9]\d{0,2}[.,]\d{3}")


class Shape(StrEnum):
    """How the numbers of a quantity belong together."""

    SINGLE = "single"  # 24-inch
    MIXED = "mixed"  # 5'11", 2 lb 3 oz
    DIMENSIONS = "dimensions"  # 12" x 8" x 4"
    RANGE = "range"  # 10-12 lbs
    TOLERANCE = "tolerance"  # 12 ± 0.5 in
    LIST = "list"  # 6, 8 or 10 ft
    DUAL = "dual"  # 66 cm (26")
    UNIT = "unit"  # in Fahrenheit: a unit without a number
    LEGEND = "legend"  # (L x W x H): names of sides without numbers, one in each measure's "before"


class UnitStyle(StrEnum):
    """How a unit was written."""

    MARK = "mark"  # 24"
    SYMBOL = "symbol"  # 24 in
    NAME = "name"  # 24 inches
    NONE = ""  # stated elsewhere: the 12 of 12 x 8 in


@value
class Number:
    """A number and how finely it was written: ``resolution`` is 1 for ``12``, 1/10 for ``12.5``, 1/8 for ``2 3/8``."""

    text: str
    value: Fraction
    resolution: Fraction
    is_fraction: bool = False
    thousands: bool = False
    """True where one point or comma with three digits behind it was read as thousands (``1.500``)."""

    def __hash__(self) -> int:
        """By its text, which tells nearly all numbers apart; hashing fractions is slow."""
        return hash(self.text)

    @property
    def is_ambiguous(self) -> bool:
        """Do the separators of another convention make another valid number of it (``1.626``, ``1,500``)?"""
        return self.thousands or (len(self.text) > 4 and _COULD_GROUP.fullmatch(self.text) is not None)

    @property
    def decimals(self) -> int:
        """How many decimals it was written with; 0 for integers and fractions."""
        return 0 if self.is_fraction else len(str(self.resolution.denominator)) - 1


@value
class Term:
    """A number with its unit; ``gap`` and ``written`` are the characters that stood between and for the unit."""

    number: Number
    unit: str
    style: UnitStyle = UnitStyle.NONE
    gap: str = ""
    written: str = ""


@value
class Measure:
    """One value: a single term, or several that add up (``5 ft 11 in``).

    ``before`` and ``after`` are labels as written (``W `` before, ``(L)`` behind); ``is_difference`` holds for the
    number behind ±, for which 2 °F are 1.1 °C and not −16.7 °C.
    """

    terms: tuple[Term, ...]
    before: str = ""
    after: str = ""
    is_difference: bool = False

    @property
    def unit(self) -> str:
        """The id of its first, largest unit."""
        return self.terms[0].unit

    def in_base(self) -> Fraction:
        """Its value in the base unit of its dimension."""
        from localize.units.tables import unit_named

        if len(self.terms) == 1:
            return unit_named(self.unit).to_base(self.terms[0].number.value, difference=self.is_difference)
        return sum(
            (unit_named(t.unit).to_base(t.number.value, difference=self.is_difference) for t in self.terms),
            Fraction(0),
        )


@value
class Quantity:
    """What a span of kind QUANTITY holds.

    ``joins`` are the texts between the measures, ``count`` the packs before them (``3 x ``), ``other`` is the second
    reading of a dual label. ``text`` is the whole span, ``near`` the words around it up to the ends of its clause (before,
    behind), ``language`` that of the source; ``raised`` is the sign of the digit that a tag raises behind the span.
    """

    shape: Shape
    measures: tuple[Measure, ...]
    joins: tuple[str, ...] = ()
    other: Quantity | None = None
    text: str = ""
    count: str = ""
    language: str = field(default="en", compare=False)
    near: tuple[str, str] = field(default=("", ""), compare=False)
    raised: str = ""

    def without_exponent(self) -> Quantity | None:
        """The quantity for a span that ends before its raised digit (``50 ft``, of ft²); None where it has none there."""
        if self.other or not self.text.endswith(tuple(_EXPONENTS)):
            return None
        return replace(self, text=self.text[:-1], raised=_EXPONENTS[self.text[-1]])

    @property
    def unit(self) -> str:
        """The id of the unit of its first measure."""
        return self.measures[0].unit
