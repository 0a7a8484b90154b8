"""``sizes check``: every fault that is planted into a sound table is found at its line, and a sound one has none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from localize.data import data_folder
from localize.listing import Severity
from localize.sizes import check_file

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Write = Callable[[str, str], Path]

SOUND = ["brand,kind,audience,US,EU,UK"]
SOUND += [f"Acme,shoes,men,{us},{us + 33},{us - 1}" for us in range(6, 14)]
DESCRIPTION = """title = "Acme's shoes"
kinds = ["shoes"]
audiences = ["men"]
rows = "acme-rows.csv"
status = "verified"
note = ""
sources = ["Acme's own chart, 2026"]
checked = "2026-11-21"

[columns.US]
status = "verified"
note = ""

[columns.EU]
status = "verified"
note = ""
"""


def test_a_sound_table_has_no_problem(write: Write) -> None:
    """Nothing is said about nothing."""
    assert check_file(write("acme.csv", "\n".join(SOUND))) == []


@pytest.mark.parametrize("row", range(2, 9))
@pytest.mark.parametrize(
    ("plant", "code", "severity"),
    [
        ("Acme,shoes,men,{us},20,{uk}", "size-order", "error"),
        ("Acme,shoes,men,{us},4 2,{uk}", "size-label-odd", "error"),
        ("Acme,shoes,men,{us},EU 42,{uk}", "size-label-odd", "error"),
        ("Acme,shoes,men,{us}.5.,{eu},{uk}", "size-label-odd", "error"),
        ("Acme,shoes,men,{us},,", "size-row-unreached", "warning"),
        ("Acme,shoes,men,{us},{eu},{uk},9", "size-table-unreadable", "error"),
        ("Acme,shoos,men,{us},{eu},{uk}", "size-table-malformed", "error"),
        ("Acme,shoes,man,{us},{eu},{uk}", "size-table-malformed", "error"),
    ],
)
def test_a_planted_fault_is_found_at_its_line(write: Write, row: int, plant: str, code: str, severity: str) -> None:
    """Whatever row a person mistypes, the problem names it."""
    us = row + 5
    lines = list(SOUND)
    lines[row] = plant.format(us=us, eu=us + 33, uk=us - 1)
    path = write("acme.csv", "\n".join(lines))
    found = check_file(path)
    assert (code, severity, path.as_posix()) in {(p.code, p.severity.value, p.path) for p in found}
    assert row + 1 in {problem.line for problem in found if problem.code == code}
    assert all(problem.hint for problem in found)


@pytest.mark.parametrize("row", range(2, 8))
def test_a_label_with_two_answers_is_an_error(write: Write, row: int) -> None:
    """A size typed twice leaves a gap behind it."""
    us = row + 5
    lines = list(SOUND)
    lines[row + 1] = f"Acme,shoes,men,{us},{us + 34},{us}"
    (problem,) = check_file(write("acme.csv", "\n".join(lines)))
    assert (problem.code, problem.severity, problem.line) == ("size-contradiction", Severity.ERROR, row + 2)
    assert f"US {us} stands in lines {row + 1}, {row + 2}" in problem.message


def test_a_coarser_column_is_for_the_record(write: Write) -> None:
    """Two neighbours that share a label in an even grid are no mistake."""
    rows = ["US,EU", "9,42", "9.5,42", "10,43", "10.5,44", "11,45"]
    rows = ["US,EU", "8.5,41", "9,42", "9.5,42", "10,43", "10.5,44"]
    (problem,) = check_file(write("own.csv", "\n".join(rows)))
    assert (problem.code, problem.severity) == ("size-contradiction", Severity.INFO)


def test_a_row_that_stands_twice_is_said(write: Write) -> None:
    """Equal rows contradict nothing, but one is too many."""
    (problem, *_) = check_file(write("own.csv", "US,EU\n9,42\n9,42\n10,43\n"))
    assert (problem.code, problem.line) == ("size-repeated", 3)


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    [
        ('kinds = ["shoes"]', 'kinds = ["shoos"]', "size-table-malformed", 2),
        ('checked = "2026-11-21"', 'checked = "today"', "size-table-malformed", 8),
        ('status = "verified"\nnote = ""\nsources', 'status = "sure"\nnote = ""\nsources', "size-table-malformed", 5),
        ('rows = "acme-rows.csv"', "rows = acme-rows.csv", "size-table-unreadable", 4),
        ('rows = "acme-rows.csv"', 'rows = "missing.csv"', "size-table-unreadable", 0),
        ('sources = ["Acme', 'surces = ["Acme', "size-table-malformed", 0),
    ],
)
def test_a_wrong_description_is_named(write: Write, old: str, new: str, code: str, line: int) -> None:
    """A TOML that breaks its schema, is no TOML, or names rows that are not there."""
    write("acme-rows.csv", "US,EU\n9,42\n10,43\n")
    assert old in DESCRIPTION
    path = write("acme.toml", DESCRIPTION.replace(old, new))
    found = {(problem.code, problem.line) for problem in check_file(path)}
    assert (code, line) in found


def test_a_sound_description_has_no_problem(write: Write) -> None:
    """As written above."""
    write("acme-rows.csv", "US,EU\n9,42\n10,43\n")
    assert check_file(write("acme.toml", DESCRIPTION)) == []


@pytest.mark.parametrize("path", sorted(data_folder("size_tables").glob("*.toml")), ids=lambda path: path.stem)
def test_shipped_files_pass(path: Path) -> None:
    """Our own tables pass the check that sellers' tables pass."""
    assert [p for p in check_file(path) if p.severity is not Severity.INFO] == []
