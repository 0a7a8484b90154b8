"""Through English, where no model knows the pair: two engines, one behind the other, both in batches."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from localize.protocols import Engine, EngineSession, TranslateOptions

__all__ = ["PIVOT", "PivotEngine", "PivotSession"]

PIVOT = "en"


@dataclass(frozen=True, slots=True)
class PivotEngine:
    """Two engines as one: ``first`` into English, ``second`` out of it."""

    first: Engine
    second: Engine
    name: str = "pivot"

    @property
    def source(self) -> str:
        """Language it translates from."""
        return self.first.source

    @property
    def target(self) -> str:
        """Language it translates to."""
        return self.second.target

    @property
    def fingerprint(self) -> str:
        """Both engines'."""
        return f"{self.first.fingerprint}>{self.second.fingerprint}"

    @property
    def description(self) -> str:
        """For people; the summary says that it goes through English."""
        return f"{self.first.description}, then {self.second.description} (through English)"

    def open(self) -> PivotSession:
        """Load both models."""
        return PivotSession(self.first.open(), self.second.open())


class PivotSession:
    """Two opened engines."""

    def __init__(self, first: EngineSession, second: EngineSession) -> None:
        self._first, self._second = first, second

    def translate(self, texts: Sequence[str], options: TranslateOptions) -> list[str]:
        """Each text into English and on, in order."""
        return self._second.translate(self._first.translate(texts, options), options)

    def close(self) -> None:
        """Close both."""
        self._first.close()
        self._second.close()
