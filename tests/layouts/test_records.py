"""Listings that come as mappings: as many out as in, each in its own shape."""

from __future__ import annotations

from typing import Any

import pytest

from localize.errors import UsageError
from localize.layouts.records import flatten, listings_of, rebuilt
from localize.listing import Draft, Role

RECORDS: list[dict[str, Any]] = [
    {"sku": "A", "title": "Blue mug with a handle"},
    {},
    {"title": ""},
    {"title": None},
    {"sku": "B", "title": "Red mug with a handle", "price": 9.5, "on": True, "tags": ["x"]},
]


def test_records_that_say_nothing_are_listings_too() -> None:
    """Nothing shifts: each record has its own listing and comes back as it was."""
    pairs = listings_of(RECORDS, "", {})
    assert [listing.key for _, listing in pairs] == ["A", "record 2", "record 3", "record 4", "B"]
    assert [rebuilt(record, pair[0], Draft.of(pair[1])) for record, pair in zip(RECORDS, pairs, strict=True)] == RECORDS


def test_changed_values_take_their_place_and_type() -> None:
    """A number stays a number; lists and flags stay."""
    layout, listing = listings_of(RECORDS, "", {})[4]
    draft = Draft.of(listing)
    draft.values |= {"title": "Rote Tasse", "price": "8.90"}
    assert rebuilt(RECORDS[4], layout, draft) == {**RECORDS[4], "title": "Rote Tasse", "price": 8.9}


def test_a_marketplaces_headers_bind_its_layout() -> None:
    """With a marketplace's name its columns are known, not inferred."""
    record = {"Handle": "mug", "Title": "Mug", "Variant SKU": "M", "Vendor": "Acme"}
    layout, listing = listings_of([record], "shopify", {})[0]
    assert layout.name == "shopify-products"
    assert listing.fields["vendor"].role is Role.REFERENCE


def test_an_unknown_marketplace_is_refused() -> None:
    """A mistyped name is no licence to check nothing."""
    with pytest.raises(UsageError, match="Did you mean 'shopify'"):
        listings_of([{"title": "Mug"}], "shopfy", {})


def test_flat_values_are_named_by_their_way() -> None:
    """Null and flags are nothing to localize."""
    assert flatten({"a": {"b": [1, None, True]}}) == {("a", "b", 0): "1", ("a", "b", 1): None, ("a", "b", 2): None}
