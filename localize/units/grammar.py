"""What a scanner knows of a language: joins between numbers, names of sides, words that may follow a number."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from localize.units.numerals import Numerals, numerals_of
from localize.units.tables import GAP, Lexicon, in_any_case, lexicon, read_table, words
from localize.units.written import NUMBER_START, NumberReader, number_reader

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

__all__ = ["Grammar", "Tools", "grammar", "tools_of"]

_BETWEEN = ("x", "and", "und", "et", "y", "e", "a", "an")  # beside a language's own: "2 and 3/8", "3/4 of an inch"


class Grammar(NamedTuple):
    """The patterns of one source language."""

    times: re.Pattern[str]
    range: re.Pattern[str]
    listed: re.Pattern[str]
    joins: re.Pattern[str]
    letters: re.Pattern[str]
    label_before: re.Pattern[str]
    label_after: re.Pattern[str]
    label_ends: re.Pattern[str]


@cache
def grammar(language: str) -> Grammar:
    """The patterns for joins and labels of a language, from ``words.toml``."""
    joins, labels = read_table("words")["joins"], read_table("words")["labels"]
    letters = "".join(labels["letters"])
    sides = "|".join((f"[{letters}{letters.lower()}]", *in_any_case(labels.get(language, ()))))
    either = _any(joins["and"].get(language, ()), joins["or"].get(language, ()), ["&"])
    words_between = {w for by in joins.values() for w in by.get(language, ())}
    signs = rf"{GAP}{{0,2}}(?:[xX×*±+\-–—~,/&÷…]|\.{{2,3}}|{_any(words_between)}(?![^\W_]))|-[^\W\d_]"
    return Grammar(
        joins=re.compile(signs, re.IGNORECASE),
        times=re.compile(
            rf"{GAP}{{0,2}}[xX×*]{GAP}{{0,2}}|(?:{GAP}|-){_any(joins['times'].get(language, ()))}(?:{GAP}|-)"
        ),
        range=re.compile(
            rf"{GAP}?(?:[-–—~÷…]|\.{{2,3}}|/(?=[-−+]\d)){GAP}?|{GAP}{_any(joins['range'].get(language, ()))}{GAP}"
        ),
        listed=re.compile(rf",?{GAP}{either}{GAP}|,{GAP}|{GAP}?/{GAP}?", re.IGNORECASE),
        letters=re.compile(rf"{GAP}?[,;/]?{GAP}{{1,2}}(?=[{letters}][.:]?{GAP}{{0,2}}\d)"),
        label_before=re.compile(rf"(?:{sides})(?![^\W\d_])[.:]?{GAP}{{0,2}}"),
        label_ends=re.compile(rf"(?<![^\W_])(?:{sides})[.:]?{GAP}{{0,2}}\Z"),
        label_after=re.compile(
            rf"{GAP}?(?:\((?:{sides})\)|(?:[dD][eEiI]{GAP})?(?:{sides})"
            rf"(?:\.(?={GAP}?[xX×]))?(?![^\W_]|{GAP}?[xX×*/]{GAP}?[^\W\d_]))"
        ),
    )


@cache
def _joining(language: str) -> frozenset[str]:
    """Every word, in lower case, that may stand between two numbers, or between a number and its unit."""
    joins, labels = read_table("words")["joins"], read_table("words")["labels"]
    join_words = (word for by_language in joins.values() for word in by_language.get(language, ()))
    ofs = ("of", "de", "di", "d")
    letters = [letter.lower() for letter in labels["letters"]]
    glued = (f"x{letter}" for letter in letters)  # L120xP30
    return frozenset((*numerals_of(language).scales, *join_words, *ofs, *letters, *glued, *labels.get(language, ())))


@cache
def _vocabulary(language: str) -> frozenset[str]:
    """Every word, in lower case, with which what follows a number may go on."""
    known = lexicon(language)
    return _joining(language) | {name.lower() for name in (*known.exact, *known.folded)}


def _between(language: str, barred: Callable[[str], bool] = lambda _: False) -> str:
    """What may stand between two numbers of a quantity: signs, and words that are not ``barred``; as alternatives of a pattern.

    A point ends the sentence where a blank follows a digit's.
    """
    signs = read_table("words")["minus"]
    words = (*_joining(language), *_BETWEEN, *signs["words"].get(language, ()), *signs["plus"].get(language, ()))
    letters = {form for word in words if len(word) == 1 for form in (word, word.upper()) if not barred(form)}
    longer = "|".join(in_any_case(word for word in words if len(word) > 1 and not barred(word)))
    some_letter = f"[{''.join(sorted(letters))}]"
    return rf"[ \u00a0\u202f\u2009,/⁄×*±+&÷…():;~‑–—−-]|(?<!\d)\.|\.(?!{GAP})|(?:{some_letter}|{longer})(?![^\W\d_])"


def _ahead(language: str) -> re.Pattern[str]:
    """A digit, all that may stand between it and a unit, and what stands there: a mark, a ``word``, or ``nothing`` of the kind.

    It never fails behind a digit, so a search with it reads a text once. A word that is a unit, too, may be the one sought.
    """
    known, digit = lexicon(language), NUMBER_START.pattern
    marks = re.escape("".join(sorted(known.mark_starts)))
    return re.compile(
        rf"{digit}(?:{digit}|{_between(language, known.begins)})*+(?:[{marks}]|(?P<word>[^\W\d_]{{1,24}})|(?P<nothing>))"
    )


class Tools(NamedTuple):
    """What every scanner of a locale needs, looked up once."""

    language: str
    grammar: Grammar
    reader: NumberReader
    number: re.Pattern[str]
    lexicon: Lexicon
    vocabulary: frozenset[str]
    words: Numerals
    ahead: re.Pattern[str]
    another: re.Pattern[str]
    unit_first: frozenset[str]


@cache
def tools_of(locale: str) -> Tools:
    """The tools for texts of a source locale."""
    language = locale.split("-", 1)[0]
    reader = number_reader(locale)
    return Tools(
        language,
        grammar(language),
        reader,
        reader.pattern,
        lexicon(language),
        _vocabulary(language),
        numerals_of(language),
        _ahead(language),
        re.compile(rf"(?:{_between(language)})++{NUMBER_START.pattern}"),
        words("unit_first", language),
    )


def _any(*groups: Iterable[str]) -> str:
    choices = [re.escape(word) for group in groups for word in group]
    return f"(?:{'|'.join(choices)})" if choices else "(?!)"
