"""Terms that are too common: function words, single letters, and short ones that stand inside other words."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from localize.data import package_folder, read_toml
from localize.listing import Severity
from localize.terms.checks.scripts import compounds, without_blanks
from localize.terms.entry import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from localize.problem import Problem
    from localize.terms.checks.items import Item

__all__ = ["check_common_words", "function_words", "general_words"]


def check_common_words(items: Sequence[Item]) -> Iterator[Problem]:
    """An entry without a scope whose words are in nearly every text, or inside words that mean something else."""
    known: dict[str, set[str]] = {}
    for item in items:
        known.setdefault(item.source_language, set()).add(item.term.casefold())
    for item in items:
        if any(item.scope) or item.exact or not item.term:
            continue
        language = item.target_language if item.kind == Kind.FORBID else item.source_language
        if problem := _common(item, language) or _inside(item, language, known.get(language, set())):
            yield problem


@cache
def _words() -> Mapping[str, Mapping[str, Sequence[str]]]:
    data: dict[str, dict[str, list[str]]] = read_toml(package_folder("terms") / "checks" / "common_words.toml")
    return data


def function_words(language: str) -> frozenset[str]:
    """Articles, prepositions, pronouns and the like, in small letters; empty for a language that we have no list of."""
    return frozenset(_words().get(language, {}).get("function", ()))


def general_words(language: str) -> frozenset[str]:
    """Numbers, plain verbs and adverbs of running text: no terms by themselves, though they may stand inside one."""
    return frozenset(_words().get(language, {}).get("general", ()))


def _common(item: Item, language: str) -> Problem | None:
    words = function_words(language)
    if len(item.tokens) == 1 and item.tokens[0] in words:  # "up to" and "such as" are phrases, and may be terms
        return _problem(item, f"'{item.term}' is a word of nearly every text.")
    # In scripts of letters; a Chinese or Japanese character is a word.
    if len(item.term) == 1 and item.term.isalpha() and not without_blanks(language):
        return _problem(item, f"'{item.term}' is a single letter: it would be found in sizes, initials and lists.")
    return None


def _inside(item: Item, language: str, known: set[str]) -> Problem | None:
    """In languages where a term is found inside longer words: is there a common one that means something else?"""
    if not (without_blanks(language) or compounds(language)):
        return None
    term = item.term.casefold()
    inside = [w for w in _words().get(language, {}).get("misleading", ()) if term in w and w != term and w not in known]
    if not inside:
        return None
    return _problem(item, f"'{item.term}' stands inside '{inside[0]}', too, which means something else.")


def _problem(item: Item, message: str) -> Problem:
    hint = "Say where it applies (fields, category, brand), write exact in the column 'case', or use a longer term."
    return item.problem("dict-common-word", Severity.WARNING, message, hint)
