"""Texts by number: the first of them in memory, and what is beyond in a temporary file."""

from __future__ import annotations

import os
import tempfile
import weakref
from array import array
from threading import Lock
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["TextShelf"]

_IN_MEMORY = 20_000_000


class TextShelf:
    """Texts that are put on one after another, each found again by its number from 0.

    >>> shelf = TextShelf(characters=4)
    >>> for text in ("Mug", "Bowl", "Jarro"):
    ...     shelf.append(text)
    >>> shelf[0], shelf[2], len(shelf)
    ('Mug', 'Jarro', 3)
    """

    def __init__(self, characters: int = _IN_MEMORY) -> None:
        """``characters`` is how many of them stay in memory."""
        self._room = characters
        self._here: list[str] = []
        self._file: IO[bytes] | None = None
        self._ends = array("Q", [0])  # in bytes, of the texts in the file; where the first begins stands before them
        self._lock = Lock()

    def append(self, text: str) -> None:
        """Put one more on.

        Raises:
            OSError: there is no room for the file.
        """
        if self._file is None and self._room >= len(text):
            self._room -= len(text)
            self._here.append(text)
            return
        if self._file is None:
            self._file = tempfile.TemporaryFile()  # noqa: SIM115 - it ends with the shelf
            weakref.finalize(self, self._file.close)
        self._ends.append(self._ends[-1] + self._file.write(_bytes(text)))

    def __len__(self) -> int:
        """How many there are."""
        return len(self._here) + len(self._ends) - 1

    def __iter__(self) -> Iterator[str]:
        """The texts in their order."""
        return (self[number] for number in range(len(self)))

    def __getitem__(self, number: int) -> str:
        """The text of a number.

        Raises:
            IndexError: there is none.
        """
        if 0 <= number < len(self._here):
            return self._here[number]
        place = number - len(self._here)
        if self._file is None or not 0 <= place < len(self._ends) - 1:
            raise IndexError(number)
        start, end = self._ends[place], self._ends[place + 1]
        with self._lock:
            self._file.seek(start)
            found = self._file.read(end - start)
            self._file.seek(0, os.SEEK_END)
        return found.decode("utf-8", "surrogatepass")


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
