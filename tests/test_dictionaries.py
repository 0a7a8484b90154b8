"""Shipped dictionaries: every file is whole, no entry contradicts another, every example has its entry."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from localize.terms.dictionary import load_dictionary
from localize.terms.entry import Kind

ROOT = Path(__file__).resolve().parents[1] / "dictionaries"
FILES = sorted(p for p in ROOT.glob("*-*/*.csv") if not p.name.endswith(".tests.csv"))


def rows(path: Path) -> list[dict[str, str]]:
    """A dictionary's rows by column."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_a_dictionary_is_whole(path: Path) -> None:
    """Balanced columns, no stray blanks, a translation for every term, numbers and placeholders kept."""
    for row in rows(path):
        assert None not in row, row
        assert all(value is not None and value == value.strip() for value in row.values()), row
        assert row["term"], row
        assert row["translation"] or row.get("kind") in {"keep", "forbid"}, row
        assert ("{n}" in row["term"]) == ("{n}" in row["translation"]), row


def test_no_two_entries_answer_the_same_words_in_the_same_place() -> None:
    """A term has one translation in one scope, over all files."""
    seen: dict[tuple[str, ...], str] = {}
    for path in FILES:
        for row in rows(path):
            scope = tuple(row.get(name) or "" for name in ("fields", "category", "brand", "market", "marketplace"))
            key = (path.parent.name, row["term"].casefold(), *scope)
            assert key not in seen, f"{path.name}: {row['term']} stands in {seen[key]} already"
            seen[key] = path.name


def test_the_shipped_pair_loads_for_its_market() -> None:
    """English to Brazilian Portuguese, and nothing of it for another language."""
    entries = load_dictionary("en-US", "pt-BR", []).entries
    assert len(entries) > 20_000
    assert {e.kind for e in entries} == {Kind.TRANSLATE}
    assert not {e.origin for e in load_dictionary("en-US", "de-DE", []).entries if e.origin.startswith("en-pt-BR/")}
