"""What functions of texts gave, remembered for the texts of late: variants repeat their product's, most of them near by.

Bounded by characters and not by entries, since a description may be as long as a thousand titles.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Hashable

__all__ = ["Remembered"]

_CHARACTERS = 1_000_000

V = TypeVar("V")


class Remembered(Generic[V]):
    """A memory of two generations: when the young one is full it becomes the old one, and what was old is forgotten.

    >>> lengths = Remembered[int](characters=8)
    >>> lengths.put("some", 4, 4)
    4
    >>> lengths.get("some"), lengths.get("words")
    (4, None)
    """

    def __init__(self, characters: int = _CHARACTERS) -> None:
        """``characters`` is how much text a generation may stand for."""
        self._limit = characters
        self._weight = 0
        self._young: dict[Hashable, V] = {}
        self._old: dict[Hashable, V] = {}

    def get(self, key: Hashable) -> V | None:
        """What is remembered for ``key``, or None."""
        found = self._young.get(key)
        return self._old.get(key) if found is None else found

    def put(self, key: Hashable, value: V, characters: int) -> V:
        """Remember ``value``, which stands for a text of so many characters, and give it back."""
        if self._weight > self._limit:
            self._old, self._young, self._weight = self._young, {}, 0
        self._young[key] = value
        self._weight += characters
        return value
