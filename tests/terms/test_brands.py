"""The listing's own brand in its texts."""

from __future__ import annotations

import pytest

from localize.terms.spans import brand_spans


@pytest.mark.parametrize(
    ("brand", "text", "kept"),
    [
        ("Holmwheel", "HOLMWHEEL - Wheelset by Holmwheel", ["Holmwheel", "HOLMWHEEL"]),
        ("NORTHFACE", "Northface parka", ["Northface"]),
        ("acme tools", "Acme Tools hammer", ["Acme Tools"]),
        ("Great Outdoor ", "A chair of Great Outdoor.", ["Great Outdoor"]),
        ("On", "SOFT ON SKIN, by On", ["On"]),
        ("Target", "right on target", []),
        ("Van", "Vans and Vanity", []),
        ("x", "x-ray", []),
    ],
)
def test_a_brand_is_kept_in_capitals_too(brand: str, text: str, kept: list[str]) -> None:
    """As the field has it, trimmed, in capitals, or with a capital each word; a small word is no name."""
    assert sorted(s.text for s in brand_spans(text, brand)) == sorted(kept)
