"""``rules test``: the ``[[test]]`` tables of rule files, with a diff for each that fails."""

from __future__ import annotations

from typing import TYPE_CHECKING

from localize.errors import UsageError
from localize.listing import Severity
from localize.problem import Case, Problem, ProblemReport
from localize.rules.load import compile_rules, compile_tests
from localize.rules.read import read_files
from localize.rules.testing import run_rule_test
from localize.tasks.rules_check import check_tests

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from localize.rules.model import Rule, RuleTest
    from localize.rules.testing import Difference

__all__ = ["check_rule_tests"]


def check_rule_tests(paths: Sequence[Path]) -> ProblemReport:
    """The tests of rule files, each with its own rule alone; faults of the files are problems, too.

    Raises:
        UsageError: a path does not exist.
    """
    for path in paths:
        if not path.exists():
            raise UsageError(f"There is no rule file {path}.", "Give a TOML file, or a folder of them.")
    files = read_files(paths)
    rules, broken = compile_rules(files)
    tests = compile_tests(files)
    faults = [*(p for file in files for p in file.problems), *broken, *check_tests(rules, tests)]
    cases = [Case(file.path.name, str(file.path), problems=own) for file in files if (own := _of(faults, file.path))]
    by_id = {rule.id: rule for rule in rules}
    wrong = {(p.path, p.line) for p in faults}
    ready = [t for t in tests if t.rule in by_id and not {_at(t, "rule"), _at(t, "market")} & wrong]
    cases += [_case(test, by_id[test.rule]) for test in ready]
    untested = len(set(by_id) - {test.rule for test in tests})
    notes = [f"{untested} of {len(by_id)} rules have no test."] if untested and not faults else []
    summary = f"{_count(len(ready), 'test')} of {_count(len(by_id), 'rule')} in {_count(len(files), 'file')}"
    return ProblemReport("rules test", cases, summary, notes)


def _of(problems: Sequence[Problem], path: Path) -> list[Problem]:
    return [problem for problem in problems if problem.path == str(path)]


def _at(test: RuleTest, key: str) -> tuple[str, int]:
    return str(test.where.path), test.where.line(key)


def _case(test: RuleTest, rule: Rule) -> Case:
    result = run_rule_test(test, rule)
    name = f"{test.rule} in {test.market}"
    problems = [_problem(test, difference, result.others) for difference in result.differences]
    return Case(name, str(test.where.path), test.where.line(), problems)


def _problem(test: RuleTest, difference: Difference, others: Sequence[str]) -> Problem:
    key = "expected" if difference.what == test.field else difference.what
    detail = "\n".join([*_lines("-", difference.expected), *_lines("+", difference.got)])
    message = f"rule '{test.rule}' in {test.market}: {difference.what} is not as expected."
    hint = " ".join(others) or "Correct the rule, or the test if this is what you want."
    return Problem(
        "rule-test-failed",
        Severity.ERROR,
        message,
        hint,
        path=str(test.where.path),
        line=test.where.line(key),
        detail=detail,
    )


def _lines(mark: str, text: str) -> Iterator[str]:
    for line in text.splitlines() or ["(nothing)"]:
        yield f"{mark} {line}"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
