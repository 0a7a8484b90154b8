"""The cache: exact engine input + fingerprint + options → raw output. A pure function remembered, safe for processes.

Everything behind the engine is recomputed, so a new dictionary, rule or market never needs it cleared.
"""

from __future__ import annotations

import sqlite3
from hashlib import blake2b
from typing import TYPE_CHECKING, Protocol

from localize.errors import OutputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

__all__ = ["Cache", "MemoryCache", "SqliteCache", "cache_key"]

_LOOKUP = 500  # one IN-list; SQLite's own limit is higher, larger lists are no faster


def cache_key(fingerprint: str, options: str, text: str) -> bytes:
    """Sixteen bytes that stand for one engine input."""
    joined = f"{fingerprint}\x1f{options}\x1f{text}"
    return blake2b(joined.encode("utf-8", "surrogatepass"), digest_size=16).digest()


class Cache(Protocol):
    """What remembers outputs."""

    def get(self, keys: Sequence[bytes]) -> dict[bytes, str]:
        """The outputs it knows, by key."""
        ...

    def put(self, entries: Mapping[bytes, str]) -> None:
        """Remember outputs."""
        ...

    def close(self) -> None:
        """Let go of files; what is in memory stays."""
        ...


class MemoryCache:
    """A cache for one process."""

    def __init__(self) -> None:
        self._entries: dict[bytes, str] = {}

    def get(self, keys: Sequence[bytes]) -> dict[bytes, str]:
        """The outputs it knows, by key."""
        return {key: self._entries[key] for key in keys if key in self._entries}

    def put(self, entries: Mapping[bytes, str]) -> None:
        """Remember outputs."""
        self._entries.update(entries)

    def close(self) -> None:
        """Nothing to let go of."""


class SqliteCache:
    """A cache in one SQLite file; several processes may use it at once."""

    def __init__(self, path: Path) -> None:
        """Open or create the file.

        Raises:
            OutputError: the file is not a cache or its folder cannot be written.
        """
        self._path = path
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._db = sqlite3.connect(path, timeout=60, check_same_thread=False)
            self._db.execute("PRAGMA journal_mode=WAL")
            self._db.execute("PRAGMA synchronous=NORMAL")
            self._db.execute("CREATE TABLE IF NOT EXISTS outputs (key BLOB PRIMARY KEY, output TEXT) WITHOUT ROWID")
        except (OSError, sqlite3.Error) as error:
            raise OutputError(
                f"The translation cache {path} cannot be used ({error}).",
                "Name another with --cache PATH, or remove the file: it is only a cache.",
            ) from error

    def get(self, keys: Sequence[bytes]) -> dict[bytes, str]:
        """The outputs it knows, by key."""
        known: dict[bytes, str] = {}
        for start in range(0, len(keys), _LOOKUP):
            part = keys[start : start + _LOOKUP]
            marks = ",".join("?" * len(part))
            known.update(self._db.execute(f"SELECT key, output FROM outputs WHERE key IN ({marks})", part))  # noqa: S608 only marks
        return known

    def put(self, entries: Mapping[bytes, str]) -> None:
        """Remember outputs; another process may have been quicker, and said the same."""
        rows: Iterable[tuple[bytes, str]] = entries.items()
        with self._db:
            self._db.executemany("INSERT OR REPLACE INTO outputs VALUES (?, ?)", rows)

    def close(self) -> None:
        """Close the file."""
        self._db.close()
