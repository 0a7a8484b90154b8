"""Capitals: how a listing writes them, what a small model needs, and how they are carried to the target.

Offline models copy ALL CAPS untranslated and take Title Case words for names, so such text is relaxed before the engine
and restored after it.
"""

from __future__ import annotations

import re
from enum import Enum
from functools import cache

from localize.data import package_folder, read_toml

__all__ = ["Casing", "carry_case", "casing_of", "relax", "restore"]

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


class Casing(Enum):
    """How a text uses capitals."""

    PLAIN = "plain"
    TITLE = "title"
    UPPER = "upper"


@cache
def _small_words(language: str) -> frozenset[str]:
    data = read_toml(package_folder("text") / "small_words.toml")
    return frozenset(data.get(language, ()))


@cache
def _keeps_nouns(language: str) -> bool:
    data = read_toml(package_folder("text") / "small_words.toml")
    return language in data["noun_capitals"]


def casing_of(text: str, language: str) -> Casing:
    """ALL CAPS, Title Case or neither; one word alone is Title Case only by accident, so it is plain.

    >>> casing_of("Men's Hiking Boots", "en"), casing_of("HIKING BOOTS", "en"), casing_of("Red", "en")
    (<Casing.TITLE: 'title'>, <Casing.UPPER: 'upper'>, <Casing.PLAIN: 'plain'>)
    """
    words = _WORD.findall(text)
    letters = sum(map(len, words))
    if letters >= 3 and all(w.isupper() for w in words) and any(len(w) > 3 for w in words):
        return Casing.UPPER
    small = _small_words(language)
    weighty = [w for w in words if w.casefold() not in small]
    if len(weighty) >= 2 and all(w[0].isupper() for w in weighty) and not re.search(r"[.!?]\s+\w", text):
        return Casing.TITLE
    return Casing.PLAIN


def relax(text: str, casing: Casing, language: str, *, first: bool) -> str:
    """The text as a sentence would write it; ``first`` says whether it starts the segment.

    Single capitals and acronyms inside Title Case keep their form.
    """
    if casing is Casing.PLAIN or (casing is Casing.TITLE and _keeps_nouns(language)):
        return text
    lowered = _WORD.sub(lambda m: _lowered(m.group(), casing, language), text)
    return _capitalized(lowered) if first else lowered


@cache
def _names(language: str) -> frozenset[str]:
    """Names of countries and languages in a language, of one word: they keep their capital (CLDR)."""
    from babel import Locale, UnknownLocaleError  # late: 20 ms

    try:
        locale = Locale.parse(language)
    except (UnknownLocaleError, ValueError):
        return frozenset()
    names = (*locale.territories.values(), *locale.languages.values())
    return frozenset(name for name in names if name.istitle() and name.isalpha())


def _lowered(word: str, casing: Casing, language: str) -> str:
    if word.capitalize() in _names(language):
        return word.capitalize()
    if casing is Casing.TITLE and (len(word) == 1 or not word[1:].islower()):
        return word if word != "A" else "a"
    return word.lower()


def restore(text: str, casing: Casing, language: str, *, first: bool) -> str:
    """Target text written with the source's capitals."""
    if casing is Casing.UPPER:
        return text.upper().replace("ẞ", "SS")
    if casing is Casing.TITLE:
        small = _small_words(language)
        seen = not first

        def title(match: re.Match[str]) -> str:
            nonlocal seen
            word = match.group()
            keep_small = seen and word.casefold() in small
            seen = True
            return word if keep_small else word[0].upper() + word[1:]

        return _WORD.sub(title, text)
    return text


def carry_case(source: str, target: str, language: str) -> str:
    """A term's translation with the capitals of the words that it replaces.

    >>> carry_case("WATER BOTTLE", "garrafa de água", "pt"), carry_case("Water Bottle", "garrafa de água", "pt")
    ('GARRAFA DE ÁGUA', 'Garrafa de Água')
    """
    words = _WORD.findall(source)
    if not words or not target:
        return target
    if all(w.isupper() for w in words) and (sum(map(len, words)) > 1) and not target.isupper():
        return target.upper()
    if len(words) > 1 and all(w[0].isupper() for w in words):
        return restore(target, Casing.TITLE, language, first=True)
    return _capitalized(target) if words[0][0].isupper() else target


def _capitalized(text: str) -> str:
    match = _WORD.search(text)
    if match is None or match.start() > 1:
        return text
    return text[: match.start()] + match.group()[0].upper() + text[match.start() + 1 :]
