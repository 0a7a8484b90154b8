"""Sized listings for the tests of this folder."""

from __future__ import annotations

from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING

import pytest

from localize.context import Context
from localize.listing import Address, Draft, Field, Group, Listing, Role, TextBlock
from localize.market import load_market
from localize.settings import Settings, SizeSettings
from localize.sizes import find_sizes

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from localize.decisions import Decision


@pytest.fixture
def draft() -> Callable[..., Draft]:
    """Makes drafts."""

    def make(
        value: str, *, label: str = "Size", path: str = "option1", text: str = "", key: str = "g", **group: str
    ) -> Draft:
        attributes = {name: group.pop(name) for name in ("gender", "age_group") if name in group}
        system = group.pop("system", "")
        fields = {path: Field(path, Role.SIZE, value, Address("", 2, 3), "D2", label=label)}
        fields["body"] = Field("body", Role.TEXT, text, Address("", 2, 4), "E2")
        if system:
            fields["size_system"] = Field("size_system", Role.REFERENCE, system, Address("", 2, 5), "F2")
        whole = Group(key, attributes=MappingProxyType(attributes), **group)  # type: ignore[arg-type]
        made = Draft.of(Listing(f"{key}/{value}", MappingProxyType(fields), whole, 2, 2))
        made.texts["body"] = [TextBlock(text, list(find_sizes(text, "en-US")))]
        return made

    return make


@pytest.fixture
def context() -> Callable[..., Context]:
    """Makes contexts."""

    def make(
        market: str,
        source: str = "en-US",
        *,
        original: str = "auto",
        system: str = "",
        tables: tuple[Path, ...] = (),
        skip: tuple[str, ...] = (),
        decisions: tuple[Decision, ...] = (),
    ) -> Context:
        settings = Settings(sizes=SizeSettings(system, original, tables), decisions=decisions)
        return Context(source, load_market(market), "shopify", settings, date(2026, 11, 21), skip=frozenset(skip))

    return make
