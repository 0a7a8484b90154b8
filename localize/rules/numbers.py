"""The number that a cell is, for conditions such as ``price.above``; what could be read in two ways is none."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from localize.text.numbers import number_symbols

__all__ = ["number_of"]

# A number alone, or with a currency before or behind it: "19.99", "USD 19.99", "$19.99", "19,99 €".
_CELL = re.compile(
    r"\s*(?:[A-Z]{3}\b|[^\w\s.,+-])?\s*([+-]?\d[\d.,'’ \u00a0\u202f]*?)\s*(?:[A-Z]{3}\b|[^\w\s.,+-])?\s*"
)
_MACHINE = re.compile(r"[+-]?\d+(?:\.\d+)?")
_SPACES = re.compile("[ \u00a0\u202f]")


def number_of(text: str, locale: str = "en") -> Decimal | None:
    """The number that a value is, with or without a currency; None for anything else.

    It is read as the locale writes numbers, else as programs do (``1299.5``).

    >>> number_of("19.99 USD"), number_of("12 x 8"), number_of("1.299,50 €", "de")
    (Decimal('19.99'), None, Decimal('1299.50'))
    """
    match = _CELL.fullmatch(text)
    if match is None:
        return None
    digits = match.group(1)
    if (own := _own(locale).fullmatch(_SPACES.sub("\u00a0", digits))) is not None:
        decimal, group = _marks(locale)
        return Decimal(own.group().replace(group, "").replace(decimal, "."))
    return Decimal(digits) if _MACHINE.fullmatch(digits) else None


@cache
def _marks(locale: str) -> tuple[str, str]:
    """Decimal and grouping mark; the English ones where nobody knows the locale."""
    from babel import UnknownLocaleError  # late: 20 ms

    try:
        decimal, group = number_symbols(locale)
    except UnknownLocaleError:
        decimal, group = number_symbols("en")
    return decimal, _SPACES.sub("\u00a0", group)


@cache
def _own(locale: str) -> re.Pattern[str]:
    decimal, group = map(re.escape, _marks(locale))
    return re.compile(rf"[+-]?(?:\d{{1,3}}(?:{group}\d{{3}})+|\d+)(?:{decimal}\d+)?")
