"""Amounts that are no price: bills, coins, titles of films, and what is printed on a voucher (``names.toml``)."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from localize.money.names import names_of

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["is_denomination", "is_face_value", "is_no_price", "is_voucher"]

_REACH = 48
_GAP = r"[ \u00a0-]"
_BRAND = r"(?:[A-Z][\w'’&.]*[ -])"


def is_no_price(text: str, start: int, end: int, language: str) -> bool:
    """Is the amount there a piece of money (``100 dollar bill``, ``moneda de 2 euros``) or part of a title?

    >>> is_no_price("5 dollar gold coin", 0, 8, "en")
    True
    """
    behind, before = _things(language)
    return bool(
        behind.match(text, end)
        or before.search(text[max(0, start - _REACH) : start])
        or any(found.start() < end and start < found.end() for found in _titles(language).finditer(text))
    )


def is_face_value(text: str, start: int, end: int, language: str) -> bool:
    """Does the amount say what a voucher is worth: ``$50 Amazon gift card``, ``gift card worth $50``?"""
    behind, before = _vouchers(language)
    return bool(behind.match(text, end) or before.search(text[max(0, start - _REACH) : start]))


def is_denomination(label: str, language: str) -> bool:
    """Is this the name of an option whose values are printed on what is sold?"""
    return " ".join(label.split()).casefold() in names_of(language).denominations


def is_voucher(kinds: Iterable[str], language: str) -> bool:
    """Does a product's type, the end of its category or its title say that it is a voucher itself?

    >>> is_voucher(["Gift Cards"], "en"), is_voucher(["Gift card holder"], "en")
    (True, False)
    """
    names = names_of(language).vouchers
    return any(" ".join(kind.rsplit(">", 1)[-1].casefold().split()) in names for kind in kinds)


@cache
def _things(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    names = names_of(language)
    between = rf"(?:{_GAP}(?:{_any(names.between)})){{0,2}}"
    behind = re.compile(rf"(?i){between}{_GAP}(?:{_any(names.things)})(?!\w)")
    return behind, re.compile(rf"(?i)(?<!\w)(?:{_any(names.things_before)})\s\Z")


@cache
def _titles(language: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_any(names_of(language).titles)})(?!\w)")


@cache
def _vouchers(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    names = names_of(language)
    vouchers, worth = _any(names.vouchers), _any(names.worth)
    behind = re.compile(rf"{_GAP}{_BRAND}{{0,2}}(?i:{vouchers})(?!\w)")
    before = re.compile(rf"(?<!\w)(?i:{vouchers})[,:(–-]?\s(?:[(–-]\s?)?(?:(?i:{worth})\s){{0,3}}[(]?\Z")
    return behind, before


def _any(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True))) or "(?!)"
