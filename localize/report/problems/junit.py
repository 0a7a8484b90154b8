"""Problems as JUnit XML, which every CI system shows as tests.

A case with problems becomes one failed test for each, since readers of the format expect one failure a test; a case
without becomes one that passed. Only what the common schemas (Jenkins ``junit-10.xsd``, Ant) share is written.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from localize.listing import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from localize.problem import Case, Problem, ProblemReport

__all__ = ["write"]

# What XML 1.0 cannot hold at all, not even escaped.
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write(report: ProblemReport) -> str:
    """One suite named after the command."""
    tests = [test for case in report.cases for test in _tests(case)]
    counts = {tag: str(sum(test.find(tag) is not None for test in tests)) for tag in ("failure", "skipped")}
    suites = ET.Element("testsuites")
    suite = ET.SubElement(
        suites,
        "testsuite",
        name=_legal(f"localize {report.command}"),
        tests=str(len(tests)),
        failures=counts["failure"],
        errors="0",
        skipped=counts["skipped"],
        time="0",
    )
    suite.extend(tests)
    if said := "\n".join([report.summary, *report.notes]).strip():
        ET.SubElement(suite, "system-out").text = _legal(said)
    ET.indent(suites)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(suites, encoding="unicode") + "\n"


def _tests(case: Case) -> Iterator[ET.Element]:
    group = case.path or "localize"
    name = f"{case.name} (line {case.line})" if case.line else case.name
    if case.skipped or not case.problems:
        test = _test(group, name)
        if case.skipped:
            ET.SubElement(test, "skipped", message=_legal(case.skipped))
        yield test
    for problem in sorted(case.problems, key=lambda p: p.order):
        yield _failed(problem, group, name)


def _failed(problem: Problem, group: str, case: str) -> ET.Element:
    test = _test(problem.path or group, f"{case}: {problem.where or problem.code}: {problem.code}")
    text = "\n".join(part for part in (problem.where, problem.message, problem.detail, problem.hint) if part)
    if problem.severity is Severity.INFO:
        ET.SubElement(test, "system-out").text = _legal(text)
    else:
        failure = ET.SubElement(test, "failure", message=_legal(problem.message), type=problem.code)
        failure.text = _legal(text)
    return test


def _test(group: str, name: str) -> ET.Element:
    return ET.Element("testcase", classname=_legal(group), name=_legal(name), time="0")


def _legal(text: str) -> str:
    return _ILLEGAL.sub("\ufffd", text)
