"""Problems: what check, test and diff commands say about the files that people edit. One noun for all of them.

A *finding* is about a listing, a :class:`Problem` about a line of a dictionary, a rule file, a size table, or a listing that
a change would break. A command gathers its problems in a :class:`ProblemReport`, whose *cases* are what it looked at: the
files of a check, the examples of a test, the listings of a diff. ``localize.report.problems.render`` writes a report as
text, JSON, Markdown, GitHub annotations, SARIF or JUnit, and ``localize.cli.formats`` gives a command its ``--format``::

    problems = [Problem("dict-blank", Severity.WARNING, "…", "Take it out.", path="a.csv", line=3, column=1)]
    report = ProblemReport("dict check", [Case("a.csv", "a.csv", problems=problems)], summary="12 entries in 1 file")

    @click.command()
    @format_option
    @click.pass_context
    def check(ctx, form):
        show_problems(ctx, report, form)        # prints, and ends with exit status 0 or 1

Every code has an entry in ``problems.toml`` (:mod:`localize.problem_codes`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from localize.listing import Severity

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from localize.listing import Finding

__all__ = ["Case", "Problem", "ProblemReport", "problem_of"]


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend: what is wrong (``message``, a sentence) and what to do about it (``hint``, a sentence).

    ``path`` is the file as the person named it, ``line`` and ``column`` count from 1 in lines and characters; 0 where the
    problem has none. ``end_column`` is the first character behind it. ``detail`` may have several lines: a diff.
    """

    code: str
    severity: Severity
    message: str
    hint: str = ""
    path: str = ""
    line: int = 0
    column: int = 0
    end_column: int = 0
    detail: str = ""

    @property
    def where(self) -> str:
        """``colours.csv:12:5``, as editors and terminals link it.

        >>> Problem("x", Severity.ERROR, "m", path="colours.csv", line=12).where
        'colours.csv:12'
        """
        numbers = [n for n in (self.line, self.column if self.line else 0) if n]
        return ":".join([self.path, *map(str, numbers)]) if self.path else ""

    @property
    def order(self) -> tuple[str, int, int, str, str]:
        """Files by name, problems as a reader meets them."""
        return self.path, self.line, self.column, self.code, self.message

    def to_dict(self) -> dict[str, Any]:
        """The published form, an element of ``problems`` in ``--format json``."""
        return {
            "code": self.code,
            "severity": self.severity.value,
            "path": self.path,
            "line": self.line,
            "column": self.column,
            "end_column": self.end_column,
            "message": self.message,
            "hint": self.hint,
            "detail": self.detail,
        }


@dataclass(frozen=True, slots=True)
class Case:
    """One thing that was looked at: a file, an example, a listing.

    It failed if it has problems that count; ``skipped`` says why it could not be looked at ("needs a model").
    """

    name: str
    path: str = ""
    line: int = 0
    problems: Sequence[Problem] = ()
    skipped: str = ""


@dataclass(frozen=True, slots=True)
class ProblemReport:
    """All that one command found.

    ``command`` is its name (``dict check``), ``summary`` what it looked at in a few words ("1,204 entries in 31 files"),
    ``notes`` what a person should know besides ("4 examples need a model"), ``data`` what JSON carries in addition.
    """

    command: str
    cases: Sequence[Case]
    summary: str = ""
    notes: Sequence[str] = ()
    data: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def problems(self) -> list[Problem]:
        """Every problem, files by name and lines in order."""
        return sorted((p for case in self.cases for p in case.problems), key=lambda p: p.order)

    def count(self, severity: Severity) -> int:
        """How many problems are so bad."""
        return sum(p.severity is severity for case in self.cases for p in case.problems)

    @property
    def failed(self) -> bool:
        """True if there is an error or a warning; info is for the record."""
        return any(p.severity is not Severity.INFO for case in self.cases for p in case.problems)


def problem_of(finding: Finding, path: str) -> Problem:
    """A finding about a listing of the catalog ``path`` as a problem, so that ``check`` speaks the same formats."""
    where = " ".join(part for part in (finding.listing, finding.field) if part)
    return Problem(
        finding.code,
        finding.severity,
        f"{where}: {finding.message}" if where else finding.message,
        finding.suggestion,
        path=path,
        line=finding.line,
    )
