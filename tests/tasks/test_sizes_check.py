"""``sizes check`` and ``sizes test`` over files and folders."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from localize.data import data_folder
from localize.errors import ConfigError, UsageError
from localize.tasks.sizes_check import check_tables, table_files
from localize.tasks.sizes_test import check_size_examples

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Write = Callable[[str, str], Path]

TABLE = "brand,kind,audience,US,EU\nAcme,shoes,men,9,42\nAcme,shoes,men,10,44\n"
HEADER = "value,from,to,kind,audience,brand,expected,problem\n"


def test_a_folder_holds_every_table_once() -> None:
    """Rows that a description names are no table of their own, and examples are none."""
    names = [path.name for path in table_files([data_folder("size_tables")])]
    assert "shoes-men.toml" in names
    assert "shoes-athletic.csv" in names
    assert not {"shoes-men.csv", "shoes-athletic.tests.csv"} & set(names)
    assert len(set(names)) == len(names)


def test_the_shipped_folder_passes() -> None:
    """What we ship passes check and test."""
    assert not check_tables([data_folder("size_tables")]).failed
    report = check_size_examples([data_folder("size_tables")])
    assert not report.failed
    assert len(report.cases) > 20


def test_two_tables_for_one_brand_are_said(write: Write) -> None:
    """Only the first would be asked."""
    report = check_tables([write("a.csv", TABLE), write("b.csv", TABLE)])
    assert [(problem.code, problem.path.rsplit("/", 1)[-1]) for problem in report.problems] == [
        ("size-table-overlap", "b.csv")
    ]


def test_every_file_is_looked_at(write: Write) -> None:
    """A broken table does not hide the next."""
    report = check_tables([write("a.csv", "US\n9\n"), write("b.csv", "US,EU\n9,42\n10,41\n")])
    assert [problem.code for problem in report.problems] == ["size-table-unreadable", "size-order"]
    assert len(report.cases) == 2


def test_examples_are_held_against_the_table_beside_them(write: Write) -> None:
    """The seller's table is asked first; what comes out otherwise is shown as a diff."""
    write("acme.csv", TABLE)
    rows = ["10,US,EU,shoes,men,Acme,44,", "9,US,EU,shoes,men,Acme,43,", "10.5,US,EU,shoes,men,Acme,,unknown-label"]
    examples = write("acme.tests.csv", HEADER + "\n".join(rows) + "\n")
    report = check_size_examples([examples])
    (problem,) = report.problems
    assert (problem.code, problem.line, problem.detail) == ("size-test-failed", 3, "- 43\n+ 42")
    assert len(report.cases) == 3


def test_a_refusal_may_name_its_reason(write: Write) -> None:
    """An empty expectation is a refusal, and the wrong reason fails."""
    examples = write("own.tests.csv", HEADER + "7,US,EU,shoes,,,,kept\n7,US,EU,shoes,,,,ambiguous\n")
    (problem,) = check_size_examples([examples]).problems
    assert problem.line == 2
    assert "refused (ambiguous)" in problem.message


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("value,from,target,expected\n", "Unknown column 'target'"),
        ("value,from,expected\n", "'to' is missing"),
        (HEADER + "7,US,EUR0,shoes,men,,40,\n", "no size system 'EUR0'"),
    ],
)
def test_wrong_examples_are_named(write: Write, text: str, message: str) -> None:
    """A header or a system that does not exist is a problem, not a failed example."""
    problems = check_size_examples([write("own.tests.csv", text)]).problems
    assert {problem.code for problem in problems} == {"size-test-invalid"}
    assert any(message in problem.message for problem in problems)


def test_wrong_calls_are_errors(write: Write, tmp_path: Path) -> None:
    """What is not there is exit status 2, as is a table that no example can be held against."""
    with pytest.raises(UsageError, match="no size table"):
        check_tables([tmp_path / "missing.csv"])
    with pytest.raises(UsageError, match="no examples"):
        check_size_examples([write("alone.csv", TABLE)])
    write("bad.csv", "US\n9\n")
    with pytest.raises(ConfigError, match="two systems"):
        check_size_examples([write("bad.tests.csv", HEADER + "9,US,EU,shoes,men,,42,\n")])
