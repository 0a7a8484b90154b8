"""Problems as a person reads them in a terminal: ``file:line:column``, what is wrong, what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from localize.listing import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from localize.problem import Problem, ProblemReport

__all__ = ["lines", "verdict", "write"]

_MOST = 200
_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "blue"}


def write(report: ProblemReport) -> str:
    """The report without colours."""
    return "".join(f"{line}\n" for line, _ in lines(report))


def lines(report: ProblemReport) -> Iterator[tuple[str, str]]:
    """Each line with the colour that it should have; the empty string for none."""
    problems = report.problems
    for problem in problems[:_MOST]:
        yield from _lines(problem)
    if len(problems) > _MOST:
        yield f"… and {len(problems) - _MOST:,} more; --format json lists all.", ""
    for note in report.notes:
        yield note, ""
    yield verdict(report), "red" if report.count(Severity.ERROR) else "yellow" if report.failed else "green"


def _lines(problem: Problem) -> Iterator[tuple[str, str]]:
    where = f"{problem.where}: " if problem.where else ""
    yield f"{where}{problem.severity.value}: {problem.message} [{problem.code}]", _COLOURS[problem.severity]
    for line in problem.detail.splitlines():
        yield f"    {line}", "red" if line.startswith("-") else "green" if line.startswith("+") else ""
    if problem.hint:
        yield f"    {problem.hint}", ""


def verdict(report: ProblemReport) -> str:
    """The report in a sentence.

    >>> from localize.problem import ProblemReport
    >>> verdict(ProblemReport("dict check", [], "12 entries in 1 file"))
    '12 entries in 1 file: nothing to complain about'
    """
    counts = [(report.count(severity), severity.value) for severity in Severity]
    words = [f"{n:,} {word if n == 1 or word == 'info' else word + 's'}" for n, word in counts if n]
    said = ", ".join(words) or "nothing to complain about"
    return f"{report.summary}: {said}" if report.summary else said.capitalize()
