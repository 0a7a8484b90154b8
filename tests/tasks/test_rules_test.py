"""``rules test``: examples beside the rules, with a diff that can be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from localize.report.problems import FORMATS, render
from localize.tasks.rules_test import check_rule_tests

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Write = Callable[[str, str | bytes], Path]

RULES = """\
[[rule]]
id = "label"
when = { market = "de-*", field = "title", matches = "LED" }
append = " (Klasse {energy_class})"

[[rule]]
id = "idle"
field = "title"
case = "upper"

[[test]]
rule = "label"
market = "de-DE"
field = "title"
given = { title = "LED lamp", energy_class = "A" }
target = "LED-Leuchte"
expected = "LED-Leuchte (Klasse A)"
"""


def test_what_passes(write: Write, samples: Path) -> None:
    """A note says which rules nobody tests."""
    report = check_rule_tests([write("r.toml", RULES)])
    assert not report.failed
    assert report.summary == "1 test of 2 rules in 1 file"
    assert list(report.notes) == ["1 of 2 rules have no test."]
    assert not check_rule_tests([samples / "demo"]).failed


def test_what_fails_is_shown_line_by_line(write: Write) -> None:
    """The line of the expectation, what it was and what it is; and why a rule was left out."""
    text = RULES.replace('energy_class = "A"', 'color = "A"')
    report = check_rule_tests([path := write("r.toml", text)])
    (problem,) = report.problems
    assert (problem.code, problem.where) == ("rule-test-failed", f"{path}:17")
    assert problem.detail == "- LED-Leuchte (Klasse A)\n+ LED-Leuchte"
    assert "{energy_class} is no field" in problem.hint


def test_a_test_of_no_rule_or_market_is_a_problem_and_the_others_run(write: Write) -> None:
    """One wrong name does not silence the rest."""
    wrong = '\n[[test]]\nrule = "labl"\nmarket = "de-DE"\nfield = "title"\ngiven = "x"\nexpected = "x"\n'
    away = '\n[[test]]\nrule = "label"\nmarket = "zz-ZZ"\nfield = "title"\ngiven = "x"\nexpected = "x"\n'
    report = check_rule_tests([write("r.toml", RULES + wrong + away)])
    assert sorted((p.code, p.line) for p in report.problems) == [("rule-market-unknown", 28), ("rule-test-unknown", 20)]
    assert report.summary.startswith("1 test ")


def test_every_format_writes_it(write: Write) -> None:
    """The report has names, lines and details that each format can say."""
    report = check_rule_tests([write("r.toml", RULES.replace("(Klasse A)", "(Klasse B)"))])
    for form in FORMATS:
        assert "rule-test-failed" in render(report, form) or form == "markdown"
