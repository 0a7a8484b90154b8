"""The registry of problems: every code is documented, and the page says what the registry says."""

from __future__ import annotations

import re
from pathlib import Path

from localize.findings import finding_codes
from localize.listing import Finding, Severity
from localize.problem import Case, Problem, ProblemReport, problem_of
from localize.problem_codes import known_code, problem_codes, problems_page

ROOT = Path(__file__).resolve().parents[1]
_IN_CALL = re.compile(
    r'\b(?:Problem|problem_at|_problem|problem|problem_within|say|_fault)\(\s*"([a-z]+(?:-[a-z0-9]+)+)"'
)


def used_codes() -> set[str]:
    """Codes in code."""
    paths = (ROOT / "localize").rglob("*.py")
    return {code for path in paths for code in _IN_CALL.findall(path.read_text(encoding="utf-8"))}


def test_every_code_that_is_used_is_documented() -> None:
    """A problem without a page is a riddle."""
    assert used_codes() - set(problem_codes()) == set()


def test_a_problem_is_not_called_like_a_finding() -> None:
    """A code has one page."""
    assert set(problem_codes()) & set(finding_codes()) == set()
    assert known_code("untranslated") is finding_codes()["untranslated"]


def test_the_page_is_made_from_the_registry() -> None:
    """``python -c "from localize.problem_codes import problems_page; …"`` writes it anew."""
    assert (ROOT / "docs" / "problems.md").read_text(encoding="utf-8") == problems_page()


def test_problems_come_in_the_order_of_a_reader() -> None:
    """By file, line and column, whatever found them first."""
    found = [Problem("x", Severity.INFO, "m", path=p, line=n) for p, n in [("b", 1), ("a", 10), ("a", 2)]]
    report = ProblemReport("dict check", [Case("b", problems=found[:1]), Case("a", problems=found[1:])])
    assert [p.where for p in report.problems] == ["a:2", "a:10", "b:1"]
    assert not report.failed


def test_a_finding_becomes_a_problem_of_its_catalog() -> None:
    """``check --format sarif`` speaks of listings."""
    finding = Finding("untranslated", Severity.ERROR, "Nothing.", listing="K1", field="title", line=7, suggestion="Do.")
    problem = problem_of(finding, "shoes.csv")
    assert (problem.where, problem.message, problem.hint) == ("shoes.csv:7", "K1 title: Nothing.", "Do.")
