"""Measures that are written without blanks, and a metre in capitals beside centimetres."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localize.market import load_market
from localize.units import convert_quantities, find_quantities


@pytest.mark.parametrize(
    ("text", "locale", "market", "expected"),
    [
        ("1m73cm", "de-DE", "en-US", "5.68 ft"),
        ("Hose 1m5cm long", "en-US", "fr-FR", "Hose 1,05 m long"),
        ("2kg525g", "de-DE", "en-US", "5.57 lb"),
        ("5ft10in", "en-US", "de-DE", "1,78 m"),
        ("2lb3oz", "en-US", "pt-BR", "992 g"),
        ("5 CM X 5 M", "en-US", "pt-BR", "5 cm X 5 m"),
        ("10MM X 5M", "pt-BR", "en-US", "0.394 in X 16.4 ft"),
    ],
)
def test_units_without_blanks_and_in_capitals(text: str, locale: str, market: str, expected: str) -> None:
    """Two glued measures add up; a capital M behind centimetres in capitals is a metre."""
    assert (
        convert_quantities(text, load_market(market), locale).replace("\u00a0", " ").replace("\u202f", " ") == expected
    )


@pytest.mark.parametrize(
    "text", ["5 M", "S 5 M X 6", "5cm10mm", "1m173cm", "12v5a", "1h30min", "M8x20", "1kg5ml", "5ft10ab"]
)
def test_what_does_not_add_up_is_no_measure(text: str) -> None:
    """A size, another kind, more of the smaller unit than make one of the larger: left alone."""
    assert not [s for s in find_quantities(text, "en-US") if len(s.text) == len(text)]


@given(st.integers(1, 9), st.integers(0, 99))
def test_centimetres_behind_metres_are_hundredths(metres: int, centimetres: int) -> None:
    """The sum is exact."""
    (span,) = find_quantities(f"{metres}m{centimetres}cm", "de-DE")
    assert span.value.measures[0].in_base() * 100 == metres * 100 + centimetres
