"""Bare numbers read as quantities of a unit that stands elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from localize.units import find_quantities
from localize.units.borrowed import with_borrowed_unit

if TYPE_CHECKING:
    from localize.listing import Span


def read(text: str) -> list[Span]:
    """Quantities as an American writes them."""
    return find_quantities(text, "en-US")


@pytest.mark.parametrize(
    ("numbers", "unit", "count"),
    [("29 x 30 x 74", "inch", 3), ("3.5", "pound", 1), ("28-30", "inch", 2), ("-10", "fahrenheit", 1)],
)
def test_numbers_have_the_unit_that_they_leave_unsaid(numbers: str, unit: str, count: int) -> None:
    """However they are joined, and only a temperature has a minus."""
    quantity = with_borrowed_unit(numbers, unit, read)
    assert quantity is not None
    assert [term.unit for measure in quantity.measures for term in measure.terms] == [unit] * count
    assert quantity.text == numbers


@pytest.mark.parametrize("text", ["M", "30 in", "3 or so", ""])
def test_what_is_no_bare_number_has_none(text: str) -> None:
    """A word, a number with a unit of its own, nothing."""
    assert with_borrowed_unit(text, "inch", read) is None
