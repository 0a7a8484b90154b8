"""Capitals that only raise the voice: “you will RECEIVE a file” is asked as “you will receive a file”.

Small models take a word in capitals for a name and copy it, or tear it (“RECEO VIVO”). In the midst of small letters an
everyday word has no other reason for them. What may be a name or an acronym keeps them: short words that ``emphasis.toml``
does not list, makers and acronyms that it does, what stands beside a name or before a number (Galaxy NOTE 10), and what an
article stands before (the PALM trial). In a
title, where a maker stands in capitals as often, only words that it lists as shouted lose them (RARE, GENUINE).
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from localize.data import package_folder, read_toml
from localize.text.casing import Casing, relax
from localize.translation.left_words import knows

if TYPE_CHECKING:
    from localize.translation.plan import Plan

__all__ = ["without_emphasis"]

_LOUD = re.compile(r"(?<![\w.'’&+/-])[^\W\d_a-z]{2,}(?![\w'’&+/-]|\.\w|\s?\d)")
_SMALL = re.compile(r"(?<![^\W])[^\W\d_A-Z]{2,}(?!\w)")
_NAME_BEFORE = re.compile(r"(?<!\A)(?<![.!?:] )(?<!\w)[A-Z][^\W\d_]*[a-z][^\W_]* \Z")
_NAME_BEHIND = re.compile(r" [A-Z][^\W\d_]*[a-z]")
_LONG = 4


def without_emphasis(text: str, plan: Plan) -> str:
    """A part of a plan of small letters with its loud words in small letters, too; of another plan as it is.

    >>> from localize.translation.plan import Plan
    >>> without_emphasis("Do NOT iron the LED strip", Plan(("Do NOT iron the LED strip",), Casing.PLAIN, "en", "pt"))
    'Do not iron the LED strip'
    """
    language = plan.source
    shouted = _listed("titles", language)
    if plan.casing is Casing.TITLE:
        return _LOUD.sub(lambda match: match[0].capitalize() if match[0].lower() in shouted else match[0], text)
    short = _listed("short", language)
    if plan.casing is not Casing.PLAIN or not short or not any(map(_SMALL.search, plan.words)):
        return text

    articles = [[word] for word in _listed("articles", language)]
    start = plan.items[0]
    opens = isinstance(start, str) and start.split()[:1] == text.split()[:1]

    def quiet(match: re.Match[str]) -> str:
        word = match.group()
        small = word.lower()
        everyday = small in short if len(word) < _LONG else small not in _names() and knows(small, language)
        before = text[: match.start()]
        named = _NAME_BEFORE.search(before) or _NAME_BEHIND.match(text, match.end())
        called = len(word) >= _LONG and small not in shouted and before.lower().split()[-1:] in articles
        if not word.isupper() or not everyday or named or called:
            return word
        return relax(word, Casing.UPPER, language, first=match.start() == 0 and opens)

    return _LOUD.sub(quiet, text)


@cache
def _names() -> frozenset[str]:
    return frozenset(read_toml(package_folder("translation") / "emphasis.toml")["names"])


@cache
def _listed(table: str, language: str) -> frozenset[str]:
    return frozenset(read_toml(package_folder("translation") / "emphasis.toml")[table].get(language, ()))
