"""Problems as Markdown: for a comment on a pull request or a job's summary page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from localize.listing import Severity
from localize.report.problems.text import verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from localize.problem import Problem, ProblemReport

__all__ = ["write"]

_MARKS = {Severity.ERROR: "❌", Severity.WARNING: "⚠️", Severity.INFO: "ℹ️"}
_MOST = 400
"""GitHub cuts a comment at 65,536 characters; so many rows stay below it."""


def write(report: ProblemReport) -> str:
    """A heading with the verdict, a table of problems, and details folded below it."""
    mark = "❌" if report.failed else "✅"
    parts = [f"### {mark} localize {_escape(report.command)}", "", _escape(verdict(report)), ""]
    parts += [f"- {_escape(note)}" for note in report.notes] + ([""] if report.notes else [])
    problems = report.problems
    if problems:
        parts += ["| | where | what | what to do |", "| --- | --- | --- | --- |"]
        parts += [_row(problem) for problem in problems[:_MOST]]
        parts.append("")
    if len(problems) > _MOST:
        parts += [f"… and {len(problems) - _MOST:,} more.", ""]
    for problem in problems[:_MOST]:
        parts += _detail(problem)
    return "\n".join(parts).rstrip("\n") + "\n"


def _row(problem: Problem) -> str:
    where = f"`{problem.where.replace('`', ' ')}`".replace("|", "\\|") if problem.where else ""
    what = f"{_escape(problem.message)} <sub>{problem.code}</sub>"
    return f"| {_MARKS[problem.severity]} | {where} | {what} | {_escape(problem.hint)} |"


def _detail(problem: Problem) -> Iterator[str]:
    if not problem.detail:
        return
    fence = "`" * max(3, max((len(run) for run in re.findall("`+", problem.detail)), default=0) + 1)
    yield f"<details><summary>{_escape(problem.where or problem.code)}</summary>"
    yield from ("", f"{fence}diff", *problem.detail.splitlines(), fence, "", "</details>", "")


def _escape(text: str) -> str:
    """Text that a table cell shows as it is."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return re.sub(r"([\\`*_\[\]|~#])", r"\\\1", text).replace("\r", " ").replace("\n", "<br>")
