"""What a file says of tax: columns, classes, headers."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING

import pytest

from localize.listing import Address, Field, Group, Listing, Role
from localize.money.convert import Conditions, convert_price
from localize.money.tax import TaxFacts, classed, tax_facts, tax_undecided, unknown_class

if TYPE_CHECKING:
    from collections.abc import Callable

    from localize.context import Context


def listing(**cells: str) -> Listing:
    """A listing with columns whose headers are the names, underscores as blanks."""
    at = Address("", 2, 3)
    fields = {
        name: Field(name, Role.REFERENCE, v, at, "D2", header=name.replace("_", " ")) for name, v in cells.items()
    }
    return Listing("k", MappingProxyType(fields), Group("g"), 2, 2)


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({}, TaxFacts()),
        ({"Tax_status": "taxable"}, TaxFacts()),
        ({"Tax_status": "none"}, TaxFacts(taxed=False)),
        ({"Tax_status": "shipping"}, TaxFacts(taxed=False)),
        ({"Variant_Taxable": "FALSE"}, TaxFacts(taxed=False)),
        ({"Charge_tax": "true"}, TaxFacts()),
        ({"Tax_class": ""}, TaxFacts()),
        ({"Tax_class": "parent"}, TaxFacts(name="parent")),
        ({"Tax_class": "reduced-rate"}, TaxFacts(name="reduced-rate", kind="reduced")),
        ({"Tax_class": "Zero-Rate"}, TaxFacts(name="zero-rate", kind="zero")),
        ({"Tax_class": "books"}, TaxFacts(name="books", kind="")),
        ({"Taxonomy": "none"}, TaxFacts()),
        ({"Classe_de_TVA": "parent"}, TaxFacts(name="parent")),
        ({"Steuersatz_in_%": "7,00"}, TaxFacts(percent=Decimal("7.00"))),
        ({"VAT": "20%"}, TaxFacts(percent=Decimal(20))),
        ({"Tax_rate": "0.055"}, TaxFacts(percent=Decimal("5.500"))),
        ({"IVA": "sí"}, TaxFacts()),
    ],
)
def test_tax_columns_are_read(cells: dict[str, str], expected: TaxFacts) -> None:
    """Whether a listing is taxed, and its class, as platforms write them."""
    assert tax_facts(listing(**cells)) == expected


@pytest.mark.parametrize(
    ("rate", "market", "price"),
    [
        ("19,00", "fr-FR", "120.00"),
        ("7,00", "fr-FR", "133.46"),
        ("7 %", "it-IT", "135.68"),
        ("0", "fr-FR", "119.00"),
        ("3,45", "fr-FR", "120.00"),
        ("", "fr-FR", "120.00"),
    ],
)
def test_a_column_of_rates_says_which_tax_a_price_holds(
    context: Callable[..., Context], rate: str, market: str, price: str
) -> None:
    """119.00 with 7 % holds 7.79, not 19.00; what is no rate of the source's market (an amount of tax) says nothing."""
    facts = replace(tax_facts(listing(Steuersatz=rate)), included=True)
    made = convert_price(Decimal(119), "EUR", context(market, "de-DE"), conditions=Conditions(tax=facts))
    assert f"{made.value:.2f}" == price


def test_a_reduced_rate_without_a_counterpart_is_a_class_that_a_seller_may_set(context: Callable[..., Context]) -> None:
    """Britain has two: the standard one was taken, and the settings may say otherwise by the rate."""
    facts = replace(tax_facts(listing(MwSt="7,0")), included=True)
    assert unknown_class(context("en-GB", "de-DE"), facts)
    assert not unknown_class(context("en-GB", "de-DE", tax_classes={"7": Decimal(0)}), facts)
    assert classed(facts, context("en-GB", "de-DE")).name == "7"


@pytest.mark.parametrize(
    ("header", "included"),
    [
        ("Price", None),
        ("Price (incl. VAT)", True),
        ("Price excl. VAT", False),
        ("Preis inkl. MwSt.", True),
        ("Preis zzgl. MwSt.", False),
        ("Bruttopreis", True),
        ("Nettopreis", False),
        ("Netto-Preis", False),
        ("Prix TTC", True),
        ("Prix HT", False),
        ("Price before tax", False),
        ("Price tax excluded", False),
        ("Price tax included", True),
        ("Price tax excluded or Price tax included", None),
        ("Prix taxe incluse", True),
        ("Precio con IVA", True),
        ("Precio sin IVA", False),
        ("Price incl. shipping", None),
        ("Net price / gross price", None),
        ("Tax", None),
    ],
)
def test_a_header_says_whether_its_prices_hold_the_tax(header: str, included: bool | None) -> None:  # noqa: FBT001
    """In the languages of sellers; what could be either says nothing."""
    assert tax_facts(listing(), header).included is included


@pytest.mark.parametrize(("market", "settings"), [("de-DE", {}), ("de-DE", {"add_target_tax": True}), ("en-GB", {})])
def test_a_column_that_says_gross_where_no_tax_is_known_keeps_what_it_holds(
    context: Callable[..., Context], market: str, settings: dict[str, bool]
) -> None:
    """A shop in America with a column “gross”: nobody knows which tax, so none goes out and none comes on top."""
    gross = TaxFacts(included=True)
    asked = context(market, **settings)
    trace = convert_price(Decimal("12.50"), "EUR", asked, Role.PRICE, 2, Conditions(tax=gross))
    plain = convert_price(Decimal("12.50"), "EUR", context(market), Role.PRICE, 2, Conditions())
    assert (trace.value, trace.source_tax, trace.target_tax) == (plain.value, None, None)
    assert tax_undecided(asked, gross)
