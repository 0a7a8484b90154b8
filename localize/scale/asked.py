"""Which plans each chunk asked for, kept in the run folder: what a worker that renders the chunk must be told."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

__all__ = ["AskedPlans"]

_KEY = 16
"""Bytes of a plan's key."""


@dataclass(frozen=True, slots=True)
class AskedPlans:
    """Keys of plans by market and chunk; a file each, which appears whole or not at all. ``run`` is the run folder."""

    run: Path

    def keep(self, market: str, number: int, keys: Iterable[str]) -> None:
        """Keep what a chunk asked for."""
        path = self._path(market, number)
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_name(f".{path.name}.{os.getpid()}.new")
        draft.write_bytes(b"".join(map(bytes.fromhex, keys)))
        draft.replace(path)

    def has(self, market: str, number: int) -> bool:
        """Is it known what a chunk asked for?"""
        return self._path(market, number).exists()

    def of(self, market: str, number: int) -> list[str]:
        """The keys, in order.

        Raises:
            OSError: they were not kept.
        """
        data = self._path(market, number).read_bytes()
        return [data[start : start + _KEY].hex() for start in range(0, len(data), _KEY)]

    def _path(self, market: str, number: int) -> Path:
        return self.run / f"{market}.asked" / f"{number:06}"
