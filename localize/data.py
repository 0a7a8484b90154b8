"""Finds the data that we ship: in a wheel, in an editable install and in a checkout alike.

In a checkout ``dictionaries/``, ``size_tables/``, ``currency/`` and ``samples/`` stand at the top of the repository; the
wheel carries the same folders as ``localize/_data/``. Markets and marketplaces lie inside the package in both.
"""

from __future__ import annotations

import os
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from localize.errors import ConfigError

__all__ = ["data_folder", "home_folder", "package_folder", "read_toml", "stamp_of"]

_PACKAGE = Path(__file__).resolve().parent


@cache
def data_folder(name: str) -> Path:
    """The folder ``dictionaries``, ``size_tables``, ``currency`` or ``samples``, wherever this copy keeps it.

    >>> data_folder("size_tables").is_dir()
    True
    """
    for parent in (_PACKAGE / "_data", _PACKAGE.parent):
        folder = parent / name
        if folder.is_dir():
            return folder
    raise ConfigError(
        f"The data folder '{name}' is missing from this installation.", "Install listing-localizer again."
    )


def package_folder(name: str) -> Path:
    """A data folder inside the package: ``markets``, ``marketplaces``, ``units``."""
    return _PACKAGE / name


def home_folder() -> Path:
    """Where models and the cache live: ``LOCALIZE_HOME``, or the user's data folder. Not created here."""
    if home := os.environ.get("LOCALIZE_HOME"):
        return Path(home).expanduser()
    from platformdirs import user_data_path  # late: only needed without LOCALIZE_HOME

    return user_data_path("listing-localizer", appauthor=False)


def stamp_of(path: Path) -> tuple[int, int] | None:
    """What changes when a file does, for what is remembered of it: its time and size; None where there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size


def read_toml(path: Path) -> dict[str, Any]:
    """A TOML file as a dictionary.

    Raises:
        ConfigError: the file cannot be read or is not TOML; the message names file and line.
    """
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read ({error.strerror}).") from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path}: is not UTF-8.", "Save it as UTF-8.") from error
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{path}: {error}.") from error
