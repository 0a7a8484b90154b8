"""Suggestions are frequent terms that no dictionary covers, and words that are written in several ways."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import pytest

from localize.cli.main import main
from localize.settings import Settings
from localize.tasks.dict_suggest import suggest_terms

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

TITLES = [
    "Trail running vest, red",
    "Trail running vest in size M for women",
    "Trail running vest 2.0 by Acme",
    "Rain jacket with AirFlow",
    "Rain-jacket AirFlow 12 oz",
    "Rainjacket: AirFlow",
    "The best of the best",
]


@pytest.fixture
def catalog(write: Callable[[str, str], Path]) -> Path:
    """Seven products."""
    rows = "".join(f'p{n},"{title}",Acme\n' for n, title in enumerate(TITLES))
    return write("c.csv", f"Handle,Title,Vendor\n{rows}")


def own(*dictionaries: Path) -> Settings:
    """Settings without the shipped dictionaries."""
    return Settings(shipped_dictionaries=False, dictionaries=dictionaries)


def test_the_longest_run_of_words_stands_for_its_parts(catalog: Path) -> None:
    """Not ``trail``, ``running`` and ``vest`` besides; with counts, fields and an example."""
    found = {s.term: s for s in suggest_terms(catalog, "de-DE", own())}
    assert "trail running vest" in found
    assert not {"trail", "running", "vest", "trail running", "running vest"} & set(found)
    assert found["trail running vest"].products == 3
    assert found["trail running vest"].note.startswith("3 products (title); “Trail running vest")


def test_words_written_in_several_ways_are_one(catalog: Path) -> None:
    """With the other spellings beside it."""
    (found,) = [s for s in suggest_terms(catalog, "de-DE", own(), least=1) if s.term.startswith("rain")]
    assert sorted([found.term, *found.others]) == ["rain jacket", "rain-jacket", "rainjacket"]
    assert found.products == 3


def test_names_are_suggested_to_be_kept(catalog: Path) -> None:
    """Capitals inside a word; the listing's own brand needs no entry at all."""
    found = {s.term: s.kind for s in suggest_terms(catalog, "de-DE", own())}
    assert found["AirFlow"] == "keep"
    assert "acme" not in {term.casefold() for term in found}


def test_what_a_dictionary_covers_is_left_out(catalog: Path, write: Callable[[str, str], Path]) -> None:
    """And so are function words, sizes and quantities."""
    mine = write("mine.csv", "term,translation\ntrail running vest,Laufweste\n")
    found = {s.term for s in suggest_terms(catalog, "de-DE", own(mine), least=1)}
    assert not {term for term in found if "vest" in term}
    assert not found & {"the", "of", "in", "oz", "12 oz", "for"}


def test_the_result_is_a_dictionary_to_fill_in(catalog: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """CSV on standard output, with our header."""
    assert main(["dict", "suggest", str(catalog), "--to", "de-DE"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert list(rows[0]) == ["term", "translation", "kind", "note"]
    assert all(row["term"] and not row["translation"] and row["note"] for row in rows)


def test_one_market_is_needed(catalog: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Its dictionaries say what is covered."""
    assert main(["dict", "suggest", str(catalog)]) == 2
    assert "--to de-DE" in capsys.readouterr().err
