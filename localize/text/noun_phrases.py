"""Noun phrases of languages that put the named noun first: “hand compass” is “bússola de mão”.

Who asks knows each word's translation, part of speech and gender. The last of them is what the phrase names; nouns before it
follow behind a preposition, adjectives in its gender and number, phrases (“à prova de água”) as they are. What the grammar of
``noun_phrases.toml`` does not cover has no answer.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from localize.data import package_folder, read_toml

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["Part", "Word", "is_plural", "joins_values", "noun_phrase", "text_of"]

MOST_WORDS = 4
_GENDERS = frozenset({"m", "f"})
_BESIDE = frozenset({"noun", "adj", "phrase"})


class Word(NamedTuple):
    """A word of the source by its translation, as its entry writes that, in the number of the source.

    ``forms`` are those that the entry knows: an adjective agrees only in one of them. Empty, its ending decides. ``many`` is
    a noun's plural, where the entry says it.
    """

    text: str
    pos: str
    gender: str = ""
    plural: bool = False
    forms: frozenset[str] = frozenset()
    many: str = ""


class Part(NamedTuple):
    """A piece of a phrase, and which word it is of; -1 for a preposition, which has its blanks."""

    text: str
    word: int = -1


class _Grammar(NamedTuple):
    joint: str
    elided: str
    before_vowel: str
    plural: Mapping[str, str]
    values: bool
    before: frozenset[str]
    beside: frozenset[str]
    things: frozenset[str]
    sets: frozenset[str]
    apart: frozenset[str]
    invariable: frozenset[str]
    endings: Mapping[str, tuple[str, str, str]]


@cache
def _grammar(language: str) -> _Grammar | None:
    table = read_toml(package_folder("text") / "noun_phrases.toml").get(language)
    if table is None:
        return None
    endings = {ending: tuple(table["endings"][ending]) for ending in sorted(table["endings"], key=len, reverse=True)}
    before, beside, things, sets, apart, invariable = (
        frozenset(table.get(name, ())) for name in ("before", "beside", "things", "sets", "apart", "invariable")
    )
    elided, vowel = table.get("elided", ""), table.get("before_vowel", "(?!)")
    plural, values = table["plural"], table.get("values", False)
    return _Grammar(
        table["joint"], elided, vowel, plural, values, before, beside, things, sets, apart, invariable, endings
    )


def joins_values(language: str) -> bool:
    """May values of choice fields be joined before an engine is asked? Only where that was measured."""
    grammar = _grammar(language)
    return grammar is not None and grammar.values


def is_plural(source: str, translation: str, gender: str, language: str) -> bool:
    """Plural on both sides: “casters → rodízios”, not “glasses → óculos de sol” alone, nor “lens → lente”."""
    grammar = _grammar(language)
    if grammar is None or gender not in _GENDERS or source[-1:].casefold() != "s":
        return False
    first = translation.partition(" ")[0]
    return re.search(f"(?:{grammar.plural[gender]})$", first) is not None


def noun_phrase(words: Sequence[Word], language: str) -> list[Part] | None:
    """The words in the language's order; None where one is neither noun nor adjective, or no ending is known.

    >>> text_of(noun_phrase([Word("giratório", "adj"), Word("mão", "noun", "f"), Word("bússola", "noun", "f")], "pt"))
    'bússola de mão giratória'
    >>> text_of(noun_phrase([Word("or", "noun", "m"), Word("bague", "noun", "f")], "fr"))
    "bague d'or"
    """
    grammar = _grammar(language)
    if grammar is None or not 2 <= len(words) <= MOST_WORDS:
        return None
    *others, head = words
    if head.pos != "noun" or head.gender not in _GENDERS or any(word.pos not in _BESIDE for word in others):
        return None
    if any((word.text.partition(" ")[0] if word.pos == "adj" else word.text) in grammar.apart for word in others):
        return None
    front: list[Part] = []
    phrase = [Part(head.text, len(others))]
    behind: list[Part] = []
    several = head.text.partition(" ")[0] in grammar.sets
    for index, word in reversed(list(enumerate(others))):
        if word.pos == "noun":
            text = (several and word.many) or word.text
            phrase += [Part(_link(text, grammar)), Part(text, index)]
            continue
        form = _described(word, grammar) if word.pos == "phrase" else _agreeing(word, head, grammar)
        if form is None:
            return None
        if word.text in grammar.before:
            front.insert(0, Part(f"{form} ", index))
        else:
            behind += [Part(" "), Part(form, index)]
    return [*front, *phrase, *behind]


def text_of(parts: Sequence[Part] | None) -> str:
    """The phrase as one text; empty for none."""
    return "".join(part.text for part in parts or ())


def _link(noun: str, grammar: _Grammar) -> str:
    """Names and most short forms are set beside the noun: “porta USB”, “alto-falante Bluetooth”, but “suporte de TV”."""
    joined_already = noun.partition(" ")[0] in grammar.invariable  # “de madeira”, wooden
    if joined_already or noun in grammar.beside or (noun[:1].isupper() and noun not in grammar.things):
        return " "
    if grammar.elided and re.match(grammar.before_vowel, noun, re.IGNORECASE):
        return f" {grammar.elided}"
    return f" {grammar.joint} "


def _described(phrase: Word, grammar: _Grammar) -> str | None:
    """A phrase that a preposition begins, as it is; “não”, “todos” and “adequado para” describe nothing behind a noun."""
    first, _, rest = phrase.text.partition(" ")
    whole = rest and rest.rpartition(" ")[2] not in grammar.invariable
    return phrase.text if whole and first in grammar.invariable else None


def _agreeing(adjective: Word, head: Word, grammar: _Grammar) -> str | None:
    """The adjective in gender and number; words behind its first stay (“resistente a riscos”)."""
    first, *rest = re.split(r"(?= )", adjective.text, maxsplit=1)
    if first in grammar.invariable or (head.gender == "m" and not head.plural):
        return adjective.text
    for ending, (plural_m, single_f, plural_f) in grammar.endings.items():
        if first.endswith(ending):
            new = (plural_f if head.plural else single_f) if head.gender == "f" else plural_m
            form = first.removesuffix(ending) + new + "".join(rest)
            return form if not adjective.forms or form == adjective.text or form in adjective.forms else None
    return None
