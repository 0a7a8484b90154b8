"""Fixtures that many tests share: a home of their own, the real files, small catalogs."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from collections.abc import Callable

# Machines are noisy and the first example loads data: time is measured in benchmarks, not here. CI tries the same examples
# each time, so that it fails for a change and not for luck; .ci/full tries others.
settings.register_profile("plain", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("plain")

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(autouse=True)
def _own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reads or writes the user's models and cache."""
    monkeypatch.setenv("LOCALIZE_HOME", str(tmp_path_factory.mktemp("home")))


@pytest.fixture
def shared() -> Path:
    """The folder of real material beside the repository; tests that need it skip without it."""
    folder = Path(os.environ.get("LOCALIZE_SHARED", ROOT.parent / "shared"))
    if not folder.is_dir():
        pytest.skip("the shared material is not here")
    return folder


@pytest.fixture
def samples() -> Path:
    """The shipped samples."""
    return ROOT / "samples"


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, str | bytes], Path]:
    """Write a file into the test's folder."""

    def _write(name: str, content: str | bytes) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return _write
