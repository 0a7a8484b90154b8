"""The same question is never asked twice: run, answer what the report asks, run again, and it is gone."""

from __future__ import annotations

import html
import json
import re
from typing import TYPE_CHECKING, Any

import pytest

from localize.cli.main import main

if TYPE_CHECKING:
    from pathlib import Path

ENGLISH = (
    "SKU,Product title,Shoe size,Condition,Price\n"
    "A-1,Leather walking shoe for every day,10,Almost new,89.00\n"
    "A-2,Leather walking shoe for every day in black,11,Almost new,95.00\n"
)
GERMAN = "Artikelnummer;Titel;Preis\n1;Wanderschuh aus echtem Leder für jeden Tag;89,00\n2;Tasche aus Leder mit Futter;19,00\n"
NUMBERS = "Artikelnummer;Titel\n1;Regal aus Eiche, Breite 10.5 cm, Länge 1.250 mm\n2;Tasche aus Leder mit Futter\n"
FRANCS = (
    "SKU,Product title,Price,Currency\nA-1,Oak shelf for every day,15000,XAF\nA-2,Oak shelf for every day,19.00,USD\n"
)
PACKS = (
    "SKU,Product title,Vs,Price\nA-1,Oak shelf for every day,Twin pack,15.00\nA-2,Oak shelf in white,Dozen pack,19.00\n"
)
UNKNOWN = "Artikelnummer;Titel;X7\n1;Regal aus heller Eiche;149,00\n2;Tasche aus Leder mit Futter;19,00\n"
VALUES = "field,en-US,de-DE\nCondition,Used,Gebraucht\nCondition,New,Neu\n"
SELECT = re.compile(r'<select id="answer-\d+".*?</select>', re.DOTALL)
OPTION = re.compile(r'<option value="(\w+)" data-entry="([^"]*)" data-asks="(\w*)"')


def filled(entry: Any, asks: str, said: str) -> Any:
    """An answer as the page saves it: what the person wrote stands where the entry has room for it."""
    if not isinstance(entry, dict):
        return entry
    return {key: said if key == asks else filled(value, asks, said) for key, value in entry.items()}


def asked(report: Path) -> dict[str, tuple[str, dict[str, Any], str]]:
    """The first answer that settles a cause, by the code that accepting it would silence."""
    found = {}
    for select in SELECT.findall(report.read_text(encoding="utf-8")):
        options = [(table, json.loads(html.unescape(entry)), asks) for table, entry, asks in OPTION.findall(select)]
        if options[0][0] != "accept":
            found[options[-1][1]["code"]] = options[0]
    return found


@pytest.mark.parametrize(
    ("name", "text", "settings", "call", "codes", "said"),
    [
        (
            "shoes.csv",
            ENGLISH,
            '[source]\nvalues = ["values.csv"]\n',
            ["--to", "de-DE"],
            {"size-ambiguous", "value-not-in-list", "currency-assumed", "tax-not-set"},
            "Gebraucht",
        ),
        (
            "schuhe.csv",
            GERMAN,
            "",
            ["--from", "de-DE", "--to", "en-US"],
            {"currency-assumed", "tax-not-set"},
            "",
        ),
        (
            "teile.csv",
            UNKNOWN,
            '[source]\ncurrency = "EUR"\n',
            ["--from", "de-DE", "--to", "fr-FR"],
            {"column-assumed"},
            "",
        ),
        (
            "shelves.csv",
            FRANCS,
            "[prices]\nsource_includes_tax = false\nadd_target_tax = false\n",
            ["--to", "de-DE"],
            {"rate-missing"},
            "655,957",
        ),
        (
            "packs.csv",
            PACKS,
            '[source]\ncurrency = "USD"\n[prices]\nsource_includes_tax = false\nadd_target_tax = false\n',
            ["--to", "de-DE"],
            {"column-assumed"},
            "",
        ),
        ("regale.csv", NUMBERS, "", ["--from", "de-DE", "--to", "en-US"], {"ambiguous-number"}, ""),
    ],
)
def test_what_was_answered_is_not_asked_again(
    name: str,
    text: str,
    settings: str,
    call: list[str],
    codes: set[str],
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Every question that the report has an answer to is gone from findings and report once it was answered."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "values.csv").write_text(VALUES, encoding="utf-8")
    (tmp_path / "localize.toml").write_text(f"# ours\n{settings}", encoding="utf-8")
    (tmp_path / name).write_text(text, encoding="utf-8")
    run = ["run", name, *call, "--engine", "none", "--out", "out"]
    report = tmp_path / "out" / f"{name}.{call[-1]}.html"
    main(run)
    questions = asked(report)
    assert set(questions) == codes
    answers: dict[str, list[Any]] = {"decisions": [], "settings": []}
    for table, entry, asks in questions.values():
        answers[table].append(filled(entry, asks, said))
    (tmp_path / "answers.json").write_text(json.dumps(answers), encoding="utf-8")
    assert main(["decide", "answers.json"]) == 0
    main(run)
    assert asked(report) == {}
    findings = (tmp_path / "out" / f"{name}.{call[-1]}.findings.jsonl").read_text(encoding="utf-8")
    assert not codes & {json.loads(line)["code"] for line in findings.splitlines()}
    assert (tmp_path / "localize.toml").read_text(encoding="utf-8").startswith("# ours\n")
    if said == "Gebraucht":
        assert (tmp_path / "out" / f"shoes.{call[-1]}.csv").read_text(encoding="utf-8").count(said) == 2


def test_a_decided_role_is_the_column_s(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """In the catalogs that have the column; the others are none the worse for it."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "localize.toml").write_text('[[decision]]\ncolumn = "titel"\nrole = "code"\n', encoding="utf-8")
    for name, text in (("a.csv", GERMAN), ("b.csv", ENGLISH)):
        (tmp_path / name).write_text(text, encoding="utf-8")
        capsys.readouterr()
        assert main(["inspect", name, "--json"]) == 0
        said = capsys.readouterr().out
        assert ('"set by you"' in said) is (name == "a.csv")


def test_what_is_asked_about_a_column_can_be_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The report has the row of column names among its listings, with the finding."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "teile.csv").write_text(UNKNOWN, encoding="utf-8")
    main(["run", "teile.csv", "--from", "de-DE", "--to", "fr-FR", "--engine", "none", "--out", "out"])
    page = (tmp_path / "out" / "teile.csv.fr-FR.html").read_text(encoding="utf-8")
    assert '["(header)","","Column names",0,[[' in page
