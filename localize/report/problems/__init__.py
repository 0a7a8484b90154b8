"""Reports of check, test and diff commands in the formats that people and CI systems read; see :mod:`localize.problem`."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from localize.errors import UsageError, did_you_mean

if TYPE_CHECKING:
    from localize.problem import ProblemReport

__all__ = ["FORMATS", "render"]

_MODULES = {
    "text": "text",
    "json": "json_report",
    "markdown": "markdown",
    "github": "github",
    "sarif": "sarif",
    "junit": "junit",
}

FORMATS = tuple(_MODULES)
"""``text``, ``json``, ``markdown``, ``github`` (annotations), ``sarif`` (2.1.0), ``junit``."""


def render(report: ProblemReport, form: str) -> str:
    """The report as one text that ends with a line end; the same report gives the same text.

    Raises:
        UsageError: there is no such format.
    """
    if form not in _MODULES:
        raise UsageError(
            f"There is no format '{form}'.", did_you_mean(form, FORMATS) or f"One of: {', '.join(FORMATS)}."
        )
    text: str = import_module(f"localize.report.problems.{_MODULES[form]}").write(report)
    return text
