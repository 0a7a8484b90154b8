"""Limits of Amazon that depend on the store, on another field, or on the kind of file."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from localize.settings import Settings
from localize.tasks.check import check_catalog
from localize.validation.limits import limits_for

if TYPE_CHECKING:
    from pathlib import Path


def codes(values: dict[str, str], locale: str = "en-US") -> set[tuple[str, str]]:
    """Field and code of each fault of a listing."""
    return {(f.path, f.code) for f in limits_for("amazon", locale).faults({**values, "@row": "first"})}


@pytest.mark.parametrize(
    ("terms", "locale", "fits"),
    [
        ("ü" * 124 + "x", "de-DE", True),
        ("ü" * 125, "de-DE", False),
        ("カ" * 166, "ja-JP", True),
        ("カ" * 167, "ja-JP", False),
        ("x" * 250, "ja-JP", True),
        ("x" * 250, "en-GB", False),
    ],
)
def test_search_terms_are_counted_in_bytes_of_the_store(terms: str, locale: str, fits: bool) -> None:  # noqa: FBT001
    """Less than 250 bytes, in Japan less than 500 for most categories."""
    assert codes({"keywords/1": terms}, locale) == (set() if fits else {("keywords/1", "keywords-too-long")})


@pytest.mark.parametrize(
    ("title", "brand", "found"),
    [
        ("Yahoo! mug", "Yahoo!", set()),
        ("Yahoo! mug", "Acme", {("title", "title-character")}),
        ("Style #4301 under <10 lb", "Acme", set()),
        ("Mug ~ blue", "Acme", {("title", "character-decorates")}),
        ("Mug for tea and for milk and for water", "Acme", set()),
        ("Mug, tea mug, milk mug", "Acme", {("title", "word-repeated")}),
    ],
)
def test_characters_and_words_of_titles(title: str, brand: str, found: set[tuple[str, str]]) -> None:
    """A brand may have what a title may not; identifiers and small words are no fault."""
    assert codes({"title": title, "brand": brand}) == found


def test_highlights_need_a_short_title() -> None:
    """75 characters with item highlights; alone, more is a warning only."""
    title = "Blue mug with a lid, a spoon, a saucer and a box that keeps them all together safely"
    assert codes({"title": title}) == {("title", "title-long")}
    both = {"title": title, "highlights": "Dishwasher safe"}
    assert codes(both) == {("title", "title-long"), ("title", "title-with-highlights")}


def test_a_fault_in_a_feed_stands_at_its_pointer(tmp_path: Path) -> None:
    """In a PATCH message, too: where the value stands, not where it goes."""
    value = [{"value": "Blue Mug!", "language_tag": "en_US", "marketplace_id": "ATVPDKIKX0DER"}]
    patch = {"op": "replace", "path": "/attributes/item_name", "value": value}
    message = {"messageId": 1, "sku": "A", "operationType": "PATCH", "productType": "MUG", "patches": [patch]}
    (tmp_path / "a.json").write_text(json.dumps({"header": {}, "messages": [message]}))
    (found,) = check_catalog(tmp_path / "a.json", "en-US", Settings())
    assert (found.place, found.listing, found.field, found.code) == (
        "/messages/0/patches/0/value/0/value",
        "A",
        "title",
        "title-character",
    )
