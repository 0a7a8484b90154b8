"""Findings are all counted and written; memory holds so many of each severity."""

from __future__ import annotations

from localize.tasks.gathered import KEPT, Gathered


def test_counts_everything_and_keeps_the_first_of_each_severity() -> None:
    """Warnings beyond the limit are written and counted; an error behind them is still kept."""
    warnings = [{"code": "w", "severity": "warning", "message": str(n)} for n in range(KEPT + 5)]
    found = [*warnings, {"code": "currency-assumed", "severity": "error", "message": "last"}]
    gathered = Gathered()
    assert list(gathered.through(found)) == found
    assert gathered.codes == {"w": KEPT + 5, "currency-assumed": 1}
    assert gathered.severities == {"warning": KEPT + 5, "error": 1}
    assert gathered.assumptions == ["last"]
    assert gathered.kept == [*found[:KEPT], found[-1]]
