"""Prepared drafts that are kept from the scan for rendering, as long as they are few: a small catalog is analysed once.

What is not kept is prepared again, with the same outcome: stages are functions of the listing and the context.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from localize.listing import Draft

__all__ = ["Prepared"]

_MOST = 3000
"""Drafts; beyond that memory would grow with the catalog."""


class Prepared:
    """Drafts by market and chunk."""

    def __init__(self, most: int = _MOST) -> None:
        self._room = most
        self._kept: dict[tuple[str, int], list[Draft]] = {}

    def keep(self, market: str, number: int, drafts: list[Draft]) -> None:
        """Keep a chunk's drafts if there is room."""
        if len(drafts) <= self._room:
            self._room -= len(drafts)
            self._kept[market, number] = drafts

    def take(self, market: str, number: int) -> list[Draft] | None:
        """A chunk's drafts if they were kept; they are given out once, for stages change them."""
        drafts = self._kept.pop((market, number), None)
        if drafts is not None:
            self._room += len(drafts)
        return drafts
