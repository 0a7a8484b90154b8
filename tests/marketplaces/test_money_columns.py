"""Columns of money that are not the price itself, by marketplace."""

from __future__ import annotations

import csv
import json
from datetime import date
from typing import TYPE_CHECKING

import pytest

import localize
from localize.layouts.binding import bind
from localize.layouts.spec_files import layout_specs
from localize.listing import Role
from localize.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path

LAYOUTS = {layout.name: layout for layout in layout_specs()}
OFFER = "purchasable_offer[marketplace_id=ATVPDKIKX0DER][audience=B2B]#1."


@pytest.mark.parametrize(
    ("layout", "header", "path", "role"),
    [
        ("ebay-listings", "BestOfferAutoAcceptPrice", "price/bestofferautoacceptprice", Role.PRICE),
        ("ebay-listings", "Minimum Best Offer Price", "price/minimum_best_offer_price", Role.PRICE),
        ("ebay-listings", "Shipping service 1 cost", "shipping/1", Role.SHIPPING),
        ("ebay-listings", "*C:Unit Quantity", "specifics/unit_quantity", Role.REFERENCE),
        ("amazon-legacy-template", "business_price", "price/business_price", Role.PRICE),
        ("amazon-legacy-template", "quantity_price2", "quantity_price/2", Role.PRICE),
        ("amazon-legacy-template", "unit_count", "unit_count", Role.REFERENCE),
        ("amazon-listing-template", f"{OFFER}our_price#1.schedule#1.value_with_tax", "price", Role.PRICE),
        (
            "amazon-listing-template",
            f"{OFFER}quantity_discount_plan#1.schedule#1.levels#2.value",
            "quantity_price/2",
            Role.PRICE,
        ),
        (
            "amazon-listing-template",
            "unit_count[marketplace_id=ATVPDKIKX0DER]#1.type[language_tag=en_US]#1.value",
            "unit_count_type",
            Role.REFERENCE,
        ),
        ("magento-products", "map_price", "price/map", Role.PRICE),
        ("magento-products", "custom_options", "settings/custom_options", Role.SHIPPING),
        ("mirakl-offers", "price-ranges", "price_ranges", Role.PRICE),
        ("mirakl-offers", "discount-ranges[channel=INIT]", "discount_ranges", Role.SALE),
        ("meta-catalog", "unit_price.value", "unit_price/value", Role.UNIT_PRICE),
        ("allegro-offers", "Cena CZ", "settings/Cena CZ", Role.REFERENCE),
    ],
)
def test_each_has_its_role(layout: str, header: str, path: str, role: Role) -> None:
    """Prices of other sites stay; all others change with the market."""
    (column,) = bind(LAYOUTS[layout], "", 1, [header], 1.0).columns
    assert (column.path.casefold().replace(" ", "_"), column.role) == (path.casefold().replace(" ", "_"), role)


def test_prices_of_larger_quantities_may_be_percentages() -> None:
    """Five percent off is no price; the type beside them says so."""
    for name in ("amazon-legacy-template", "amazon-listing-template"):
        columns = [column for column in LAYOUTS[name].columns if column.path == "quantity_price/{1}"]
        assert [column.roles["percent"] for column in columns] == [Role.REFERENCE]


def test_prices_of_quantities_are_converted_and_the_quantities_stay(tmp_path: Path) -> None:
    """The prices behind a Mirakl offer's quantities are no prices that its sale price must lie below."""
    catalog = tmp_path / "offers.csv"
    catalog.write_text(
        "sku;product-id-type;price-ranges;price;discount-price;discount-ranges\nQ-1;EAN;10|6.50,50|5.90;10.00;9.00;10|6.00,50|x\n"
    )
    settings = Settings(source_locale="en-US", engine="none")
    localize.run([catalog], to=["de-DE"], out=tmp_path / "out", settings=settings, as_of=date(2026, 9, 1))
    with (tmp_path / "out" / "offers.de-DE.csv").open(encoding="utf-8", newline="") as file:
        row = next(csv.DictReader(file, delimiter=";"))
    (ten, first), (fifty, second) = (pair.split("|") for pair in row["price-ranges"].split(","))
    assert (ten, fifty) == ("10", "50")
    assert 0 < float(second) < float(first) < float(row["price"]) < 10
    assert row["discount-ranges"] == ""
    found = [
        json.loads(line) for line in (tmp_path / "out" / "offers.csv.de-DE.findings.jsonl").read_text().splitlines()
    ]
    said = {f["code"]: f["field"] for f in found if f["code"] in {"price-not-understood", "sale-not-below-price"}}
    assert said == {"price-not-understood": "discount_ranges"}
