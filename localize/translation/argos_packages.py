"""Argos packages: reading an unpacked one, where the user's own lie, and ``argostranslate`` kept away from the home.

Reading needs only ``metadata.json``, so that listing models stays quick; ``argostranslate.package`` is asked when a
package is imported or an index is read.
"""

from __future__ import annotations

import importlib
import os
import sys
import warnings
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, Any

from localize.data import home_folder
from localize.errors import UsageError
from localize.translation.installed_model import InstalledModel, ModelFiles, Origin
from localize.translation.language_codes import from_engine_code
from localize.translation.model_folders import folder_bytes, read_json

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = [
    "argos_environment",
    "argos_package_module",
    "installed_folder",
    "read_package",
    "users_argos_folder",
]

_REIMPORT = RLock()  # the environment and sys.modules belong to the whole process
_TOKENIZERS = ("sentencepiece.model", "bpe.model")


def installed_folder() -> Path:
    """Where Argos packages are installed, one folder each. Not created here."""
    return home_folder() / "models" / "argos"


def users_argos_folder() -> Path:
    """Where the user's own Argos Translate keeps its packages; read, never written."""
    if folder := os.environ.get("ARGOS_PACKAGES_DIR"):
        return Path(folder).expanduser()
    data = os.environ.get("XDG_DATA_HOME")
    return (Path(data) if data else Path.home() / ".local" / "share") / "argos-translate" / "packages"


def read_package(folder: Path, origin: Origin = "installed") -> InstalledModel:
    """The model in an unpacked package.

    Raises:
        UsageError: it is no translation package, or a part is missing; the message names the part.
    """
    metadata = read_json(folder / "metadata.json")
    if not isinstance(metadata, dict):
        raise UsageError(f"{folder / 'metadata.json'}: is no JSON object.")
    if (kind := metadata.get("type", "translate")) != "translate":
        raise UsageError(f"{folder}: is an Argos package of type '{kind}', not a translation model.")
    if not (folder / "model" / "model.bin").is_file():
        raise UsageError(f"{folder}: has no model/model.bin.")
    tokenizer = next((folder / name for name in _TOKENIZERS if (folder / name).is_file()), None)
    if tokenizer is None:
        raise UsageError(f"{folder}: has no {' or '.join(_TOKENIZERS)}.")
    source, target = (_code(metadata, key, folder) for key in ("from_code", "to_code"))
    name = f"{metadata.get('from_name') or source} → {metadata.get('to_name') or target}"
    return InstalledModel(
        engine="argos",
        source=source,
        target=target,
        path=folder,
        version=str(metadata.get("package_version") or ""),
        name=name,
        bytes=folder_bytes(folder),
        files=ModelFiles(folder / "model", tokenizer, tokenizer),
        origin=origin,
        target_prefix=str(metadata.get("target_prefix") or ""),
    )


def _code(metadata: Mapping[str, Any], key: str, folder: Path) -> str:
    code = metadata.get(key)
    if not isinstance(code, str) or not code:
        hint = "Only packages for one pair are supported."
        raise UsageError(f"{folder / 'metadata.json'}: '{key}' is missing.", hint)
    return from_engine_code("argos", code)


@contextmanager
def argos_environment() -> Iterator[None]:
    """While this holds, importing ``argostranslate`` makes its folders under our home folder, not the home directory.

    Nor does it read the user's settings. The environment is as before afterwards, except for what was set inside.
    """
    base = home_folder() / "argostranslate"
    ours = {
        "XDG_DATA_HOME": str(base / "data"),
        "XDG_CONFIG_HOME": str(base / "config"),
        "XDG_CACHE_HOME": str(base / "cache"),
        "ARGOS_PACKAGES_DIR": str(installed_folder()),
    }
    with _REIMPORT:
        # A user's ARGOS_DEBUG would print, and a mistyped ARGOS_CHUNK_TYPE would fail the import.
        hidden = {key: value for key, value in os.environ.items() if key.startswith("ARGOS_") or key in ours}
        for key in hidden:
            del os.environ[key]
        os.environ.update(ours)
        try:
            yield
        finally:
            for key in ours:
                os.environ.pop(key, None)
            os.environ.update(hidden)


@cache
def argos_package_module() -> Any:
    """``argostranslate.package``, imported without a trace in the home directory.

    A program that uses ``argostranslate`` itself gets its own copy, with its own folders, whichever came first: ours is
    taken out of ``sys.modules`` again.
    """
    with argos_environment(), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # SWIG's, on some Python versions
        theirs = _set_aside()
        try:
            return importlib.import_module("argostranslate.package")
        finally:
            _set_aside()
            sys.modules.update(theirs)


def _set_aside() -> dict[str, Any]:
    names = [name for name in sys.modules if name.partition(".")[0] == "argostranslate"]
    return {name: sys.modules.pop(name) for name in names}
