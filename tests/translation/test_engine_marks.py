"""Marks in engines' inputs."""

from __future__ import annotations

import pytest

from localize.translation.engine_marks import with_known_marks


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Choose “Name” or „Date‟", 'Choose "Name" or "Date"'),
        ("Vases for hall,porch,attic", "Vases for hall, porch, attic"),
        ("1,500 beads, 3,5 mm, A,B", "1,500 beads, 3,5 mm, A,B"),
        ("Grandma’s ‘best’ vase", "Grandma’s ‘best’ vase"),
    ],
)
def test_quotes_are_straight_and_commas_have_their_blank(text: str, asked: str) -> None:
    """Numbers, codes and apostrophes stay."""
    assert with_known_marks(text) == asked
