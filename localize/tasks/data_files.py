"""The files beside the catalog that decide an output: dictionaries, rules, tables, rates, corrections, and what ships.

Some of them are read when a run begins, others when they are first needed, and each worker process reads them for itself. So
they are looked at before the first is read and again before anything is written: an edit in between would give an output that
is partly made with the old ones and partly with the new ones.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from localize._version import __version__
from localize.data import data_folder, package_folder, read_toml
from localize.errors import ConfigError, OutputError
from localize.money import rate_files
from localize.pins import pins_folder
from localize.tasks.catalog import catalog_digest
from localize.tasks.run_folder import digest_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from localize.settings import Settings

__all__ = ["DataFiles", "folder_digest"]

_SHIPPED = ("dictionaries", "size_tables", "currency")
_IN_PACKAGE = ("markets", "marketplaces", "units")
_DATA = (".csv", ".toml", ".json")
_PASSING = ("~", ".")
"""How names of files begin that editors keep beside the one they have open, and that no dictionary is read from."""


@dataclass(frozen=True, slots=True)
class DataFiles:
    """What a run reads besides its catalog, as it was at a moment.

    ``own`` are the digests of the seller's files by path, ``shipped`` tell whether an upgrade has changed what the product
    brings; each of those files is read once for all. ``configuration`` is the digest of ``localize.toml``, which is read whole
    when a call begins, so that an edit of it concerns the next run only. ``data`` are digests of what ships by folder.
    """

    settings: Sequence[Settings]
    own: Mapping[Path, str]
    shipped: Mapping[str, str]
    configuration: str | None
    data: Mapping[str, str]

    @classmethod
    def of(cls, settings: Iterable[Settings]) -> DataFiles:
        """As they are now, for the settings of some markets (at least one)."""
        kept = tuple(settings)
        source = kept[0].source_file
        configuration = catalog_digest(source) if source and source.is_file() else None
        data = {name: folder_digest(data_folder(name)) for name in _SHIPPED}
        data |= {name: folder_digest(package_folder(name)) for name in _IN_PACKAGE}
        data["package"] = folder_digest(package_folder("."))
        return cls(kept, _digests(kept), _shipped(), configuration, data)

    def refuse_changed(self) -> None:
        """Make sure that the seller's files are still what they were.

        Raises:
            OutputError: one was edited, added or taken away; the message names it.
        """
        if changed := self.changed:
            raise OutputError(
                f"{changed} was changed while the run went on; nothing was written that would mix old and new.",
                "Give the same command again: it uses the new state, and every translation that was made is kept.",
            )

    @property
    def changed(self) -> str:
        """The first of the seller's files that is no longer what it was; empty where all are."""
        now = _digests(self.settings)
        return next((str(path) for path in {**self.own, **now} if self.own.get(path) != now.get(path)), "")

    @property
    def is_same(self) -> bool:
        """Are all of them, and the program, what they were? Asked by a worker, which reads them for itself."""
        return _digests(self.settings) == self.own and _shipped() == self.shipped

    def of_paths(self, paths: Iterable[Path]) -> dict[Path, str]:
        """The digests of those of the seller's files that ``paths`` name, with the rows of size tables that they describe."""
        named = [file for path in paths for file in (path, _rows_of(path)) if file]
        return {path: self.own[path] for path in named if path in self.own}

    @property
    def digests(self) -> list[str]:
        """The seller's files by name and content: what a run goes on from must have been made with the same."""
        return [f"{path.name}:{digest}" for path, digest in self.own.items()]


def folder_digest(path: Path) -> str:
    """A digest of the data files under a folder, or of one file."""
    if path.is_file():
        return catalog_digest(path)
    files = [p for p in sorted(path.rglob("*")) if p.suffix in {*_DATA, ".jsonl"} and p.is_file()]
    return digest_of({str(p.relative_to(path)): catalog_digest(p) for p in files})


def _digests(settings: Iterable[Settings]) -> dict[Path, str]:
    """Every file that settings name, and every file of the folders that they name, with its digest, in order."""
    named = dict.fromkeys(path for each in settings for path in _named(each))
    files = (file for path in named for file in _files(path))
    return {file: _digest(file) for file in dict.fromkeys(files)}


def _named(settings: Settings) -> list[Path]:
    tables = settings.sizes.tables
    paths = [*settings.dictionaries, *settings.rules, *settings.values, *tables, *map(_rows_of, tables)]
    paths += [settings.approved, pins_folder(settings), *rate_files(settings.prices.rates)]
    return [path for path in paths if path]


def _rows_of(table: Path) -> Path | None:
    """The CSV with the rows of a size table that a TOML file describes."""
    if table.suffix != ".toml":
        return None
    try:
        rows = read_toml(table).get("rows")
    except ConfigError:  # said where the table is read
        return None
    return table.parent / rows if isinstance(rows, str) else None


def _files(path: Path) -> list[Path]:
    found = sorted(path.rglob("*")) if path.is_dir() else [path]
    return [file for file in found if file.is_file() and not file.name.startswith(_PASSING)]


def _digest(file: Path) -> str:
    try:
        return catalog_digest(file)
    except OSError:  # taken away since it was listed
        return ""


def _shipped() -> dict[str, str]:
    """Digests of what ships by size and time, for each kind of file: an upgrade or a corrected table is another state."""
    folders = [*map(data_folder, _SHIPPED), package_folder(".")]
    states: dict[str, dict[str, list[int]]] = {kind: {} for kind in (*_DATA, ".py")}
    for file in sorted(file for folder in folders for file in folder.rglob("*")):
        if file.suffix in states and file.is_file():
            state = file.stat()
            states[file.suffix][str(file)] = [state.st_size, state.st_mtime_ns]
    return {"version": __version__, **{kind: digest_of(files) for kind, files in states.items()}}
