"""Can this be uploaded? The answer in one line, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from localize.listing import Severity

if TYPE_CHECKING:
    from localize.report.model import ReportData

__all__ = ["Verdict", "verdict"]

State = Literal["ready", "partly", "blocked", "empty"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """``answer`` is the line to read first, ``detail`` the sentence after it; the numbers add up to ``total``.

    ``ready`` is in the output without errors, ``errors`` in the output with errors, ``held`` and
    ``excluded`` are not in it.
    """

    state: State
    answer: str
    detail: str
    total: int
    ready: int
    errors: int
    held: int
    excluded: int
    warnings: int

    @property
    def parts(self) -> list[tuple[str, str, int]]:
        """Kind, words and count of each part of the whole that is not empty, for the bar and its legend."""
        parts = [
            ("ready", "ready", self.ready),
            ("errors", "with errors", self.errors),
            ("held", "held back", self.held),
            ("excluded", "excluded on purpose", self.excluded),
        ]
        return [part for part in parts if part[2]]


def verdict(data: ReportData) -> Verdict:
    """Decide from the summary's counts and the findings that concern the whole file."""
    counts = data.summary.get("listings", {})
    total, out, held, excluded = (int(counts.get(name, 0)) for name in ("in", "out", "held", "excluded"))
    errors = min(int(counts.get("with_errors", 0)), out)
    file_errors = [f for f in data.findings if f["severity"] == Severity.ERROR and not f.get("listing")]
    warnings = sum(f["severity"] == Severity.WARNING for f in data.findings)
    numbers = (total, out - errors, errors, held, excluded, warnings)
    if not out:
        return Verdict("empty", "There is nothing to upload", _nothing(total, held, excluded), *numbers)
    if file_errors:
        return Verdict("blocked", "No, not yet", str(file_errors[0]["message"]), *numbers)
    if errors:
        answer = f"Not yet: {_listings(errors)} {_verb(errors, 'needs', 'need')} a person"
        return Verdict("blocked", answer, _others(out - errors), *numbers)
    if held:
        answer = f"Yes, {out:,} of {_listings(total)} {_verb(out, 'is', 'are')} ready"
        return Verdict("partly", answer, f"{_held(held)} The rest has no errors.", *numbers)
    if data.summary.get("engine") == "none" and data.summary.get("findings", {}).get("untranslated"):
        detail = "No engine was asked: run it with one, or translate the rest by hand. There are no errors."
        return Verdict("partly", "Not yet: texts are not translated", detail, *numbers)
    answer = "Yes, this is ready to upload" if data.output else "Yes, this would be ready to upload"
    return Verdict("ready", answer, _all_ready(out), *numbers)


def _listings(count: int) -> str:
    return f"{count:,} {_verb(count, 'listing', 'listings')}"


def _verb(count: int, one: str, many: str) -> str:
    return one if count == 1 else many


def _held(held: int) -> str:
    return f"{_listings(held)} {_verb(held, 'was', 'were')} held back and {_verb(held, 'waits', 'wait')} for a person."


def _others(ready: int) -> str:
    if not ready:
        return "No listing is free of errors. The causes are below, the most frequent first."
    return f"The other {ready:,} {_verb(ready, 'is', 'are')} ready. The causes are below, the most frequent first."


def _all_ready(out: int) -> str:
    return "The listing has no errors." if out == 1 else f"All {out:,} listings are free of errors."


def _nothing(total: int, held: int, excluded: int) -> str:
    if not total:
        return "The catalog holds no listings."
    reasons = [f"{held:,} held back"] * bool(held) + [f"{excluded:,} excluded on purpose"] * bool(excluded)
    return f"Of {_listings(total)}: {', '.join(reasons) or 'none was written'}."
