"""Words that an engine gave back as they were: small models copy what they do not know (“Soft jersey” stays “Soft jersey”).

A word is left where it stands in source and translation alike, the source's language knows it and the target's does not.
Names are not words: what a sentence writes with a capital inside is left alone, and so are titles, where everything has one,
unless nothing of them was translated. ``loan_words.toml`` names what many languages borrow.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from localize.data import package_folder, read_toml
from localize.text.casing import Casing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from localize.translation.plan import Plan, Translation

__all__ = ["is_left", "knows", "left_words"]

_WORD = re.compile(r"(?<!\w)(?<!\w['’&./-])[^\W\d_]{3,}(?!['’&./-]?\w)")
_SENTENCE_START = re.compile(r"(?:^|[.!?:•]\s+)$")
_FEWEST_IN_TITLES = 2


def left_words(plan: Plan, translation: Translation) -> tuple[str, ...]:
    """Such words, in the order of the translation and in small letters."""
    if translation.rung in {"none", "off"} or translation.problem:
        return ()
    before = set(_words(plan, plan.words))
    after = list(dict.fromkeys(_words(plan, (item for item in translation.items if isinstance(item, str)))))
    left = tuple(word for word in after if word in before and is_left(word, plan.source, plan.target))
    if plan.casing is Casing.PLAIN:
        return left
    return left if len(left) >= _FEWEST_IN_TITLES and len(left) == len(after) else ()


def _words(plan: Plan, texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        for match in _WORD.finditer(text):
            word = match.group()
            if plan.casing is not Casing.PLAIN or word.islower() or _SENTENCE_START.search(text[: match.start()]):
                yield word.lower()


@lru_cache(maxsize=16_384)
def is_left(word: str, source: str, target: str) -> bool:
    """Is a word in small letters one of the source's language that the target's does not know?"""
    return word not in _loans() and knows(word, source) and not knows(word, target)


def knows(word: str, language: str) -> bool:
    """Does the word list of a language have the word? Of a language without a list nothing can be said."""
    from simplemma import is_known  # late: the list of a language takes up to a second
    from simplemma.strategies.dictionaries.dictionary_factory import SUPPORTED_LANGUAGES

    return language in SUPPORTED_LANGUAGES and bool(is_known(word, lang=language))


@cache
def _loans() -> frozenset[str]:
    return frozenset(read_toml(package_folder("translation") / "loan_words.toml")["words"])
