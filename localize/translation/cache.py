"""The cache: exact engine input + fingerprint + options → raw output. A pure function remembered, safe for processes.

Everything behind the engine is recomputed, so a new dictionary, rule or market never needs it cleared.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from hashlib import blake2b
from typing import TYPE_CHECKING, Protocol
from zlib import crc32

from localize.errors import OutputError
from localize.locks import locked

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

__all__ = ["Cache", "MemoryCache", "SqliteCache", "cache_key", "is_damage"]

_MAGIC = b"SQLite format 3\0"

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
    """A cache in one SQLite file; several processes may use it at once.

    A file that is damaged is put aside and another begun: it is only a cache. ``notes`` says so, for people.
    """

    def __init__(self, path: Path) -> None:
        """Open or create the file.

        Raises:
            OutputError: the file cannot be used, or its folder cannot be written.
        """
        self._path = path
        self.notes: list[str] = []
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._db = _connected(path)
        except (OSError, sqlite3.Error) as error:
            self._db = self._another(error)

    def get(self, keys: Sequence[bytes]) -> dict[bytes, str]:
        """The outputs it knows, by key.

        Raises:
            OutputError: the file cannot be read.
        """
        try:
            return self._found(keys)
        except sqlite3.Error as error:
            self._db = self._another(error)
            return self._found(keys)

    def put(self, entries: Mapping[bytes, str]) -> None:
        """Remember outputs; another process may have been quicker, and said the same.

        Raises:
            OutputError: the file cannot be written.
        """
        try:
            self._keep(entries)
        except sqlite3.Error as error:
            self._db = self._another(error)
            self._keep(entries)

    def close(self) -> None:
        """Close the file."""
        with suppress(sqlite3.Error):  # what is committed lies in its log already
            self._db.close()

    def _found(self, keys: Sequence[bytes]) -> dict[bytes, str]:
        known: dict[bytes, str] = {}
        for start in range(0, len(keys), _LOOKUP):
            part = keys[start : start + _LOOKUP]
            marks = ",".join("?" * len(part))
            query = f"SELECT key, output, sum FROM texts WHERE key IN ({marks})"  # noqa: S608 only marks
            for key, output, own_sum in self._db.execute(query, part):
                if own_sum != _sum(key, output):
                    raise _DamageError
                known[key] = output
        return known

    def _keep(self, entries: Mapping[bytes, str]) -> None:
        rows = [(key, output, _sum(key, output)) for key, output in entries.items()]
        with self._db:
            self._db.executemany("INSERT OR REPLACE INTO texts VALUES (?, ?, ?)", rows)

    def _another(self, error: OSError | sqlite3.Error) -> sqlite3.Connection:
        """A new file in place of a damaged one, which another process may have put aside already.

        Raises:
            OutputError: it is not damage that is wrong with it.
        """
        if not (is_damage(error) and _may_be_a_cache(self._path)):
            raise self._unusable(error) from error
        if hasattr(self, "_db"):
            self.close()
        try:
            with locked(self._path.with_name(f"{self._path.name}.mending"), wait=True):
                if not _is_sound(self._path):
                    self._put_aside()
                return _connected(self._path)
        except (OSError, sqlite3.Error) as again:
            raise self._unusable(again) from again

    def _put_aside(self) -> None:
        """Give the damaged file another name; its log belongs to it and goes first, for the next file may have one, too."""
        number = 1
        while (kept := self._path.with_name(f"{self._path.name}.damaged-{number}")).exists():
            number += 1
        for name in ("-wal", "-shm"):
            self._path.with_name(self._path.name + name).unlink(missing_ok=True)
        self._path.rename(kept)
        self.notes.append(
            f"The translation cache {self._path} was damaged: it is kept as {kept.name}, and a new one was begun."
        )

    def _unusable(self, error: OSError | sqlite3.Error) -> OutputError:
        reason = getattr(error, "strerror", None) or error
        return OutputError(
            f"The translation cache {self._path} cannot be used ({reason}).",
            "Free the disk or name another with --cache PATH.",
        )


class _DamageError(sqlite3.DatabaseError):
    """An entry is not as it was written."""


def _sum(key: bytes, output: str) -> int:
    """SQLite keeps no checksums: a disk's wrong bit in a translation would be a wrong translation."""
    return crc32(str(output).encode("utf-8", "surrogatepass"), crc32(key))


def _connected(path: Path) -> sqlite3.Connection:
    db = sqlite3.connect(path, timeout=60, check_same_thread=False)
    try:
        db.execute("PRAGMA journal_mode=WAL")
        db.execute("PRAGMA synchronous=NORMAL")
        db.execute("CREATE TABLE IF NOT EXISTS texts (key BLOB PRIMARY KEY, output TEXT, sum INTEGER) WITHOUT ROWID")
    except sqlite3.Error:
        db.close()
        raise
    return db


def _is_sound(path: Path) -> bool:
    """Can the file be read to its end, and is every entry as it was written?"""
    try:
        with closing(_connected(path)) as db:
            whole = db.execute("PRAGMA integrity_check(1)").fetchone() == ("ok",)
            return whole and all(
                s == _sum(key, text) for key, text, s in db.execute("SELECT key, output, sum FROM texts")
            )
    except sqlite3.Error as error:
        if is_damage(error):
            return False
        raise


def _may_be_a_cache(path: Path) -> bool:
    """By its name or its first bytes: a file that was named by mistake is left where it is."""
    with suppress(OSError), path.open("rb") as file:
        return path.suffix in {".sqlite", ".sqlite3", ".db"} or file.read(len(_MAGIC)) == _MAGIC
    return False


def is_damage(error: Exception) -> bool:
    """Is the file no database, or a torn one? A full disk or a lock is no damage; nor is another program's database."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    torn = code in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB} or "decode to UTF-8" in str(error)
    return torn or isinstance(error, _DamageError)
