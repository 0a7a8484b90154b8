"""The delta: what differs from what was uploaded, whole groups, and what is gone."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

from localize.cli.main import cli
from localize.data import home_folder
from localize.errors import UsageError
from localize.settings import Settings
from localize.tasks.run import RunOptions, run_catalogs
from localize.tasks.uploaded import mark_uploaded

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from localize.tasks.summary import OutputSummary

    Write = Callable[[str, str | bytes], Path]

SHOES = [["KX-10", "KX", "Boot", "149.00"], ["KX-11", "KX", "Boot", "149.00"], ["MG-1", "MG", "Mug", "9.50"]]


def table(rows: list[list[str]], *, header: tuple[str, ...] = ("id", "item_group_id", "title", "price")) -> str:
    """Rows as CSV under a header."""
    return "".join(",".join(row) + "\n" for row in (list(header), *rows))


def run(path: Path, out: Path, since: str = "last", **more: Any) -> OutputSummary:
    """A run without an engine."""
    configured = replace(Settings(), engine="none")
    options = RunOptions(
        ("de-DE",), out, configured, date(2026, 10, 30), home_folder() / "c.sqlite", changed_since=since, **more
    )
    report = run_catalogs([path], options)
    assert report.failures == []
    return report.outputs[0]


def rows(path: Path) -> list[list[str]]:
    """A CSV's records."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def keys(path: Path) -> list[str]:
    """The first column under the header."""
    return [row[0] for row in rows(path)[1:]]


def test_groups_that_changed_are_written_whole(write: Write, tmp_path: Path) -> None:
    """A variant with another price takes the other variants of its product with it, and nothing else."""
    out = tmp_path / "out"
    path = write("shoes.csv", table(SHOES))
    run(path, out)
    assert [mark.listings for mark in mark_uploaded(out)] == [3]
    write("shoes.csv", table([[*SHOES[0][:3], "99.00"], *SHOES[1:]]))
    summary = run(path, out)
    assert keys(out / "shoes.de-DE.delta.csv") == ["KX-10", "KX-11"]
    assert rows(out / "shoes.de-DE.delta.csv") == rows(out / "shoes.de-DE.csv")[:3]
    assert (summary.delta["changed"], summary.delta["new"], summary.delta["gone"]) == (1, 0, 0)


def test_where_nothing_changed_there_is_no_delta(write: Write, tmp_path: Path) -> None:
    """The delta of an earlier run goes, so that nobody uploads it again."""
    out = tmp_path / "out"
    path = write("shoes.csv", table(SHOES))
    first = run(path, out)
    assert first.delta["new"] == 3
    assert keys(out / "shoes.de-DE.delta.csv") == ["KX-10", "KX-11", "MG-1"]
    mark_uploaded(out)
    summary = run(path, out)
    assert summary.files["delta"] is None
    assert not (out / "shoes.de-DE.delta.csv").exists()


def test_what_is_gone_is_told_and_its_group_is_written(write: Write, tmp_path: Path) -> None:
    """A listing that was uploaded and left the catalog is a finding; what remains of its product is in the delta."""
    out = tmp_path / "out"
    path = write("shoes.csv", table(SHOES))
    run(path, out)
    mark_uploaded(out)
    write("shoes.csv", table(SHOES[1:]))
    summary = run(path, out)
    lines = (out / "shoes.csv.de-DE.findings.jsonl").read_text(encoding="utf-8").splitlines()
    gone = [f for f in map(json.loads, lines) if f["code"] == "gone-since-upload"]
    assert [f["listing"] for f in gone] == ["KX-10"]
    assert "no longer in the catalog" in gone[0]["message"]
    assert keys(out / "shoes.de-DE.delta.csv") == ["KX-11"]
    assert summary.delta["gone"] == 1


def test_the_mark_stays_until_the_next_upload(write: Write, tmp_path: Path) -> None:
    """Two runs without an upload between them give the changes of both."""
    out = tmp_path / "out"
    path = write("shoes.csv", table(SHOES))
    run(path, out)
    mark_uploaded(out)
    write("shoes.csv", table([SHOES[0], SHOES[1], [*SHOES[2][:3], "8.00"]]))
    run(path, out)
    run(path, out)
    assert keys(out / "shoes.de-DE.delta.csv") == ["MG-1"]


def test_another_run_can_be_compared_with(write: Write, tmp_path: Path) -> None:
    """A folder is what a run wrote there; one without a run is refused before anything is written."""
    path = write("shoes.csv", table(SHOES))
    run(path, tmp_path / "monday", "")
    write("shoes.csv", table([*SHOES, ["ZZ-1", "ZZ", "Hat", "5.00"]]))
    run(path, tmp_path / "tuesday", str(tmp_path / "monday"))
    assert keys(tmp_path / "tuesday" / "shoes.de-DE.delta.csv") == ["ZZ-1"]
    with pytest.raises(UsageError, match="no folder"):
        run(path, tmp_path / "wednesday", str(tmp_path / "never"))
    assert not (tmp_path / "wednesday").exists()


def test_known_rows_get_the_layouts_partial_update(write: Write, tmp_path: Path) -> None:
    """Rows that are on Amazon already become partial updates; a new one, and one that lost a cell, do not."""
    cell = "[language_tag=en_US]#"
    header = ["::record_action", "contribution_sku#1.value", "product_type#1.value"]
    header += [f"item_name{cell}1.value", f"bullet_point{cell}1.value", f"bullet_point{cell}2.value"]
    before = [["", "A", "MUG", "Red mug", "Big", "Round"], ["", "B", "MUG", "Blue mug", "Small", "Flat"]]
    after = [["", "A", "MUG", "Green mug", "Big", "Round"], ["", "B", "MUG", "Blue mug", "Small", ""]]
    new = ["", "C", "MUG", "Black mug", "Old", "Odd"]
    out = tmp_path / "out"
    path = write("mugs.csv", table(before, header=tuple(header)))
    run(path, out)
    mark_uploaded(out)
    write("mugs.csv", table([*after, new], header=tuple(header)))
    run(path, out)
    delta = rows(out / "mugs.de-DE.delta.csv")
    assert {row[1]: row[0] for row in delta[1:]} == {"A": "partial_update", "B": "", "C": ""}
    assert {row[0] for row in rows(out / "mugs.de-DE.csv")[1:]} == {""}


def test_an_edited_output_is_not_marked(write: Write, tmp_path: Path) -> None:
    """Nobody knows what of an edited file was uploaded: the mark is refused, and the command says what to do."""
    out = tmp_path / "out"
    run(write("shoes.csv", table(SHOES)), out)
    output = out / "shoes.de-DE.csv"
    output.write_text(output.read_text(encoding="utf-8").replace("KX-11", "KX-12"), encoding="utf-8")
    result = CliRunner().invoke(cli, ["uploaded", str(out)])
    assert result.exit_code == 1
    assert "not as the run wrote it" in result.output
    assert not (out / "shoes.csv.de-DE.uploaded.jsonl").exists()


def test_the_command_marks_what_a_run_wrote(write: Write, tmp_path: Path) -> None:
    """It names each file with its listings, and the call that comes next."""
    out = tmp_path / "out"
    run(write("shoes.csv", table(SHOES)), out, "")
    result = CliRunner().invoke(cli, ["uploaded", str(out)])
    assert result.exit_code == 0
    assert "shoes.de-DE.csv: 3 listings marked" in result.output
    assert "--changed-since last" in result.output


def test_a_folder_without_a_run_cannot_be_marked(tmp_path: Path) -> None:
    """There is nothing to mark."""
    with pytest.raises(UsageError, match="No run wrote"):
        mark_uploaded(tmp_path)
