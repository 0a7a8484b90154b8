"""Problems as one JSON object; ``problems.schema.json`` beside this module says what is in it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from localize.listing import Severity

if TYPE_CHECKING:
    from localize.problem import ProblemReport

__all__ = ["write"]


def write(report: ProblemReport) -> str:
    """The whole report, however long."""
    data = {
        "command": report.command,
        "summary": report.summary,
        "counts": {severity.value: report.count(severity) for severity in Severity},
        "cases": len(report.cases),
        "skipped": [
            {"name": case.name, "path": case.path, "line": case.line, "reason": case.skipped}
            for case in report.cases
            if case.skipped
        ],
        "notes": list(report.notes),
        "problems": [problem.to_dict() for problem in report.problems],
        "data": dict(report.data),
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"
