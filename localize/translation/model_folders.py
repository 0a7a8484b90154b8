"""Folders of models on disk: their size, their JSON files, and a new one put in the place of an old one."""

from __future__ import annotations

import json
import shutil
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from localize.data import package_folder, read_toml
from localize.errors import OutputError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = ["delete_folder", "folder_bytes", "incoming_folder", "limits", "model_settings", "put_in_place", "read_json"]

_INCOMING = ".incoming-"
_ABANDONED = 24 * 3600  # seconds


def model_settings() -> Mapping[str, Any]:
    """``models.toml``: indexes and limits."""
    return read_toml(package_folder("translation") / "models.toml")


def limits() -> Mapping[str, int]:
    """``[limits]`` of ``models.toml``: bytes, files, seconds."""
    found: Mapping[str, int] = model_settings()["limits"]
    return found


def folder_bytes(folder: Path) -> int:
    """The size of all files in a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def read_json(path: Path) -> Any:
    """A JSON file's value.

    Raises:
        UsageError: it cannot be read, or is not JSON; the message names the file.
    """
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise UsageError(f"{path.parent}: has no {path.name}.") from error
    except OSError as error:
        raise UsageError(f"{path}: cannot be read ({error.strerror}).") from error
    except (ValueError, RecursionError) as error:  # not UTF-8, not JSON, or nested without end
        raise UsageError(f"{path}: is not JSON ({error}).") from error


@contextmanager
def incoming_folder(parent: Path) -> Iterator[Path]:
    """An empty folder in ``parent`` (made if need be) for what is not complete yet; gone afterwards.

    What a killed process left there a day ago or earlier goes, too.

    Raises:
        OutputError: it cannot be made, or writing failed inside.
    """
    folder: Path | None = None
    try:
        parent.mkdir(parents=True, exist_ok=True)
        _delete_abandoned(parent)
        folder = Path(tempfile.mkdtemp(prefix=_INCOMING, dir=parent))
        yield folder
    except OutputError:
        raise
    except OSError as error:
        hint = "Free some space or point LOCALIZE_HOME to a folder that can be written."
        raise OutputError(f"{parent}: the model cannot be written ({error.strerror or error}).", hint) from error
    finally:
        if folder:
            shutil.rmtree(folder, ignore_errors=True)


def _delete_abandoned(parent: Path) -> None:
    for folder in parent.glob(f"{_INCOMING}*"):
        if folder.stat().st_mtime < time.time() - _ABANDONED:
            shutil.rmtree(folder, ignore_errors=True)


def put_in_place(new: Path, final: Path) -> None:
    """Rename a complete folder to its final place; an old one there is replaced, or stays where that fails.

    Raises:
        OSError: the renaming failed.
    """
    old = new.with_name(f"{new.name}.old")
    had_one = final.exists()
    if had_one:
        final.rename(old)
    try:
        new.rename(final)
    except OSError:
        if had_one:
            old.rename(final)
        raise
    shutil.rmtree(old, ignore_errors=True)


def delete_folder(folder: Path) -> None:
    """Delete a model's folder; it leaves the list at once, whatever happens while its files go.

    Raises:
        OutputError: it cannot be deleted.
    """
    try:
        with incoming_folder(folder.parent) as bin_folder:
            folder.rename(bin_folder / folder.name)
    except OutputError as error:
        raise OutputError(
            f"{folder}: cannot be deleted.", "Check its permissions, or that no program uses it."
        ) from error
