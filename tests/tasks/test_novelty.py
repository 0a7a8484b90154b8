"""``--fail-on new``: what the last run already had fails nobody, what it did not have does."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from localize.cli.main import main
from localize.errors import UsageError
from localize.tasks.novelty import Novelty

if TYPE_CHECKING:
    from pathlib import Path

HEADER = "Handle,Title,Body (HTML),Vendor,Option1 Name,Option1 Value,Variant SKU,Variant Price\n"
BAD = "mug,Mug,<p>x</p>,Acme,Size,US 10,A-1,not a price\n"
WORSE = "cup,Cup,<p>x</p>,Acme,Color,Red,A-2,neither\n"
RUN = ["run", "shop.csv", "--to", "de-DE", "--engine", "none", "--out", "out", "--fail-on", "new", "--json"]


def finding(code: str, listing: str = "a", severity: str = "error") -> dict[str, Any]:
    """A finding as it is kept."""
    return {"code": code, "severity": severity, "listing": listing, "field": "title"}


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A catalog with faults in an empty folder."""
    monkeypatch.chdir(tmp_path)
    catalog = tmp_path / "shop.csv"
    catalog.write_text(HEADER + BAD, encoding="utf-8")
    return catalog


def test_a_run_fails_for_new_findings_only(shop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The first run has all of them new; the second none; a fault that is added is new, and told."""
    assert main(RUN) == 1
    first = json.loads(capsys.readouterr().out)["outputs"][0]
    assert first["first"]
    assert sum(first["new"].values()) == first["severities"].get("error", 0) + first["severities"].get("warning", 0)
    assert main(RUN) == 0
    capsys.readouterr()
    shop.write_text(HEADER + BAD + WORSE, encoding="utf-8")
    assert main(RUN[:-1]) == 1
    assert "New since the last run: 1 × price-not-understood, 1 × price-format" in capsys.readouterr().out
    assert main(RUN) == 0, "now the last run had it"


def test_check_compares_with_what_it_printed(shop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """``--against`` takes the JSON of an earlier check."""
    call = ["check", "shop.csv", "--market", "en-US"]
    shop.write_text(HEADER + BAD.replace("Mug", "M" * 300), encoding="utf-8")
    assert main([*call, "--format", "json"]) == 1
    (shop.parent / "last.json").write_text(capsys.readouterr().out, encoding="utf-8")
    gate = ["--fail-on", "new", "--against", "last.json"]
    assert main([*call, *gate]) == 0
    shop.write_text(HEADER + BAD.replace("Mug", "M" * 300) + WORSE.replace("Cup", "C" * 300), encoding="utf-8")
    assert main([*call, *gate]) == 1
    capsys.readouterr()
    assert main([*call, "--fail-on", "new"]) == 2
    assert "--against" in capsys.readouterr().err


def test_one_earlier_finding_answers_for_one(tmp_path: Path) -> None:
    """A second fault of the same kind at the same place is new; infos never are."""
    file = tmp_path / "x.findings.jsonl"
    file.write_text(json.dumps(finding("a")) + "\n" + json.dumps(finding("b")) + "\n", encoding="utf-8")
    novelty = Novelty.against(file)
    assert list(novelty.noting([finding("a"), finding("a"), finding("c", severity="info")]))
    assert novelty.codes == {"a": 1}


def test_a_file_without_findings_is_refused(tmp_path: Path) -> None:
    """What a person names must be what they think it is."""
    file = tmp_path / "x.json"
    for text in ("nonsense", '{"a": 1}', "[1]"):
        file.write_text(text, encoding="utf-8")
        with pytest.raises(UsageError, match="holds no findings"):
            Novelty.against(file)
    with pytest.raises(UsageError, match="holds no findings"):
        Novelty.against(tmp_path / "missing.json")
    assert Novelty.since(tmp_path / "missing.json").first
