"""Broken and hostile catalogs: each gives the stated exit status and a message that a seller can act on, and never hangs."""

from __future__ import annotations

import importlib.util
import time
from pathlib import Path
from typing import Any

import pytest

from localize.cli.main import main


def _catalogs() -> tuple[Any, ...]:
    path = Path(__file__).parent / "hostile" / "catalogs.py"
    spec = importlib.util.spec_from_file_location("hostile_catalogs", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return tuple(module.CATALOGS)


CATALOGS = _catalogs()
_SECONDS = 20


@pytest.mark.parametrize("hostile", CATALOGS, ids=lambda hostile: hostile.name)
def test_hostile_catalogs(
    hostile: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The exit status is the stated one, the message names the file, the reason and a way out; nothing lands elsewhere."""
    monkeypatch.setenv("LOCALIZE_HOME", str(tmp_path / "home"))
    folder = tmp_path / "a" / "b"
    folder.mkdir(parents=True)
    path = folder / hostile.name
    path.write_bytes(hostile.make())
    started = time.monotonic()
    status = main(["run", str(path), "--to", "de-DE", "--engine", "none", "--out", str(folder / "out")])
    assert time.monotonic() - started < _SECONDS
    said = capsys.readouterr().err
    assert "Traceback" not in said
    written = folder / "out" / f"{path.stem}.de-DE{path.suffix}"
    if hostile.status == 3:
        assert status == 3, said
        assert hostile.says in " ".join(said.split())
        assert hostile.name in said
        assert len(said.strip().splitlines()) >= 3, "what happened, and what to do"
        assert not written.exists()
    else:
        assert status in {0, 1}, said
        assert written.exists()
    assert {p.name for p in tmp_path.iterdir()} <= {"a", "home"}
    assert {p.name for p in (tmp_path / "a").iterdir()} == {"b"}


def test_limits_are_settings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """``[limits]`` of localize.toml hold for a run; a name that it does not have is told with a suggestion."""
    monkeypatch.setenv("LOCALIZE_HOME", str(tmp_path / "home"))
    path, config = tmp_path / "a.csv", tmp_path / "localize.toml"
    path.write_text("sku,title,price\n1,Red shelf,19.00\n")
    call = [
        "run",
        str(path),
        "--to",
        "de-DE",
        "--engine",
        "none",
        "--config",
        str(config),
        "--out",
        str(tmp_path / "out"),
    ]
    for text, status, says in (
        ("columns = 2", 3, "more than 2"),
        ("colums = 2", 2, "Did you mean 'columns'?"),
        ("columns = 3", 0, ""),
    ):
        config.write_text(f"[limits]\n{text}\n")
        assert main(call) == status
        assert says in capsys.readouterr().err
