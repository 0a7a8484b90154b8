"""Runs the ``[[test]]`` tables of rule files: what ``localize rules test`` shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from localize.context import Context
from localize.errors import ConfigError, did_you_mean
from localize.listing import Address, Draft, Field, Group, Listing, Role
from localize.market import load_market
from localize.rules.load import load_rules, load_tests, rule_files
from localize.rules.stage import RuleStage
from localize.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from localize.rules.model import Rule, RuleTest

__all__ = ["RuleTestResult", "run_rule_tests"]

_REPORTS = ("rule-warning", "rule-error")


@dataclass(frozen=True, slots=True)
class RuleTestResult:
    """What became of one test; ``why`` says in a sentence what differs, empty if it passed."""

    test: RuleTest
    value: str
    message: str
    why: str

    @property
    def passed(self) -> bool:
        """True if the rule did what the test says."""
        return not self.why


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
            raise ConfigError(f"{test.where}: there is no rule '{test.rule}'.", hint)
        results.append(_run(test, rules[test.rule]))
    return results


def _run(test: RuleTest, rule: Rule) -> RuleTestResult:
    draft = Draft.of(_listing(test))
    if test.target is not None:
        draft.values[test.field] = test.target
    # The source is a locale that no market has, so that no test is the identity run.
    context = Context("und", load_market(test.market), test.marketplace, Settings(), date.min)
    list(RuleStage([rule], rule.phase)([draft], context))
    value = draft.values.get(test.field, "")
    message = " ".join(f.message for f in draft.findings if f.code in _REPORTS)
    return RuleTestResult(test, value, message, _difference(test, value, message))


def _difference(test: RuleTest, value: str, message: str) -> str:
    parts = [(test.expected, value, test.field), (test.message, message, "the message")]
    wrong = [f"{name} is '{got}', expected '{want}'" for want, got, name in parts if want is not None and want != got]
    return "; ".join(wrong)


def _listing(test: RuleTest) -> Listing:
    fields = {
        path: Field(path, test.role if path == test.field else Role.TEXT, value, Address("", 2, column), path)
        for column, (path, value) in enumerate({test.field: "", **test.given}.items())
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
