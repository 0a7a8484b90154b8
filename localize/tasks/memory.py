"""``memory``: what the cache and the approved entries hold, and approved entries from and to TMX."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from localize.errors import ConfigError, UsageError
from localize.settings import APPROVED_FOLDER
from localize.tasks.outputs import replacing
from localize.translation.approved_files import approved_files, read_entries, write_entries
from localize.translation.tmx_entries import Skipped, entries_of
from localize.translation.tmx_reader import read_tmx
from localize.translation.tmx_writer import tmx_lines

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from localize.settings import Settings
    from localize.translation.approved_entry import ApprovedEntry, Pair

__all__ = [
    "Imported",
    "MemoryStats",
    "Merge",
    "all_approved",
    "export_tmx",
    "import_tmx",
    "memory_stats",
    "nearest_entries",
]

_NEAREST = 5
_LIKENESS = 0.6


@dataclass(frozen=True, slots=True)
class MemoryStats:
    """Outputs that the cache remembers, its size in bytes, and approved entries by pair."""

    cache: Path
    cache_entries: int
    cache_bytes: int
    approved: dict[str, int]

    def to_dict(self) -> dict[str, Any]:
        """Plain data."""
        cache = {"path": str(self.cache), "entries": self.cache_entries, "bytes": self.cache_bytes}
        return {"cache": cache, "approved": self.approved}


@dataclass(slots=True)
class Imported:
    """What an import did: entries taken over and those that were there already by pair, and what was left out and why."""

    added: dict[str, int] = field(default_factory=dict)
    known: dict[str, int] = field(default_factory=dict)
    skipped: list[Skipped] = field(default_factory=list)

    def to_dict(self) -> dict[str, Any]:
        """Plain data."""
        skipped = [{"line": s.line, "text": s.text, "reason": s.reason} for s in self.skipped]
        return {"added": self.added, "known": self.known, "skipped": skipped}


def memory_stats(cache: Path, settings: Settings) -> MemoryStats:
    """Figures of the cache at a path, which need not be there, and of the approved entries of a configuration.

    Raises:
        ConfigError: a file of approved entries is wrong, or the cache is no cache.
    """
    counts: dict[str, int] = {}
    for pair, _ in all_approved(settings):
        counts[pair.name] = counts.get(pair.name, 0) + 1
    return MemoryStats(cache, *_cache_figures(cache), counts)


def _cache_figures(path: Path) -> tuple[int, int]:
    """Entries and bytes; the file is only read, and not made where there is none."""
    if not path.is_file():
        return 0, 0
    try:
        database = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
        try:
            (entries,) = database.execute("SELECT count(*) FROM texts").fetchone()
        finally:
            database.close()
    except sqlite3.Error as error:
        raise ConfigError(
            f"{path}: not a translation cache ({error}).", "Remove the file: it is only a cache."
        ) from error
    parts = (path.with_name(path.name + suffix) for suffix in ("", "-wal"))
    return int(entries), sum(part.stat().st_size for part in parts if part.is_file())


def all_approved(settings: Settings) -> list[tuple[Pair, ApprovedEntry]]:
    """Every approved entry of a configuration with its pair, in the order of the files.

    Raises:
        ConfigError: a file is wrong.
    """
    if settings.approved is None:
        return []
    return [(pair, entry) for pair, path in approved_files(settings.approved).items() for entry in read_entries(path)]


def nearest_entries(text: str, settings: Settings) -> list[tuple[Pair, ApprovedEntry]]:
    """The entries whose source is most like a text, the likest first: for people to look at, no run ever applies one.

    Raises:
        ConfigError: a file is wrong.
    """
    by_source: dict[str, list[tuple[Pair, ApprovedEntry]]] = {}
    for pair, entry in all_approved(settings):
        by_source.setdefault(entry.source, []).append((pair, entry))
    close = get_close_matches(text, by_source, n=_NEAREST, cutoff=_LIKENESS)
    return [found for source in close for found in by_source[source]]


def export_tmx(target: Path, settings: Settings) -> int:
    """Write all approved entries as TMX 1.4; how many there were.

    Raises:
        ConfigError: a file of approved entries is wrong.
        OutputError: the target cannot be written.
    """
    entries = all_approved(settings)
    with replacing(target) as draft, draft.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(tmx_lines(entries))
    return len(entries)


def import_tmx(path: Path, settings: Settings, *, replace: bool = False) -> Imported:
    """Take the units of a TMX file over as approved entries, beside the configuration.

    An entry that is there already is kept where the file says otherwise, unless ``replace`` is given: then the file's
    takes its place. Nothing is written before the whole file is read.

    Raises:
        UsageError: there is no ``localize.toml``, so that no run would find the entries.
        ConfigError: the TMX file, or a file of approved entries, is wrong.
        OutputError: the entries cannot be written.
    """
    if settings.source_file is None:
        raise UsageError("Approved entries live beside localize.toml, and there is none.", "'localize init' makes one.")
    folder = settings.approved or settings.source_file.parent / APPROVED_FOLDER
    files = approved_files(folder) if folder.is_dir() else {}
    merge = Merge({pair: read_entries(file) for pair, file in files.items()}, replace=replace)
    for unit in read_tmx(path):
        merge.add(unit.line, entries_of(unit, settings.source_locale))
    for pair in merge.changed:
        write_entries(folder, pair, merge.entries(pair))
    return merge.report


class Merge:
    """Entries by pair and key; what a person approved earlier wins, and of two in one import the first."""

    def __init__(self, known: dict[Pair, list[ApprovedEntry]], *, replace: bool) -> None:
        self._known = {pair: {entry.key: entry for entry in entries} for pair, entries in known.items()}
        self._replace = replace
        self._new: dict[tuple[Pair, tuple[str, ...]], int] = {}
        self.report = Imported()

    @property
    def changed(self) -> list[Pair]:
        """The pairs whose files must be written."""
        return list(dict.fromkeys(pair for pair, _ in self._new))

    def entries(self, pair: Pair) -> Iterable[ApprovedEntry]:
        """All entries of a pair."""
        return self._known[pair].values()

    def add(self, line: int, found: Iterable[tuple[Pair, ApprovedEntry] | Skipped]) -> None:
        """Take over what a unit gave."""
        for item in found:
            if isinstance(item, Skipped):
                self.report.skipped.append(item)
            else:
                self._add(line, *item)

    def _add(self, line: int, pair: Pair, entry: ApprovedEntry) -> None:
        known = self._known.setdefault(pair, {})
        old = known.get(entry.key)
        if old is not None and old.target == entry.target and (old == entry or not self._replace):
            self.report.known[pair.name] = self.report.known.get(pair.name, 0) + 1
            return
        if first := self._new.get((pair, entry.key)):
            self._skip(line, entry, f"{pair.target}: line {first} of the file has it already")
        elif old is not None and not self._replace:
            self._skip(line, entry, f"{pair.target}: approved as “{old.target}” already")
        else:
            known[entry.key] = entry
            self._new[pair, entry.key] = line
            self.report.added[pair.name] = self.report.added.get(pair.name, 0) + 1

    def _skip(self, line: int, entry: ApprovedEntry, reason: str) -> None:
        self.report.skipped.append(Skipped(line, entry.source, reason))
