"""Each format is what its readers expect: structure, levels, places, escapes."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from localize.errors import UsageError
from localize.listing import Severity
from localize.problem import Case, Problem, ProblemReport
from localize.report.problems import FORMATS, render

if TYPE_CHECKING:
    from collections.abc import Callable

_SCHEMA = Path(__file__).resolve().parents[3] / "localize" / "report" / "problems" / "problems.schema.json"

problems = st.builds(
    Problem,
    st.just("dict-unreadable"),
    st.sampled_from(Severity),
    st.text(min_size=1),
    st.text(),
    path=st.sampled_from(["", "a b.csv", "ä/ö%.csv", "/elsewhere/x.toml"]),
    line=st.integers(0, 9),
    column=st.integers(0, 9),
    end_column=st.integers(0, 9),
    detail=st.text(),
)
reports = st.builds(
    ProblemReport,
    st.sampled_from(["dict check", "diff"]),
    st.lists(
        st.builds(Case, st.text(), st.just("a.csv"), st.integers(0, 9), st.lists(problems, max_size=3), st.text())
    ),
    st.text(),
    st.lists(st.text(), max_size=2),
)


def check_sarif(log: dict[str, Any]) -> None:
    """What SARIF 2.1.0 demands of the parts that we write (§3.13 to §3.52)."""
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    driver = run["tool"]["driver"]
    assert driver["name"]
    ids = [rule["id"] for rule in driver["rules"]]
    assert len(ids) == len(set(ids))
    assert all(rule["shortDescription"]["text"] for rule in driver["rules"] if "shortDescription" in rule)
    assert run["columnKind"] in {"utf16CodeUnits", "unicodeCodePoints"}
    for result in run["results"]:
        assert ids[result["ruleIndex"]] == result["ruleId"]
        assert result["level"] in {"none", "note", "warning", "error"}
        assert result["message"]["text"]
        for location in result.get("locations", []):
            place = location["physicalLocation"]
            assert re.fullmatch(r"[A-Za-z0-9:/%._~-]+", place["artifactLocation"]["uri"])
            region = place.get("region", {"startLine": 1})
            assert region["startLine"] >= 1
            assert region.get("startColumn", 1) >= 1
            assert region.get("endColumn", region.get("startColumn", 1)) >= region.get("startColumn", 1)


def check_junit(text: str) -> None:
    """Well-formed, counts that add up, at most one verdict a test, only names of the common schemas."""
    suites = ET.fromstring(text)  # noqa: S314 - our own output
    assert suites.tag == "testsuites"
    (suite,) = suites
    tests = suite.findall("testcase")
    assert int(suite.attrib["tests"]) == len(tests)
    assert int(suite.attrib["failures"]) == len(suite.findall("testcase/failure"))
    assert int(suite.attrib["skipped"]) == len(suite.findall("testcase/skipped"))
    for test in tests:
        assert set(test.attrib) == {"classname", "name", "time"}
        assert [child.tag for child in test] in (["failure"], ["skipped"], ["system-out"], [])


def check_json(text: str) -> None:
    """Our own schema."""
    schema = json.loads(_SCHEMA.read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(json.loads(text))


def check_github(text: str) -> None:
    """Every command on a line of its own, with a level, properties and a message."""
    for line in text.split("\n"):  # not splitlines: GitHub knows no other line ends
        if line.startswith("::"):
            assert re.fullmatch(r"::(error|warning|notice) \w+=[^:,]*(,\w+=[^:,]*)*::[^\r]*", line), line


CHECKS: dict[str, Callable[[str], None]] = {
    "json": check_json,
    "sarif": lambda text: check_sarif(json.loads(text)),
    "junit": check_junit,
    "github": check_github,
}


@pytest.mark.parametrize("form", sorted(CHECKS))
def test_a_report_is_valid_in_its_format(form: str, report: ProblemReport) -> None:
    """Structure, levels, places."""
    text = render(report, form)
    CHECKS[form](text)
    assert "größen.csv" in unquote(text)


@given(reports)
def test_no_text_breaks_a_format(report: ProblemReport) -> None:
    """Whatever stands in names, messages and details."""
    for form in FORMATS:
        text = render(report, form)
        assert text.endswith("\n")
        if form in CHECKS:
            CHECKS[form](text)


def test_text_links_the_line_and_says_the_fix(report: ProblemReport) -> None:
    """``file:line:column: severity: message [code]``, the detail, the hint; the verdict last."""
    lines = render(report, "text").splitlines()
    assert lines[1] == "my dicts/größen.csv:4: warning: Twice. [made-up]"
    assert lines[2].startswith("my dicts/größen.csv:12:3: error: 100% of")
    assert "    Mend it." in lines
    assert lines[-1] == "12 entries in 2 files: 1 error, 1 warning, 1 info"


def test_github_escapes_what_would_end_a_property(report: ProblemReport) -> None:
    """Per cent, line ends, colons and commas."""
    line = next(line for line in render(report, "github").splitlines() if line.startswith("::error"))
    assert line.startswith(
        "::error file=my dicts/größen.csv,line=12,col=3,endColumn=7,title=dict-unreadable::100%25 of"
    )
    assert line.endswith("%0AMend it.")


def test_sarif_knows_rule_place_and_level(report: ProblemReport) -> None:
    """A documented code carries its meaning; the path is a URI."""
    (run,) = json.loads(render(report, "sarif"))["runs"]
    result = next(r for r in run["results"] if r["ruleId"] == "dict-unreadable")
    place = result["locations"][0]["physicalLocation"]
    assert unquote(place["artifactLocation"]["uri"]) == "my dicts/größen.csv"
    assert place["region"] == {"startLine": 12, "startColumn": 3, "endColumn": 7}
    rule = run["tool"]["driver"]["rules"][result["ruleIndex"]]
    assert "cannot be opened" in rule["shortDescription"]["text"]


def test_a_sarif_fingerprint_outlives_a_new_line_above() -> None:
    """A code-scanning service knows the same problem again."""

    def prints(line: int) -> list[Any]:
        case = Case("a", problems=[Problem("x", Severity.ERROR, "m", path="a.csv", line=line)])
        (run,) = json.loads(render(ProblemReport("diff", [case]), "sarif"))["runs"]
        return [r["partialFingerprints"] for r in run["results"]]

    assert prints(3) == prints(4)


def test_junit_counts_failures_and_skips(report: ProblemReport) -> None:
    """Info does not fail; control characters do not break the file."""
    (suite,) = ET.fromstring(render(report, "junit"))  # noqa: S314 - our own output
    assert suite.attrib | {"name": ""} == {
        "name": "",
        "tests": "5",
        "failures": "2",
        "errors": "0",
        "skipped": "1",
        "time": "0",
    }


def test_markdown_shows_marks_as_text(report: ProblemReport) -> None:
    """Pipes and tags of a message neither end a cell nor become markup."""
    text = render(report, "markdown")
    row = next(line for line in text.splitlines() if "100%" in line)
    assert len(re.findall(r"(?<!\\)\|", row)) == 5
    assert "&lt;b&gt;" in row
    assert "```diff" in text


def test_an_unknown_format_is_refused(report: ProblemReport) -> None:
    """With the name that was meant."""
    with pytest.raises(UsageError, match="Did you mean 'sarif'"):
        render(report, "sariff")
