"""Sentences and headings that lost what stood between them: “in a water-based SerumKey Ingredients: Aloe”.

Feeds are often made by taking the tags out of a description, and with them the ends of its lines. An engine takes such a pair of
words for a name and copies it, with half of the sentence. A capital amid a word may as well be a name's (PlayStation): so words
are parted only where a text has several such pairs, each of two words that the language's word list knows.
"""

from __future__ import annotations

import re
from functools import lru_cache

__all__ = ["glued_at"]

_PAIR = re.compile(r"(?<![^\W_])(?:[^\W\d_]\w*-)*([^\W\d_]?[^\W\d_A-Z]{1,}[.!?]?)(?=([A-Z][^\W\d_A-Z]+)(?![\w'’-]))")
_SENTENCES = re.compile(r"(?<![\w.@/])([^\W\d_]{2,})[.!?](?=([A-Z][^\W\d_A-Z]+)[\s,:])")
_LOUD = re.compile(r"(?<![^\W_])([^\W\d_]?[^\W\d_A-Z]{2,})(?=[A-Z]{3,}(?![\w'’-])|[QA]:)")
_BEHIND = re.compile(r"[\d)%](?=([A-Z][^\W\d_A-Z]{3,})[\s:])")
_FEWEST, _LONG = 3, 3
"""Pairs that show that the ends of lines were lost, for one or two may be names; letters of a small word among them."""


def glued_at(text: str, language: str) -> list[int]:
    """Where in a text one sentence or heading ends and the next begins, with nothing between them.

    >>> glued_at("Soft and warm.Made of wool", "en"), glued_at("Works with PlayStation", "en")
    ([14], [])
    """
    ends = [m.end() for m in _SENTENCES.finditer(text) if _are_words(language, m[1], m[2])]
    pairs = {m.end(): m[1] for m in _PAIR.finditer(text) if _are_words(language, m[1].rstrip(".!?"), m[2])}
    sure = ends or any(
        word.islower() and len(word) >= _LONG for word in pairs.values()
    )  # MacBook, iPhone: names begin otherwise
    if len(pairs) >= _FEWEST and sure:
        ends += [m.end() for m in _LOUD.finditer(text) if _are_words(language, m[1])]
        behind = (m.end() for m in _BEHIND.finditer(text) if _are_words(language, m[1]))
        ends += [*pairs, *behind]
    return sorted(set(ends))


def _are_words(language: str, *words: str) -> bool:
    return all(_knows(word.lower(), language) for word in words)


@lru_cache(maxsize=4_096)
def _knows(word: str, language: str) -> bool:
    from simplemma import is_known  # late: the list of a language takes up to a second
    from simplemma.strategies.dictionaries.dictionary_factory import SUPPORTED_LANGUAGES

    return language in SUPPORTED_LANGUAGES and bool(is_known(word, lang=language))
