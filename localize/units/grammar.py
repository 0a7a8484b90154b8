"""What a scanner knows of a language: joins between numbers, names of sides, words that may follow a number."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from localize.units.numerals import Numerals, numerals_of
from localize.units.tables import GAP, Lexicon, lexicon, read_table
from localize.units.written import NumberReader, number_reader

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Grammar", "Tools", "grammar", "tools_of"]


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
    sides = "|".join((f"[{letters}{letters.lower()}]", *sorted(labels.get(language, ()), key=len, reverse=True)))
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
        label_before=re.compile(rf"(?:{sides})(?![^\W\d_])[.:]?{GAP}{{0,2}}", re.IGNORECASE),
        label_ends=re.compile(rf"(?<![^\W_])(?:{sides})[.:]?{GAP}{{0,2}}\Z", re.IGNORECASE),
        label_after=re.compile(
            rf"{GAP}?(?:\((?:{sides})\)|(?:d[ei]{GAP})?(?:{sides})(?:\.(?={GAP}?[xX×]))?(?![^\W_]|{GAP}?[xX×*/]{GAP}?[^\W\d_]))",
            re.IGNORECASE,
        ),
    )


@cache
def _vocabulary(language: str) -> frozenset[str]:
    """Every word, in lower case, with which what follows a number may go on."""
    joins, labels = read_table("words")["joins"], read_table("words")["labels"]
    known = lexicon(language)
    first_words = (name.lower() for name in (*known.exact, *known.folded, *numerals_of(language).scales))
    join_words = (word for by_language in joins.values() for word in by_language.get(language, ()))
    ofs = ("of", "de", "di", "d")
    letters = [letter.lower() for letter in labels["letters"]]
    glued = (f"x{letter}" for letter in letters)  # L120xP30
    return frozenset((*first_words, *join_words, *ofs, *letters, *glued, *labels.get(language, ())))


class Tools(NamedTuple):
    """What every scanner of a locale needs, looked up once."""

    language: str
    grammar: Grammar
    reader: NumberReader
    number: re.Pattern[str]
    lexicon: Lexicon
    vocabulary: frozenset[str]
    words: Numerals


@cache
def tools_of(locale: str) -> Tools:
    """The tools for texts of a source locale."""
    language = locale.split("-", 1)[0]
    reader = number_reader(locale)
    spoken = grammar(language), reader, reader.pattern, lexicon(language), _vocabulary(language), numerals_of(language)
    return Tools(language, *spoken)


def _any(*groups: Iterable[str]) -> str:
    choices = [re.escape(word) for group in groups for word in group]
    return f"(?:{'|'.join(choices)})" if choices else "(?!)"
