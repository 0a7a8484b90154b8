"""``dict test``: examples pass, fail with a diff, or are said to need a model."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from localize.errors import UsageError
from localize.settings import Settings
from localize.tasks.dict_test import check_examples

if TYPE_CHECKING:
    from collections.abc import Callable

    from localize.problem import ProblemReport

SHIPPED = Path(__file__).resolve().parents[2] / "dictionaries"
OWN = Settings(shipped_dictionaries=False)


@pytest.fixture
def dictionary(write: Callable[[str, str], Path]) -> Path:
    """A German dictionary with an entry that holds in options only."""
    return write("en-de/a.csv", "term,translation,fields\nred,rot,\nnavy,marineblau,option*\n")


def ran(dictionary: Path, write: Callable[[str, str], Path], rows: str) -> ProblemReport:
    """The report on examples beside the dictionary."""
    write("en-de/a.tests.csv", f"text,expected,not_expected,market,field\n{rows}\n")
    return check_examples([dictionary], OWN)


@pytest.mark.parametrize(
    "row",
    [
        "Red,Rot,,de-DE,title",
        "navy,marineblau,,de-DE,option1/value",
        "The best red shoe that money can buy,rot,,de-DE,title",
        "Red,,Rosa,,title",
        "<p>red</p>,rot,,de-DE,body_html",
    ],
)
def test_what_the_dictionary_decides_passes(dictionary: Path, write: Callable[[str, str], Path], row: str) -> None:
    """Whole values, words within sentences, markup; the folder's language stands for a missing market."""
    report = ran(dictionary, write, row)
    assert not report.failed
    assert not any(case.skipped for case in report.cases)


@pytest.mark.parametrize("row", ["Red,Rosa,,de-DE,title", "Red,,Rot,de-DE,title", "red shoe,,rot,de-DE,title"])
def test_a_failure_shows_what_came_and_by_which_entry(
    dictionary: Path, write: Callable[[str, str], Path], row: str
) -> None:
    """At the example's line, with expected, actual and the entry."""
    (problem,) = ran(dictionary, write, row).problems
    assert (problem.code, problem.line) == ("dict-test-failed", 2)
    assert "a.csv:2)" in problem.detail
    assert "+ is" in problem.detail


def test_a_scope_that_does_not_hold_is_said_to_need_a_model(
    dictionary: Path, write: Callable[[str, str], Path]
) -> None:
    """No entry decides it; whoever wants to know asks an engine."""
    report = ran(dictionary, write, "navy,marineblau,,de-DE,title\nA fine shoe,Ein feiner Schuh,,de-DE,title")
    assert not report.failed
    assert [case.skipped for case in report.cases] == ["needs a model: no entry decides it"] * 2
    assert report.notes == ["2 could not be evaluated without a model; --engine auto asks one."]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("Red,Rot,,de-DD,title", "There is no market 'de-DD'."),
        (",Rot,,de-DE,title", "The example has no text."),
        ("Red,,,de-DE,title", "The example expects nothing."),
    ],
)
def test_a_faulty_example_is_a_problem(
    dictionary: Path, write: Callable[[str, str], Path], rows: str, said: str
) -> None:
    """With its line and what to do, and the others run."""
    report = ran(dictionary, write, f"{rows}\nRed,Rot,,de-DE,title")
    (problem,) = report.problems
    assert (problem.code, problem.line, problem.message) == ("dict-test-invalid", 2, said)
    assert problem.hint


def test_a_header_without_text_is_a_problem(dictionary: Path, write: Callable[[str, str], Path]) -> None:
    """And so is a column that nobody knows."""
    write("en-de/a.tests.csv", "txt,expected\nRed,Rot\n")
    (problem,) = check_examples([dictionary], OWN).problems
    assert problem.hint == "An example file begins with: text,expected,not_expected,market,field"
    write("en-de/a.tests.csv", "text,expectd\nRed,Rot\n")
    assert "Did you mean 'expected'?" in [p.hint for p in check_examples([dictionary], OWN).problems]


def test_no_examples_is_a_wrong_call(dictionary: Path) -> None:
    """A test that runs nothing proves nothing."""
    with pytest.raises(UsageError, match=r"colours\.tests\.csv"):
        check_examples([dictionary], OWN)


@pytest.mark.parametrize("folder", sorted(p.name for p in SHIPPED.iterdir() if list(p.glob("*.tests.csv"))))
def test_shipped_examples_hold(folder: str) -> None:
    """Every example of ours that the dictionary decides comes out as it says."""
    report = check_examples([SHIPPED / folder], Settings())
    assert [f"{p.where} {p.message}" for p in report.problems] == []
    skipped = sum(bool(case.skipped) for case in report.cases)
    assert skipped < len(report.cases) / 4, "examples that nothing evaluates prove nothing"
