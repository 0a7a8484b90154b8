"""Names of units without a number: ``switches between Fahrenheit and Celsius``, ``measured in square feet``."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING

from localize.listing import Span, SpanKind
from localize.text.accents import with_accentless
from localize.units.quantity import Measure, Number, Quantity, Shape, Term, UnitStyle
from localize.units.tables import any_word, lexicon, read_table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["find_mentions", "mention_words"]


_SHORT = 2


@cache
def _names(language: str) -> tuple[str, ...]:
    """The names that mean nothing else, of the units that ``units.toml`` marks with ``mention``.

    What is as short as German ``gr`` means something else, too: Gr. 42 is a size.
    """
    rows = (row for row in read_table("units")["unit"] if row.get("mention"))
    names = (
        name
        for row in rows
        for name in with_accentless(row.get("names", {}).get(language, ()))
        if name not in row.get("unmentioned", ())
    )
    return tuple(name for name in names if len(name) > _SHORT)


@cache
def mention_words(language: str) -> frozenset[str]:
    """The last words of those names, in lower case: a text without any of them mentions none."""
    return frozenset(name.lower().split(" ")[-1] for name in _names(language))


@cache
def _pattern(language: str) -> re.Pattern[str]:
    return re.compile(any_word(_names(language)))


def find_mentions(text: str, language: str, spans: Sequence[Span]) -> Iterator[Span]:
    """Every such name beside the quantities that were found; most belong to one of them."""
    for match in _pattern(language).finditer(text):
        if any(span.start < match.end() and match.start() < span.end for span in spans):
            continue
        known = lexicon(language).unit_called(match[0])
        if known:
            term = Term(Number("", Fraction(0), Fraction(1)), known[0], UnitStyle.NAME, "", match[0])
            quantity = Quantity(Shape.UNIT, (Measure((term,)),), text=match[0], language=language)
            yield Span(match.start(), match.end(), SpanKind.QUANTITY, match[0], quantity)
