"""What is not converted, given its company: ``unconverted.toml``, and names that mean another unit in some company."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from localize.units.company import Company, company_of, said
from localize.units.quantity import Shape, UnitStyle
from localize.units.tables import read_table
from localize.units.things import is_named_by

if TYPE_CHECKING:
    from collections.abc import Mapping

    from localize.units.quantity import Quantity

__all__ = ["KeptRule", "kept_rules", "liquid_reading", "rule_that_keeps"]


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
    between: tuple[Fraction, ...]
    not_in_labels: bool
    means: str
    """What the number counts in truth, by CLDR's name (``duration-month``); empty where it is the unit that it looks like."""

    def keeps(self, quantity: Quantity, context: str, country: str) -> bool:
        """Does this rule keep the quantity as it is, in this company, for buyers of this country?"""
        if self.countries and country not in self.countries:
            return False
        shape = Shape.SINGLE if quantity.shape is Shape.DUAL else quantity.shape
        if self.shapes and shape not in self.shapes:
            return False
        numbers = [term.number for measure in quantity.measures for term in measure.terms]
        if self.whole_numbers and any(number.resolution != 1 for number in numbers):
            return False
        if self.between and not all(self.between[0] <= number.value <= self.between[1] for number in numbers):
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
    beside = said(quantity.near).words
    by_label = all(term.style is UnitStyle.NONE for measure in quantity.measures for term in measure.terms)
    for rule in kept_rules().get(quantity.unit, ()):
        if rule.near_only and rule.company.words and not rule.phrases and rule.company.words.isdisjoint(beside):
            continue  # nobody speaks for it
        if rule.not_in_labels and by_label:
            continue
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

    def holds(self, quantity: Quantity, context: str, country: str, title: str) -> bool:
        if self.countries and (country in self.countries) is self.elsewhere:
            return False
        if self.not_values and any(t.number.value in self.not_values for m in quantity.measures for t in m.terms):
            return False
        if self.unless_anywhere and not self.company.unless.isdisjoint(said(("", context)).words):
            return False
        beside = self.company.verdict(quantity, context, near_only=True)
        if beside is not None or self.near_only:
            return beside is True
        named = is_named_by(self.company, title, quantity.language) if title else None
        return self.company.verdict(quantity, context) is True if named is None else named


def liquid_reading(quantity: Quantity, context: str, country: str = "US", *, title: str = "") -> str:
    """The unit that the quantity's unit means in this company (``32 oz bottle``: fluid ounces), or the empty string.

    ``title`` is the listing's; what it names counts before the other words of ``context``.
    """
    for reading in _readings():
        is_meant = reading.unit == quantity.unit and quantity.shape is not Shape.MIXED
        if is_meant and reading.holds(quantity, context, country, title):
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
        between=tuple(map(Fraction, row.get("between", ()))),
        not_in_labels=row.get("not_in_labels", False),
        means=row.get("means", ""),
    )
