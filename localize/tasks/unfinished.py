"""What earlier runs left unfinished: is it this run's, so that it goes on from there, or was something changed since?

A run folder's ``about.json`` says whose outputs it is for (its *slot*), what decides them, and what the market's price list may
be: as it was when the run began, or as the run itself wrote it before it was killed at the next market.
"""

from __future__ import annotations

import json
import os
import shutil
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from localize.locks import is_alive
from localize.tasks.catalog import catalog_digest
from localize.tasks.outputs import OutputPaths
from localize.tasks.run_digest import run_facts, slot_of
from localize.tasks.run_folder import RunFolder, digest_of, other_folders, owner_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from localize.tasks.data_files import DataFiles
    from localize.tasks.together import Together

__all__ = ["expect_prices", "open_folder"]

_ABOUT = "about.json"


def open_folder(together: Together, data: DataFiles) -> tuple[RunFolder, list[str]]:
    """The run folder of some markets' run, and what to tell people of unfinished work that it cannot go on from.

    Raises:
        OutputError: the output folder cannot be written.
    """
    slot, facts = slot_of(together), run_facts(together, data)
    about = {"slot": slot, "facts": {name: digest_of({name: fact}) for name, fact in facts.items()}}
    out, digest = together.options.out, digest_of(about)
    prices = {tag: [_price_list(together, tag)] for tag in together.tags}
    folder = RunFolder(out, digest)
    notes = [_note(together, changed) for changed in _superseded(folder, about)]
    if folder.is_old and (changed := _unlike(_read(folder.path), prices)):
        folder.remove()
        folder = RunFolder(out, digest)
        notes += [_note(together, changed)] if changed != _NOTHING_KNOWN else []
    folder.own()
    if not folder.is_old:
        _write(folder.path, {**about, "prices": prices})
    return folder, notes


def expect_prices(folder: RunFolder, market: str, digest: str) -> None:
    """This run is about to write the market's price list: found again, it is no reason to begin anew."""
    about = _read(folder.path)
    if about:
        about["prices"].setdefault(market, []).append(digest)
        _write(folder.path, about)


def _price_list(together: Together, tag: str) -> str:
    """The digest of the prices that the last run gave a market: some of them may have to stay."""
    options = together.options
    path = OutputPaths.of(together.catalog.path, tag, options.out, marketplace=options.target).prices
    return catalog_digest(path) if path.is_file() else ""


_NOTHING_KNOWN = "nothing known"
_PRICE_LIST = "the price list of the last run"


def _unlike(about: Mapping[str, Any], prices: Mapping[str, list[str]]) -> str:
    """Why a folder of the same facts cannot be gone on with; empty where it can."""
    if not about:
        return _NOTHING_KNOWN
    known = about["prices"]
    return "" if all(now[0] in known.get(tag, ()) for tag, now in prices.items()) else _PRICE_LIST


def _superseded(folder: RunFolder, about: Mapping[str, Any]) -> Iterator[str]:
    """Take away what other runs for the same outputs left; what has changed since, for each."""
    for other in other_folders(folder.path):
        found = _read(other)
        owner = owner_of(other)
        if found.get("slot") != about["slot"] or (owner not in {None, os.getpid()} and is_alive(owner or 0)):
            continue
        shutil.rmtree(other, ignore_errors=True)
        facts: Mapping[str, str] = about["facts"]
        yield " and ".join(name for name in facts if facts[name] != found["facts"].get(name))


def _note(together: Together, changed: str) -> str:
    whose = f"{together.catalog.path.name} for {', '.join(together.tags)}"
    return f"The unfinished run of {whose} began anew: {changed} changed since. What it had translated is in the cache."


def _read(folder: Path) -> dict[str, Any]:
    """What a run folder is about; nothing where it does not say."""
    try:
        about: dict[str, Any] = json.loads((folder / _ABOUT).read_text(encoding="utf-8"))
        return about if {"slot", "facts", "prices"} <= about.keys() else {}
    except (OSError, ValueError, AttributeError):
        return {}


def _write(folder: Path, about: Mapping[str, Any]) -> None:
    """Say it, whole or not at all; without room on the disk nobody is told, and the next run begins anew."""
    draft = folder / f".{_ABOUT}.{os.getpid()}"
    with suppress(OSError):
        draft.write_text(json.dumps(about), encoding="utf-8")
        draft.replace(folder / _ABOUT)
