"""A report with one of everything."""

from __future__ import annotations

import pytest

from localize.listing import Severity
from localize.problem import Case, Problem, ProblemReport


@pytest.fixture
def report() -> ProblemReport:
    """Two problems at places, one without a place, a file that is well, an example that was skipped."""
    bad = Problem(
        "dict-unreadable",
        Severity.ERROR,
        "100% of “a, b: c” | <b>is</b> wrong.",
        "Mend it.",
        path="my dicts/größen.csv",
        line=12,
        column=3,
        end_column=7,
        detail="--- expected\n+++ actual\n-Weiß\n+Weiss\x07",
    )
    minor = Problem("made-up", Severity.WARNING, "Twice.", path="my dicts/größen.csv", line=4)
    info = Problem("made-up", Severity.INFO, "For the record.")
    cases = [
        Case("größen.csv", "my dicts/größen.csv", problems=[bad, minor]),
        Case("colours.csv", "my dicts/colours.csv"),
        Case("Red", "my dicts/colours.tests.csv", 3, skipped="needs a model"),
        Case("listings", problems=[info]),
    ]
    return ProblemReport("dict check", cases, summary="12 entries in 2 files", notes=["1 example needs a model"])
