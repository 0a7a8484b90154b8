"""The concepts that join the shipped dictionaries: one spine, and every language held against it."""

from __future__ import annotations

import csv
import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from localize.terms.dictionary import load_dictionary

ROOT = Path(__file__).resolve().parents[1] / "dictionaries"
SPINE = sorted((ROOT / "concepts").glob("*.csv"))
PAIRS = sorted(p.name for p in ROOT.glob("en-*") if p.is_dir())
LARGE = {"en-de", "en-fr", "en-es", "en-it", "en-pt-BR"}
# More entries of one concept are taken for a topic, and topics join no languages (localize.terms.turned).
MOST_SYNONYMS = 8
# Between spellings of one language an entry says how a word is written, and most words are written alike.
TRANSLATIONS = [name for name in PAIRS if name != "en-GB" and "-en" not in name]


def rows(path: Path) -> list[dict[str, str]]:
    """A CSV file's rows by column."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def spine() -> dict[str, dict[str, str]]:
    """Every concept by its id."""
    return {row["concept"]: row for path in SPINE for row in rows(path)}


@cache
def used(pair: str) -> Counter[str]:
    """How often each concept stands in a pair's folder."""
    files = [p for p in sorted((ROOT / pair).glob("*.csv")) if not p.name.endswith(".tests.csv")]
    return Counter(row["concept"] for path in files for row in rows(path) if row.get("concept"))


@pytest.mark.parametrize("path", SPINE, ids=lambda p: p.stem)
def test_a_spine_file_is_whole(path: Path) -> None:
    """Ids in kebab case, a term, a known part of speech and tier, no stray blanks."""
    for row in rows(path):
        assert list(row) == ["concept", "term", "pos", "tier", "note"], row
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", row["concept"]), row
        assert row["term"], row
        assert row["pos"] in {"noun", "adj", "phrase"}, row
        assert row["tier"] in {"1", "2", "3"}, row
        assert all(value == value.strip() for value in row.values()), row


def test_a_concept_stands_once_in_the_spine() -> None:
    """An id names one sense; what is needed everywhere stays a list that a small language can carry."""
    counts = Counter(row["concept"] for path in SPINE for row in rows(path))
    assert not [name for name, count in counts.items() if count > 1]
    assert len(counts) >= 1_550
    assert 600 <= sum(row["tier"] == "1" for row in spine().values()) <= 750


def test_the_spine_is_applied_to_no_text() -> None:
    """Its folder is no language pair: nothing in it becomes an entry."""
    for source, target in (("en-US", "de-DE"), ("de-DE", "en-US")):
        assert not any(e.origin.startswith("concepts/") for e in load_dictionary(source, target, []).entries)


@pytest.mark.parametrize("pair", PAIRS)
def test_a_folder_says_its_sources(pair: str) -> None:
    """Each folder has a SOURCES.md, and each file its examples beside it."""
    assert (ROOT / pair / "SOURCES.md").read_text(encoding="utf-8").strip()
    for path in (ROOT / pair).glob("*.csv"):
        if not path.name.endswith(".tests.csv"):
            assert path.with_suffix(".tests.csv").is_file(), path


@pytest.mark.parametrize("pair", PAIRS)
def test_the_concepts_of_a_folder_are_those_of_the_spine(pair: str) -> None:
    """No unknown concept; its entries are a word's number, spellings and synonyms, not a topic."""
    assert not sorted(set(used(pair)) - set(spine()))
    assert not sorted(name for name, count in used(pair).items() if count > MOST_SYNONYMS)


@pytest.mark.parametrize("pair", TRANSLATIONS)
def test_a_language_covers_what_every_shop_needs(pair: str) -> None:
    """Every concept of the first tier, and 1,500 in all for a large language."""
    missing = [name for name, row in spine().items() if row["tier"] == "1" and name not in used(pair)]
    assert not missing
    assert len(used(pair)) >= (1_500 if pair in LARGE else 600)


def test_concepts_join_languages_without_english() -> None:
    """German to Portuguese is written nowhere: it follows from what both say of the same concept."""
    joined = {e.term: e.translation for e in load_dictionary("de-DE", "pt-BR", []).entries}
    assert len(joined) > 1_500
    assert joined["schwarz"] == "preto"
    assert joined["Schlafsack"] == "saco de dormir"
    assert joined["Halskette"] == "colar"
