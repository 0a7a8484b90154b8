"""Money in words: names of currencies and of their hundredths, words that multiply, amounts in words (``names.toml``)."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from localize.data import data_folder, read_toml
from localize.text.accents import with_accentless

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = ["Names", "PriorWords", "names_of", "prior_words"]


@dataclass(frozen=True, slots=True)
class Names:
    """What one source language calls money: each word, folded, with what it stands for.

    ``ofs`` may stand between a scale and a name, ``ands`` before hundredths and within numbers in words; ``leading``
    names stand before an amount that has decimals.
    ``scaled`` are names that say money only behind a scale (``361 million pounds``), ``worded`` the pieces of a text of which
    one must be there before amounts in words are looked for. ``things`` behind an amount, ``things_before`` before it make it a
    piece of money, no price (``5 dollar gold coin``: ``between`` may stand between); ``titles`` hold amounts that cost nothing.
    ``vouchers`` are worth what stands beside them, perhaps with ``worth`` between: an amount that is printed on them, as are the
    values of options that are called like ``denominations``.
    """

    currencies: Mapping[str, tuple[str, ...]]
    hundredths: Mapping[str, tuple[str, ...]]
    scaled: Mapping[str, tuple[str, ...]]
    scales: Mapping[str, Decimal]
    numbers: Mapping[str, Decimal]
    ofs: tuple[str, ...] = ()
    ands: tuple[str, ...] = ()
    leading: tuple[str, ...] = ()
    worded: tuple[str, ...] = ()
    things: frozenset[str] = frozenset()
    things_before: tuple[str, ...] = ()
    between: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    vouchers: tuple[str, ...] = ()
    worth: tuple[str, ...] = ()
    denominations: frozenset[str] = frozenset()


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
        ofs=tuple(own.get("of", ())),
        ands=("and", *own.get("and", ())),
        leading=tuple(own.get("leading", ())),
        worded=tuple(own.get("worded", ())),
        things=frozenset(own.get("things", ())),
        things_before=tuple(own.get("things_before", ())),
        between=tuple(own.get("between", ())),
        titles=tuple(own.get("titles", ())),
        vouchers=tuple(own.get("vouchers", ())),
        worth=tuple(own.get("worth", ())),
        denominations=frozenset(own.get("denominations", ())),
    )


def _codes(table: Mapping[str, list[str]]) -> Mapping[str, tuple[str, ...]]:
    return MappingProxyType({word: tuple(codes) for words, codes in table.items() for word in _each(words)})


def _values(table: Mapping[str, Any]) -> Mapping[str, Decimal]:
    return MappingProxyType({word: Decimal(value) for words, value in table.items() for word in _each(words)})


def _each(words: str) -> Iterator[str]:
    """The words of a key, those with accents also without: ``dolares``, ``milhoes``."""
    return with_accentless(words.split("|"))


@dataclass(frozen=True, slots=True)
class PriorWords:
    """Words that call a price a former or recommended one, ``paired`` those that need one of some words behind the price."""

    before: tuple[str, ...] = ()
    behind: tuple[str, ...] = ()
    paired: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))


@cache
def prior_words(language: str) -> PriorWords:
    """The words of a language."""
    data = read_toml(data_folder("currency") / "prior_words.toml")
    paired = {row["before"]: tuple(row["behind"]) for row in data["paired"] if row["language"] == language}
    return PriorWords(
        tuple(data["before"].get(language, ())), tuple(data["behind"].get(language, ())), MappingProxyType(paired)
    )
