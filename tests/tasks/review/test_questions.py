"""Questions go into the review workbook, and answers from it into localize.toml, also sorted, saved as CSV and half done."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from localize.cli.main import main
from localize.errors import UsageError
from localize.settings import load_settings
from localize.tasks.deciding import decide
from localize.tasks.review.questions import joined_questions
from localize.tasks.review.units import SegmentUnit, Units
from localize.tasks.review.workbook import write_workbook

if TYPE_CHECKING:
    from pathlib import Path

SHOES = (
    "SKU,Product title,Category,Size,Price,Currency\n"
    "S-1,Everyday sandal for summer,Sandals,8,49.00,USD\n"
    "R-1,Thin stacking ring with a stone,Rings,7,1500,XAF\n"
)
SYSTEM = {
    "These are US sizes": {"decisions": {"column": "Size", "system": "US"}},
    "These are UK sizes": {"decisions": {"column": "Size", "system": "UK"}},
}
RATE = {"prices": {"exchange": {"XAF": {"per_eur": "", "date": "2026-11-22"}}}}


def question(says: str, answers: dict[str, Any], asks: str = "") -> dict[str, Any]:
    """A question as manifests have it."""
    entries = [
        {"says": words, "table": table, "entry": entry, **({"asks": asks} if asks else {})}
        for words, of in answers.items()
        for table, entry in of.items()
    ]
    told = {"says": says, "do": "Say it.", "severity": "warning", "findings": 2, "examples": ["A-1 size B2"]}
    return {**told, "answers": entries}


def book(path: Path, asked: list[tuple[str, dict[str, Any]]]) -> Path:
    """A review workbook with these questions of markets."""
    units = Units("en-US", [SegmentUnit("de-DE", "Mug", "Tasse")], questions=joined_questions(asked))
    assert write_workbook(units, path) == 0
    return path


def answer(path: Path, answers: dict[str, tuple[str, str]]) -> list[list[str]]:
    """Fill in the answers by what the question begins with; the sheet's rows."""
    workbook = openpyxl.load_workbook(path)
    sheet = workbook["Questions"]
    names = [cell.value for cell in sheet[1]]
    for row in sheet.iter_rows(min_row=2):
        for says, given in answers.items():
            if str(row[names.index("Question")].value).startswith(says):
                row[names.index("Answer")].value, row[names.index("In your words")].value = given
    workbook.save(path)
    return [[str(cell.value or "") for cell in row] for row in sheet.iter_rows()]


@pytest.fixture
def config(tmp_path: Path) -> Path:
    """A project's configuration."""
    path = tmp_path / "localize.toml"
    path.write_text("# ours\n", encoding="utf-8")
    return path


def test_what_a_run_asks_is_answered_in_the_workbook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """From the run to the sheet with its drop-downs, to localize.toml, to a run that does not ask again."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "localize.toml").write_text(
        "[prices]\nsource_includes_tax = false\nadd_target_tax = false\n", encoding="utf-8"
    )
    (tmp_path / "shoes.csv").write_text(SHOES, encoding="utf-8")
    run = ["run", "shoes.csv", "--to", "de-DE", "--engine", "none", "--out", "out"]
    main(run)
    assert main(["review", "export", "out", "review.xlsx"]) == 0
    workbook = openpyxl.load_workbook("review.xlsx")
    assert workbook["Answers"].sheet_state == "hidden"
    lists = workbook["Questions"].data_validations.dataValidation
    assert len(lists) == workbook["Questions"].max_row - 1
    first, last = (int(part) for part in lists[0].formula1.removeprefix("Answers!$A$").split(":$A$"))
    offered = [str(workbook["Answers"].cell(n, 1).value) for n in range(first, last + 1)]
    assert offered[0] == "I know the rate of XAF to the euro"
    women = "These fit women (column “Size”, category “Sandals”)"
    answer(tmp_path / "review.xlsx", {"'1500'": (offered[0], "655,957"), "'8'": (women, "")})
    assert main(["decide", "review.xlsx"]) == 0
    settings = load_settings(tmp_path / "localize.toml")
    assert [(d.column, d.category, d.audience) for d in settings.decisions] == [("Size", "Sandals", "women")]
    assert str(settings.prices.exchange["XAF"][1]) == "655.957"
    main(run)
    said = (tmp_path / "out" / "shoes.csv.de-DE.findings.jsonl").read_text(encoding="utf-8").splitlines()
    codes = {(found["code"], found["listing"]) for found in map(json.loads, said)}
    assert not {code for code, _ in codes} & {"rate-missing"}
    assert ("size-ambiguous", "S-1") not in codes


def test_a_sheet_comes_back_as_csv_sorted_and_half_done(tmp_path: Path, config: Path) -> None:
    """With semicolons, in an old code page, in another order; what is not answered stays open."""
    path = book(
        tmp_path / "r.xlsx",
        [
            ("de-DE", question("Größe?", SYSTEM)),
            ("de-DE", question("Rate?", {"“I” know": {"settings": RATE}}, "per_eur")),
        ],
    )
    rows = answer(path, {"Größe": ("These are UK sizes", "")})
    german = tmp_path / "r.csv"
    with german.open("w", encoding="cp1252", newline="") as file:
        csv.writer(file, delimiter=";").writerows([rows[0], *reversed(rows[1:])])
    result = decide(german, config)
    assert (result.decisions, result.settings, result.left_out) == ([{"column": "Size", "system": "UK"}], {}, [])


def test_the_same_question_of_two_markets_is_asked_once(tmp_path: Path) -> None:
    """One row names both markets; what differs by market is written for both."""
    one, other = (
        question(
            "Which?",
            {**SYSTEM, "Accept it": {"accept": {"code": "size-ambiguous", "market": market, "reason": ""}}},
            "reason",
        )
        for market in ("de-DE", "fr-FR")
    )
    for data in (one, other):
        for choice in data["answers"][:2]:
            choice.pop("asks")
    (joined,) = joined_questions([("de-DE", one), ("fr-FR", other)])
    assert joined.markets == ["de-DE", "fr-FR"]
    assert joined.findings == 4
    assert [entry["market"] for entry in joined.choices["Accept it"]["entries"]] == ["de-DE", "fr-FR"]
    path = book(tmp_path / "r.xlsx", [("de-DE", one), ("fr-FR", other)])
    answer(path, {"Which": ("Accept it", "by hand")})
    (tmp_path / "localize.toml").write_text("", encoding="utf-8")
    assert [a["market"] for a in decide(path, tmp_path / "localize.toml").accepted] == ["de-DE", "fr-FR"]


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        (("I know", ""), "needs “In your words”"),
        (("", "655.957"), "answers nothing"),
        (("Something else", ""), "none of the answers"),
    ],
)
def test_what_cannot_be_taken_is_said(tmp_path: Path, config: Path, given: tuple[str, str], reason: str) -> None:
    """The cell is named, and nothing of it is written."""
    path = book(tmp_path / "r.xlsx", [("de-DE", question("Rate?", {"I know": {"settings": RATE}}, "per_eur"))])
    answer(path, {"Rate": given})
    result = decide(path, config)
    assert not result
    assert len(result.left_out) == 1
    assert reason in result.left_out[0]
    assert "Questions!C2" in result.left_out[0]
    assert config.read_text(encoding="utf-8") == "# ours\n"


@pytest.mark.parametrize("rate", ["much", "1.234,5", "-1", "0"])
def test_a_rate_that_is_none_is_refused(tmp_path: Path, config: Path, rate: str) -> None:
    """Nothing is written, and the remedy shows a rate."""
    path = book(tmp_path / "r.xlsx", [("de-DE", question("Rate?", {"I know": {"settings": RATE}}, "per_eur"))])
    answer(path, {"Rate": ("I know", rate)})
    with pytest.raises(Exception, match="no rate") as caught:
        decide(path, config)
    assert "655.957" in caught.value.hint  # type: ignore[attr-defined]
    assert config.read_text(encoding="utf-8") == "# ours\n"


def test_two_answers_to_one_question_are_refused(tmp_path: Path, config: Path) -> None:
    """Which of them is meant nobody knows."""
    more = {**SYSTEM, "These are shoes": {"decisions": {"column": "Size", "kind": "shoes"}}}
    asked = [("de-DE", question("One?", SYSTEM)), ("de-DE", question("Other?", more))]
    path = book(tmp_path / "r.xlsx", asked)
    answer(path, {"One": ("These are UK sizes", ""), "Other": ("These are US sizes", "")})
    with pytest.raises(UsageError, match="two answers differ: for column “Size” system"):
        decide(path, config)


def test_a_workbook_without_answers_is_no_answer(tmp_path: Path, config: Path) -> None:
    """Where to choose them is said; a workbook that asks nothing, or is no such workbook, is told apart."""
    path = book(tmp_path / "r.xlsx", [("de-DE", question("One?", SYSTEM))])
    with pytest.raises(UsageError, match="holds no answers"):
        decide(path, config)
    with pytest.raises(UsageError, match="asks nothing"):
        decide(book(tmp_path / "none.xlsx", []), config)
    with pytest.raises(UsageError, match="There is no file"):
        decide(tmp_path / "gone.xlsx", config)
