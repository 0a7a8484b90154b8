"""Characters that the marketplace's encoding lacks."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

import pytest

from localize.listing import Address, Draft, Field, Group, Listing, Role
from localize.validation.encodable import find_unencodable


@pytest.mark.parametrize(
    ("encoding", "value", "lacking"),
    [
        ("cp932", "赤いマグカップ ①", ""),
        ("cp932", "Café H₂O 😀", "é₂😀"),
        ("cp1252", "Größe – 5 €", ""),
        ("cp1252", "łódź", "łź"),
        ("", "łódź 😀", ""),
    ],
)
def test_each_lacking_character_is_named(encoding: str, value: str, lacking: str) -> None:
    """One finding a field, with the characters that the encoding does not have."""
    field = Field("title", Role.TEXT, value, Address("", 2, 0), "A2")
    listing = Listing("A", MappingProxyType({"title": field}), Group("A"), 2, 2)
    draft = Draft.of(replace(listing, encoding=encoding))
    find_unencodable(draft)
    assert [(f.code, f.field) for f in draft.findings] == ([("character-not-encodable", "title")] if lacking else [])
    assert all(f"“{char}”" in draft.findings[0].message for char in lacking)
