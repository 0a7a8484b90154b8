"""Torque: two units make one, and its digits and its unit stay together as they were written."""

from __future__ import annotations

import pytest

from localize.market import load_market
from localize.units import convert_quantities, find_quantities

WRITTEN = [
    *(
        "530 in-lb",
        "80 in·lb",
        "10 in. lbs",
        "200-400 in-lbs",
        "44 ft-lb",
        "12 ft lbs",
        "450 lbf·ft",
        "5 lb-ft",
        "44 foot-pounds",
    ),
    *("60 N·m", "60 N⋅m", "60 Nm", "20 Newton-meters", "3 kg-cm", "15 oz-in"),
]


@pytest.mark.parametrize("text", WRITTEN)
def test_a_torque_is_one_quantity(text: str) -> None:
    """Neither an inch, a foot nor a pound is read out of it."""
    assert [span.text for span in find_quantities(f"Motor with {text} of torque", "en-US")] == [text]


@pytest.mark.parametrize("text", WRITTEN)
def test_a_torque_is_not_converted(text: str) -> None:
    """It is what the tool's manual says."""
    written = convert_quantities(f"Motor, {text}", load_market("pt-BR"), "en-US")
    assert written.replace("\u00a0", " ").replace("–", "-") == f"Motor, {text}"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("4 lb in total", ["4 lb"]),
        ("5 lb in a box", ["5 lb"]),
        ("15 oz in the tin", ["15 oz"]),
        ("6 in. 5 lb", ["6 in", "5 lb"]),
    ],
)
def test_the_preposition_makes_no_torque(text: str, found: list[str]) -> None:
    """“lb in” and “oz in” go on with a word."""
    assert [span.text for span in find_quantities(text, "en-US")] == found
