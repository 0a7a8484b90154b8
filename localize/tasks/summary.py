"""The summary of a run: per output what was done, over all what it means for the exit status."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

    from localize.errors import LocalizeError
    from localize.tasks.review.taking_in import TakenIn

__all__ = ["Failure", "OutputSummary", "RunReport"]


@dataclass(frozen=True, slots=True)
class Failure:
    """A catalog or a market that could not be done, with its exit status."""

    what: str
    message: str
    hint: str
    exit_code: int


@dataclass(slots=True)
class OutputSummary:
    """One output's figures, in the published form of ``--json``.

    ``rules`` says of each rule for the market in how many listings it held; ``excluded`` why listings were excluded, how
    many, with examples; ``delta`` how much of what differs from what was uploaded, where that was asked. ``new`` counts, by
    code, errors and warnings that the last run did not have; ``first`` says that there was none.
    """

    catalog: str
    market: str
    marketplace: str
    files: dict[str, Path | None]
    listings: dict[str, int]
    segments: dict[str, int]
    repairs: dict[str, int]
    changes: dict[str, int]
    findings: dict[str, int]
    severities: dict[str, int]
    seconds: dict[str, float]
    engine: str = ""
    rates: str = ""
    assumptions: list[str] = field(default_factory=list)
    overwrites: str = ""
    edited: Path | None = None
    rules: dict[str, int] = field(default_factory=dict)
    excluded: list[dict[str, Any]] = field(default_factory=list)
    delta: dict[str, Any] = field(default_factory=dict)
    new: dict[str, int] = field(default_factory=dict)
    first: bool = False

    def to_dict(self) -> dict[str, Any]:
        """Plain data."""
        data = {name: getattr(self, name) for name in self.__slots__}
        data["files"] = {name: str(path) for name, path in self.files.items() if path is not None}
        data["edited"] = str(self.edited) if self.edited else None
        return data


@dataclass(slots=True)
class RunReport:
    """Everything a call of ``run`` did; ``taken_in`` are edits of persons that it took from earlier outputs first.

    ``notes`` are for people: what went wrong and was mended, such as a damaged cache that was put aside.
    """

    outputs: list[OutputSummary] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    taken_in: list[TakenIn] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def fail(self, what: str, error: LocalizeError) -> None:
        """Note a catalog or market that could not be done."""
        self.failures.append(Failure(what, error.message, error.hint, error.exit_code))

    def exit_code(self, fail_on: str) -> int:
        """The highest that occurred; ``fail_on`` names what makes it 1: error, warning, change or new."""
        codes = [failure.exit_code for failure in self.failures]
        codes += [1 for output in self.outputs if _fails(output, fail_on)]
        return max(codes, default=0)

    def to_dict(self) -> dict[str, Any]:
        """The summary as one JSON object."""
        return {
            "outputs": [output.to_dict() for output in self.outputs],
            "taken_in": [taken.to_dict() for taken in self.taken_in],
            "notes": self.notes,
            "failures": [
                {"what": f.what, "message": f.message, "hint": f.hint, "exit_code": f.exit_code} for f in self.failures
            ],
        }


def _fails(output: OutputSummary, fail_on: str) -> bool:
    if fail_on == "new":
        return bool(output.new)
    counted = {"error": ("error",), "warning": ("error", "warning"), "change": ("error", "warning")}[fail_on]
    found = any(output.severities.get(severity) for severity in counted)
    return found or (fail_on == "change" and bool(sum(output.changes.values())))
