"""Names of countries: facts of CLDR, in every shipped language."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from babel import Locale

ROOT = Path(__file__).resolve().parents[1] / "dictionaries"
LANGUAGES = {
    "en-de/countries.csv": "de",
    "en-es/countries.csv": "es",
    "en-fr/countries.csv": "fr",
    "en-it/countries.csv": "it",
    "en-ja/countries.csv": "ja",
    "en-nl/countries.csv": "nl",
    "en-pl/countries.csv": "pl",
    "en-sv/countries.csv": "sv",
    "en-pt-BR/places-languages.csv": "pt_BR",
}


def entries(path: str) -> list[dict[str, str]]:
    """The rows of a dictionary that name a country."""
    with (ROOT / path).open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["concept"].startswith("country-")]


@pytest.mark.parametrize("path", LANGUAGES)
def test_a_country_is_called_as_cldr_calls_it(path: str) -> None:
    """Each country has an entry; CLDR's name is its translation or one of its accepted forms."""
    names = Locale.parse(LANGUAGES[path]).territories
    rows = entries(path)
    for row in rows:
        accepted = {row["translation"], *row["forms"].split("|")}
        assert names[row["concept"].removeprefix("country-").upper()] in accepted, row
    assert len({row["concept"] for row in rows}) >= (250 if path.endswith("countries.csv") else 235)


@pytest.mark.parametrize("path", LANGUAGES)
def test_a_country_that_is_also_a_thing_is_a_country_only_where_one_is_asked_for(path: str) -> None:
    """China, jersey, Turkey and Bermuda are goods as well; New Zealand is a country in every text."""
    scopes = {row["term"].lower(): row["fields"] for row in entries(path)}
    assert all("*origin*" in scopes[name] for name in ("china", "jersey", "turkey", "bermuda") if name in scopes)
    assert scopes["new zealand"] == scopes["south korea"] == ""
