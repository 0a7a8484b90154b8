"""Listings that come as mappings: as many out as in, each in its own shape."""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING, Any

import pytest

from localize import Localizer
from localize.errors import UsageError
from localize.layouts.records import flatten, listings_of, rebuilt
from localize.listing import Draft, Role
from localize.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path

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


OWN = {
    "name": "our-api",
    "marketplace": "our-shop",
    "required": [["artikel/bezeichnung"]],
    "keys": [["sku"]],
    "column": [
        {"path": "sku", "role": "code", "headers": ["nr"]},
        {"path": "title", "role": "text", "headers": ["artikel/bezeichnung"]},
        {"path": "color", "role": "choice", "headers": ["farbe"]},
    ],
}


def test_records_are_read_with_the_seller_s_own_layout(tmp_path: Path) -> None:
    """Names that nobody could guess mean what the layout says; lists of values hold for records, too."""
    values = tmp_path / "lists.csv"
    values.write_text("field,en-US,de-DE\nfarbe,Crimson,Karmesin\n", encoding="utf-8")
    settings = Settings(layouts=(OWN,), values=(values,), engine="none")
    localizer = Localizer(settings)
    record = {"nr": 7, "artikel": {"bezeichnung": "Mug, 12 oz"}, "farbe": "Crimson"}
    result = localizer.localize(record, market="de-DE", marketplace="our-shop")
    assert result.listing == {"nr": 7, "artikel": {"bezeichnung": "Becher, 355\xa0ml"}, "farbe": "Karmesin"}
    again = pickle.loads(pickle.dumps(localizer))  # noqa: S301 our own bytes
    assert again.localize(record, market="de-DE").listing == result.listing


def test_a_record_with_several_languages_gets_the_one_that_it_lacks() -> None:
    """What is there is kept; the source's words stay in their place."""
    localizer = Localizer(engine="none")
    record = {"sku": "A", "title": {"en": "Mug", "de": ""}, "description": {"en": "Mug", "de": "Meiner"}}
    assert localizer.localize(record, market="de-DE").listing == {
        "sku": "A",
        "title": {"en": "Mug", "de": "Becher"},
        "description": {"en": "Mug", "de": "Meiner"},
    }
