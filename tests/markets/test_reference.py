"""The files of the markets against the tables of the checked facts, where these are at hand."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from localize.data import package_folder, read_toml

_ROOT = Path(__file__).resolve().parents[2]
_SHARED = Path(os.environ.get("LOCALIZE_SHARED", _ROOT.parent / "shared"))
_NUMBER = re.compile(r"\d+(?:\.\d+)?")


def _rows(section: str) -> list[list[str]]:
    path = _SHARED / "reference" / "markets.md"
    if not path.is_file():
        pytest.skip("the checked facts are not here")
    text = path.read_text(encoding="utf-8")
    lines = text[text.index(f"## {section}. ") :].split("\n## ", 1)[0].splitlines()
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("| ")]
    return rows[1:]


def _market(country: str) -> dict[str, object]:
    return dict(read_toml(package_folder("markets") / f"{country}.toml"))


def test_languages_currency_and_tax() -> None:
    """Each row of the table of rates is a file that says the same; federal states have no one rate."""
    rows = _rows("2")
    assert len(rows) == 31
    for country, locales, currency, standard, reduced, included, *_ in rows:
        data = _market(country)
        main = re.sub(r"\(.*?\)", "", locales)
        assert data["locales"] == re.findall(r"[a-z]{2}-[A-Z]{2}", main), country
        assert data["currency"] == currency.split()[0], country
        tax = data["tax"]
        assert isinstance(tax, dict)
        assert tax["prices_include_tax"] is ("no" not in included), country
        if country not in {"US", "CA"}:
            assert tax["standard"] == _NUMBER.findall(standard)[0], country
            first = re.sub(r"\(.*|since.*", "", reduced)
            assert set(_NUMBER.findall(first)) <= {*tax.get("reduced", [])}, country


def test_plugs_voltage_and_frequency() -> None:
    """What differs between the sources is contested in the file."""
    found = 0
    for plugs, countries, supply in _rows("5"):
        letters = re.findall(r"\b[A-N]\b", plugs.split("(")[0])
        for country in re.findall(r"\b[A-Z]{2}\b", countries):
            data = _market(country)
            assert data["plugs"] == letters, country
            assert set(re.findall(r"\d{2,3}", str(data["voltage"]))) <= set(re.findall(r"\d{3}", supply)), country
            assert set(str(data["hertz"]).split("/")) <= set(_NUMBER.findall(supply)), country
            found += 1
    assert found >= 30


def test_endings_and_tax_phrases() -> None:
    """The words that stand beside prices are those of the table."""
    for countries, phrase, *_ in _rows("3"):
        for country in re.findall(r"[A-Z]{2}", countries):
            tax = _market(country)["tax"]
            assert isinstance(tax, dict)
            for words in tax.get("phrase", {}).values():
                pieces = re.split(r" \(|\)", words) if country == "IN" else [words]
                assert all(piece in phrase for piece in pieces), country
