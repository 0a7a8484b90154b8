"""Legends: names of sides without their numbers, ``(L x W x H): 12 x 8 x 4 in`` or ``30x20x10cm (CxLxA)``.

Three names are a legend wherever they stand; two are one only beside dimensions with two sides, for trousers have W x L.
"""

from __future__ import annotations

import re
from fractions import Fraction
from functools import cache
from itertools import permutations
from typing import TYPE_CHECKING

from localize.listing import Span, SpanKind
from localize.units.quantity import Measure, Number, Quantity, Shape, Term
from localize.units.sides import side_of
from localize.units.tables import GAP, read_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["find_legends", "legend_tokens", "names_of_sides"]

_SIGNS = ("x", "×", "*", "/")
_OPENING, _CLOSING = ("", "(", "["), ("", ":", ")", "]", "):", "),", ").", ");", ",", ";")
_SURE = 3  # names that are a legend by themselves
_SEPARATOR = rf"(?:{GAP}{{0,2}}[xX×*/]{GAP}{{0,2}})"
_NOTHING = Number("", Fraction(0), Fraction(1))


@cache
def names_of_sides(language: str) -> tuple[str, ...]:
    """Every name and letter of a side in a source language, longest first."""
    table = read_table("words")["sides"].get(language, {})
    return tuple(sorted((name for names in table.values() for name in names), key=len, reverse=True))


@cache
def legend_tokens(language: str) -> frozenset[str]:
    """What a text with a legend has among its words, parted by blanks and in lower case: a lone ``x``, or ``(lxwxh):``."""
    letters = sorted({name.lower() for name in names_of_sides(language) if _is_short(name)})
    rows = (row for size in (2, 3) for row in permutations(letters, size))
    glued = {sign.join(row) for row in rows for sign in _SIGNS}
    return frozenset(f"{a}{row}{z}" for row in glued for a in _OPENING for z in _CLOSING) | {"x", "×", "*"}


def _is_short(name: str) -> bool:
    return len(name) <= 2


@cache
def _pattern(language: str) -> re.Pattern[str]:
    """Names with signs between them, neither before nor behind a further word with such a sign."""
    names = names_of_sides(language)
    name = "|".join(re.escape(n) if len(n) == 1 else f"(?i:{re.escape(n)})" for n in names) or "(?!)"
    return re.compile(rf"(?<![^\W_])(?:{name})(?:{_SEPARATOR}(?:{name})){{1,3}}(?![^\W_]|{_SEPARATOR}[^\W_])")


_BEFORE = re.compile(rf"[^\W_]{_SEPARATOR}$")


def find_legends(text: str, language: str, spans: Iterable[Span]) -> Iterator[Span]:
    """Every legend of ``text``; ``spans`` are the quantities that were found in it."""
    for match in _pattern(language).finditer(text):
        labels = re.split(_SEPARATOR, match[0])
        if _BEFORE.search(text[max(0, match.start() - 8) : match.start()]) or not _all_differ(labels, language):
            continue
        if len(labels) >= _SURE or any(_has_sides(span, len(labels)) for span in spans):
            joins = tuple(re.findall(_SEPARATOR, match[0]))
            measures = tuple(Measure((Term(_NOTHING, "meter"),), before=label) for label in labels)
            quantity = Quantity(Shape.LEGEND, measures, joins, text=match[0], language=language)
            yield Span(match.start(), match.end(), SpanKind.QUANTITY, match[0], quantity)


def _all_differ(labels: list[str], language: str) -> bool:
    return len({side_of(label, language) for label in labels}) == len(labels)


def _has_sides(span: Span, count: int) -> bool:
    quantity = span.value
    return isinstance(quantity, Quantity) and quantity.shape is Shape.DIMENSIONS and len(quantity.measures) == count
