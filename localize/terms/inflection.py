"""Inflected words: which base forms a source word may have, and which of a translation's forms is a plural.

A term is written in its base form; a text may have its plural, its possessive or, in languages that inflect more, its case
and gender: ``hiking boot`` is found in “hiking boots” and “the hiking boot's sole”. The other way round it is not: a term
in the plural means the plural. English is served by its few rules, other languages by the lemmatizer *simplemma*.

Read wrongly a plural does harm, so ``inflection.toml`` names plurals with a sense of their own (*glasses* are not *glass*)
and words that before an article are verbs (“fits the wrist”).
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from localize.data import package_folder, read_toml
from localize.terms.tokens import folded

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

__all__ = [
    "bases",
    "is_plural_of",
    "joins_nouns",
    "may_inflect",
    "means_itself",
    "needs_noun",
    "plural_guesses",
    "possessed",
    "reads_as_verb",
]

_SETS = frozenset({"own_sense", "own_alone", "noun_only", "verbs", "after_verb"})
_SHORTEST = 4
_BLANK = re.compile(r"[\s-]+")  # a plural may stand in any part of a compound: sacos-ninho
_SHORTEST_BASE = 3
_BACK = str.maketrans("aou", "äöü")


@cache
def _grammar(language: str) -> Mapping[str, Any]:
    grammar: Mapping[str, Any] = _all().get(language, {})
    return {key: frozenset(v) if key in _SETS else v for key, v in grammar.items()}


@cache
def _all() -> Mapping[str, Any]:
    return read_toml(package_folder("terms") / "inflection.toml")


def is_complete(language: str) -> bool:
    """Is the language served by rules for nouns alone, so that no other part of speech inflects?"""
    return bool(_grammar(language).get("complete"))


def joins_nouns(language: str) -> bool:
    """Does the language write compounds as one word (``Wanderstiefel``)?"""
    return bool(_grammar(language).get("joins"))


def possessed(word: str, language: str) -> str:
    """A folded word without the sign of the possessor (``acme's`` → ``acme``); itself where it has none."""
    for ending in _grammar(language).get("genitive", ()):
        if ending.startswith("'") and word.endswith(ending) and len(word) > len(ending) + 1:
            return word[: -len(ending)]
    return word


@lru_cache(maxsize=65_536)
def bases(word: str, language: str) -> tuple[str, ...]:
    """Folded words that a word of the text (as written there) may be an inflection of; never the word itself.

    >>> bases("Boots", "en"), bases("knives", "en"), bases("glasses", "en"), bases("Stiefeln", "de")
    (('boot',), ('knif', 'knife', 'knive'), (), ('stiefel',))
    """
    plain = folded(word)
    grammar = _grammar(language)
    if not language or plain in grammar.get("own_sense", ()) or not any(c.isalpha() for c in plain):
        return ()
    found = dict.fromkeys(_candidates(word, plain, language, grammar))
    return tuple(sorted(base for base in found if base != plain and base))


def _candidates(word: str, plain: str, language: str, grammar: Mapping[str, Any]) -> Iterator[str]:
    bare = possessed(plain, language)
    if bare != plain:
        yield bare
        yield from bases(bare, language)
    for suffix in grammar.get("suffixes", ()):
        if plain.endswith(suffix) and len(plain) >= len(suffix) + 2:
            yield plain[: -len(suffix)]
    if plain in grammar.get("irregular", {}):
        yield grammar["irregular"][plain]
    short = word[:-1].isupper() and word[-1:] == "s" and len(word) > 2  # TVs, LEDs
    if short and grammar.get("complete"):
        yield plain[:-1]
    if len(plain) < _SHORTEST:
        return
    if grammar.get("complete"):
        yield from _singulars(plain, grammar)
    elif language in _lemmatized():
        yield from _lemmas(word, plain, language)


def _singulars(plain: str, grammar: Mapping[str, Any]) -> Iterator[str]:
    if plain.endswith(tuple(grammar.get("never", ()))):
        return
    for singular, plural in grammar["plurals"]:
        base = plain[: -len(plural)] + singular
        if plain.endswith(plural) and len(base) >= _SHORTEST_BASE:
            yield base


@cache
def _lemmatized() -> frozenset[str]:
    from simplemma.strategies.dictionaries.dictionary_factory import SUPPORTED_LANGUAGES  # late: 0.1 s

    return frozenset(SUPPORTED_LANGUAGES)


def _lemmas(word: str, plain: str, language: str) -> Iterator[str]:
    """The lemma of the word as it is written, and as it would be inside a sentence (nouns of ALL CAPS and Title Case)."""
    from simplemma import lemmatize  # late: the language's word list takes up to some seconds

    spellings = {word, word.lower(), word.capitalize()} if not word.islower() else {word}
    for spelling in sorted(spellings):
        lemma = folded(lemmatize(spelling, lang=language))
        if len(lemma) >= _SHORTEST_BASE and lemma[0] == plain[0]:
            yield lemma


def may_inflect(language: str, words: Sequence[str], at: int) -> bool:
    """May this word of a phrase be inflected? In English only its head: the last word, or that before ``of`` and the like."""
    grammar = _grammar(language)
    if grammar.get("whole") or at == len(words) - 1:
        return True
    return words[at + 1] in grammar.get("before_head", ())


def needs_noun(word: str, language: str) -> bool:
    """Is a folded word the plural of one that is an adjective as well (*lights*)?"""
    return word in _grammar(language).get("noun_only", ())


def means_itself(word: str, language: str) -> bool:
    """Has a folded plural a sense of its own where no other word of its term stands before it (*woods*)?"""
    return word in _grammar(language).get("own_alone", ())


def reads_as_verb(word: str, following: str, language: str) -> bool:
    """Is a folded word that may be a plural a verb here (“covers the screen”)?"""
    grammar = _grammar(language)
    return word in grammar.get("verbs", ()) and following in grammar.get("after_verb", ())


def is_plural_of(form: str, base: str, language: str) -> bool:
    """Is a form of a translation its plural, as far as endings tell? A genitive (``Stiefels``) is none.

    >>> is_plural_of("garrafas de água", "garrafa de água", "pt"), is_plural_of("Bücher", "Buch", "de")
    (True, True)
    """
    ones, many = _BLANK.split(folded(base)), _BLANK.split(folded(form))
    if len(ones) != len(many) or ones == many:
        return False
    return all(one == several or several in _plurals(one, language) for one, several in zip(ones, many, strict=True))


@lru_cache(maxsize=4096)
def _plurals(word: str, language: str) -> frozenset[str]:
    grammar = _grammar(language)
    found = {
        word[: len(word) - len(singular)] + plural
        for singular, plural in grammar.get("plurals", ())
        if word.endswith(singular)
    }
    if grammar.get("umlauts"):
        found |= {_umlauted(form, word) for form in found | {word}}
    return frozenset(found - {word})


def _umlauted(form: str, word: str) -> str:
    """``hute`` → ``hüte``: the last vowel of the stem that can have an umlaut."""
    for at in range(len(word) - 1, -1, -1):
        if form[at : at + 1] in {"a", "o", "u"}:
            vowel = at - (form[at - 1 : at + 1] == "au")
            return form[:vowel] + form[vowel].translate(_BACK) + form[vowel + 1 :]
    return form


def plural_guesses(translation: str, language: str) -> tuple[str, ...]:
    """What the plural of a translation may look like: to be recognized in an engine's words, never to be written.

    >>> plural_guesses("garrafa de água", "pt")
    ('garrafas de água', 'garrafas des água', 'garrafas des águas')
    """
    words = translation.split()
    if not words or len(words) > 5 or not _grammar(language).get("plurals"):
        return ()
    if not _grammar(language).get("head_first"):
        return tuple(sorted(" ".join([*words[:-1], last]) for last in _spelled(words[-1], language)))
    guesses = []
    for count in range(1, len(words) + 1):
        heads: list[list[str]] = [[]]
        for word in words[:count]:
            heads = [[*head, form] for head in heads for form in sorted(_spelled(word, language)) or [word]][:8]
        guesses += [" ".join([*head, *words[count:]]) for head in heads]
    return tuple(dict.fromkeys(guesses))


def _spelled(word: str, language: str) -> frozenset[str]:
    """Plurals of a word with its own capitals."""
    odd = tuple(_grammar(language).get("no_plural", ()))
    forms = [form for form in _plurals(folded(word), language) if not form.endswith(odd)]
    return frozenset(form[0].upper() + form[1:] if word[0].isupper() else form for form in forms)
