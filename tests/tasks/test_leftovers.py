from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

from localize.tasks.outputs import replacing
from localize.tasks.run_folder import RunFolder

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def gone() -> int:
    """The number of a process that is over."""
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


def test_what_a_killed_run_was_writing_is_taken_away(tmp_path: Path) -> None:
    """Drafts of processes that are gone go; a living process keeps its own."""
    orphan = tmp_path / f".out.csv.{gone()}.new"
    living = tmp_path / f".out.csv.{os.getppid()}.new"
    other = tmp_path / f".other.csv.{gone()}.new"
    for path in (orphan, living, other):
        path.write_text("half", encoding="utf-8")
    with replacing(tmp_path / "out.csv") as draft:
        draft.write_text("whole", encoding="utf-8")
    assert (tmp_path / "out.csv").read_text(encoding="utf-8") == "whole"
    assert [path.exists() for path in (orphan, living, other)] == [False, True, True]


def test_a_run_folder_that_was_half_removed_is_no_work_to_go_on_from(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A run that is killed while it takes its folder away leaves nothing under the folder's name; the next run tidies up."""
    folder = RunFolder(tmp_path, "digest")
    (folder.path / "scanned").touch()
    with monkeypatch.context() as patch:
        patch.setattr("localize.tasks.run_folder.shutil.rmtree", lambda *_arguments, **_named: None)
        folder.remove()
    assert [path.name for path in folder.path.parent.iterdir()] == [".digest.gone"]
    again = RunFolder(tmp_path, "digest")
    assert not again.is_old
    assert [path.name for path in folder.path.parent.iterdir()] == ["digest"]


def test_abandoned_run_folders_go_after_a_week(tmp_path: Path) -> None:
    """A folder that nobody went on with is removed; a younger one waits."""
    old, young = RunFolder(tmp_path, "old"), RunFolder(tmp_path, "young")
    week_ago = young.path.stat().st_mtime - 8 * 24 * 3600
    os.utime(old.path, (week_ago, week_ago))
    RunFolder(tmp_path, "new")
    assert not old.path.exists()
    assert young.path.exists()
