"""Problems as SARIF 2.1.0 (OASIS standard), which code-scanning services read."""

from __future__ import annotations

import json
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from localize._version import __version__
from localize.listing import Severity
from localize.problem_codes import known_code
from localize.report.problems.locations import uri

if TYPE_CHECKING:
    from localize.problem import Problem, ProblemReport

__all__ = ["write"]

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def write(report: ProblemReport) -> str:
    """One run with its rules and results."""
    problems = report.problems
    codes = sorted({problem.code for problem in problems})
    driver = {
        "name": "listing-localizer",
        "version": __version__,
        "rules": [_rule(code) for code in codes],
    }
    run = {
        "tool": {"driver": driver},
        "automationDetails": {"id": f"localize {report.command}/"},
        "columnKind": "unicodeCodePoints",
        "results": [_result(problem, codes.index(problem.code)) for problem in problems],
    }
    log = {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _rule(code: str) -> dict[str, Any]:
    rule: dict[str, Any] = {"id": code}
    if known := known_code(code):
        rule["shortDescription"] = {"text": known.meaning}
        rule["help"] = {"text": f"{known.meaning}\nWrong: {known.wrong}\nRight: {known.right}\n{known.remedy}"}
        rule["defaultConfiguration"] = {"level": _LEVELS[Severity(known.severity)]}
    return rule


def _result(problem: Problem, index: int) -> dict[str, Any]:
    text = "\n".join(part for part in (problem.message, problem.detail, problem.hint) if part)
    result: dict[str, Any] = {
        "ruleId": problem.code,
        "ruleIndex": index,
        "level": _LEVELS[problem.severity],
        "message": {"text": text},
        # Not the line: what moved down the file is the same problem still.
        "partialFingerprints": {"localizeProblem/v1": _fingerprint(problem)},
    }
    if problem.path:
        place: dict[str, Any] = {"artifactLocation": {"uri": uri(problem.path)}}
        if problem.line:
            place["region"] = _region(problem)
        result["locations"] = [{"physicalLocation": place}]
    return result


def _region(problem: Problem) -> dict[str, int]:
    region = {"startLine": problem.line}
    if problem.column:
        region["startColumn"] = problem.column
        if problem.end_column > problem.column:
            region["endColumn"] = problem.end_column
    return region


def _fingerprint(problem: Problem) -> str:
    text = "\0".join((problem.code, uri(problem.path), problem.message))
    return blake2b(text.encode(), digest_size=16).hexdigest()
