"""``localize check`` in the formats of people and CI systems."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from jsonschema import Draft202012Validator

from localize.cli.main import main
from localize.data import package_folder
from localize.report.problems import FORMATS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

FAULTY = "Handle,Title,Variant SKU,Status\nmy mug,Mug,M,aktiv\n"


@pytest.fixture
def said(write: Callable[[str, str], Path], capsys: pytest.CaptureFixture[str]) -> Callable[[str], str]:
    """What ``check`` prints about a Shopify file with a status that there is not."""
    path = write("store.csv", FAULTY)

    def _said(form: str) -> str:
        assert main(["check", str(path), "--market", "de-DE", "--format", form]) == 1
        return capsys.readouterr().out

    return _said


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_names_code_and_line(said: Callable[[str], str], form: str) -> None:
    """The same finding, whoever reads it."""
    text = said(form)
    assert "status-invalid" in text
    assert {"text": "D2", "json": '"line": 2', "sarif": '"startLine": 2', "github": "line=2"}.get(form, ":2") in text


def test_json_holds_problems_and_findings_in_full(said: Callable[[str], str]) -> None:
    """One object, valid against the schema of all check commands; the findings are those of a run."""
    data = json.loads(said("json"))
    schema = json.loads(package_folder("report/problems/problems.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator(schema).validate(data)
    finding = next(f for f in data["data"]["findings"] if f["code"] == "status-invalid")
    assert finding["place"] == "D2"
    assert finding["value"] == "aktiv"
    assert len(data["problems"]) == len(data["data"]["findings"])


def test_junit_has_a_failure_for_the_finding(said: Callable[[str], str]) -> None:
    """So that every CI system counts it."""
    suite = ET.fromstring(said("junit"))[0]  # noqa: S314 - our own output
    assert int(suite.get("failures", "0")) >= 1


def test_a_catalog_without_faults_is_a_case_that_passed(
    write: Callable[[str, str], Path], capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit 0, and the file is named among those that were looked at."""
    path = write("good.csv", "sku,title\nA,Mug\n")
    assert main(["check", str(path), "--market", "de-DE", "--format", "json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert (data["cases"], data["problems"], data["summary"]) == (1, [], "1 catalog for de-DE")
