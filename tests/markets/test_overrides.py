"""What ``localize.toml`` says otherwise of a market or marketplace."""

from __future__ import annotations

import json
import pickle
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from localize.data import package_folder
from localize.errors import ConfigError
from localize.market import load_market
from localize.settings import load_settings, settings_schema

if TYPE_CHECKING:
    from pathlib import Path

TOML = """
[prices]
margin_percent = 5
add_target_tax = false
[[prices.margin]]
brand = "ACME"
percent = 10

[marketplaces.shopify.prices]
margin_percent = 7
add_target_tax = true

[markets."fr-CH"]
currency = "EUR"
measures = "metric"
[markets."fr-CH".tax]
standard = "2.6"
[markets."fr-CH".prices]
step = "0.01"
prior_price_rule = true
margin_percent = 9
endings = [".49"]
[[markets."fr-CH".prices.margin]]
sku = "A*"
fixed = "1.50"
[markets."fr-CH".size_systems]
women = "FR"
[markets."fr-CH".typography.fr]
inside = ""
"""


@pytest.fixture
def config(tmp_path: Path) -> Path:
    """A configuration that says much otherwise."""
    path = tmp_path / "localize.toml"
    path.write_text(TOML, encoding="utf-8")
    return path


def test_any_key_of_a_profile_can_be_said_otherwise(config: Path) -> None:
    """Tables are laid over the file's; what is not named stays."""
    market = load_settings(config).market("fr-CH")
    assert (market.currency, market.standard_tax, market.step, market.prior_price_rule) == (
        "EUR",
        Decimal("2.6"),
        "0.01",
        True,
    )
    assert (market.size_systems["women"], market.size_systems["shoes"]) == ("FR", "EU")
    assert market.typography["inside"] == ""
    assert market.typography["quotes"] == load_market("fr-CH").typography["quotes"]
    assert market.prices_include_tax
    assert market.price_endings == load_market("fr-CH").price_endings


def test_other_markets_are_as_shipped(config: Path) -> None:
    """An override is its market's alone, also where two share a country."""
    settings = load_settings(config)
    assert settings.market("de-CH") == load_market("de-CH")
    assert settings.market("FR") == load_market("fr-FR")


def test_an_overridden_market_travels(config: Path) -> None:
    """Worker processes get it as it is."""
    market = load_settings(config).market("fr-CH")
    assert pickle.loads(pickle.dumps(market)) == market  # noqa: S301
    assert pickle.loads(pickle.dumps(load_market("de-DE"))) == load_market("de-DE")  # noqa: S301


def test_the_narrower_setting_wins(config: Path) -> None:
    """Market over marketplace over all; margins of the market are tried first."""
    settings = load_settings(config)
    assert settings.for_market("de-DE").prices.margin_percent == 5
    assert settings.for_market("de-DE", "shopify").prices.margin_percent == 7
    assert settings.for_market("de-DE", "shopify").prices.add_target_tax is True
    prices = settings.for_market("fr-CH", "shopify").prices
    assert (prices.margin_percent, prices.endings, prices.add_target_tax) == (Decimal(9), (".49",), True)
    assert [margin.said for margin in prices.margins] == ["margin 1.50 for sku A*", "margin 10 % for brand ACME"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('[markets."fr-CH"]\ncurency = "EUR"', "Did you mean 'currency'"),
        ('[markets."fr-CH"]\ncurrency = "euro"', "'euro' does not match"),
        ('[markets."fr-CH".tax]\nstandard = 8.1', "is not of type 'string'"),
        ('[markets."fr-CH".prices]\nsteps = "0.05"', "Did you mean 'step'"),
        ('[prices]\nstep = "0.05"', "unknown key 'step'"),
        ("[[prices.margin]]\nbrand = 'A'", "prices.margin.0"),
        ("[prices]\nin_text = 'maybe'", "'maybe' is not one of"),
        ("[marketplaces.shopify]\nprice = 1", "Did you mean 'prices'"),
    ],
)
def test_a_wrong_key_is_an_error(tmp_path: Path, text: str, message: str) -> None:
    """The configuration's schema checks overrides, too."""
    path = tmp_path / "localize.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError, match=message.replace(".", r"\.")):
        load_settings(path)


def test_the_schema_knows_every_key_of_a_market() -> None:
    """What a market's file may say, ``[markets."TAG"]`` may say otherwise."""
    schema = json.loads((package_folder("markets") / "market.schema.json").read_text(encoding="utf-8"))
    ours = settings_schema()["properties"]["markets"]["additionalProperties"]["properties"]
    about = {"country", "name", "locales", "other_locales", "sources", "checked", "unverified", "contested"}
    assert set(schema["properties"]) - about <= set(ours)
    for key in set(schema["properties"]) - about - {"prices"}:
        theirs: dict[str, Any] = schema["properties"][key]
        assert set(ours[key].get("properties", {})) == set(theirs.get("properties", {})) or "propertyNames" in theirs, (
            key
        )
    wanted = set(schema["properties"]["prices"]["properties"]) - {"endings", "endings_unverified"}
    assert wanted <= set(ours["prices"]["properties"])
