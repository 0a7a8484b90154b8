"""Fetching a model that an index offers: the choice, the download, its checksum; then it is imported like any other."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from localize.errors import MissingDataError, UsageError
from localize.translation import argos_packages, firefox_models
from localize.translation.firefox_records import unpacked
from localize.translation.installed_model import check_engine
from localize.translation.language_codes import from_engine_code
from localize.translation.model_fetch import Progress, fetch_bytes, fetch_file
from localize.translation.model_folders import incoming_folder, model_settings
from localize.translation.model_imports import import_model
from localize.translation.model_index import choose, read_index

if TYPE_CHECKING:
    from pathlib import Path

    from localize.translation.installed_model import InstalledModel
    from localize.translation.model_offer import Offer, Part

__all__ = ["install_model"]

_ELSEWHERE = "Download the model elsewhere and run 'localize models import FILE'."
_INDEX_NAMES = {"argos": "index.json", "firefox": firefox_models.MANIFEST}


def install_model(
    source: str,
    target: str,
    engine: str = "argos",
    index_url: str = "",
    progress: Progress | None = None,
) -> InstalledModel:
    """Fetch the model for a pair from an index and install it, in the place of one that is installed for that pair.

    For a regional target the region's own model is taken where the index has one, else that of the language.
    ``index_url`` is the URL of the index file, or of its folder with ``/`` at the end; empty means the official
    one of Argos or Mozilla; :mod:`localize.translation.model_index` shows the forms.

    Raises:
        UsageError: there is no such engine, a language is no tag, or the URL is no URL.
        MissingDataError: index or model cannot be fetched, the index lacks the pair, or what arrived is no such model;
            the message names the URL.
        OutputError: the model cannot be written.
    """
    url = _index_url(engine, index_url)
    source, target = (from_engine_code(engine, language) for language in (source, target))
    offer = choose(read_index(engine, fetch_bytes(url), url), source, target, url)
    home = (argos_packages if engine == "argos" else firefox_models).installed_folder()
    with incoming_folder(home) as incoming:
        origins = [_fetch_part(part, incoming, progress) for part in offer.parts]
        if engine == "firefox":
            _write_manifest(offer, incoming)
        path = incoming if engine == "firefox" else incoming / offer.parts[0].name
        try:
            return import_model(path, offer.source, offer.target)
        except UsageError as error:
            raise _unusable(origins[0], path, error) from error


def _index_url(engine: str, given: str) -> str:
    check_engine(engine)
    url = given or str(model_settings()["index"][engine])
    return url + _INDEX_NAMES[engine] if url.endswith("/") else url


def _fetch_part(part: Part, folder: Path, progress: Progress | None) -> str:
    """Fetch one file from the first of its URLs that delivers it; that URL."""
    failures: list[MissingDataError] = []
    for url in part.urls:
        try:
            _fetch(part, url, folder / part.name, progress)
        except MissingDataError as error:
            failures.append(error)
        else:
            return url
    raise MissingDataError(" ".join(failure.message for failure in failures), _ELSEWHERE)


def _fetch(part: Part, url: str, target: Path, progress: Progress | None) -> None:
    fetch_file(url, target, "" if part.packed else part.sha256, progress)
    if part.packed:
        target.write_bytes(unpacked(target.read_bytes(), part.sha256, url))


def _write_manifest(offer: Offer, folder: Path) -> None:
    about = {"name": offer.name, "version": offer.version, "from": offer.source, "to": offer.target}
    (folder / firefox_models.MANIFEST).write_text(json.dumps(about, ensure_ascii=False), encoding="utf-8")


def _unusable(url: str, path: Path, error: UsageError) -> MissingDataError:
    detail = error.message.removeprefix(f"{path}: ")
    return MissingDataError(f"{url}: what arrived is no usable model: {detail}", _ELSEWHERE)
