"""Signs before numbers: ``-20``, ``minus 20``, ``±0.5`` and what only looks like one (a dash, “al menos 20 °C”)."""

from __future__ import annotations

import re
from functools import cache

from localize.units.guards import word_before
from localize.units.tables import GAP, read_table

__all__ = ["is_difference", "minus_before", "sign_at"]

_REACH = 16  # characters in which a word for a minus may stand
_MINUS = ("-", "−")


@cache
def _words(table: str, language: str) -> tuple[str, ...]:
    return tuple(read_table("words")["minus"][table].get(language, ()))


@cache
def _minus(language: str) -> re.Pattern[str]:
    names = "|".join(_words("words", language))
    return re.compile(rf"(?<![^\W_])(?:{names}){GAP}\Z" if names else r"(?!)", re.IGNORECASE)


@cache
def _sign(language: str) -> re.Pattern[str]:
    minus, plus = ("|".join(_words(table, language)) or "(?!)" for table in ("words", "plus"))
    return re.compile(rf"(?P<minus>[-−]|(?:{minus}){GAP})|(?:\+|(?:{plus}){GAP})", re.IGNORECASE)


def sign_at(text: str, at: int, language: str) -> tuple[bool, int]:
    """Does a minus stand at ``at``, and where the number behind a sign, or without one, begins?"""
    match = _sign(language).match(text, at)
    if match is None or not text[match.end() : match.end() + 1].isdigit():
        return False, at
    return match["minus"] is not None, match.end()


def minus_before(text: str, start: int, language: str) -> int:
    """Where the minus that stands before the number at ``start`` begins; ``start`` if there is none.

    A dash behind a word or a number is none, nor is a word in "al menos".
    """
    before = text[start - 1 : start] if start else ""
    if before in _MINUS:
        return start - 1 if text[max(0, start - 2) : start - 1].strip(" \u00a0([~/…") == "" else start
    if not before.isspace():
        return start
    match = _minus(language).search(text, max(0, start - _REACH), start)
    if match is None or word_before(text, match.start()) in _words("unless", language):
        return start
    return match.start()


def is_difference(text: str, start: int) -> bool:
    """Does a ± stand before the number at ``start``?"""
    return text[start - 1 : start] == "±" or text[max(0, start - 3) : start] in ("+/-", "+/−")
