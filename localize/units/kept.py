"""What is not converted, given its company: ``unconverted.toml``, and names that mean another unit in some company."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import takewhile, zip_longest
from typing import TYPE_CHECKING, Any, NamedTuple

from localize.units.quantity import Quantity, Shape
from localize.units.tables import read_table, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["Company", "KeptRule", "company_of", "kept_rules", "liquid_reading", "rule_that_keeps"]

_PHRASE = 5  # words behind a quantity that its noun phrase may have
_WORD = re.compile(r"[^\W_]+(?:[/.-][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Company:
    """Words that speak for a thing (``words``) and words that speak against it (``unless``)."""

    words: frozenset[str]
    unless: frozenset[str]

    def verdict(self, quantity: Quantity, context: str, *, near_only: bool = False) -> bool | None:
        """True for, False against, None undecided.

        The noun phrase behind the quantity decides first (a "24 inch TV stand" is a stand), then the nearest word, then
        the context, where one word against is enough.
        """
        nearby = self._nearby(quantity)
        if nearby is not None or near_only:
            return nearby
        about = _said(("", context)).words
        if self.words.isdisjoint(about) and self.unless.isdisjoint(about):
            return None
        found = _spoken(context, self)
        if not self.unless.isdisjoint(found):
            return False
        return None if self.words.isdisjoint(found) else True

    def _nearby(self, quantity: Quantity) -> bool | None:
        """What the noun phrase behind the quantity says, else the nearest word that speaks."""
        beside = _said(quantity.near)
        if self.words.isdisjoint(beside.words) and self.unless.isdisjoint(beside.words):
            return None
        phrase = self._in_phrase(beside.behind, quantity.language)
        if phrase is not None:
            return phrase
        pairs = zip_longest(reversed(beside.before), beside.behind, fillvalue="")
        said = (not self.words.isdisjoint(pair) for pair in pairs if not _are_silent(self, pair))
        return next(said, None)

    def _in_phrase(self, behind: tuple[str, ...], language: str) -> bool | None:
        """What the noun phrase right behind the quantity says: its first word against (wide, tall), else its head."""
        if language not in read_table("words")["head_final"]["languages"]:
            return None
        phrase = list(takewhile(lambda word: word not in words("phrase_ends", language), behind[:_PHRASE]))
        if phrase and phrase[0] in self.unless and phrase[0] in words("labels", language):
            return False
        head = next((w for w in reversed(phrase) if w in self.words or w in self.unless), None)
        return None if head is None else head in self.words


def _are_silent(company: Company, pair: tuple[str, str]) -> bool:
    return company.words.isdisjoint(pair) and company.unless.isdisjoint(pair)


@dataclass(frozen=True, slots=True)
class KeptRule:
    """One row of ``unconverted.toml``."""

    id: str
    reason: str
    units: frozenset[str]
    shapes: frozenset[str]
    company: Company
    phrases: tuple[str, ...]
    near_only: bool
    whole_numbers: bool
    countries: frozenset[str]

    def keeps(self, quantity: Quantity, context: str, country: str) -> bool:
        """Does this rule keep the quantity as it is, in this company, for buyers of this country?"""
        if self.countries and country not in self.countries:
            return False
        shape = Shape.SINGLE if quantity.shape is Shape.DUAL else quantity.shape
        if self.shapes and shape not in self.shapes:
            return False
        if self.whole_numbers and any(t.number.resolution != 1 for m in quantity.measures for t in m.terms):
            return False
        if self.phrases:
            around = quantity.near[0] + quantity.text + quantity.near[1]
            return any(phrase in around for phrase in self.phrases)
        verdict = self.company.verdict(quantity, context, near_only=self.near_only)
        return verdict is True if self.company.words else verdict is not False


@cache
def kept_rules() -> Mapping[str, tuple[KeptRule, ...]]:
    """Unit id → the rules that may keep it, in the order of the file."""
    rules = [_rule(row) for row in read_table("unconverted")["kept"]]
    return {unit: tuple(r for r in rules if unit in r.units) for rule in rules for unit in rule.units}


def rule_that_keeps(quantity: Quantity, context: str, country: str) -> KeptRule | None:
    """The first rule that keeps the quantity in this company for buyers of ``country``, or None."""
    beside = _said(quantity.near).words
    for rule in kept_rules().get(quantity.unit, ()):
        if rule.near_only and rule.company.words and not rule.phrases and rule.company.words.isdisjoint(beside):
            continue  # nobody speaks for it
        if rule.keeps(quantity, context, country):
            return rule
    return None


class _Reading(NamedTuple):
    """A row of readings: what a unit means in some company, of sellers in some countries (or all but those)."""

    unit: str
    means: str
    company: Company
    countries: frozenset[str]
    elsewhere: bool
    near_only: bool
    not_values: frozenset[int]
    unless_anywhere: bool

    def holds(self, quantity: Quantity, context: str, country: str) -> bool:
        if self.countries and (country in self.countries) is self.elsewhere:
            return False
        if self.not_values and any(t.number.value in self.not_values for m in quantity.measures for t in m.terms):
            return False
        if self.unless_anywhere and not self.company.unless.isdisjoint(_said(("", context)).words):
            return False
        return self.company.verdict(quantity, context, near_only=self.near_only) is True


def liquid_reading(quantity: Quantity, context: str, country: str = "US") -> str:
    """The unit that the quantity's unit means in this company (``32 oz bottle``: fluid ounces), or the empty string."""
    for reading in _readings():
        is_meant = reading.unit == quantity.unit and quantity.shape is not Shape.MIXED
        if is_meant and reading.holds(quantity, context, country):
            return reading.means
    return ""


@cache
def _readings() -> tuple[_Reading, ...]:
    return tuple(
        _Reading(
            row["unit"],
            row["means"],
            company_of(row),
            frozenset(row.get("countries", ())),
            row.get("elsewhere", False),
            row.get("near_only", False),
            frozenset(row.get("not_values", ())),
            row.get("unless_anywhere", False),
        )
        for row in read_table("preferences")["reading"]
    )


def _rule(row: Mapping[str, Any]) -> KeptRule:
    return KeptRule(
        id=row["id"],
        reason=row["reason"],
        units=frozenset(row["units"]),
        shapes=frozenset(row.get("shapes", ())),
        company=company_of(row),
        phrases=tuple(row.get("phrases", ())),
        near_only=row.get("near_only", False),
        whole_numbers=row.get("whole_numbers", False),
        countries=frozenset(row.get("countries", ())),
    )


def company_of(row: Mapping[str, Any]) -> Company:
    """The words of a data row, of all its languages together."""
    return Company(_merged(row.get("words", {}).values()), _merged(row.get("unless", {}).values()))


def _merged(lists: Iterable[Iterable[str]]) -> frozenset[str]:
    return frozenset(word for row in lists for word in row)


class _Said(NamedTuple):
    """The words on both sides of a quantity, in lower case."""

    before: tuple[str, ...]
    behind: tuple[str, ...]
    words: frozenset[str]


@lru_cache(maxsize=4096)
def _said(sides: tuple[str, str]) -> _Said:
    """Read once for all rules that ask for them."""
    before, behind = (tuple(_WORD.findall(side.lower())) for side in sides)
    return _Said(before, behind, frozenset(before + behind))


@lru_cache(maxsize=1024)
def _spoken(context: str, company: Company) -> frozenset[str]:
    """The words of a context; one against that only describes one for (a coffee cup is a cup) does not speak."""
    found = _said(("", context)).behind
    return frozenset(
        word
        for word, head in zip_longest(found, found[1:], fillvalue="")
        if not (word in company.unless and head in company.words)
    )
