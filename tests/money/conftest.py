"""Priced listings for the tests of this folder; the ECB's rates stay out of them unless a test asks."""

from __future__ import annotations

from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import pytest

from localize.context import Context
from localize.listing import Address, Draft, Field, Group, Listing, Role, TextBlock
from localize.market import load_market
from localize.money import find_prices
from localize.settings import PriceSettings, Settings

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

RATES = """date,currency,per_eur
2026-11-20,USD,1.25
2026-11-20,BRL,6.25
2026-11-20,GBP,0.80
2026-11-20,CHF,1.00
2026-11-20,JPY,160
2026-11-20,SEK,11
"""


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of its own, so that a person's imported rates decide no test."""
    monkeypatch.setenv("LOCALIZE_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def rates(tmp_path: Path) -> Path:
    """Round rates: 1 EUR = 1.25 USD = 6.25 BRL = 160 JPY."""
    path = tmp_path / "rates.csv"
    path.write_text(RATES, encoding="utf-8")
    return path


@pytest.fixture
def context(rates: Path) -> Callable[..., Context]:
    """Makes contexts of a marketplace that takes cells as they are; other arguments are price settings."""

    def make(
        market: str, source: str = "en-US", currency: str = "", skip: tuple[str, ...] = (), **prices: Any
    ) -> Context:
        settings = Settings(prices=PriceSettings(**{"rates": rates, **prices}))
        day = date(2026, 11, 21)
        return Context(source, load_market(market), "otto", settings, day, currency, frozenset(skip))

    return make


@pytest.fixture
def draft() -> Callable[..., Draft]:
    """Makes drafts; arguments are fields named by their role, ``text`` is a text."""

    def make(text: str = "", in_currency: str = "", locale: str = "en-US", **values: str) -> Draft:
        at = Address("", 2, 3)
        fields = {
            name: Field(name, Role(name), value, at, "D2", currency=in_currency) for name, value in values.items()
        }
        fields["body"] = Field("body", Role.TEXT, text, at, "E2")
        made = Draft.of(Listing("k", MappingProxyType(fields), Group("g"), 2, 2))
        made.texts["body"] = [TextBlock(text, list(find_prices(text, locale)))]
        return made

    return make
