"""Where each number of a localized text comes from: the source, a conversion, a price, a row of a size table."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from benchmarks.reading import Number

    Way = Callable[[Number, Sequence[Number]], list[Number] | None]

__all__ = ["PRICE_SLACK", "Arithmetic"]

PRICE_SLACK = 0.02
"""How far a price may be from amount times rate, as a share: endings and rounding."""

_ROUNDING = Fraction(51, 100)
_SIZE_SYSTEM = re.compile(r"\b(?:BR|EU|UK|US)\b")


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """What one run may convert with: pairs of sizes that stand together in a table, and the exchange rate."""

    size_pairs: set[tuple[Fraction, Fraction]]
    rate: float

    def unexplained(
        self, before: Sequence[Number], after: Sequence[Number], text: str
    ) -> tuple[list[Number], list[Number]]:
        """Numbers of the source that are nowhere, and numbers of the output that nothing explains.

        Of the ways to explain a number the strictest goes first: the same in the same unit, a conversion, a price, a size,
        the same with its unit unread on one side. What explains one number explains no other.
        """
        lost, new = list(before), list(after)
        ways: tuple[Way, ...] = (
            _same,
            _converted,
            self._price,
            lambda number, left: self._size(number, left, before, text),
            _same_without_unit,
        )
        for way in ways:
            for number in tuple(new):
                if (parts := way(number, lost)) is not None:
                    new.remove(number)
                    for part in parts:
                        lost.remove(part)
        return lost, new

    def _price(self, number: Number, left: Sequence[Number]) -> list[Number] | None:
        for part in left:
            price = float(part.value) * self.rate
            if part.is_money and abs(float(number.value) - price) <= PRICE_SLACK * price:
                return [part]
        return None

    def _size(self, number: Number, left: Sequence[Number], before: Sequence[Number], text: str) -> list[Number] | None:
        """A size; where its system is named, the original stands beside it and is not used up."""
        sources = [n for n in before if not n.bases and (n.value, number.value) in self.size_pairs]
        if number.bases or not sources:
            return None
        if _SIZE_SYSTEM.search(text):
            return []
        return [n for n in sources if n in left][:1] if len(before) == 1 else None


def _same(number: Number, left: Sequence[Number]) -> list[Number] | None:
    """The same value in the same unit, or without one on both sides."""
    bases = {(kind, base) for kind, base, _ in number.bases}
    for other in left:
        others = {(kind, base) for kind, base, _ in other.bases}
        if other.value == number.value and (bases & others or not (bases or others)):
            return [other]
    return None


def _same_without_unit(number: Number, left: Sequence[Number]) -> list[Number] | None:
    """The same value where one side has a unit that :mod:`benchmarks.reading` does not know."""
    return next(([n] for n in left if n.value == number.value and not (n.bases and number.bases)), None)


def _converted(number: Number, left: Sequence[Number]) -> list[Number] | None:
    """The quantity that this one was made of, or the two of a mixed one (5 ft 3 in)."""
    for kind, base, step in number.bases:
        for size in (2, 1):
            for start in range(len(left) - size + 1):
                parts = left[start : start + size]
                known = [(b, s) for part in parts for k, b, s in part.bases if k == kind]
                mixed = (
                    len(known) == 2 and parts[1].follows(parts[0]) and known[0][1] > known[1][1]
                )  # feet, then inches
                slack = max([step, *(s / 5 for _, s in known)]) * _ROUNDING
                fits = abs(sum((b for b, _ in known), Fraction(0)) - base) <= slack
                if fits and (mixed or len(known) == size == 1):
                    return list(parts)
    return None
