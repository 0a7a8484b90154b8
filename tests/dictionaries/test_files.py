"""The shipped English → Brazilian Portuguese dictionary: its files, its examples, and its score on real attribute values."""

from __future__ import annotations

import csv
import re
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from localize.context import Context
from localize.errors import MissingDataError
from localize.listing import Address, Field, Group, Listing, Role
from localize.localizer import Stages
from localize.market import load_market
from localize.settings import Settings
from localize.terms import load_dictionary
from localize.terms.entry import Place
from localize.translation.cache import MemoryCache
from localize.translation.desk import Desk
from localize.translation.engines import find_engine
from localize.translation.solving import solve

if TYPE_CHECKING:
    from localize.terms.dictionary import Dictionary

FOLDER = Path(__file__).resolve().parents[2] / "dictionaries" / "en-pt-BR"
EXAMPLES = sorted(FOLDER.glob("*.tests.csv"))
FILES = sorted(set(FOLDER.glob("*.csv")) - set(EXAMPLES))
HEADER = ["term", "translation", "forms", "pos", "gender", "concept", "fields", "note"]

Row = dict[str, str]


def rows(path: Path) -> list[Row]:
    """The rows of a CSV file by column."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def name(path: Path) -> str:
    """What a test is called by."""
    return path.stem


@pytest.fixture(scope="module")
def dictionary() -> Dictionary:
    """The shipped entries for Brazil."""
    return load_dictionary("en-US", "pt-BR", [])


@pytest.mark.parametrize("path", FILES, ids=name)
def test_a_file_has_the_columns_and_values_of_its_schema(path: Path) -> None:
    """The header is the same everywhere, a row has a cell for each column, and part of speech and gender are known words."""
    with path.open(encoding="utf-8", newline="") as file:
        header, *cells = csv.reader(file)
    assert header == HEADER
    for row in cells:
        assert len(row) == len(HEADER), row
    for row in rows(path):
        assert row["concept"], row
        assert row["pos"] in {"noun", "adj", "verb", "phrase", "name", "adv", ""}, row
        assert row["gender"] in {"m", "f", ""}, row


@pytest.mark.parametrize("path", FILES, ids=name)
def test_cells_have_no_stray_blanks_and_forms_are_a_clean_list(path: Path) -> None:
    """No blank at an edge or doubled, no empty or repeated form, no form that is the translation itself."""
    for row in rows(path):
        for value in row.values():
            assert value == re.sub(r"\s+", " ", value).strip(), row
        forms = row["forms"].split("|") if row["forms"] else []
        assert all(form and form == form.strip() for form in forms), row
        assert len(set(forms)) == len(forms), row
        assert row["translation"] not in forms, row


def test_a_term_stands_once_in_a_scope() -> None:
    """Over all files, no two rows answer the same words in the same fields."""
    seen: dict[tuple[str, str], str] = {}
    for path in FILES:
        for row in rows(path):
            key = row["term"].casefold(), row["fields"]
            assert key not in seen, f"{path.name}: {row['term']} stands in {seen.get(key)} already"
            seen[key] = path.name


@pytest.mark.parametrize("path", FILES, ids=name)
def test_placeholders_and_digits_are_kept(path: Path) -> None:
    """A term's {n} stands in its translation too, and digits are the same where neither side writes them as words."""
    for row in rows(path):
        assert ("{n}" in row["term"]) == ("{n}" in row["translation"]), row
        ours, theirs = (sorted(re.findall(r"\d+", row[name])) for name in ("translation", "term"))
        assert ours == theirs or not ours or not theirs, row


@pytest.mark.parametrize("path", FILES, ids=name)
def test_english_is_left_only_where_a_note_says_so(path: Path) -> None:
    """A translation that is the English word again is a loan word, a name or a cognate, and its note says that it is meant."""
    for row in rows(path):
        if row["term"].casefold() == row["translation"].casefold():
            assert row["note"] or row["concept"] == "name", row


def test_every_file_has_examples() -> None:
    """Beside each file lie its tests, and none is left over."""
    assert {p.name.removesuffix(".tests.csv") for p in EXAMPLES} == {p.stem for p in FILES}


def answers(dictionary: Dictionary, row: Row) -> list[str]:
    """What the entries that win in an example ask for: those that lie in no longer one."""
    place = Place(
        field=row["field"], role="text" if row["field"] in {"title", "body_html"} else "choice", market=row["market"]
    )
    found = list(dictionary.matches(row["text"], place))
    outer = (m for m in found if not any(o.start <= m.start and m.end <= o.end for o in found if o is not m))
    return [
        form.replace("{n}", match.number).casefold() for match in outer for form in match.entry.translation.split("|")
    ]


@pytest.mark.parametrize("path", EXAMPLES, ids=name)
def test_examples_get_the_entry_they_name(path: Path, dictionary: Dictionary) -> None:
    """In each example an entry asks for the expected words, and none for those that are not expected."""
    for row in rows(path):
        found, expected = answers(dictionary, row), row["expected"].casefold()
        assert any(form in expected or expected in form for form in found), (row, found)
        assert not row["not_expected"] or row["not_expected"].casefold() not in found, (row, found)


EXACT, CHRF = 0.70, 75.0
"""What the half of the values that nobody looked at is worth; the figures may only rise (see SOURCES.md)."""


@pytest.mark.slow
def test_attribute_values_of_a_marketplace_come_out_right(shared: Path) -> None:
    """Of the values with an odd key digest that differ from English, the stated part is exactly the reference's."""
    chrf = pytest.importorskip("sacrebleu.metrics.chrf")
    with (shared / "data/shopify-taxonomy-values/values.tsv").open(encoding="utf-8", newline="") as file:
        table = [row for row in csv.DictReader(file, delimiter="\t") if row["en"] != row["pt-BR"]]
    unseen = [row for row in table if int(sha256(row["key"].encode()).hexdigest(), 16) % 2 == 1]
    ours = localized([(row["en"], row["context"]) for row in unseen])
    references = [row["pt-BR"] for row in unseen]
    right = sum(a.casefold() == b.casefold() for a, b in zip(ours, references, strict=True))
    score = chrf.CHRF().corpus_score(ours, [references]).score
    assert right / len(unseen) >= EXACT, f"exact {right / len(unseen):.4f} of {len(unseen)}"
    assert score >= CHRF, f"chrF {score:.2f}"


def localized(values: list[tuple[str, str]]) -> list[str]:
    """Single values, each under its attribute's name, through the whole system."""
    context = Context("en-US", load_market("pt-BR"), "", Settings(), date(2026, 1, 1))
    try:
        engine = find_engine("firefox", "en", "pt-BR")
    except MissingDataError as error:
        pytest.skip(str(error))
    stages, path = Stages.load(context), "option1/value"
    drafts = stages.prepare(
        Listing(
            str(n), {path: Field(path, Role.CHOICE, value, Address("", n, 0), f"A{n}", label=label)}, Group(""), n, n
        )
        for n, (value, label) in enumerate(values, start=1)
    )
    desk = Desk()
    desk.add(stages.plans(drafts))
    solve(desk, {engine.source: engine}, MemoryCache())
    drafts = stages.finish(drafts, desk, engine.description)
    desk.close()
    return [draft.values[path] for draft in drafts]
