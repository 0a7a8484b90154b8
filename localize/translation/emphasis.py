"""Capitals that only raise the voice: “you will RECEIVE a file” is asked as “you will receive a file”.

Small models take a word in capitals for a name and copy it, or tear it (“RECEO VIVO”). In the midst of small letters an
everyday word has no other reason for them. What may be a name or an acronym keeps them: short words that ``emphasis.toml``
does not list, makers and acronyms that it does, and what stands beside a name or before a number (Galaxy NOTE 10).
"""

from __future__ import annotations

import re
from functools import cache

from localize.data import package_folder, read_toml
from localize.text.casing import Casing, relax
from localize.translation.left_words import knows

__all__ = ["without_emphasis"]

_LOUD = re.compile(r"(?<![\w.'’&+/-])[^\W\d_a-z]{2,}(?![\w'’&+/-]|\.\w|\s?\d)")
_SMALL = re.compile(r"(?<![^\W])[^\W\d_A-Z]{2,}(?!\w)")
_NAME_BEFORE = re.compile(r"(?<!\A)(?<![.!?:] )(?<!\w)[A-Z][^\W\d_]*[a-z][^\W_]* \Z")
_NAME_BEHIND = re.compile(r" [A-Z][^\W\d_]*[a-z]")
_LONG = 4


def without_emphasis(text: str, casing: Casing, language: str) -> str:
    """A text of small letters with its loud words in small letters, too; another as it is.

    >>> without_emphasis("Do NOT iron the LED strip", Casing.PLAIN, "en")
    'Do not iron the LED strip'
    """
    short = _short(language)
    if casing is not Casing.PLAIN or not short or _SMALL.search(text) is None:
        return text

    def quiet(match: re.Match[str]) -> str:
        word = match.group()
        small = word.lower()
        everyday = small in short if len(word) < _LONG else small not in _names() and knows(small, language)
        named = _NAME_BEFORE.search(text[: match.start()]) or _NAME_BEHIND.match(text, match.end())
        if not word.isupper() or not everyday or named:
            return word
        return relax(word, Casing.UPPER, language, first=match.start() == 0)

    return _LOUD.sub(quiet, text)


@cache
def _names() -> frozenset[str]:
    return frozenset(read_toml(package_folder("translation") / "emphasis.toml")["names"])


@cache
def _short(language: str) -> frozenset[str]:
    return frozenset(read_toml(package_folder("translation") / "emphasis.toml")["short"].get(language, ()))
