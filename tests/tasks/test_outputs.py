"""Files of a run: whole or not there, valid whatever cells and names hold."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from localize.errors import OutputError
from localize.tasks.outputs import replacing, write_json, write_lines
from localize.tasks.run_folder import ChunkResult, RunFolder

if TYPE_CHECKING:
    from pathlib import Path

HALF = {"value": "Mug \ud83d", "name": "bad\udcff.csv", "whole": "Größe 😀"}


def test_half_characters_come_back_from_valid_utf_8(tmp_path: Path) -> None:
    """A cut emoji in a cell or a file name that is no UTF-8 breaks neither findings nor manifest."""
    write_lines(tmp_path / "a.jsonl", [HALF])
    write_json(tmp_path / "a.json", HALF)
    for name in ("a.jsonl", "a.json"):
        assert json.loads((tmp_path / name).read_text(encoding="utf-8")) == HALF


def test_half_characters_come_back_from_the_run_folder(tmp_path: Path) -> None:
    """What a finished chunk kept is what it was."""
    folder = RunFolder(tmp_path, "digest")
    chunk = ChunkResult()
    chunk.add("findings", HALF)
    folder.commit("pt-BR", 0, chunk)
    assert list(folder.lines("pt-BR", "findings")) == [HALF]


def test_nothing_half_written_is_seen(tmp_path: Path) -> None:
    """A write that fails leaves the file that was there, and nothing beside it."""
    path = tmp_path / "a.txt"
    path.write_text("old", encoding="utf-8")
    with pytest.raises(OutputError, match="No space left"), replacing(path) as draft:  # noqa: PT012 the block is what is tested
        draft.write_text("new", encoding="utf-8")
        raise OSError(28, "No space left on device")
    assert [p.name for p in tmp_path.iterdir()] == ["a.txt"]
    assert path.read_text(encoding="utf-8") == "old"
