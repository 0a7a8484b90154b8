"""How many pieces a listing sells, and what one of them holds: ``3 x 100 ml``, ``kit com 2 und``, ``pack of 6 - 12 fl oz``.

Counts are the same in every market and never converted; what a piece holds is a quantity like any other. Together they
give the amount that a price is for, which unit prices and count fields state.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from localize.units.find import find_quantities
from localize.units.tables import read_table, unit_named

if TYPE_CHECKING:
    from collections.abc import Iterable
    from fractions import Fraction

    from localize.units.quantity import Quantity

__all__ = ["Pack", "find_packs"]

_COUNT = r"(\d{1,4})"
_SOLD_BY = frozenset({"mass", "volume"})


@dataclass(frozen=True, slots=True)
class Pack:
    """A number of pieces, where it is said, and what one piece holds, if the text says so."""

    count: int
    text: str
    start: int
    end: int
    contents: Quantity | None = None

    @property
    def total(self) -> tuple[Fraction, str] | None:
        """All pieces together: the amount and its unit."""
        if self.contents is None or len(self.contents.measures) != 1:
            return None
        measure = self.contents.measures[0]
        unit = unit_named(measure.unit)
        return (self.count * unit.from_base(measure.in_base()), unit.id) if unit.factor else None


def find_packs(text: str, locale: str) -> list[Pack]:
    """Every count of pieces in ``text``, with the weight or volume that one piece has.

    >>> [(p.count, p.total) for p in find_packs("Soap, 3 x 100 ml", "en-US")]
    [(3, (Fraction(300, 1), 'milliliter'))]
    >>> [p.count for p in find_packs("kit com 2 und", "pt-BR")]
    [2]
    """
    spans = find_quantities(text, locale)
    counted = [s for s in spans if s.value.count]
    packs = [
        Pack(int(re.findall(_COUNT, s.value.count)[0]), s.text, s.start, s.end, s.value) for s in counted if s.value
    ]
    single = [s for s in spans if not s.value.count and unit_named(s.value.unit).dimension in _SOLD_BY]
    for match in _pattern(locale.split("-", 1)[0]).finditer(text):
        start, end = match.span()
        if any(start < s.end and s.start < end for s in spans):
            continue
        inside = next((p for p in packs if p.start >= end), None)
        contents = inside.contents if inside else single[0].value if len(single) == 1 else None
        packs.append(Pack(int(match[1] or match[2]), match[0], start, end, contents))
    return sorted(packs, key=lambda pack: pack.start)


@cache
def _pattern(language: str) -> re.Pattern[str]:
    table = read_table("words")
    before = _any(table["packs_before"].get(language, ()))
    behind = _any(table["packs_behind"].get(language, ()))
    return re.compile(
        rf"(?<![^\W_]){before}[ \u00a0]?{_COUNT}(?![\d.,]\d|\d)|(?<![^\W_][.,])(?<![^\W_]){_COUNT}[ \u00a0-]?{behind}(?![^\W_])",
        re.IGNORECASE,
    )


def _any(names: Iterable[str]) -> str:
    choices = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
    return f"(?:{choices})" if choices else "(?!)"
