"""Prices for an amount in running text: price and unit together."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from types import MappingProxyType

import pytest

from localize.context import Context
from localize.listing import Address, Draft, Field, Group, Listing, Role, TextBlock
from localize.market import load_market
from localize.money import convert_prices, find_prices
from localize.money.per_unit import price_per, unit_behind, unit_for
from localize.settings import Settings


def _told(text: str, market: str, source: str = "en-US", currency: str = "USD") -> tuple[list[str], list[str]]:
    """The prices of a text as a market reads them, and the codes of findings about them."""
    settings = replace(Settings(), source_currency=currency)
    context = Context(source, load_market(market), "generic", settings, date(2026, 10, 30), currency)
    field = Field("body", Role.TEXT, text, Address("", 1, 0), "A1")
    draft = Draft.of(Listing("k", MappingProxyType({"body": field}), Group("k"), 1, 1))
    draft.texts["body"] = [TextBlock(text, list(find_prices(text, source)))]
    convert_prices([draft], context)
    spans = [span.rendered for block in draft.texts["body"] for span in block.spans]
    return spans, [finding.code for finding in draft.findings if finding.code.startswith("unit")]


@pytest.mark.parametrize(
    ("text", "market", "source", "unit"),
    [
        ("Almonds $3.99/oz", "pt-BR", "en-US", "/100\u00a0g"),
        ("Almonds $3.99/oz", "de-DE", "en-US", "/kg"),  # the law there names the whole kilogram
        ("$12 per lb", "fr-FR", "en-US", "/kg"),
        ("only $5 a pound.", "de-DE", "en-US", "/kg"),
        ("$0.50/fl. oz.", "ja-JP", "en-US", "/100\u00a0ml"),
        ("$2.49 / sq. ft.", "es-ES", "en-US", "/m²"),
        ("$8.99 per yard", "it-IT", "en-US", "/m"),
        ("$3–$5/lb", "de-DE", "en-US", "/kg"),
        ("19,90 €/kg", "en-US", "de-DE", "/lb"),
        ("2,49 € pro 100 g", "en-US", "de-DE", "/oz"),
        ("2,99 € le kilo", "en-US", "fr-FR", "/lb"),
        ("19,90 €/kg", "fr-FR", "de-DE", "/kg"),
    ],
)
def test_price_and_unit_change_together(text: str, market: str, source: str, unit: str) -> None:
    """One span holds both, in the unit that such prices are for in the market."""
    ((shown,), found) = _told(text, market, source, "USD" if "$" in text else "EUR")
    assert shown.endswith(unit)
    assert not found


@pytest.mark.parametrize("text", ["$5 a pound cake", "$9.99/m plan", "$12/5 lb bag", "$5 per day", "$5/lbx"])
def test_other_words_behind_a_price_are_no_unit(text: str) -> None:
    """A cake is not sold by the pound because a pound stands in its name."""
    (span,) = find_prices(text, "en-US")
    assert span.value.per is None
    assert "/" not in span.text


def test_an_ounce_that_may_be_poured_stays() -> None:
    """Only the currency changes, and it is said."""
    ((shown,), found) = _told("Shampoo, $0.50/oz in a bottle", "de-DE")
    assert shown.endswith("/oz")
    assert found == ["unit-price-kept"]


def test_factors_are_exact_and_the_price_is_rounded_once() -> None:
    """A price of a cent per ounce is 35.27 cents per kilogram, not 35 times a rounded one."""
    found = unit_behind("/oz", 0, "en")
    assert found is not None
    target = unit_for(found[0], load_market("de-DE"))
    assert target is not None
    assert price_per(Decimal("0.01"), found[0], target, "US").quantize(Decimal("1E-9")) == Decimal("0.352739619")


def test_a_british_gallon_is_larger() -> None:
    """The seller's country says which gallon it is."""
    found = unit_behind("/gal", 0, "en")
    assert found is not None
    target = unit_for(found[0], load_market("de-DE"))
    assert target is not None
    american, british = (price_per(Decimal(1), found[0], target, country) for country in ("US", "GB"))
    assert american > british
