"""Findings joined by cause: what a person fixes once, though it shows in a hundred places."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from localize.listing import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

__all__ = ["Cause", "cause_of", "causes", "worst"]

ROWS_LISTED = 200
"""Findings of one cause that the page lists one by one; the count and ``findings.jsonl`` have them all."""

_RANK = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}


@dataclass(slots=True)
class Cause:
    """Findings with one cause: the code and group (or ``cause``) that they share, how many, and the first of them.

    ``message`` and ``suggestion`` are set where all of them say the same; otherwise each row says its own.
    """

    code: str
    group: str
    severity: Severity
    message: str
    suggestion: str
    count: int = 0
    rows: list[Mapping[str, Any]] = field(default_factory=list)
    listings: set[str] = field(default_factory=set)

    @property
    def name(self) -> str:
        """The code in words: ``title-too-long`` → ``Title too long``."""
        words = self.code.replace("-", " ").strip()
        return words[:1].upper() + words[1:]

    @property
    def unlisted(self) -> int:
        """How many findings have no row of their own."""
        return self.count - len(self.rows)

    def add(self, finding: Mapping[str, Any]) -> None:
        """Count a finding in; keep its row if there is room."""
        self.count += 1
        self.severity = min(self.severity, Severity(finding["severity"]), key=_RANK.__getitem__)
        if finding["message"] != self.message:
            self.message = ""
        if finding.get("suggestion", "") != self.suggestion:
            self.suggestion = ""
        if finding.get("listing"):
            self.listings.add(finding["listing"])
        if len(self.rows) < ROWS_LISTED:
            self.rows.append(finding)


def causes(findings: Iterable[Mapping[str, Any]]) -> list[Cause]:
    """The causes, the worst and then the most frequent first."""
    found: dict[tuple[str, str], Cause] = {}
    for finding in findings:
        key = (finding["code"], cause_of(finding))
        if key not in found:
            severity = Severity(finding["severity"])
            found[key] = Cause(*key, severity, finding["message"], finding.get("suggestion", ""))
        found[key].add(finding)
    return sorted(found.values(), key=lambda cause: (_RANK[cause.severity], -cause.count, cause.code, cause.group))


def cause_of(finding: Mapping[str, Any]) -> str:
    """What a finding has in common with the others of its cause."""
    return str(finding.get("cause") or finding.get("group") or finding["code"])


def worst(findings: Sequence[Mapping[str, Any]]) -> int:
    """The rank of the worst finding: 0 error, 1 warning, 2 info, 3 none at all."""
    return min((_RANK[Severity(finding["severity"])] for finding in findings), default=len(_RANK))
