"""Prices in running text: ``$40``, ``US$ 40``, ``40 USD``, ``20 €``, ``$10–$20``. A sign alone is no price."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from localize.listing import Span, SpanKind
from localize.money.amount import Amount, parse_amount
from localize.money.symbols import codes_in_text, magnitudes, symbols

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["PriceValue", "find_prices"]

_DIGIT = re.compile(r"\d")
_SIGN_AFTER_LETTERS = re.compile(r"(?<=[A-Z])(?=\\\$)")
_NUMBER = r"\d{1,3}(?:(?:[,'’.\u00a0\u202f]|(?<=\d) (?=\d{3}\b))\d{2,3})*(?:[.,]\d{1,2})?|\d+(?:[.,]\d{1,2})?"


@dataclass(frozen=True, slots=True)
class PriceValue:
    """The amount of a price in text, or both ends of a range."""

    amounts: tuple[Amount, ...]


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The price, and what shows cheaply that a text may hold one."""
    by_length = sorted(symbols(), key=len, reverse=True)
    signs = "|".join(_SIGN_AFTER_LETTERS.sub(r" ?", re.escape(symbol)) for symbol in by_length)  # US $40
    codes = "|".join(codes_in_text())
    mark = rf"(?:{signs}|(?:{codes})(?![A-Za-z]))"
    number = rf"(?:{_NUMBER})(?!\d)"
    one = rf"(?:{mark}[ \u00a0\u202f]?{number}(?:[ \u00a0]?(?:{codes})(?!\w))?|{number}[ \u00a0\u202f]?{mark}(?!\w))"
    more = rf"(?:{one}|{mark}[ \u00a0\u202f]?{number}|{number}) ?[-–—] ?(?:{one}|{number})"
    scale = "|".join(map(re.escape, magnitudes()))
    return re.compile(
        rf"(?<![\w.,$€£])(?P<price>{more}|{one})(?![\w%]|[.,]\d|[ \u00a0]?[-–] ?\d| (?i:{scale})\b)"
    ), re.compile(rf"{signs}|\b(?:{codes})\b|\d(?:{codes})\b")


def find_prices(text: str, locale: str) -> Iterator[Span]:
    """Every amount with a currency in ``text``; the span's ``value`` is a :class:`PriceValue`.

    >>> [span.text for span in find_prices("Was $1,299.99, now US$ 40; $ is a sign", "en-US")]
    ['$1,299.99', 'US$ 40']
    """
    if not _DIGIT.search(text):
        return
    pattern, hint = _patterns()
    if not hint.search(text):
        return
    for match in pattern.finditer(text):
        said = match.group("price")
        parts = re.split(r" ?[-–—] ?", re.sub(r"(?<=[A-Z]) (?=\$)", "", said))
        amounts = [parse_amount(part, locale) for part in parts]
        known = tuple(amount for amount in amounts if amount is not None)
        if known and len(known) == len(amounts) and any(amount.currencies for amount in known):
            yield Span(match.start("price"), match.end("price"), SpanKind.PRICE, said, PriceValue(known))
