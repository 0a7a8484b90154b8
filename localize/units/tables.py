"""Reads the data files of this folder: units and their names, words around numbers, preferences, what stays."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from localize.data import package_folder, read_toml
from localize.text.accents import with_accentless
from localize.units.quantity import UnitStyle

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

__all__ = [
    "Alias",
    "Lexicon",
    "Unit",
    "any_word",
    "in_any_case",
    "lexicon",
    "preferences",
    "read_table",
    "unit_named",
    "units",
    "words",
]

GAP = "[ \u00a0\u202f\u2009]"  # spaces that may stand inside a quantity; never a line break


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of ``units.toml``. ``base = factor * value + offset``, or ``factor / value`` if it is ``inverse``.

    No factor: the same everywhere.
    """

    id: str
    dimension: str
    factor: Fraction | None
    offset: Fraction
    babel: str
    systems: frozenset[str]
    symbol: str
    plural: str
    imperial: str
    smaller: str
    inverse: bool = False
    spelled: bool = False
    named: bool = False

    @property
    def factor_or_zero(self) -> Fraction:
        """The factor; zero where there is none."""
        return self.factor or Fraction(0)

    def to_base(self, value: Fraction, *, difference: bool = False) -> Fraction:
        """``value`` in the base unit of its dimension; a difference ignores the offset."""
        assert self.factor is not None  # noqa: S101  # callers ask only for units that have one
        if self.inverse:
            return self.factor / value if value else value
        base = value * self.factor
        return base + self.offset if self.offset and not difference else base

    def from_base(self, value: Fraction, *, difference: bool = False) -> Fraction:
        """The inverse of :meth:`to_base`."""
        assert self.factor is not None  # noqa: S101  # as above
        if self.inverse:
            return self.factor / value if value else value
        return (value - self.offset if self.offset and not difference else value) / self.factor


@dataclass(frozen=True, slots=True)
class Alias:
    """One way to write a unit; ``pattern`` matches all of it, anchored by the caller."""

    text: str
    unit: str
    style: UnitStyle
    pattern: re.Pattern[str]
    guard: str
    not_before: frozenset[str]


class Aliases(NamedTuple):
    """The aliases that begin with one word, longest first; ``any`` matches where the first of them does, as a group of its own."""

    all: tuple[Alias, ...]
    any: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The unit names of one source language: aliases by their first word, exact and in any case."""

    exact: Mapping[str, Aliases]
    folded: Mapping[str, Aliases]
    marks: re.Pattern[str]
    mark_units: Mapping[str, str]
    mark_starts: frozenset[str]

    def begins(self, word: str) -> bool:
        """Does any alias begin with the word?"""
        return word in self.exact or word.lower() in self.folded

    def standing(self, word: str, text: str, at: int = 0) -> Iterator[tuple[Alias, re.Match[str]]]:
        """The aliases that begin with a word and stand at a place, longest first; the exact case goes before others."""
        aliases = self.exact.get(word) or self.folded.get(word.lower())
        found = aliases.any.match(text, at) if aliases else None
        if aliases is None or found is None:
            return
        first = found.lastindex or 1
        yield aliases.all[first - 1], found
        for alias in aliases.all[first:]:
            if match := alias.pattern.match(text, at):
                yield alias, match

    def unit_called(self, name: str) -> tuple[str, UnitStyle] | None:
        """The unit that a whole text names (``Inches``, ``fl. oz.``), and how, or None."""
        text = name.strip().replace("_", " ")
        if text in self.mark_units:
            return self.mark_units[text], UnitStyle.MARK
        first = re.match(r"[^\W\d_]+", text)
        if not first:
            return None
        for alias, match in self.standing(first[0], text):
            if not text[match.end() :].strip(" ."):
                return alias.unit, alias.style
        return None


def any_word(words: Iterable[str]) -> str:
    """A pattern for any of these words in any case, not within a longer word; it begins with their first letters.

    That lets a search skip what begins no word, five times as fast as a list of alternatives under ``re.IGNORECASE``.
    """
    by_letter: defaultdict[str, list[str]] = defaultdict(list)
    for word in sorted(words, key=len, reverse=True):
        by_letter[word[0].lower()].append(re.escape(word[1:]))
    if not by_letter:
        return "(?!)"
    letters = {first: re.escape(first) + re.escape(first.upper()) for first in by_letter}
    rests = (f"(?<=[{letters[first]}])(?i:{'|'.join(rests)})" for first, rests in sorted(by_letter.items()))
    return rf"[{''.join(letters.values())}](?<![^\W_].)(?:{'|'.join(rests)})(?![^\W_])"


def in_any_case(words: Iterable[str]) -> Iterator[str]:
    """A pattern for the words with each first letter, in any case: alternatives of which one look at a letter leaves most."""
    rests: defaultdict[str, list[str]] = defaultdict(list)
    for word in sorted(words, key=len, reverse=True):
        rests[word[0]].append(re.escape(word[1:]))
    for first, rest in sorted(rests.items()):
        yield rf"[{first}{first.upper()}](?i:{'|'.join(rest)})"


@cache
def read_table(name: str) -> Mapping[str, Any]:
    """A data file of this folder, parsed once."""
    return MappingProxyType(read_toml(package_folder("units") / f"{name}.toml"))


@cache
def units() -> Mapping[str, Unit]:
    """Every unit by its id."""
    return MappingProxyType({row["id"]: _unit(row) for row in read_table("units")["unit"]})


def unit_named(unit: str) -> Unit:
    """The unit with that id."""
    return units()[unit]


def _unit(row: Mapping[str, Any]) -> Unit:
    return Unit(
        id=row["id"],
        dimension=row.get("dimension", ""),
        factor=Fraction(row["factor"]) if "factor" in row else None,
        offset=Fraction(row.get("offset", 0)),
        babel=row.get("babel", ""),
        systems=frozenset(row.get("systems", ())),
        symbol=row["symbol"],
        plural=row.get("plural", row["symbol"]),
        imperial=row.get("imperial", ""),
        smaller=row.get("smaller", ""),
        inverse=row.get("inverse", False),
        spelled=row.get("spelled", False),
        named=row.get("named", False),
    )


@cache
def words(table: str, language: str) -> frozenset[str]:
    """The words of a table of ``words.toml`` in a language (empty where it has none)."""
    return frozenset(read_table("words")[table].get(language, ()))


@cache
def preferences() -> Mapping[tuple[str, str], Mapping[str, Any]]:
    """(market system, unit id) → the row of ``preferences.toml`` that says its target units."""
    rows = read_table("preferences")["preference"]
    return MappingProxyType({(system, unit): row for row in rows for system in row["systems"] for unit in row["from"]})


@cache
def lexicon(language: str) -> Lexicon:
    """The unit names of a source language; symbols and marks are the same in all."""
    exact: dict[str, list[Alias]] = defaultdict(list)
    folded: dict[str, list[Alias]] = defaultdict(list)
    marks: dict[str, str] = {}
    for row in read_table("units")["unit"]:
        marks.update(dict.fromkeys(row.get("marks", ()), row["id"]))
        for text in row.get("symbols", ()):
            alias = _alias(row, text, UnitStyle.SYMBOL)
            exact[_first(text)].append(alias)
            if len(text) > 1:
                folded[_first(text).lower()].append(alias)
        for text in with_accentless(row.get("names", {}).get(language, ())):
            folded[_first(text).lower()].append(_alias(row, text, UnitStyle.NAME))
    longest = sorted(marks, key=len, reverse=True)
    for token, aliases in exact.items():
        aliases.extend([a for a in folded.get(token.lower(), ()) if a not in aliases])
    return Lexicon(
        exact=_sorted(exact),
        folded=_sorted(folded),
        marks=re.compile("|".join(map(_mark_pattern, longest))),
        mark_units=MappingProxyType(marks),
        mark_starts=frozenset(mark[0] for mark in marks),
    )


def _first(text: str) -> str:
    """The letters that an alias begins with; ``km`` of ``km/h``."""
    match = re.match(r"[^\W\d_]+", text)
    assert match, text  # noqa: S101  # a test checks every alias of the data file
    return match[0]


def _alias(row: Mapping[str, Any], text: str, style: UnitStyle) -> Alias:
    not_before = row.get("not_before", {})
    return Alias(
        text=text,
        unit=row["id"],
        style=style,
        pattern=re.compile(_pattern(text, style), re.IGNORECASE if len(text) > 1 else 0),
        guard=row.get("guards", {}).get(text, ""),
        not_before=frozenset(word for language in not_before.values() for word in language),
    )


def _pattern(text: str, style: UnitStyle) -> str:
    """Words may be parted by a space or hyphen, the parts of a symbol (``fl. oz``) by a point, too, or by nothing."""
    parts = [re.escape(part) for part in text.split(" ")]
    between = rf"\.?{GAP}?" if style is UnitStyle.SYMBOL else rf"\.?(?:{GAP}|-)"
    # A superscript belongs to another, longer alias; so does a letter or digit, but for the x of 5mmx10mm.
    return between.join(parts) + r"(?![^\W\d_](?<![xX])|[²³^]|[xX](?!\d)|\d|_)"


def _mark_pattern(mark: str) -> str:
    end = r"(?![^\W_])" if mark[-1].isalpha() else ""
    return re.escape(mark) + end


def _sorted(aliases: Mapping[str, Iterable[Alias]]) -> Mapping[str, Aliases]:
    longest = {word: tuple(sorted(v, key=lambda a: len(a.text), reverse=True)) for word, v in aliases.items()}
    return MappingProxyType({word: Aliases(known, _any(known)) for word, known in longest.items()})


def _any(aliases: Iterable[Alias]) -> re.Pattern[str]:
    """One pattern with a group for each alias: a word like "in" begins thirty of them."""
    return re.compile(
        "|".join(f"((?i:{a.pattern.pattern}))" if len(a.text) > 1 else f"({a.pattern.pattern})" for a in aliases)
    )
