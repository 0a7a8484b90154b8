"""The files of approved entries: one for each pair, a line for each entry, sorted, so that a change is one line in git.

``approved/en-pt-BR.jsonl``::

    {"source": "Coffee mug, {1}", "target": "Caneca de café, {1}"}
    {"source": "Light", "target": "Leve", "field": "title", "note": "weight, not colour"}

UTF-8; keys are ``source``, ``target`` and, where they are needed, ``field``, ``category``, ``brand``, ``note``.
"""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any

from localize.errors import ConfigError, OutputError, did_you_mean
from localize.translation.approved_entry import ApprovedEntry, Pair, pair_named

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

__all__ = ["approved_files", "read_entries", "write_entries"]

SUFFIX = ".jsonl"
_KEYS = ("source", "target", "field", "category", "brand", "note")
_CONFLICT = ("<<<<<<<", "=======", ">>>>>>>")


def approved_files(folder: Path) -> dict[Pair, Path]:
    """The files of a folder by pair.

    Raises:
        ConfigError: there is no such folder, or a file's name is no pair.
    """
    if not folder.is_dir():
        raise ConfigError(
            f"There is no folder {folder} for approved translations.",
            "Make it, or correct 'approved' under [dictionaries] in localize.toml.",
        )
    files: dict[Pair, Path] = {}
    for path in sorted(folder.glob(f"*{SUFFIX}")):
        pair = pair_named(path.stem)
        if pair is None:
            raise ConfigError(
                f"{path}: the name is no pair of languages.",
                f"Name it by source and target, countries in capitals: en-pt-BR{SUFFIX}",
            )
        files[pair] = path
    return files


def read_entries(path: Path) -> list[ApprovedEntry]:
    """The entries of a file, in file order; a line that repeats another is left out.

    Raises:
        ConfigError: it cannot be read, a line is wrong, or two lines contradict each other; file and line are named.
    """
    known: dict[tuple[str, str, str, str], ApprovedEntry] = {}
    for number, line in _lines(path):
        entry = _entry(line, f"{path}:{number}", f"{path.parent.name}/{path.name}:{number}")
        first = known.setdefault(entry.key, entry)
        if first.target != entry.target:
            raise ConfigError(
                f"{path}:{number}: '{entry.source}' is translated otherwise in line {first.origin.rpartition(':')[2]}.",
                "Keep one of them, or give them different field, category or brand.",
            )
    return list(known.values())


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read ({error.strerror}).") from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path}: not UTF-8 (byte {error.start}).", "Save it as UTF-8.") from error
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            yield number, line


def _entry(line: str, where: str, origin: str) -> ApprovedEntry:
    data = _object(line, where)
    for name, value in data.items():
        if name not in _KEYS:
            raise ConfigError(f"{where}: unknown key '{name}'.", did_you_mean(name, _KEYS) or _allowed())
        if not isinstance(value, str):
            raise ConfigError(f"{where}: '{name}' must be a text.", "Put it in quotation marks.")
    for name in ("source", "target"):
        if name not in data:
            raise ConfigError(f"{where}: '{name}' is missing.", _allowed())
    entry = ApprovedEntry(**{name: value.strip() for name, value in data.items()}, origin=origin)
    fault, remedy = entry.fault()
    if fault:
        raise ConfigError(f"{where}: {fault}.", remedy)
    return entry


def _object(line: str, where: str) -> dict[str, Any]:
    if line.startswith(_CONFLICT):
        raise ConfigError(f"{where}: a merge conflict was left here.", "Keep the lines that are right.")
    try:
        data = json.loads(line)
    except (ValueError, RecursionError) as error:
        reason = error.msg if isinstance(error, json.JSONDecodeError) else "too deep"
        raise ConfigError(f"{where}: not a JSON object ({reason}).", _allowed()) from error
    if not isinstance(data, dict):
        raise ConfigError(f"{where}: not a JSON object.", _allowed())
    return data


def _allowed() -> str:
    return (
        'A line reads {"source": "Coffee mug, {1}", "target": "Caneca, {1}"}; field, category, brand, note may follow.'
    )


def write_entries(folder: Path, pair: Pair, entries: Iterable[ApprovedEntry]) -> Path:
    """Write the file of a pair, sorted by source and contexts; it appears whole or not at all.

    Raises:
        OutputError: the folder cannot be written.
    """
    path = folder / f"{pair.name}{SUFFIX}"
    draft = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with draft.open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(entry.to_line() + "\n" for entry in sorted(entries, key=_order))
        draft.replace(path)
    except OSError as error:
        raise OutputError(f"{path} cannot be written ({error.strerror}).", "Free the disk or the folder.") from error
    finally:
        draft.unlink(missing_ok=True)
    return path


def _order(entry: ApprovedEntry) -> tuple[str, ...]:
    return entry.source.casefold(), entry.source, entry.field, entry.category, entry.brand
