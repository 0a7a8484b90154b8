"""A size in another system, or the reason why there is none."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from localize.sizes.tables import Miss

if TYPE_CHECKING:
    from localize.sizes.tables import Hit, Status

__all__ = ["LETTERS", "Problem", "SizeResult"]

Problem = Literal["", "same", "kept", "ambiguous", "no-equivalent", "unknown-label"]
LETTERS = "INT"
"""The system of letters (S, M, L) that most markets print."""


@dataclass(frozen=True, slots=True)
class SizeResult:
    """A size in another system.

    ``label`` is how the target writes it (with its unit, ``27 cm``), or None; ``problem`` and ``reason`` then say
    why. ``problem`` is ``same`` where both markets use one system, ``kept`` where such labels are never converted,
    ``unknown-label`` where the system has no such size.
    ``alone``: the label says by itself what it is (letters). ``beside``: the original must stay visible, because something
    in it has no place in the new label. ``by`` names table and lines.
    """

    original: str
    source: str
    target: str
    label: str | None = None
    problem: Problem = ""
    reason: str = ""
    note: str = ""
    by: str = ""
    status: Status = "verified"
    beside: bool = False
    alone: bool = False

    @property
    def verified(self) -> bool:
        """True where table and columns have a source that nobody contradicts."""
        return self.status == "verified"

    @property
    def named(self) -> str | None:
        """The label with its system (``EU 43``); letters and labels with a unit stand alone."""
        if self.label is None or self.alone or self.target == LETTERS or not self.label.isascii() or " " in self.label:
            return self.label
        return f"{self.target} {self.label}" if any(c.isdigit() for c in self.label) else self.label

    def answered(self, found: Hit | Miss, unit: str = "", *, beside: bool = False) -> SizeResult:
        """With what a table says; ``unit`` stands behind the label."""
        if isinstance(found, Miss):
            problem: Problem = "ambiguous" if found.ambiguous else "unknown-label" if found.unknown else "no-equivalent"
            return replace(self, problem=problem, reason=found.reason)
        return replace(self, label=found.label + unit, by=found.by, status=found.status, note=found.note, beside=beside)
