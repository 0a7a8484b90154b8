"""Runs the ``[[test]]`` tables of rule files: what ``localize rules test`` shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from localize.context import Context
from localize.errors import ConfigError, did_you_mean
from localize.listing import Address, Draft, Field, Group, Listing, Role
from localize.market import load_market
from localize.rules.load import load_rules, load_tests
from localize.rules.outcomes import exclusion_of, held_by
from localize.rules.read import rule_files
from localize.rules.stage import RuleStage
from localize.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from localize.rules.model import Rule, RuleTest

__all__ = ["Difference", "RuleTestResult", "run_rule_test", "run_rule_tests"]

_REPORTS = ("rule-warning", "rule-error", "rule-hold")


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that a test expects and did not get; ``what`` is a field's name or ``message``, ``excluded``, ``held``."""

    what: str
    got: str
    expected: str


@dataclass(frozen=True, slots=True)
class RuleTestResult:
    """What became of one test; ``others`` are findings that say why a rule could not be applied."""

    test: RuleTest
    value: str
    message: str
    differences: tuple[Difference, ...]
    others: tuple[str, ...] = ()

    @property
    def passed(self) -> bool:
        """True if the rule did what the test says."""
        return not self.differences

    @property
    def why(self) -> str:
        """In a sentence what differs; empty if it passed."""
        return "; ".join(f"{d.what} is '{d.got}', expected '{d.expected}'" for d in self.differences)


def run_rule_tests(paths: Iterable[Path]) -> list[RuleTestResult]:
    """The result of every test of the files, each with its own rule alone.

    Raises:
        ConfigError: a file is wrong, or a test names a rule that there is not.
        UsageError: a test names a market that there is not.
    """
    files = rule_files(paths)
    rules = {rule.id: rule for rule in load_rules(files)}
    results: list[RuleTestResult] = []
    for test in load_tests(files):
        if test.rule not in rules:
            hint = did_you_mean(test.rule, rules) or "Name a rule of these files."
            raise ConfigError(f"{test.where('rule')}: there is no rule '{test.rule}'.", hint)
        results.append(run_rule_test(test, rules[test.rule]))
    return results


def run_rule_test(test: RuleTest, rule: Rule) -> RuleTestResult:
    """The rule alone on the test's listing.

    Raises:
        UsageError: the test names a market that there is not.
    """
    draft = Draft.of(_listing(test))
    if test.target is not None:
        draft.values[test.field] = test.target
    # The source is a locale that no market has, so that no test is the identity run.
    context = Context("und", load_market(test.market), test.marketplace, Settings(), date.min)
    list(RuleStage([rule], rule.phase)([draft], context))
    value = draft.values.get(test.field, "")
    message = " ".join(dict.fromkeys(f.message for f in draft.findings if f.code in _REPORTS))
    others = tuple(f.message for f in draft.findings if f.code not in _REPORTS)
    return RuleTestResult(test, value, message, tuple(_differences(test, draft, value, message)), others)


def _differences(test: RuleTest, draft: Draft, value: str, message: str) -> Iterator[Difference]:
    exclusion = exclusion_of(draft)
    checks = (
        (test.field, test.expected, value),
        ("message", test.message, message),
        ("excluded", test.excluded, exclusion.reason if exclusion else ""),
        ("held", None if test.held is None else str(test.held).lower(), str(bool(held_by(draft))).lower()),
    )
    for what, expected, got in checks:
        if expected is not None and expected != got:
            yield Difference(what, got, expected)


def _listing(test: RuleTest) -> Listing:
    given = {test.field: "", **test.given} if test.field else test.given
    fields = {
        path: Field(path, _role(path, test), value, Address("", 2, column), path)
        for column, (path, value) in enumerate(given.items())
    }
    group = Group(
        "test",
        title=test.given.get("title", ""),
        brand=test.brand,
        category=test.category,
        product_type=test.given.get("type", ""),
        attributes=test.attributes,
    )
    return Listing("test", fields, group, row=2, line=2)


def _role(path: str, test: RuleTest) -> Role:
    """The test's role for its own field; elsewhere a field that is called price is one."""
    if path == test.field and test.role is not Role.TEXT:
        return test.role
    return Role.PRICE if path == "price" else Role.TEXT
