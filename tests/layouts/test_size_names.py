"""Names of options that hold a size."""

from __future__ import annotations

import pytest

from localize.layouts.size_names import is_size_name


@pytest.mark.parametrize(
    "name",
    [
        "Size",
        "Ring Size (US)",
        "US Ring Size",
        "Women’s US Size",
        "Choose your size",
        "Größe (EU)",
        "Damen Größe",
        "Taille (FR)",
    ],
)
def test_a_size_with_its_system_or_for_whom_is_a_size(name: str) -> None:
    """What only says of which system or for whom changes nothing about it."""
    assert is_size_name(name)


@pytest.mark.parametrize(
    "name", ["Pack size", "Screen size", "Color", "US", "Men's", "", "Waist size (in)", "File size"]
)
def test_other_names_are_none(name: str) -> None:
    """Sizes of other things, and the words beside a size alone."""
    assert not is_size_name(name)
