"""What is new: findings that the last run did not have, for ``--fail-on new``.

Two findings are the same if code, listing and field are: a message may name a date or a rate that changes every day.
Infos do not count. Without an earlier run everything is new, so that a first run in CI does not pass unseen.
"""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any

from localize.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

__all__ = ["Novelty"]

_COUNTED = frozenset({"error", "warning"})


class Novelty:
    """Counts findings that are not among those of an earlier time; ``first`` where there was none.

    >>> novelty = Novelty([{"code": "title-too-long", "severity": "error", "listing": "a", "field": "title"}])
    >>> again = {"code": "title-too-long", "severity": "error", "listing": "a", "field": "title"}
    >>> _ = list(novelty.noting([again, {**again, "listing": "b"}]))
    >>> novelty.codes
    Counter({'title-too-long': 1})
    """

    def __init__(self, earlier: Iterable[Mapping[str, Any]]) -> None:
        self._known = Counter(map(_signature, earlier))
        self.first = False
        self.codes: Counter[str] = Counter()

    @classmethod
    def since(cls, findings: Path) -> Novelty:
        """Compared with the findings file of the last run; a missing or damaged one knows nothing."""
        try:
            return cls(_read(findings))
        except (OSError, ValueError, TypeError, KeyError, AttributeError):
            novelty = cls(())
            novelty.first = True
            return novelty

    @classmethod
    def against(cls, file: Path, catalog: str = "") -> Novelty:
        """Compared with a file that a person names: a run's ``….findings.jsonl``, or what ``check --format json`` printed.

        Raises:
            UsageError: it cannot be read.
        """
        try:
            return cls(line for line in _read(file) if not catalog or line.get("catalog", catalog) == catalog)
        except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
            raise UsageError(
                f"{file} holds no findings to compare with ({error}).",
                "Name a ….findings.jsonl, or what 'localize check … --format json' printed.",
            ) from error

    def noting(self, findings: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
        """Pass findings through and count the new ones."""
        for finding in findings:
            self.is_new(finding)
            yield finding

    def is_new(self, finding: Mapping[str, Any]) -> bool:
        """Is it new, and does it count? One of the earlier ones answers for one only."""
        signature = _signature(finding)
        if self._known[signature] > 0:
            self._known[signature] -= 1
            return False
        counts = finding["severity"] in _COUNTED
        if counts:
            self.codes[finding["code"]] += 1
        return counts


def _signature(finding: Mapping[str, Any]) -> int:
    """A number instead of the texts: a catalog may have a million findings."""
    return hash((finding["code"], finding.get("listing", ""), finding.get("field", "")))


def _read(path: Path) -> Iterator[Mapping[str, Any]]:
    with path.open(encoding="utf-8-sig", errors="replace") as file:
        first = file.readline()
        if first.lstrip().startswith("{") and '"code"' in first.partition(",")[0]:
            yield json.loads(first)
            yield from (json.loads(line) for line in file if line.strip())
        elif first.strip():
            data = json.loads(first + file.read())
            yield from data.get("data", data)["findings"]
