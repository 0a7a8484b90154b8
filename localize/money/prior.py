"""Is a price in a text a former or recommended one? Words beside it say so (``prior_words.toml``)."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from localize.money.names import prior_words

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["is_prior"]

_REACH = 40
_NEXT_PRICE = r"[\s:.]{1,3}(?:[^\w\s]|[a-z]{1,3}\$?)?\s?\d"  # £9.99 RRP £14.99


def is_prior(text: str, start: int, end: int, language: str) -> bool:
    """Does a word right before or behind the price at this place call it a former or recommended one?

    >>> is_prior("$49 MSRP", 0, 3, "en"), is_prior("de R$ 199 por R$ 149", 3, 9, "pt"), is_prior("cupom de R$ 20", 9, 14, "pt")
    (True, True, False)
    """
    before, behind, paired = _patterns(language)
    left = text[max(0, start - _REACH) : start]
    if before.search(left) or behind.match(text, end):
        return True
    return any(first.search(left) and second.match(text, end) for first, second in paired)


@cache
def _patterns(
    language: str,
) -> tuple[re.Pattern[str], re.Pattern[str], tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]]:
    words = prior_words(language)
    paired = ((_before((first,)), _behind(second)) for first, second in words.paired.items())
    return _before(words.before), _behind(words.behind, rf"(?!{_NEXT_PRICE})"), tuple(paired)


def _before(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"(?i)(?<!\w)(?:{_any(words)})\s?[:.]?\s*\Z")


def _behind(words: Iterable[str], unless: str = "") -> re.Pattern[str]:
    """A word behind a price, ``unless`` something follows: another price, which it belongs to."""
    return re.compile(rf"(?i)[,;]?\s\(?(?:{_any(words)})(?!\w){unless}")


def _any(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True))) or "(?!)"
