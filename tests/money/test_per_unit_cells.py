"""Price cells that say what the price is for. Rates: 1 EUR = 1.25 USD = 160 JPY."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from localize.money import convert_prices
from localize.money.per_unit_cells import parse_per_unit

if TYPE_CHECKING:
    from collections.abc import Callable

    from localize.context import Context
    from localize.listing import Draft


@pytest.mark.parametrize(
    ("source", "market", "before", "after"),
    [
        ("de-DE", "en-US", "14,99 EUR / kg", "8.50 USD / lb"),
        ("de-DE", "en-US", "2,38 EUR/100 ml", "0.88 USD/fl oz"),
        ("de-DE", "en-US", "(8,00 EUR/1 kg)", "(4.54 USD/lb)"),
        ("de-DE", "en-US", "1 kg = 8,00 EUR", "1 lb = 4.54 USD"),
        ("de-DE", "en-US", "4,00 EUR / Paar", "5.00 USD / Paar"),
        ("de-DE", "en-US", "4,00 EUR / 75 g", "5.00 USD / 75 g"),
        ("de-DE", "en-GB", "1.214,50 EUR / 1000 g", "971.60 GBP / 1000 g"),
        ("de-DE", "fr-FR", "14,99 EUR / kg", "14.99 EUR / kg"),
        ("de-DE", "fr-FR", "14,99 EUR pro Kilogramm", "14.99 EUR/kg"),
        ("en-US", "de-DE", "8.99 USD/lb", "15.86 EUR/kg"),
        ("en-US", "ja-JP", "8.99 USD/lb", "2537 JPY/kg"),
    ],
)
def test_amount_and_unit_of_a_cell_change_together(
    context: Callable[..., Context], draft: Callable[..., Draft], source: str, market: str, before: str, after: str
) -> None:
    """14.99 € a kilogram is $8.50 a pound; a pair stays a pair."""
    made = draft(price=before, locale=source)
    convert_prices([made], context(market, source, source_includes_tax=False, add_target_tax=False))
    assert made.values["price"] == after


@pytest.mark.parametrize("text", ["10/20", "3 / kg", "12,00 EUR / 2025", "kg", "10 EUR - 20 EUR / kg / l", "/ kg"])
def test_what_is_no_certain_amount_for_something_is_not_read(text: str) -> None:
    """Without a sign or cents an amount before a unit may be how many fit."""
    assert parse_per_unit(text, "de-DE") is None
