"""Drafts and contexts from a few words."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from localize.context import Context
from localize.listing import Address, Draft, Field, Group, Listing, Role
from localize.market import load_market
from localize.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

ROLES = {
    "body_html": Role.HTML,
    "tags": Role.KEYWORDS,
    "handle": Role.CODE,
    "price": Role.PRICE,
    "option1/name": Role.TEXT,
    "option1/value": Role.CHOICE,
}

CLEAN = {
    "handle": "clay-mug",
    "title": "Clay mug",
    "body_html": "<p>A <b>clay</b> mug for 500 ml.</p>",
    "vendor": "ACME",
    "type": "Mug",
    "tags": "mug, clay",
    "published": "TRUE",
    "option1/name": "Color",
    "option1/value": "Blue",
    "sku": "MUG-1",
    "grams": "350.0",
    "inventory/tracker": "shopify",
    "inventory/qty": "5",
    "inventory/policy": "deny",
    "fulfillment_service": "manual",
    "price": "19.99",
    "compare_at_price": "24.50",
    "cost": "7",
    "requires_shipping": "TRUE",
    "taxable": "false",
    "barcode": "4006381333931",
    "image/src": "https://example.com/mug.jpg",
    "image/position": "1",
    "gift_card": "FALSE",
    "seo/title": "Clay mug",
    "seo/description": "A mug made of clay.",
    "weight_unit": "g",
    "status": "active",
}


@pytest.fixture
def clean() -> dict[str, str]:
    """A Shopify row that breaks no limit."""
    return dict(CLEAN)


@pytest.fixture
def make_draft() -> Callable[..., Draft]:
    """A draft from its source values; ``now`` are the values so far, keyword arguments describe its group."""

    def make(values: Mapping[str, str], now: Mapping[str, str] | None = None, **group: Any) -> Draft:
        fields = {
            path: Field(path, ROLES.get(path, Role.TEXT), value, Address("", 2, column), f"C{column}")
            for column, (path, value) in enumerate(values.items())
        }
        group.setdefault("key", values.get("handle", "g"))
        group.setdefault("title", values.get("title", ""))
        draft = Draft.of(Listing(values.get("handle", "g"), fields, Group(**group), row=2, line=2))
        for path, value in (now or {}).items():
            draft.set(path, value, "translate", "test")
        return draft

    return make


@pytest.fixture
def make_context() -> Callable[..., Context]:
    """A context for a market and a marketplace."""

    def make(
        market: str = "de-DE",
        marketplace: str = "shopify",
        skip: frozenset[str] = frozenset(),
        engine: str = "auto",
    ) -> Context:
        settings = replace(Settings(), engine=engine)
        return Context("en-US", load_market(market), marketplace, settings, date(2026, 11, 21), skip=skip)

    return make


@pytest.fixture
def shared() -> Path:
    """Real catalogs, where this checkout has them."""
    beside = Path(__file__).resolve().parents[2].parent / "shared"
    folder = Path(os.environ.get("LOCALIZE_SHARED", beside))
    if not folder.is_dir():
        pytest.skip("there are no shared catalogs here")
    return folder
