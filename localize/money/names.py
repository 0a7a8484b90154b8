"""Money in words: names of currencies and of their hundredths, words that multiply, amounts in words (``names.toml``)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from localize.data import data_folder, read_toml

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Names", "names_of", "prior_words"]


@dataclass(frozen=True, slots=True)
class Names:
    """What one source language calls money: each word, folded, with what it stands for.

    ``scaled`` are names that say money only behind a scale (``361 million pounds``), ``worded`` the pieces of a text of which
    one must be there before amounts in words are looked for. ``things`` behind an amount make it a piece of money, no price.
    """

    currencies: Mapping[str, tuple[str, ...]]
    hundredths: Mapping[str, tuple[str, ...]]
    scaled: Mapping[str, tuple[str, ...]]
    scales: Mapping[str, Decimal]
    numbers: Mapping[str, Decimal]
    worded: tuple[str, ...] = ()
    things: frozenset[str] = frozenset()


@cache
def names_of(language: str) -> Names:
    """The words of a language; a language that has none still has the letters of English (``$5M``)."""
    data = read_toml(data_folder("currency") / "names.toml")
    own = data.get(language, {})
    return Names(
        currencies=_codes(own.get("names", {})),
        hundredths=_codes(own.get("hundredths", {})),
        scaled=_codes(own.get("scaled", {})),
        scales=_values({**own.get("scales", {}), **data["letters"]}),
        numbers=_values(own.get("numbers", {})),
        worded=tuple(own.get("worded", ())),
        things=frozenset(own.get("things", ())),
    )


def _codes(table: Mapping[str, list[str]]) -> Mapping[str, tuple[str, ...]]:
    return MappingProxyType({word: tuple(codes) for words, codes in table.items() for word in words.split("|")})


def _values(table: Mapping[str, Any]) -> Mapping[str, Decimal]:
    return MappingProxyType({word: Decimal(value) for words, value in table.items() for word in words.split("|")})


@cache
def prior_words(language: str) -> tuple[str, ...]:
    """Words before a price that call it a former or recommended one, the longest first."""
    words = read_toml(data_folder("currency") / "prior_words.toml").get(language, [])
    return tuple(sorted(words, key=len, reverse=True))
