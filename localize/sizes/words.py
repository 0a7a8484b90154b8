"""The word lists of ``words.toml``, compiled once per language."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from localize.data import package_folder, read_toml

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = [
    "WordList",
    "any_in_case",
    "any_of",
    "audience_words",
    "fit_keys",
    "kind_words",
    "label_audiences",
    "size_words",
    "system_names",
    "words",
]

_PLAIN = str.maketrans({"_": " ", "’": "'", "‘": "'", "`": "'", "´": "'"})


@cache
def words() -> Mapping[str, Any]:
    """The whole file."""
    return read_toml(package_folder("sizes") / "words.toml")


def any_of(names: Iterable[str]) -> str:
    """A pattern for any of ``names``, the longest first; ``*`` in a name stands for letters."""
    ordered = sorted(names, key=lambda name: (-len(name), name))
    return "|".join(re.escape(name).replace(r"\*", r"\w*") for name in ordered)


def any_in_case(names: Iterable[str]) -> str:
    """A pattern for any of ``names`` in any case. Sorted by first letters, so that nearly all are left after one look."""
    by_letter: dict[str, list[str]] = {}
    for name in names:
        by_letter.setdefault(name[0].lower(), []).append(name[1:])
    return "|".join(rf"[{re.escape(first + first.upper())}](?i:{any_of(rests)})" for first, rests in by_letter.items())


class WordList:
    """Words with a meaning each; of words that contain one another, the longer is read."""

    def __init__(self, meanings: Mapping[str, Iterable[str]]) -> None:
        self._meanings = {meaning: tuple(names) for meaning, names in meanings.items()}
        exact = {name.casefold(): m for m, names in self._meanings.items() for name in names if "*" not in name}
        open_ended = [(name.casefold(), m) for m, names in self._meanings.items() for name in names if "*" in name]
        self._exact = exact
        longest_first = sorted(open_ended, key=lambda item: -len(item[0]))
        self._open = [(re.compile(any_of([name])), m) for name, m in longest_first]
        names = [*exact, *(name for name, _ in open_ended)]
        self._pattern = re.compile(rf"(?<!\w)(?:{any_of(names)})(?!\w)") if names else None

    def read(self, text: str) -> frozenset[str]:
        """The meanings of the words in ``text``; ``neither`` is read over.

        >>> sorted(WordList({"shoes": ["boots"], "neither": ["boot cut"]}).read("Boot cut, with boots"))
        ['shoes']
        """
        if self._pattern is None:
            return frozenset()
        found = {self._meaning(match.group()) for match in self._pattern.finditer(text.translate(_PLAIN).casefold())}
        return frozenset(found - {"neither"})

    def _meaning(self, word: str) -> str:
        if word in self._exact:
            return self._exact[word]
        return next(meaning for pattern, meaning in self._open if pattern.fullmatch(word))


def _merged(section: str, language: str) -> dict[str, list[str]]:
    merged: dict[str, list[str]] = {}
    for code in dict.fromkeys(("en", language)):
        for meaning, names in words()[section].get(code, {}).items():
            merged.setdefault(meaning, []).extend(names)
    return merged


@cache
def audience_words(language: str) -> WordList:
    """Words for whom something is; ``unisex`` counts as a meaning of its own."""
    return WordList(_merged("audience", language))


@cache
def kind_words(language: str) -> WordList:
    """Words for what is sized."""
    return WordList(_merged("kind", language))


def size_words(section: str, language: str) -> tuple[str, ...]:
    """A plain list (``size_word``, ``not_a_size``) of a language and of English."""
    lists = words()[section]
    return tuple(dict.fromkeys((*lists.get(language, ()), *lists["en"])))


@cache
def system_names(*, columns: bool, language: str = "") -> Mapping[str, str]:
    """How a text (or a column, which may say more) names a system → the system.

    ``language`` adds the names of that language; columns read those of every language.
    """
    lists = words()
    sections = [lists["systems"]]
    if columns:
        sections += [lists["column_systems"], *lists["systems_in"].values()]
    elif language in lists["systems_in"]:
        sections.append(lists["systems_in"][language])
    return {name: system for section in sections for system, names in section.items() for name in names}


@cache
def fit_keys() -> Mapping[str, str]:
    """Words behind a size for another cut of it ("tall") → their key in ``[write.*] fits``."""
    return {word: key for key, names in words()["fits"].items() for word in names}


@cache
def label_audiences(language: str = "") -> Mapping[str, str]:
    """Words for one audience that may stand in a label (``men's``, ``big kid``) of a language and English, or of all."""
    return {
        name.rstrip("*"): audience
        for code, lists in reversed(words()["audience"].items())
        if not language or code in {"en", language}
        for audience in ("men", "women", "kids")
        for name in lists.get(audience, ())
    }
