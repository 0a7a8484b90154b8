"""Planted faults: every one is found at its line and column with its fix, and nothing else is said."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

from localize.problem_codes import problem_codes
from localize.settings import Settings
from localize.tasks.dict_check import check_dictionaries

FAULTS = Path(__file__).parent / "faults"
EXPECTED: dict[str, list[dict[str, Any]]] = defaultdict(list)
for fault in tomllib.loads((FAULTS / "expected.toml").read_text(encoding="utf-8"))["fault"]:
    EXPECTED[fault["case"]].append(fault)

# Codes that no dictionary can show by itself: they need a catalog, or belong to another command.
ELSEWHERE = {"dict-unused"}


def test_there_are_enough_and_none_is_left_out() -> None:
    """Every folder has an expectation, and every expectation a folder."""
    assert len(EXPECTED) >= 60
    assert set(EXPECTED) == {path.name for path in FAULTS.iterdir() if path.is_dir()}


@pytest.mark.parametrize("case", sorted(EXPECTED))
def test_a_fault_is_found_at_its_place_and_nothing_else_is(case: str) -> None:
    """Code, file, line, column, and a part of the fix."""
    report = check_dictionaries([FAULTS / case], settings=Settings())
    folder = (FAULTS / case).as_posix() + "/"
    found = [(p.code, p.path.removeprefix(folder), p.line, p.column) for p in report.problems]
    expected = EXPECTED[case]
    assert sorted(found) == sorted((f["code"], f["path"], f["line"], f["column"]) for f in expected)
    by_place = {(p.code, p.line): p for p in report.problems}
    for fault in expected:
        problem = by_place[fault["code"], fault["line"]]
        assert fault["fix"] in problem.hint, problem.hint
        assert problem.message.endswith(".")
    assert report.failed


def test_every_code_of_the_check_has_a_planted_fault() -> None:
    """A code that no file provokes may not work."""
    planted = {fault["code"] for faults in EXPECTED.values() for fault in faults}
    codes = {code for code in problem_codes() if code.startswith("dict-") and not code.startswith("dict-test")}
    assert codes - planted - ELSEWHERE == set()
