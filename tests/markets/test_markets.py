"""The market files: their schema, and what Babel and the size tables know of them."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from babel import Locale
from babel.numbers import get_currency_name, list_currencies
from jsonschema import Draft202012Validator

from localize.data import package_folder, read_toml
from localize.market import load_market, market_tags
from localize.money.endings import parse_endings
from localize.money.symbols import minor_units
from localize.sizes import load_tables
from localize.sizes.convert import system_slot
from localize.sizes.evidence import AUDIENCES, KINDS

if TYPE_CHECKING:
    from pathlib import Path

FOLDER = package_folder("markets")
FILES = sorted(FOLDER.glob("*.toml"))
COUNTRIES = [
    *("US", "CA", "GB", "IE", "DE", "AT", "CH", "FR", "BE", "NL", "ES", "PT", "IT", "PL", "SE", "DK", "NO", "FI"),
    *("CZ", "RO", "GR", "TR", "BR", "MX", "JP", "KR", "CN", "AU", "IN", "AE", "SA"),
]


def test_every_country_has_its_file() -> None:
    """One file a country, no more and no fewer."""
    assert sorted(path.stem for path in FILES) == sorted(COUNTRIES)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_meets_the_schema(path: Path) -> None:
    """Every key is known and of its kind; the file's name is its country."""
    schema = json.loads((FOLDER / "market.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    data = read_toml(path)
    assert [f"{error.json_path}: {error.message}" for error in Draft202012Validator(schema).iter_errors(data)] == []
    assert data["country"] == path.stem


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_marks_name_keys_that_exist(path: Path) -> None:
    """What is called unverified or contested is in the file, and unverified endings are marked twice alike."""
    data = read_toml(path)
    for key in (*data["unverified"], *data.get("contested", ())):
        table, _, name = key.partition(".")
        assert table in data, key
        assert not name or name in data[table], key
    assert data["prices"]["endings_unverified"] == ("prices.endings" in data["unverified"])


@pytest.mark.parametrize("tag", market_tags())
def test_babel_knows_locale_and_currency(tag: str) -> None:
    """Numbers and prices can be written for every market."""
    market = load_market(tag)
    assert Locale.parse(market.babel).territory == market.country
    assert market.currency in list_currencies()
    assert get_currency_name(market.currency, locale=market.babel)


@pytest.mark.parametrize("tag", market_tags())
def test_some_ending_can_be_charged(tag: str) -> None:
    """Endings fit the currency's minor unit and the market's step."""
    market = load_market(tag)
    minor = Decimal(1).scaleb(-minor_units(market.currency))
    step = Decimal(market.data["prices"].get("step", minor))
    assert step % minor == 0
    assert parse_endings(market.price_endings, step)


@pytest.mark.parametrize("tag", market_tags())
def test_size_systems_are_in_the_tables(tag: str) -> None:
    """A market names only systems that a table of that kind and audience has."""
    market = load_market(tag)
    tables = [table for table in load_tables() if table.convert]
    for slot, system in market.size_systems.items():
        if slot == "bras":
            known = {c for table in tables if table.kinds & {"bra-bands"} for c in table.columns}
        elif slot == "alpha":
            known = {c for table in tables if "alpha" in table.kinds for c in table.columns}
        else:
            pairs = [(k, a) for k in KINDS for a in AUDIENCES if system_slot(k, a) == slot]
            known = {c for t in tables for k, a in pairs if t.covers(k, a, "") for c in t.columns}
        assert system in known, (slot, system)


@pytest.mark.parametrize(
    ("tag", "standard", "included", "prior"),
    [
        ("en-US", None, False, False),
        ("fr-CA", None, False, False),
        ("de-DE", Decimal(19), True, True),
        ("fi-FI", Decimal("25.5"), True, True),
        ("de-CH", Decimal("8.1"), True, False),
        ("en-GB", Decimal(20), True, False),
        ("ro-RO", Decimal(21), True, True),
        ("ar-SA", Decimal(15), True, False),
    ],
)
def test_tax_and_prior_price(tag: str, standard: Decimal | None, included: bool, prior: bool) -> None:  # noqa: FBT001 - a table's columns
    """A few facts, as the reference states them."""
    market = load_market(tag)
    assert (market.standard_tax, market.prices_include_tax) == (standard, included)
    assert market.data["prices"]["prior_price_rule"] is prior
