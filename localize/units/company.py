"""The company of a quantity: words beside it, or in its listing, that speak for a thing or against it.

Words in data rows are lower case. Several of them in one entry (``water column``) are one word where they stand together; one
that begins with a hyphen (``-reifen``) is the end of a compound: it means ``winterreifen`` and ``reifen``.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import takewhile, zip_longest
from typing import TYPE_CHECKING, Any, NamedTuple

from localize.units.tables import read_table, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from localize.units.quantity import Quantity

__all__ = ["Company", "company_of", "said"]

_PHRASE = 5  # words behind a quantity that its noun phrase may have
_WORD = re.compile(r"[^\W_]+(?:[/.-][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Company:
    """Words that speak for a thing (``words``) and words that speak against it (``unless``)."""

    words: frozenset[str]
    unless: frozenset[str]

    def verdict(self, quantity: Quantity, context: str, *, near_only: bool = False) -> bool | None:
        """True for, False against, None undecided.

        The noun phrase behind the quantity decides first (a "24 inch TV stand" is a stand), then the nearest word, then
        the context, where one word against is enough.
        """
        nearby = self._nearby(quantity)
        if nearby is not None or near_only:
            return nearby
        about = said(("", context)).words
        if self.words.isdisjoint(about) and self.unless.isdisjoint(about):
            return None
        found = _spoken(context, self)
        if not self.unless.isdisjoint(found):
            return False
        return None if self.words.isdisjoint(found) else True

    def _nearby(self, quantity: Quantity) -> bool | None:
        """What the noun phrase behind the quantity says, else the nearest word that speaks."""
        beside = said(quantity.near)
        if self.words.isdisjoint(beside.words) and self.unless.isdisjoint(beside.words):
            return None
        phrase = self._in_phrase(beside.behind, quantity.language)
        if phrase is not None:
            return phrase
        pairs = zip_longest(reversed(beside.before), beside.behind, fillvalue="")
        verdicts = (not self.words.isdisjoint(pair) for pair in pairs if not _are_silent(self, pair))
        return next(verdicts, None)

    def _in_phrase(self, behind: tuple[str, ...], language: str) -> bool | None:
        """What the noun phrase right behind the quantity says: its first word against (wide, tall), else its head."""
        if language not in read_table("words")["head_final"]["languages"]:
            return None
        phrase = list(takewhile(lambda word: word not in words("phrase_ends", language), behind[:_PHRASE]))
        if phrase and phrase[0] in self.unless and phrase[0] in words("labels", language):
            return False
        known = [at for at, word in enumerate(phrase) if word in self.words or word in self.unless]
        head = next((phrase[at] for at in reversed(known) if not self._describes(at, behind, language)), None)
        return None if head is None else head in self.words

    def _describes(self, at: int, behind: tuple[str, ...], language: str) -> bool:
        """Does a word of size go with the next one (“screen, high volume”), so that it is no head?"""
        following = behind[at + 1 : at + 2]
        goes_on = bool(following) and following[0] not in words("phrase_ends", language)
        return goes_on and behind[at] in self.unless and behind[at] in words("labels", language)


def _are_silent(company: Company, pair: tuple[str, str]) -> bool:
    return company.words.isdisjoint(pair) and company.unless.isdisjoint(pair)


def company_of(row: Mapping[str, Any]) -> Company:
    """The words of a data row, of all its languages together."""
    return Company(_merged(row.get("words", {}).values()), _merged(row.get("unless", {}).values()))


def _merged(lists: Iterable[Iterable[str]]) -> frozenset[str]:
    return frozenset(word for row in lists for word in row)


class Said(NamedTuple):
    """The words on both sides of a quantity, in lower case."""

    before: tuple[str, ...]
    behind: tuple[str, ...]
    words: frozenset[str]


@lru_cache(maxsize=4096)
def said(sides: tuple[str, str]) -> Said:
    """Read once for all rules that ask for them."""
    before, behind = (tuple(_words_of(side.lower().replace("’", "'"))) for side in sides)
    return Said(before, behind, frozenset(before + behind))


def _words_of(text: str) -> list[str]:
    """The words of a text in lower case; right behind them the ends of compounds and the expressions that end there."""
    expressions, found = _bound().expressions, list[str]()
    for match in _WORD.finditer(text):
        word = match[0]
        found.append(word)
        found += _ends_of(word)
        for expression in expressions.get(word, ()):
            start = match.end() - len(expression)
            if text.endswith(expression, 0, match.end()) and not (start and text[start - 1].isalnum()):
                found.append(expression)
    return found


@lru_cache(maxsize=8192)  # texts have few words, each of them often
def _ends_of(word: str) -> tuple[str, ...]:
    """The ends that data rows name and a word has, the shortest first."""
    known = _bound()
    return tuple(end for n in known.lengths if (end := f"-{word[-n:]}") in known.ends and len(word) >= n)


class _Bound(NamedTuple):
    """What data rows name beside single words: ends of compounds, their lengths, expressions by their last word."""

    ends: frozenset[str]
    lengths: tuple[int, ...]
    expressions: Mapping[str, tuple[str, ...]]


@cache
def _bound() -> _Bound:
    preferences = read_table("preferences")
    rows = (*read_table("unconverted")["kept"], *preferences["usage"], *preferences["reading"])
    every = frozenset().union(*(company.words | company.unless for company in map(company_of, rows)))
    ends = frozenset(word for word in every if word.startswith("-"))
    expressions: defaultdict[str, tuple[str, ...]] = defaultdict(tuple)
    for word in sorted(every):
        if " " in word:
            expressions[_WORD.findall(word)[-1]] += (word,)
    return _Bound(ends, tuple(sorted({len(end) - 1 for end in ends})), expressions)


@lru_cache(maxsize=1024)
def _spoken(context: str, company: Company) -> frozenset[str]:
    """The words of a context; one against that only describes one for (a coffee cup is a cup) does not speak."""
    found = said(("", context)).behind
    return frozenset(
        word
        for word, head in zip_longest(found, found[1:], fillvalue="")
        if not (word in company.unless and head in company.words)
    )
