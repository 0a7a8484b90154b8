"""What a condition says as plain facts, when it can never hold, and when one condition follows from another.

Cautious on purpose: a doubt counts as "may hold" and "does not follow", so that nothing is reported that is not so.
"""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any

from localize.data import package_folder
from localize.market import market_tags
from localize.rules.numbers import number_of
from localize.rules.patterns import compile_glob, compile_pattern, is_glob
from localize.rules.values import NUMBER_KEYS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

__all__ = ["Facts", "follows", "known_marketplaces", "never", "together"]

_LENGTH_KEYS = ("longer_than", "shorter_than")
_TEST_KEYS = ("matches", "equals", *_LENGTH_KEYS, *NUMBER_KEYS)


@cache
def known_marketplaces() -> tuple[str, ...]:
    """Every marketplace that we know."""
    return tuple(sorted(p.name for p in package_folder("marketplaces").iterdir() if p.is_dir()))


@dataclass(slots=True)
class Tests:
    """Everything that a conjunction asks of one value."""

    matches: list[str] = field(default_factory=list)
    equals: list[frozenset[str]] = field(default_factory=list)
    bounds: dict[str, Decimal] = field(default_factory=dict)

    def add(self, table: Mapping[str, Any]) -> None:
        """Take over a table's tests; of two bounds the tighter one counts."""
        if "matches" in table:
            self.matches.append(table["matches"])
        if "equals" in table:
            self.equals.append(frozenset(_listed(table["equals"])))
        for key in (*_LENGTH_KEYS, *NUMBER_KEYS):
            if key in table:
                limit = Decimal(str(table[key]))
                tighter = max if key in {"longer_than", "above", "at_least"} else min
                self.bounds[key] = tighter(self.bounds.get(key, limit), limit)

    @property
    def impossible(self) -> str:
        """Why no value passes, or ''."""
        b = self.bounds
        if "longer_than" in b and "shorter_than" in b and b["shorter_than"] <= b["longer_than"] + 1:
            return f"nothing is longer than {b['longer_than']} and shorter than {b['shorter_than']} characters"
        if low_high := _empty_range(b):
            return f"no number is {low_high}"
        if self.equals:
            allowed = frozenset.intersection(*self.equals)
            if not allowed:
                return "no value equals both"
            if not any(map(self._passes, allowed)):
                words = " or ".join(f"'{value}'" for value in sorted(allowed))
                return f"{words} does not pass the other tests"
        return ""

    def _passes(self, value: str) -> bool:
        b = self.bounds
        if len(value) <= b.get("longer_than", -1) or ("shorter_than" in b and len(value) >= b["shorter_than"]):
            return False
        numeric = {key: b[key] for key in NUMBER_KEYS if key in b}
        if numeric and not _in_range(number_of(value), numeric):
            return False
        return all(compile_pattern(pattern, "").search(value) is not None for pattern in self.matches)

    def implies(self, other: Tests) -> bool:
        """Does every value that passes here pass there?"""
        values = frozenset.intersection(*self.equals) if self.equals else None
        if values is not None:
            return all(map(other._passes, values)) and all(values <= allowed for allowed in other.equals)
        if other.equals or not set(other.matches) <= set(self.matches):
            return False
        return all(_bound_implied(key, limit, self.bounds) for key, limit in other.bounds.items())


@dataclass(slots=True)
class Facts:
    """A condition as a conjunction: audience, group, tests by subject; ``any`` and ``not`` as they are."""

    markets: frozenset[str]
    marketplaces: list[tuple[str, ...]] = field(default_factory=list)
    brands: list[tuple[str, ...]] = field(default_factory=list)
    categories: list[tuple[str, ...]] = field(default_factory=list)
    tests: dict[tuple[str, str], Tests] = field(default_factory=dict)
    some: list[list[Mapping[str, Any]]] = field(default_factory=list)
    denied: list[Mapping[str, Any]] = field(default_factory=list)

    @classmethod
    def of(cls, when: Mapping[str, Any], fields: str) -> Facts:
        """The facts of a ``when`` table of a rule about ``fields``."""
        facts = cls(frozenset(market_tags()))
        facts.add(when, fields)
        return facts

    def add(self, when: Mapping[str, Any], fields: str) -> None:
        """One more table that must hold."""
        if "market" in when:
            matches = compile_glob(when["market"])
            self.markets = frozenset(tag for tag in self.markets if matches(tag))
        for name, known in (("marketplace", self.marketplaces), ("brand", self.brands), ("category", self.categories)):
            if name in when:
                known.append(_listed(when[name]))
        subject = when.get("field", fields)
        tested = any(key in when for key in _TEST_KEYS)
        if tested or "field" in when:
            self._tests(subject, "source").add(when)
        target = when.get("target", {})
        if any(key in target for key in _TEST_KEYS):
            self._tests(subject, "target").add(target)
        for side, table in (("source", when.get("price")), ("target", target.get("price"))):
            if table:
                self._tests("(price)", side).add(table)
        for table in when.get("all", ()):
            self.add(table, fields)
        if "any" in when:
            self.some.append(list(when["any"]))
        if "not" in when:
            self.denied.append(when["not"])

    def narrowed(self, branch: Mapping[str, Any], fields: str) -> Facts:
        """These facts and one branch of an ``any``; the other alternatives are left aside."""
        facts = replace(deepcopy(self), some=[])
        facts.add(branch, fields)
        return facts

    def _tests(self, subject: str, side: str) -> Tests:
        return self.tests.setdefault((subject, side), Tests())


def never(when: Mapping[str, Any], fields: str) -> str:
    """Why a condition can never hold, or ''."""
    return _impossible(Facts.of(when, fields), fields)


def _impossible(facts: Facts, fields: str) -> str:
    if not facts.markets:
        return "no market is all of them"
    if reason := _no_audience(facts):
        return reason
    for (subject, _), tests in facts.tests.items():
        # Of a glob, different fields may pass different tests.
        if not is_glob(subject) and (reason := tests.impossible):
            return f"{subject or 'the value'}: {reason}" if subject != "(price)" else f"the price: {reason}"
    if any(table and _implied(table, facts, fields) for table in facts.denied):
        return "'not' denies what the rest asks for"
    branches = facts.some
    if any(all(_impossible(facts.narrowed(branch, fields), fields) for branch in some) for some in branches):
        return "no branch of 'any' can hold with the rest"
    return ""


def follows(when: Mapping[str, Any], fields: str, then: Mapping[str, Any], then_fields: str) -> bool:
    """Wherever the first condition holds, does the second?"""
    return _implied(then, Facts.of(when, fields), then_fields)


def together(one: Mapping[str, Any], other: Mapping[str, Any], fields: str) -> bool:
    """May both hold for one field of one listing, for all that can be told?"""
    return not never({"all": [{"field": fields, **one} if fields else one, other]}, fields)


def _implied(table: Mapping[str, Any], facts: Facts, fields: str) -> bool:
    groups = (("marketplace", facts.marketplaces), ("brand", facts.brands), ("category", facts.categories))
    return (
        ("market" not in table or all(map(compile_glob(table["market"]), facts.markets)))
        and all(
            any(_globs_within(own, _listed(table[name])) for own in known) for name, known in groups if name in table
        )
        and all(_tests_implied(wanted, facts) for wanted in _wanted(table, fields))
        and all(_implied(nested, facts, fields) for nested in table.get("all", ()))
        and _any_implied(table, facts, fields)
        and ("not" not in table or table["not"] in facts.denied)
    )


def _any_implied(table: Mapping[str, Any], facts: Facts, fields: str) -> bool:
    if "any" not in table or table["any"] in facts.some:
        return True
    return any(_implied(nested, facts, fields) for nested in table["any"])


def _wanted(table: Mapping[str, Any], fields: str) -> Iterator[tuple[tuple[str, str], Tests]]:
    alone = Facts(frozenset())
    alone.add({k: v for k, v in table.items() if k not in {"all", "any", "not", "market"}}, fields)
    yield from alone.tests.items()


def _tests_implied(wanted: tuple[tuple[str, str], Tests], facts: Facts) -> bool:
    subject, tests = wanted
    own = facts.tests.get(subject)
    return own is not None and own.implies(tests)


def _no_audience(facts: Facts) -> str:
    if len(facts.marketplaces) > 1 and not any(
        all(compile_glob(globs)(name) for globs in facts.marketplaces) for name in known_marketplaces()
    ):
        return "no marketplace is all of them"
    exact = [{name.casefold() for name in globs} for globs in facts.brands if not any(map(is_glob, globs))]
    if len(exact) > 1 and not set.intersection(*exact):
        return "no brand is all of them"
    return ""


def _globs_within(inner: Iterable[str], outer: Iterable[str]) -> bool:
    """Is every name that an inner glob matches matched by an outer one? Sure only for names, equal globs and ``*``."""
    outer = list(outer)
    matches = compile_glob(outer)
    folded = {glob.casefold() for glob in outer}
    return all(glob.casefold() in folded or "*" in folded or (not is_glob(glob) and matches(glob)) for glob in inner)


def _listed(value: str | list[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


def _empty_range(bounds: Mapping[str, Decimal]) -> str:
    for low in ("above", "at_least"):
        for high in ("below", "at_most"):
            if low in bounds and high in bounds:
                closed = low == "at_least" and high == "at_most"
                if bounds[low] > bounds[high] or (bounds[low] == bounds[high] and not closed):
                    return f"{low.replace('_', ' ')} {bounds[low]} and {high.replace('_', ' ')} {bounds[high]}"
    return ""


def _in_range(number: Decimal | None, bounds: Mapping[str, Decimal]) -> bool:
    if number is None:
        return False
    return (
        number > bounds.get("above", number - 1)
        and number >= bounds.get("at_least", number)
        and number < bounds.get("below", number + 1)
        and number <= bounds.get("at_most", number)
    )


def _bound_implied(key: str, limit: Decimal, bounds: Mapping[str, Decimal]) -> bool:
    if key in _LENGTH_KEYS:
        own = bounds.get(key)
        return own is not None and (own >= limit if key == "longer_than" else own <= limit)
    if key in {"above", "at_least"}:
        strict = "above" in bounds and bounds["above"] >= limit
        loose = "at_least" in bounds and (
            bounds["at_least"] > limit or (key == "at_least" and bounds["at_least"] >= limit)
        )
        return strict or loose
    strict = "below" in bounds and bounds["below"] <= limit
    loose = "at_most" in bounds and (bounds["at_most"] < limit or (key == "at_most" and bounds["at_most"] <= limit))
    return strict or loose
