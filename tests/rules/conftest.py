"""Drafts, contexts and rules from a few words."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from localize.context import Context
from localize.listing import Address, Draft, Field, Group, Listing, Role
from localize.market import load_market
from localize.rules.load import load_rules
from localize.rules.stage import RuleStage
from localize.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ROLES = {"body_html": Role.HTML, "sku": Role.CODE, "type": Role.REFERENCE, "price": Role.PRICE}


@pytest.fixture
def make_draft() -> Callable[..., Draft]:
    """A draft from its values; keyword arguments describe its group."""

    def make(values: dict[str, str], **group: Any) -> Draft:
        fields = {
            path: Field(path, ROLES.get(path, Role.TEXT), value, Address("", 2, column), f"{chr(65 + column)}2")
            for column, (path, value) in enumerate(values.items())
        }
        return Draft.of(Listing("mug-1", fields, Group("mug", **group), row=2, line=2))

    return make


@pytest.fixture
def make_context() -> Callable[..., Context]:
    """A context for a market."""

    def make(market: str = "de-DE", marketplace: str = "shopify", skip: frozenset[str] = frozenset()) -> Context:
        return Context("en-US", load_market(market), marketplace, Settings(), date(2026, 11, 21), skip=skip)

    return make


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """A rule file with the given text."""

    def write(text: str, name: str = "rules.toml") -> Path:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return write


@pytest.fixture
def apply(write: Callable[..., Path], make_context: Callable[..., Context]) -> Callable[..., Draft]:
    """A draft after the rules of a text, in one phase."""

    def apply(text: str, draft: Draft, context: Context | None = None, phase: Any = "target") -> Draft:
        stage = RuleStage(load_rules([write(text)]), phase)
        (after,) = stage([draft], context or make_context())
        return after

    return apply
