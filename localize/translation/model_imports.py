"""Importing a model from a file or folder that a person has: checked, copied beside its place, then renamed."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

from localize.errors import UsageError
from localize.translation import argos_packages, firefox_models
from localize.translation.language_codes import from_engine_code
from localize.translation.model_archives import unpack
from localize.translation.model_folders import delete_folder, incoming_folder, put_in_place

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from localize.translation.installed_model import InstalledModel

__all__ = ["import_model"]

_HINT = "Give an .argosmodel file, or a folder with a Firefox model (model.PAIR.*.bin and vocab.PAIR.spm)."


def import_model(path: Path, source: str = "", target: str = "") -> InstalledModel:
    """Install the model of an ``.argosmodel`` file, or of a folder with a Firefox model.

    A model that is installed for the same pair is replaced. ``source`` and ``target`` say a Firefox model's pair where
    its file names do not; for an Argos package, which says it itself, they must agree.

    Raises:
        UsageError: the path, the package or the model is not what it should be; nothing was changed.
        OutputError: the model cannot be written.
    """
    if bool(source) != bool(target):
        raise UsageError("Only one language of the pair is given.", "Give both, --from and --to, or neither.")
    if path.is_dir():
        return _import_firefox(path, source, target)
    try:
        with path.open("rb"):
            pass
    except OSError as error:
        raise UsageError(f"{path}: cannot be read ({error.strerror}).", _HINT) from error
    return _import_argos(path, source, target)


def _import_argos(archive: Path, source: str, target: str) -> InstalledModel:
    home = argos_packages.installed_folder()
    with incoming_folder(home) as incoming:
        folder = unpack(archive, incoming)
        found = argos_packages.read_package(folder)
        if source and (found.source, found.target) != _tags("argos", source, target):
            raise UsageError(f"{archive}: translates {found.source}→{found.target}, not {source}→{target}.")
        return _place(found, home / _argos_name(archive, folder), argos_packages.read_package)


def _argos_name(archive: Path, folder: Path) -> str:
    """The folder's name as ``argostranslate`` gives it, one for each pair; it must read the package."""
    argos = argos_packages.argos_package_module()
    try:
        package = argos.Package(folder)
    except Exception as error:  # whatever it stumbles over, the package is at fault
        raise UsageError(f"{archive}: Argos Translate does not accept this package ({error}).") from error
    return str(argos.argospm_package_name(package))


def _import_firefox(folder: Path, source: str, target: str) -> InstalledModel:
    found = firefox_models.read_model(folder, source=source, target=target)
    home = firefox_models.installed_folder()
    with incoming_folder(home) as incoming:
        new = incoming / f"{found.source}-{found.target}"
        new.mkdir()
        for file in found.files.paths():
            shutil.copyfile(file, new / file.name)
        about = {"name": found.name, "version": found.version, "from": found.source, "to": found.target}
        (new / firefox_models.MANIFEST).write_text(json.dumps(about, ensure_ascii=False, indent=2), encoding="utf-8")
        return _place(firefox_models.read_model(new), home / new.name, firefox_models.read_model)


def _tags(engine: str, source: str, target: str) -> tuple[str, str]:
    return from_engine_code(engine, source), from_engine_code(engine, target)


def _place(new: InstalledModel, final: Path, read: Callable[[Path], InstalledModel]) -> InstalledModel:
    """Put a complete model in its place; whatever else was installed for its pair goes."""
    put_in_place(new.path, final)
    for other in final.parent.iterdir():
        if other != final and not other.name.startswith(".") and _same_pair(other, new, read):
            delete_folder(other)
    return read(final)


def _same_pair(folder: Path, model: InstalledModel, read: Callable[[Path], InstalledModel]) -> bool:
    try:
        other = read(folder)
    except UsageError:
        return False
    return (other.source, other.target) == (model.source, model.target)
