"""Findings of an output on their way to its file: counted, and so many kept as a report can show."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["KEPT", "Gathered"]

KEPT = 20_000
"""Findings of each severity that are kept in memory; the file and the counts have all."""


@dataclass(slots=True)
class Gathered:
    """``kept`` in the order of the file; ``assumptions`` are messages of what a run took for granted."""

    codes: Counter[str] = field(default_factory=Counter)
    severities: Counter[str] = field(default_factory=Counter)
    assumptions: list[str] = field(default_factory=list)
    kept: list[dict[str, Any]] = field(default_factory=list)

    def through(self, findings: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
        """The findings themselves, one by one, each counted as it passes."""
        for finding in findings:
            self.codes[finding["code"]] += 1
            self.severities[finding["severity"]] += 1
            if self.severities[finding["severity"]] <= KEPT:
                self.kept.append(finding)
            if finding["code"].endswith(("-assumed", "-not-set")):
                self.assumptions.append(finding["message"])
            yield finding
