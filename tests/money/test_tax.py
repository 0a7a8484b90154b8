"""What a file says of tax: columns, classes, headers."""

from __future__ import annotations

from types import MappingProxyType

import pytest

from localize.listing import Address, Field, Group, Listing, Role
from localize.money.tax import TaxFacts, tax_facts


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
    ],
)
def test_tax_columns_are_read(cells: dict[str, str], expected: TaxFacts) -> None:
    """Whether a listing is taxed, and its class, as platforms write them."""
    assert tax_facts(listing(**cells)) == expected


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
