"""Capitals: how a listing writes them, what a small model needs, and how they are carried to the target.

Offline models copy ALL CAPS untranslated and take Title Case words for names, so such text is relaxed before the engine
and restored after it.
"""

from __future__ import annotations

import re
import unicodedata
from enum import Enum
from functools import cache

from localize.data import package_folder, read_toml

__all__ = ["Casing", "carry_case", "casing_of", "relax", "restore", "small_words", "upper"]

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_OWN_WORD = re.compile(rf"(?<![^\W_]){_WORD.pattern}")  # the k of 14k has no capital to speak of


class Casing(Enum):
    """How a text uses capitals."""

    PLAIN = "plain"
    TITLE = "title"
    UPPER = "upper"


@cache
def small_words(language: str) -> frozenset[str]:
    """Articles, conjunctions and short prepositions, which stay small inside a title."""
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
    >>> casing_of("14k Gold Ring", "en"), casing_of("Wireless USB", "en")
    (<Casing.TITLE: 'title'>, <Casing.PLAIN: 'plain'>)
    """
    words = _OWN_WORD.findall(text)
    letters = sum(map(len, words))
    if letters >= 3 and all(w.isupper() for w in words) and any(len(w) > 3 for w in words):
        return Casing.UPPER
    small = small_words(language)
    weighty = [w for w in words if w.casefold() not in small]
    if all(w[0].isupper() for w in weighty) and not re.search(r"[.!?]\s+\w", text):
        # “Wireless USB” begins with a capital as any value does: other words must choose theirs.
        chosen = [w for w in weighty[1:] if not _is_acronym(w)]
        return Casing.TITLE if chosen else Casing.PLAIN
    return Casing.PLAIN


def relax(text: str, casing: Casing, language: str, *, first: bool) -> str:
    """The text as a sentence would write it; ``first`` says whether it starts the segment.

    Single capitals and acronyms inside Title Case keep their form.
    """
    if casing is Casing.PLAIN or (casing is Casing.TITLE and _keeps_nouns(language)):
        return text
    lowered = _WORD.sub(lambda m: _lowered(m, casing, language), text)
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


def _lowered(match: re.Match[str], casing: Casing, language: str) -> str:
    word = match.group()
    if casing is Casing.TITLE and match.string[match.end() : match.end() + 1].isdigit():
        return word  # A5 is a format, no article
    if word.capitalize() in _names(language):
        return word.capitalize()
    if casing is Casing.TITLE and (len(word) == 1 or not word[1:].islower()):
        return word if word != "A" else "a"
    return word.lower()


def restore(text: str, casing: Casing, language: str, *, first: bool) -> str:
    """Target text written with the source's capitals."""
    if casing is Casing.UPPER:
        return upper(text, language)
    if casing is Casing.TITLE:
        small = small_words(language)
        seen = not first

        def title(match: re.Match[str]) -> str:
            nonlocal seen
            word = match.group()
            keep_small = (seen and word.casefold() in small) or _follows_digit(text, match)
            seen = True
            return word if keep_small else _capital(word, language)

        return _WORD.sub(title, text)
    return text


def carry_case(source: str, target: str, language: str, *, model: str = "", starts: bool = True) -> str:
    """A term's translation with the capitals of the words that it replaces.

    ``model`` is the term as its dictionary writes it: a text that writes it so gets the translation as the dictionary
    writes that. ``starts`` says that a sentence begins here.

    >>> carry_case("WATER BOTTLE", "garrafa de água", "pt"), carry_case("Water Bottle", "garrafa de água", "pt")
    ('GARRAFA DE ÁGUA', 'Garrafa de Água')
    >>> carry_case("T-shirt", "camiseta", "pt", model="T-shirt", starts=False), carry_case("TV stand", "rack", "pt", starts=False)
    ('camiseta', 'rack')
    >>> carry_case("TVs", "télévisions", "fr", model="TV", starts=False)
    'télévisions'
    """
    words = _OWN_WORD.findall(source)
    if not words or not target:
        return target
    if source == model:
        return _capitalized(target, language) if starts and words[0][0].isupper() else target
    if all(w.isupper() for w in words) and sum(map(len, words)) > 1 and not target.isupper():
        return upper(target, language)
    if all(w[0].isupper() for w in words) and not all(map(_is_acronym, words[1:])):
        return restore(target, Casing.TITLE, language, first=True)
    if words[0][0].isupper():
        return target if _is_acronym(words[0]) and not starts else _capitalized(target, language)
    return _uncapitalized(target, language) if model[:1].isupper() and source[:1].islower() else target


def _is_acronym(word: str) -> bool:
    """``TV``, and its plural ``TVs``."""
    letters = word.removesuffix("s")
    return len(letters) > 1 and letters.isupper()


def upper(text: str, language: str) -> str:
    """ALL CAPS as the language writes them: Turkish ``i`` keeps its dot, Greek drops its accents, ``ẞ`` is SS.

    >>> upper("kimlik", "tr"), upper("groß", "de")
    ('KİMLİK', 'GROSS')
    """
    habits = _habits()
    if language in habits["dotted_i"]:
        text = text.replace("i", "İ")
    text = text.upper().replace("ẞ", "SS")
    if language in habits["capitals_without_accents"]:
        text = unicodedata.normalize("NFC", unicodedata.normalize("NFD", text).replace("\u0301", ""))
    return text


@cache
def _habits() -> dict[str, frozenset[str]]:
    data = read_toml(package_folder("text") / "small_words.toml")
    return {name: frozenset(data[name]) for name in ("dotted_i", "capitals_without_accents", "capital_ij")}


def _capital(word: str, language: str) -> str:
    """A word with its first letter as a capital; what is written like iPhone has its capital elsewhere."""
    if any(c.isupper() for c in word[1:]):
        return word
    habits = _habits()
    if language in habits["capital_ij"] and word.startswith("ij"):
        return "IJ" + word[2:]
    first = "İ" if word[0] == "i" and language in habits["dotted_i"] else word[0].upper()
    return first + word[1:]


def _capitalized(text: str, language: str = "") -> str:
    match = _WORD.search(text)
    if match is None or match.start() > 1 or _follows_digit(text, match):
        return text
    return text[: match.start()] + _capital(match.group(), language) + text[match.end() :]


def _follows_digit(text: str, match: re.Match[str]) -> bool:
    """Does it only go on after a number (the ``er`` of German ``6er-Pack``)?"""
    return text[: match.start()][-1:].isdigit()


def _uncapitalized(text: str, language: str) -> str:
    """Without the capital of its first word, if that is all that makes it a capital."""
    match = _WORD.match(text)
    if match is None or _keeps_nouns(language) or not match.group()[1:].islower():
        return text
    return text[0].lower() + text[1:]
