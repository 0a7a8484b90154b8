"""How values are distributed: lengths against their limit, and by what prices were multiplied."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Lengths", "factor_bins", "price_factor"]

TENTHS = 10
_AMOUNT = re.compile(r"\d(?:[\d.,'\u2019\s\u00a0\u202f]*\d)?")
_MOST_BINS = 15


@dataclass(slots=True)
class Lengths:
    """Texts of one kind of field by how much of their limit they fill.

    ``tenths[0]`` counts texts up to 10 % of the limit, ``tenths[9]`` those from over 90 % to the limit itself.
    ``fullest`` is the greatest share of its limit that a text takes.
    """

    limits: set[int] = field(default_factory=set)
    tenths: list[int] = field(default_factory=lambda: [0] * TENTHS)
    over: int = 0
    longest: int = 0
    fullest: float = 0.0

    @property
    def total(self) -> int:
        """How many texts were counted."""
        return sum(self.tenths) + self.over

    def add(self, length: int, limit: int) -> None:
        """Count a text in; both numbers in what the marketplace counts."""
        self.limits.add(limit)
        self.longest = max(self.longest, length)
        self.fullest = max(self.fullest, length / limit)
        if length > limit:
            self.over += 1
        else:
            self.tenths[max(0, -(-length * TENTHS // limit) - 1)] += 1


def price_factor(before: str, after: str) -> float:
    """What an amount was multiplied by, to three digits; 0 where either is no single amount above nothing.

    >>> price_factor("20.00", "18,90 €"), price_factor("1,000", "¥155,000"), price_factor("from 5 to 9", "7")
    (0.945, 155.0, 0)
    """
    old, new = _amount(before), _amount(after)
    return float(f"{new / old:.3g}") if old and new else 0


def _amount(text: str) -> float:
    """The only amount in a text; the last mark with one or two digits behind it is the decimal one.

    >>> _amount("R$ 1.809,44"), _amount("2,980"), _amount("12.5"), _amount("n/a")
    (1809.44, 2980.0, 12.5, 0.0)
    """
    found = _AMOUNT.findall(text)
    if len(found) != 1:
        return 0.0
    whole, mark, part = re.fullmatch(r"(.*?)(?:([.,])(\d{1,2}))?", found[0], re.DOTALL).groups()  # type: ignore[union-attr]
    digits = re.sub(r"\D", "", whole)
    return float(f"{digits}.{part}" if mark else digits or "0")


def factor_bins(factors: Mapping[float, int]) -> list[tuple[float, float, int]]:
    """Lowest, highest and count of at most 15 equally wide bins from the least to the greatest factor.

    >>> factor_bins({0.9: 3, 0.95: 1})
    [(0.9, 0.9, 3), (0.95, 0.95, 1)]
    """
    if len(factors) <= _MOST_BINS:
        return [(factor, factor, count) for factor, count in sorted(factors.items())]
    low, high = min(factors), max(factors)
    width = (high - low) / _MOST_BINS
    counts: Counter[int] = Counter()
    for factor, count in factors.items():
        counts[min(int((factor - low) / width), _MOST_BINS - 1)] += count
    return [(low + width * number, low + width * (number + 1), counts[number]) for number in range(_MOST_BINS)]
