"""Signs before numbers: ``-20``, ``minus 20``, ``±0.5`` and what only looks like one (a dash, “al menos 20 °C”)."""

from __future__ import annotations

import re
from functools import cache

from localize.units.guards import word_before
from localize.units.tables import GAP, read_table

__all__ = ["is_difference", "minus_before", "sign_at"]

_REACH = 16  # characters in which a word for a minus may stand
_MINUS = ("-", "−")
_ENTRY = 80
_NEXT_ENTRY = re.compile(r"\s[-–−]\s[^\d\s]")  # Extras: - 20 °C tested - washable
_UP_TO_PLUS = re.compile(r"[\d.,]+[^+\n]{1,12}\+ ?[\d.,]+ ?[°º]")  # - 20 °C bis + 60 °C
_ENDS = frozenset("°º") | frozenset("0123456789")  # what a dash behind it makes a range


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
    return re.compile(rf"(?P<minus>[-−]{GAP}?|(?:{minus}){GAP})|(?:\+{GAP}?|(?:{plus}){GAP})", re.IGNORECASE)


@cache
def _apart(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A minus with a blank behind it: after a word for "from", or after a colon or bracket, where it may be a list's dash."""
    table = read_table("words")
    names = "|".join((*table["range_led"]["read"].get(language, ()), *table["joins"]["range"].get(language, ())))
    led = rf"(?<![^\W_])(?:{names}){GAP}([-−]){GAP}\Z" if names else r"(?!)"
    return re.compile(led, re.IGNORECASE), re.compile(rf"[:(]{GAP}?([-−]){GAP}\Z")


@cache
def _alone(language: str) -> re.Pattern[str]:
    """A number of degrees with nothing behind it, or the other end of a range; a list's entry goes on: - 40 °C waschbar."""
    names = "|".join(read_table("words")["joins"]["range"].get(language, ())) or "(?!)"
    unit = rf"{GAP}?(?:[°º˚]{GAP}?)?[CF]?"
    return re.compile(rf"[\d.,]+{unit}(?={GAP}?(?:\Z|[.,;)\]\n…/+–-]|(?:{names})(?![^\W_])))", re.IGNORECASE)


def sign_at(text: str, at: int, language: str) -> tuple[bool, int]:
    """Does a minus stand at ``at``, and where the number behind a sign, or without one, begins?"""
    match = _sign(language).match(text, at)
    if match is None or not text[match.end() : match.end() + 1].isdigit():
        return False, at
    return match["minus"] is not None, match.end()


def minus_before(text: str, start: int, language: str) -> int:
    """Where the minus that stands before the number at ``start`` begins; ``start`` if there is none.

    A dash behind a word or a number is none, nor is a word in "al menos". A dash with a blank behind it is one behind "from" or a
    colon, and where a plus follows at the upper end; elsewhere it begins an entry of a list.
    """
    before = text[start - 1 : start] if start else ""
    if before in _MINUS:
        return start - 1 if text[max(0, start - 2) : start - 1].strip(" \u00a0([~/…") == "" else start
    if not before.isspace():
        return start
    if text[start - 2 : start - 1] in _MINUS:
        return _minus_apart(text, start, language)
    match = _minus(language).search(text, max(0, start - _REACH), start)
    if match is None or word_before(text, match.start()) in _words("unless", language):
        return start
    return match.start()


def _minus_apart(text: str, start: int, language: str) -> int:
    """Where a dash with a blank behind it begins, if it is a minus."""
    reach = max(0, start - _REACH)
    led, listed = (pattern.search(text, reach, start) for pattern in _apart(language))
    if led:
        return led.start(1)
    if listed and _alone(language).match(text, start) and not _NEXT_ENTRY.search(text, start, start + _ENTRY):
        return listed.start(1)
    before = text[reach : start - 2].rstrip()[-1:]
    return start - 2 if _UP_TO_PLUS.match(text, start) and before not in _ENDS else start


def is_difference(text: str, start: int) -> bool:
    """Does a ± stand before the number at ``start``?"""
    return text[start - 1 : start] == "±" or text[max(0, start - 3) : start] in ("+/-", "+/−")
