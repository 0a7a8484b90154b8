"""A home folder of its own for every test that asks for one, and small fake models to put there."""

from __future__ import annotations

import json
import zipfile
from typing import TYPE_CHECKING, Any, Protocol

import pytest

from localize.translation import firefox_models

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


class MakePackage(Protocol):
    """Writes an ``.argosmodel`` file."""

    def __call__(
        self,
        source: str = "en",
        target: str = "pt",
        version: str = "1.0",
        *,
        metadata: Mapping[str, Any] | None = None,
        files: Mapping[str, bytes | None] | None = None,
    ) -> Path:
        """``metadata`` and ``files`` (None removes one) are laid over those of a good package."""
        ...


class MakeFirefox(Protocol):
    """Writes a folder with a Firefox model."""

    def __call__(self, pair: str = "ende", files: Mapping[str, bytes | None] | None = None) -> Path:
        """``files`` (None removes one) are laid over those of a good model."""
        ...


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """``LOCALIZE_HOME``; the user's home directory is an empty folder, and no package embeds a model."""
    user = tmp_path / "user"
    user.mkdir()
    monkeypatch.setenv("LOCALIZE_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("HOME", str(user))
    monkeypatch.setenv("USERPROFILE", str(user))
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "ARGOS_PACKAGES_DIR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(firefox_models, "embedded_folders", list)
    return tmp_path / "home"


@pytest.fixture
def make_package(tmp_path: Path) -> MakePackage:
    """A factory of tiny ``.argosmodel`` files."""

    def make(
        source: str = "en",
        target: str = "pt",
        version: str = "1.0",
        *,
        metadata: Mapping[str, Any] | None = None,
        files: Mapping[str, bytes | None] | None = None,
    ) -> Path:
        top = f"translate-{source}_{target}-{version.replace('.', '_')}"
        about = {"package_version": version, "from_code": source, "to_code": target, "type": "translate"}
        content: dict[str, bytes | None] = {
            "metadata.json": json.dumps({**about, **(metadata or {})}).encode(),
            "sentencepiece.model": b"pieces",
            "model/model.bin": f"weights {version}".encode(),
            "model/shared_vocabulary.json": b"[]",
            **(files or {}),
        }
        path = tmp_path / f"{top}.argosmodel"
        with zipfile.ZipFile(path, "w") as package:
            for name, data in content.items():
                if data is not None:
                    package.writestr(f"{top}/{name}", data)
        return path

    return make


@pytest.fixture
def make_firefox(tmp_path: Path) -> MakeFirefox:
    """A factory of folders with tiny Firefox models."""

    def make(pair: str = "ende", files: Mapping[str, bytes | None] | None = None) -> Path:
        folder = tmp_path / f"firefox-{pair}"
        folder.mkdir(exist_ok=True)
        content: dict[str, bytes | None] = {
            f"model.{pair}.intgemm.alphas.bin": b"weights",
            f"vocab.{pair}.spm": b"pieces",
            f"lex.50.50.{pair}.s2t.bin": b"shortlist",
            **(files or {}),
        }
        for name, data in content.items():
            if data is not None:
                (folder / name).write_bytes(data)
        return folder

    return make
