"""Names in headers that would become one name."""

from __future__ import annotations

from datetime import date
from types import MappingProxyType

import pytest

from localize.context import Context
from localize.layouts.mapping import map_references
from localize.listing import Address, Draft, Field, Group, Listing, Role
from localize.market import load_market
from localize.settings import Settings


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["US Shoe Size", "UK Shoe Size"], ["EU-Schuhgröße", "UK Shoe Size"]),
        (["UK Shoe Size", "US Shoe Size"], ["EU-Schuhgröße", "US Shoe Size"]),
        (["US Shoe Size"], ["EU-Schuhgröße"]),
        (["US Shoe Size", "Size"], ["EU-Schuhgröße", "Größe"]),
    ],
)
def test_of_two_columns_with_one_name_in_the_market_one_gets_it(names: list[str], expected: list[str]) -> None:
    """The others stay what they were, and nothing is doubled."""
    fields = {
        f"header/{at}": Field(f"header/{at}", Role.REFERENCE, name, Address("", 1, at), "A1", choices="ebay/aspect")
        for at, name in enumerate(names)
    }
    header = Listing("(header)", MappingProxyType(fields), Group(""), 1, 1, cells=tuple(names), header=True)
    context = Context("en-US", load_market("de-DE"), "ebay", Settings(), date(2026, 11, 22))
    (draft,) = map_references([Draft.of(header)], context)
    assert list(draft.values.values()) == expected
    assert draft.findings == []
