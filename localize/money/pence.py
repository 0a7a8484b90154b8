"""Prices in pence as Britain writes them: ``99p each``, ``only 50p``, ``50p–90p``.

A ``p`` is a page, a progressive picture or a person, too, so that a number with one is money only in a text of the country that
counts so, within a range of amounts, and where a word beside it or another price of the text says so (``names.toml``).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any

from localize.data import data_folder, read_toml
from localize.listing import Span, SpanKind
from localize.money.amount import Amount, Notation
from localize.money.symbols import symbol_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

__all__ = ["Pence", "pence_in_cell", "pence_in_text", "pence_of", "with_letter"]

_CENT = Decimal("0.01")
_REACH = 40
_NO_NOUN = re.compile(r"\s*(?:[.,;:!?)]|and\b|or\b|\Z)")


@dataclass(frozen=True, slots=True)
class Pence:
    """How a country writes hundredths of its currency with a letter, and what says that they are meant.

    ``most`` is the highest number that is one; ``least`` the lowest amount for which another price of the text is enough.
    """

    currency: str
    most: Decimal
    least: Decimal
    number: re.Pattern[str]
    before: re.Pattern[str]
    behind: re.Pattern[str]
    never: re.Pattern[str]

    def amount(self, digits: str) -> Amount:
        """So many hundredths as an amount of the currency."""
        return Amount(Decimal(digits) * _CENT, (self.currency,), Notation(decimals=2))


@cache
def with_letter() -> frozenset[str]:
    """The countries that write hundredths with a letter."""
    return frozenset(_file())


def _file() -> Mapping[str, Any]:
    table: Mapping[str, Any] = read_toml(data_folder("currency") / "names.toml")["pence"]
    return table


@cache
def pence_of(country: str) -> Pence | None:
    """The customs of a country; None where there is no such letter."""
    data = _file().get(country)
    if data is None:
        return None
    mark = re.escape(data["letter"])
    one = r"(\d{1,3}(?:\.\d)?)"
    number = re.compile(rf"(?<![\w.,/£$€-]){one}(?:{mark})?(?:(?: ?[-–—] ?| to ){one})?{mark}(?![\w-])")
    behind = rf"\s?(?:{_any(data['behind'])})(?!\w)|\s?/\s?[a-z]"
    return Pence(
        data["currency"],
        Decimal(data["most"]),
        Decimal(data["least"]) * _CENT,
        number,
        re.compile(rf"(?i)(?<!\w)(?:{_any(data['before'])})\s\Z"),
        re.compile(rf"(?i){behind}"),
        re.compile(rf"(?i)(?<!\w)(?:{_any(data['never'])})(?!\w)"),
    )


def pence_in_text(text: str, country: str, others: Iterable[Span] = ()) -> Iterator[tuple[Span, tuple[Amount, ...]]]:
    """The prices in pence of a text, each as a span with its amounts; ``others`` are the prices that were found in it.

    >>> [span.text for span, _ in pence_in_text("Only 99p each at 1080p", "GB")]
    ['99p']
    """
    customs = pence_of(country)
    if customs is None:
        return
    beside = bool(list(others))
    for match in customs.number.finditer(text):
        amounts = _amounts(match, customs)
        near = text[max(0, match.start() - _REACH) : match.end() + _REACH]
        if not amounts or customs.never.search(near):
            continue
        said = customs.before.search(text, 0, match.start()) or customs.behind.match(text, match.end())
        alone = beside and amounts[0].value >= customs.least and _NO_NOUN.match(text, match.end())
        if said or alone:
            beside = True
            yield Span(match.start(), match.end(), SpanKind.PRICE, match.group()), amounts


def pence_in_cell(text: str, currency: str) -> Amount | None:
    """The amount of a cell of a column in ``currency`` that is written in pence; None where it is not, or is a range.

    >>> str(pence_in_cell("99p", "GBP").value)
    '0.99'
    """
    if not text.strip()[-1:].isalpha():
        return None
    for customs in filter(None, map(pence_of, with_letter())):
        match = customs.number.fullmatch(text.strip()) if customs.currency == currency else None
        amounts = _amounts(match, customs) if match else ()
        if len(amounts) == 1:
            return replace(amounts[0], notation=replace(amounts[0].notation, before=symbol_of(currency)))
    return None


def _amounts(match: re.Match[str], customs: Pence) -> tuple[Amount, ...]:
    """One amount or the ends of a range; none where it is no price."""
    numbers = [digits for digits in match.groups() if digits]
    values = [Decimal(digits) for digits in numbers]
    if not values[0] or values[-1] > customs.most or values != sorted(set(values)):
        return ()
    return tuple(customs.amount(digits) for digits in numbers)


def _any(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
