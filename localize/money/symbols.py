"""Currency symbols and codes: which currency an amount is written in, and how another is written in the same place."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from localize.data import data_folder, read_toml

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

__all__ = [
    "candidates",
    "codes_in_text",
    "hundredths",
    "leads",
    "looks_like_size",
    "minor_units",
    "only_before",
    "only_behind",
    "other_codes",
    "says_no_price",
    "sign_in",
    "small_codes",
    "symbol_of",
    "symbols",
]


_WORD = re.compile(r"[\s()\[\]/,]+")


@cache
def _file() -> Mapping[str, Any]:
    return read_toml(data_folder("currency") / "symbols.toml")


@cache
def symbols() -> Mapping[str, tuple[str, ...]]:
    """Symbol → the currencies it may stand for."""
    return {symbol: tuple(codes) for symbol, codes in _file()["symbols"].items()}


@cache
def hundredths() -> Mapping[str, tuple[str, ...]]:
    """Symbol of a hundredth (``¢``) → the currencies it may be of."""
    return {symbol: tuple(codes) for symbol, codes in _file()["hundredths"].items()}


def only_before() -> frozenset[str]:
    """Symbols that are only ever written before an amount."""
    return frozenset(_file()["only_before"]["symbols"])


def only_behind() -> frozenset[str]:
    """Symbols that are only ever written behind an amount."""
    return frozenset(_file()["only_behind"]["symbols"])


def codes_in_text() -> tuple[str, ...]:
    """Codes that are no words, so that running text may hold them (``40 USD``)."""
    return tuple(_file()["in_text"]["codes"])


def other_codes() -> tuple[str, ...]:
    """Letters that stand for a currency as a code does, and are none of ISO 4217 (``RMB``)."""
    return tuple(_file()["like_codes"])


def small_codes(language: str) -> tuple[str, ...]:
    """Codes that are no words of a language in small letters either (``40 usd``)."""
    words = _file()["words"].get(language, ())
    return tuple(code for code in _file()["in_text"]["small"] if code not in words)


@cache
def _codes() -> frozenset[str]:
    from babel import Locale  # late: CLDR data

    return frozenset(Locale("en").currencies)


def candidates(mark: str) -> tuple[str, ...]:
    """The currencies that a symbol or code may stand for; none where it is unknown.

    >>> candidates("R$"), candidates("usd")
    (('BRL',), ('USD',))
    """
    if mark in symbols():
        return symbols()[mark]
    if mark in _file()["like_codes"]:
        return (str(_file()["like_codes"][mark]),)
    return (mark.upper(),) if len(mark) == 3 and mark.upper() in _codes() else ()


def looks_like_size(code: str, value: Decimal) -> bool:
    """May a code before a whole number be a system of sizes: ``EUR 38``?"""
    low, high = _file()["like_sizes"].get(code, (1, 0))
    return bool(low <= value <= high)


@cache
def leads() -> Mapping[str, bool]:
    """What may stand before an amount in a cell, and whether it makes it a difference (``[ADD]10``)."""
    return {lead: name == "added" for name in ("added", "said") for lead in _file()["leads"][name]}


def says_no_price(text: str) -> bool:
    """Does a cell say that there is no price, or that it is asked at the till?"""
    return text.strip().casefold() in _file()["leads"]["no_prices"]


@cache
def sign_in(header: str) -> tuple[str, ...]:
    """The currencies that a sign in a header may stand for (``Price (€)``); none where there is no sign, or more than one."""
    words = {word for word in _WORD.split(header) if word in symbols() and not word.isalpha()}
    return symbols()[words.pop()] if len(words) == 1 else ()


@cache
def minor_units(currency: str) -> int:
    """Decimals of a currency: 2 for EUR, 0 for JPY (CLDR)."""
    from babel.numbers import get_currency_precision  # late: CLDR data

    return int(get_currency_precision(currency))


@cache
def symbol_of(currency: str) -> str:
    """The symbol that says this currency and no other, else its code."""
    not_ours = {*only_behind(), *_file()["read_only"]["symbols"]}
    return next((s for s, codes in symbols().items() if codes == (currency,) and s not in not_ours), currency)
