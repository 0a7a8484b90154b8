"""Columns of prices for an amount, with the unit beside them. Rates: 1 EUR = 1.25 USD = 6.25 BRL."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

import pytest

from localize.listing import Address, Draft, Field, Group, Listing, Role
from localize.money import convert_prices

if TYPE_CHECKING:
    from collections.abc import Callable

    from localize.context import Context


def _draft(value: str, unit: str, title: str = "") -> Draft:
    at = Address("", 2, 3)
    cells = (("value", Role.UNIT_PRICE, value), ("currency", Role.CURRENCY, "USD"), ("unit", Role.REFERENCE, unit))
    fields = {
        f"unit_price/{name}": Field(
            f"unit_price/{name}",
            role,
            text,
            at,
            "D2",
            unit=unit if name == "value" else "",
            unit_path="unit_price/unit" if name == "value" else "",
        )
        for name, role, text in cells
    }
    return Draft.of(Listing("k", MappingProxyType(fields), Group("g", title=title), 2, 2))


@pytest.mark.parametrize(
    ("value", "unit", "market", "after"),
    [
        ("10.00", "lb", "de-DE", ("17.64", "EUR", "kg")),
        ("10.00", "lb", "pt-BR", ("110.23", "BRL", "kg")),
        ("0.50", "floz", "de-DE", ("13.53", "EUR", "l")),
        ("2.00", "sq ft", "de-DE", ("17.22", "EUR", "m²")),
        ("2.00", "ct", "de-DE", ("1.60", "EUR", "ct")),
        ("", "lb", "de-DE", ("", "EUR", "lb")),
        ("0", "lb", "de-DE", ("0", "EUR", "lb")),
    ],
)
def test_price_and_unit_change_together(
    context: Callable[..., Context], value: str, unit: str, market: str, after: tuple[str, ...]
) -> None:
    """$10 a pound is 17.64 € a kilogram; what is counted keeps its unit."""
    draft = _draft(value, unit)
    convert_prices([draft], context(market, source_includes_tax=False, add_target_tax=False))
    assert tuple(draft.values[f"unit_price/{name}"] for name in ("value", "currency", "unit")) == after


def test_an_ounce_of_something_poured_is_said(context: Callable[..., Context]) -> None:
    """Whether it weighs or is a fluid one nothing says: the price is one per ounce still."""
    draft = _draft("1.00", "oz", "Shampoo")
    convert_prices([draft], context("de-DE"))
    assert (draft.values["unit_price/value"], draft.values["unit_price/unit"]) == ("0.80", "oz")
    assert "unit-price-kept" in {finding.code for finding in draft.findings}


def test_the_chain_of_changes_ends_in_the_cell(context: Callable[..., Context]) -> None:
    """Each step is told, the unit's too."""
    draft = _draft("10.00", "lb")
    convert_prices([draft], context("de-DE"))
    whys = [change.why for change in draft.changes if change.field == "unit_price/value"]
    assert "per lb to per kg" in whys[-1]
