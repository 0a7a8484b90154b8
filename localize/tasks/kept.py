"""``--changes full|errors|none``: how much of the changes, in their file and in the report, a run keeps.

A nightly run of a million listings needs the changes of those that someone has to look at, if any; findings are always kept.
"""

from __future__ import annotations

import json
from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from localize.tasks.outputs import write_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from localize.tasks.views import View

__all__ = ["KEEP", "Kept"]

KEEP = ("full", "errors", "none")


@dataclass(slots=True)
class Kept:
    """What is kept: all, that of listings with an error finding, or nothing; it learns of errors as findings go by."""

    mode: str = "full"
    erring: set[str] = field(default_factory=set)

    @property
    def all(self) -> bool:
        """Is everything kept? Then nothing need be looked at line by line."""
        return self.mode == "full"

    def noting(self, findings: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
        """The same findings; whose listing has an error is remembered."""
        for finding in findings:
            if self.mode == "errors" and finding["severity"] == "error":
                self.erring.add(finding["listing"])
            yield finding

    def write_changes(self, path: Path, changes: Iterable[dict[str, Any] | str]) -> Path | None:
        """Write those that are kept, and say where; nothing is kept in no file, and that of an earlier run goes.

        ``changes`` are read to their end in any case: they are counted on the way.
        """
        if self.mode == "none":
            deque(changes, maxlen=0)
            path.unlink(missing_ok=True)
            return None
        write_lines(path, changes if self.all else (change for change in changes if self._wants(change)))
        return path

    def views(self, views: Iterable[View]) -> Iterable[View]:
        """Of the report's listings those that are kept."""
        if self.all:
            return views
        return (view for view in views if self.mode == "errors" and view.key in self.erring)

    def _wants(self, change: dict[str, Any] | str) -> bool:
        listing = (json.loads(change) if isinstance(change, str) else change)["listing"]
        return listing in self.erring
