"""What is known of each row or product of a catalog, in memory as long as it is little: the rest lies in a temporary file.

A catalog of a million rows streams through a run, and what is remembered of its rows must not add up.
"""

from __future__ import annotations

import json
from contextlib import contextmanager
from typing import TYPE_CHECKING, Generic, TypeVar

from localize.errors import OutputError

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

__all__ = ["Spilled"]

_AT_HAND = 20_000

V = TypeVar("V")


class Spilled(Generic[V]):
    """Values that JSON can hold by key. What is full is written to a file without a name, which ends with this.

    >>> counts = Spilled[int](at_hand=1)
    >>> for key in ("a", "b", "a"):
    ...     counts[key] = (counts.get(key) or 0) + 1
    >>> counts.get("a"), counts.get("b"), counts.get("c"), len(counts)
    (2, 1, None, 2)
    """

    def __init__(self, at_hand: int = _AT_HAND) -> None:
        """``at_hand`` is how many of the values set last, and how many of those read last, stay in memory."""
        self._limit = at_hand
        self._new: dict[str, V] = {}
        self._read: dict[str, V] = {}
        self._file: sqlite3.Connection | None = None

    def get(self, key: str) -> V | None:
        """The value of a key, or None. One that is changed in place must be set again.

        Raises:
            OutputError: the temporary file cannot be read.
        """
        found = self._new.get(key)
        if found is None and self._file is not None:
            found = self._read.get(key)
            if found is None:
                found = self._fetched(self._file, key)
        return found

    def __setitem__(self, key: str, value: V) -> None:
        """Remember a value.

        Raises:
            OutputError: there is no room for the temporary file.
        """
        if len(self._new) >= self._limit and key not in self._new:
            self._spill()
        self._new[key] = value
        self._read.pop(key, None)

    def __len__(self) -> int:
        """How many keys have a value."""
        if self._file is None:
            return len(self._new)
        self._spill()
        with _room():
            (count,) = self._file.execute("SELECT count(*) FROM kept").fetchone()
        return int(count)

    def _fetched(self, file: sqlite3.Connection, key: str) -> V | None:
        with _room():
            row = file.execute("SELECT value FROM kept WHERE key = ?", (_bytes(key),)).fetchone()
        if row is None:
            return None
        if len(self._read) >= self._limit:
            self._read.clear()
        value: V = json.loads(row[0])
        self._read[key] = value
        return value

    def _spill(self) -> None:
        with _room():
            self._file = self._file or _opened()
            with self._file:
                self._file.executemany(
                    "INSERT OR REPLACE INTO kept VALUES (?, ?)",
                    ((_bytes(key), json.dumps(value)) for key, value in self._new.items()),
                )
        self._new.clear()


def _opened() -> sqlite3.Connection:
    import sqlite3

    # Without a name SQLite makes a file where it needs one, and removes it.
    file = sqlite3.connect("", check_same_thread=False)
    file.execute("PRAGMA journal_mode = OFF")
    file.execute("PRAGMA synchronous = OFF")
    file.execute("CREATE TABLE kept (key BLOB PRIMARY KEY, value TEXT) WITHOUT ROWID")
    return file


def _bytes(key: str) -> bytes:
    return key.encode("utf-8", "surrogatepass")  # SQLite's own text refuses half a character


@contextmanager
def _room() -> Iterator[None]:
    """What SQLite says of its file, as an error that says what to do.

    Raises:
        OutputError: it cannot be written or read.
    """
    import sqlite3

    try:
        yield
    except sqlite3.Error as error:
        raise OutputError(
            f"The folder for temporary files cannot be used ({error}).",
            "Free some space there, or set SQLITE_TMPDIR to a folder with room.",
        ) from error
