"""Problems as GitHub workflow commands: each becomes an annotation at its line of the pull request.

Form and escapes: docs.github.com, "Workflow commands for GitHub Actions", and ``@actions/core`` (``command.ts``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from localize.listing import Severity
from localize.report.problems.locations import relative
from localize.report.problems.text import verdict

if TYPE_CHECKING:
    from localize.problem import Problem, ProblemReport

__all__ = ["write"]

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def write(report: ProblemReport) -> str:
    """A command a problem, then the verdict as plain text."""
    commands = [_command(problem) for problem in report.problems]
    plain = [line for text in (*report.notes, verdict(report)) for line in text.split("\n")]
    # A plain line must not read as a command, whatever a name in it begins with.
    return "\n".join([*commands, *(f" {line}" if line.lstrip().startswith("::") else line for line in plain)]) + "\n"


def _command(problem: Problem) -> str:
    properties = {"file": relative(problem.path)} if problem.path else {}
    if problem.line:
        properties["line"] = str(problem.line)
    if problem.line and problem.column:
        properties["col"] = str(problem.column)
        if problem.end_column:
            properties["endColumn"] = str(problem.end_column)
    properties["title"] = problem.code
    listed = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    text = "\n".join(part for part in (problem.message, problem.detail, problem.hint) if part)
    return f"::{_COMMANDS[problem.severity]} {listed}::{_data(text)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
