"""``--changes``: how much of the changes a run keeps."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from localize.data import home_folder
from localize.settings import Settings
from localize.tasks.run import RunOptions, run_catalogs

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from localize.tasks.summary import OutputSummary

RULES = """
[[rule]]
id = "bad"
when = { field = "title", matches = "Knife" }
error = "Not like this."
"""
CATALOG = "id,title,price\nMG-1,Red mug,9.50\nKN-1,Knife,19.50\n"


@pytest.fixture
def run(write: Callable[[str, str | bytes], Path], tmp_path: Path) -> Callable[[str], OutputSummary]:
    """A run without an engine that keeps so much."""
    path, rules = write("shop.csv", CATALOG), write("rules.toml", RULES)
    configured = replace(Settings(), rules=(rules,), engine="none")

    def _run(changes: str) -> OutputSummary:
        cache = home_folder() / "c.sqlite"
        options = RunOptions(("de-DE",), tmp_path / "out", configured, date(2026, 10, 30), cache, changes=changes)
        return run_catalogs([path], options).outputs[0]

    return _run


def kept(summary: OutputSummary) -> set[str]:
    """Keys of the listings whose changes were kept."""
    path = summary.files["changes"]
    assert path is not None
    return {json.loads(line)["listing"] for line in path.read_text(encoding="utf-8").splitlines()}


def test_only_changes_of_listings_with_errors_are_kept(run: Callable[[str], OutputSummary]) -> None:
    """Someone has to look at those; figures count all of them as before."""
    full = run("full")
    assert {"MG-1", "KN-1"} <= kept(full)
    errors = run("errors")
    assert kept(errors) == {"KN-1"}
    assert errors.changes == full.changes


def test_no_changes_leave_no_file(run: Callable[[str], OutputSummary], tmp_path: Path) -> None:
    """The file of an earlier run goes, for it tells of another output; findings and report are written."""
    report = tmp_path / "out" / "shop.csv.de-DE.html"
    run("full")
    assert "Red mug" in report.read_text(encoding="utf-8")
    summary = run("none")
    assert summary.files["changes"] is None
    assert not list((tmp_path / "out").glob("*.changes.jsonl"))
    assert summary.files["findings"] is not None
    assert summary.files["findings"].exists()
    assert "Red mug" not in report.read_text(encoding="utf-8")
