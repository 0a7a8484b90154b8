"""Round trips through a real LibreOffice with German settings: what a person typed is taken, and nothing else is.

Needs ``soffice`` and a Python that has its ``uno``; without them these tests are skipped.
"""

from __future__ import annotations

import functools
import json
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from localize.settings import load_settings
from localize.tasks.deciding import decide
from localize.tasks.review.importing import import_review
from localize.tasks.review.questions import joined_questions
from localize.tasks.review.units import Units, collect_units
from localize.tasks.review.workbook import write_workbook
from localize.tasks.run import RunOptions, run_catalogs

if TYPE_CHECKING:
    from collections.abc import Callable

    from localize.tasks.review.corrections import Review

JOB = Path(__file__).with_name("office_job.py")
XLSX, ODS, CSV = "Calc MS Excel 2007 XML", "calc8", "Text - txt - csv (StarCalc)"
READ = "44,34,76,1,,1031,false,true"
"""Commas, UTF-8, German; numbers and days are recognised, which is what spoils codes."""
SEMICOLON_WESTERN, SEMICOLON_UTF8 = "59,34,1", "59,34,76"
CATALOG = (
    "Handle,Title,Body (HTML),Vendor,Type,Option1 Name,Option1 Value,Variant SKU,Variant Barcode,Variant Price,Published\r\n"
    'mug,"Coffee Mug, 12 oz",<p>Keeps coffee hot. Hand wash only.</p>,Acme,Mugs,Color,Red,0012,8806090000001,9.50,true\r\n'
    'cup,"Tea Cup, 8 oz",<p>Keeps tea hot. Hand wash only.</p>,Acme,Mugs,Color,Blue,0013,8806090000002,1.50,true\r\n'
    "pot,Tea Pot,<p>Made in Italy.</p>,Acme,Mugs,Size,3-4,0014,8806090000003,12.50,false\r\n"
)
SENTENCE, SAID = "Hand wash only.", "Bitte nur von Hand spülen – ganz vorsichtig."


@functools.cache
def python_with_uno() -> str:
    """A Python that can speak to LibreOffice; '' if there is none here."""
    for candidate in (
        sys.executable,
        "/usr/bin/python3",
        *sorted(map(str, Path("/opt").glob("libreoffice*/program/python"))),
    ):
        if (
            shutil.which(candidate)
            and not subprocess.run([candidate, "-c", "import uno"], capture_output=True, check=False).returncode
        ):
            return candidate
    return ""


pytestmark = pytest.mark.skipif(
    not shutil.which("soffice") or not python_with_uno(), reason="no LibreOffice here, or no Python with its uno"
)


@pytest.fixture
def office(tmp_path: Path) -> Callable[..., Path]:
    """Open a file, edit and save it; the file that was saved."""

    def edited(opened: Path, saved: Path, **job: Any) -> Path:
        job = {"office": "soffice", "profile": str(tmp_path / "profile"), "locale": "de-DE", **job}
        work = json.dumps({**job, "open": str(opened), "save": str(saved)})
        done = subprocess.run(
            [python_with_uno(), str(JOB)], input=work, text=True, capture_output=True, check=False, timeout=120
        )
        assert done.returncode == 0, done.stderr
        return saved

    return edited


def run(folder: Path, catalog: str = "shop.csv") -> None:
    """Localize the project's catalog for Germany, without an engine: its approved texts show what was learnt."""
    settings = load_settings(folder / "localize.toml")
    options = RunOptions(("de-DE",), folder / "out", settings, date(2026, 10, 30), folder / "cache.sqlite")
    assert not run_catalogs([folder / catalog], options).failures


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A catalog that was localized once."""
    folder = tmp_path / "project"
    folder.mkdir()
    (folder / "shop.csv").write_bytes(CATALOG.encode())
    (folder / "localize.toml").write_text('[run]\nengine = "none"\n', encoding="utf-8")
    run(folder)
    return folder


def take(folder: Path, file: Path, **options: Any) -> Review:
    """Import a file."""
    return import_review(file, load_settings(folder / "localize.toml"), run=folder / "out", **options)


def nothing_else(review: Review) -> bool:
    """Is there no damage, no problem, and no pin?"""
    return not (review.damage or review.problems or review.pins)


@pytest.mark.parametrize(
    ("name", "how"),
    [
        ("back.xlsx", {"filter": XLSX}),
        ("back.ods", {"filter": ODS}),
        ("back.csv", {"filter": CSV, "write_as": SEMICOLON_WESTERN, "show": "Segments"}),
    ],
)
def test_a_review_workbook_comes_back_typed_sorted_and_half_done(
    project: Path, office: Callable[..., Path], name: str, how: dict[str, Any]
) -> None:
    """A sentence, a number as it is typed in German, and a verdict; the other rows are sorted, and some are gone."""
    book = project / "review.xlsx"
    write_workbook(collect_units(project / "out", load_settings(project / "localize.toml")), book)
    sources = [row[1].value for row in openpyxl.load_workbook(book)["Segments"].iter_rows(min_row=2)]
    least = min(map(str, sources))
    typed = [
        {"sheet": "Segments", "column": "Source", "is": SENTENCE, "into": "Correction", "text": SAID},
        {"sheet": "Segments", "column": "Source", "is": "Tea Pot", "into": "Correction", "text": "12,5"},
        {"sheet": "Segments", "column": "Source", "is": "Keeps tea hot.", "into": "Verdict", "text": "accept"},
    ]
    back = office(
        book,
        project / name,
        type=typed,
        sort={"sheet": "Segments", "column": "Source"},
        remove={"sheet": "Segments", "rows": 1},
        **how,
    )
    review = take(project, back)
    assert least not in {SENTENCE, "Tea Pot", "Keeps tea hot."}, "the last row of the sorted sheet was removed"
    assert {entry.source: entry.target for _, entry in review.entries} == {
        SENTENCE: SAID,
        "Tea Pot": "12,5",
        "Keeps tea hot.": "Keeps tea hot.",
    }
    assert nothing_else(review)
    run(project)
    assert (project / "out" / "shop.de-DE.csv").read_text(encoding="utf-8").count(SAID) == 2


@pytest.mark.parametrize("write_as", [SEMICOLON_WESTERN, SEMICOLON_UTF8])
def test_the_localized_csv_comes_back_from_german_settings(
    project: Path, office: Callable[..., Path], write_as: str
) -> None:
    """A price and a title are taken, as CSV with semicolons; codes, days and truth values that LibreOffice rewrote are not."""
    out = project / "out" / "shop.de-DE.csv"
    typed = [
        {"column": "Handle", "is": "mug", "into": "Variant Price", "text": "77,70"},
        {"column": "Handle", "is": "pot", "into": "Title", "text": "Teekanne für Gäste"},
    ]
    back = office(
        out, project / "back.csv", read_as=READ, type=typed, sort={"column": "Handle"}, filter=CSV, write_as=write_as
    )
    shutil.copy(back, out)
    review = take(project, out, dry_run=True)
    assert [(entry.source, entry.target) for _, entry in review.entries] == [("Tea Pot", "Teekanne für Gäste")]
    assert [(pin.listing, pin.field, pin.value) for _, pin in review.pins] == [("mug/Red", "price", "77.70")]
    assert not review.problems
    assert review.missing == 0
    run(project)
    after = out.read_text(encoding="utf-8")
    assert "Teekanne für Gäste" in after
    assert ",77.70," in after
    assert ",0012,8806090000001," in after, "codes are the source's"


def test_catalogs_of_every_kind_that_were_only_saved_hold_no_correction(
    tmp_path: Path, samples: Path, office: Callable[..., Path]
) -> None:
    """Opened and saved, nothing typed: translated headers, a comment above the header, a template of two languages."""
    for name, back, how in (
        ("ebay-us-listings.csv", "csv", {"read_as": READ, "filter": CSV, "write_as": SEMICOLON_WESTERN}),
        ("meta-us-catalog.csv", "xlsx", {"read_as": READ, "filter": XLSX}),
        ("amazon-us-listing-template.xlsx", "xlsx", {"filter": XLSX}),
        ("mirakl-gb-offers.xlsx", "ods", {"filter": ODS}),
    ):
        folder = tmp_path / name
        folder.mkdir()
        shutil.copy(samples / name, folder)
        (folder / "localize.toml").write_text('[run]\nengine = "none"\n', encoding="utf-8")
        run(folder, name)
        stem, _, suffix = name.rpartition(".")
        saved = office(folder / "out" / f"{stem}.de-DE.{suffix}", folder / f"{stem}.de-DE.{back}", **how)
        review = take(folder, saved, dry_run=True)
        assert not review.entries, name
        assert not review.missing, name
        assert nothing_else(review), name


@pytest.mark.parametrize(
    ("name", "how"),
    [
        ("back.xlsx", {"filter": XLSX}),
        ("back.ods", {"filter": ODS}),
        ("back.csv", {"filter": CSV, "write_as": SEMICOLON_WESTERN, "show": "Questions"}),
    ],
)
def test_questions_are_answered_in_german_settings(
    project: Path, office: Callable[..., Path], name: str, how: dict[str, Any]
) -> None:
    """An answer, a rate as it is typed in German, in sorted rows; what was not answered stays open."""
    book = project / "questions.xlsx"
    rate = {"prices": {"exchange": {"XAF": {"per_eur": "", "date": "2026-10-30"}}}}
    told = {"severity": "warning", "findings": 1, "examples": [], "do": ""}
    asked = [
        {
            "says": "Größe?",
            "answers": [{"says": "These are “UK”", "table": "decisions", "entry": {"column": "Größe", "system": "UK"}}],
        },
        {"says": "Rate?", "answers": [{"says": "I know", "table": "settings", "entry": rate, "asks": "per_eur"}]},
        {"says": "Open?", "answers": [{"says": "No", "table": "decisions", "entry": {"column": "x", "unit": "in"}}]},
    ]
    units = Units("en-US", [], [], joined_questions(("de-DE", {**told, **one}) for one in asked))
    write_workbook(units, book)
    typed = [
        {"sheet": "Questions", "column": "Question", "is": "Größe?", "into": "Answer", "text": "These are “UK”"},
        {"sheet": "Questions", "column": "Question", "is": "Rate?", "into": "Answer", "text": "I know"},
        {"sheet": "Questions", "column": "Question", "is": "Rate?", "into": "In your words", "text": "655,957"},
    ]
    back = office(book, project / name, type=typed, sort={"sheet": "Questions", "column": "Question"}, **how)
    result = decide(back, project / "localize.toml")
    assert (result.decisions, result.left_out) == ([{"column": "Größe", "system": "UK"}], [])
    assert result.settings["prices.exchange.XAF.per_eur"] == 655.957
