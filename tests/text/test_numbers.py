"""Numbers: written the target's way, never inside versions and codes."""

from __future__ import annotations

import pytest

from localize.text.numbers import localize_number


@pytest.mark.parametrize(
    ("text", "before", "expected"),
    [
        ("1,234.5", "", "1.234,5"),
        ("1,000", "holds ", "1.000"),
        ("2.5", "about ", "2,5"),
        ("5.0", "Bluetooth ", "5.0"),
        ("3.1", "USB ", "3.1"),
        ("2.0", "v", "2.0"),
        ("12", "", "12"),
        ("1.2.3", "", "1.2.3"),
        ("12,34", "", "12,34"),
    ],
)
def test_numbers_are_written_the_markets_way(text: str, before: str, expected: str) -> None:
    """What is surely a number of the source locale changes its marks, and nothing else does."""
    assert localize_number(text, before, "en-US", "pt-BR") == expected


def test_german_numbers_become_english_ones() -> None:
    """The source locale says what its marks mean."""
    assert localize_number("1.234,5", "", "de-DE", "en-US") == "1,234.5"
