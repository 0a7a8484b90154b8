"""Groups are the same whether what is known of them lies in memory or in a file."""

from __future__ import annotations

import pytest

from localize.layouts import GroupIndex
from localize.spilled import Spilled


@pytest.mark.parametrize("at_hand", [1, 100])
def test_a_group_is_what_its_rows_state(at_hand: int) -> None:
    """Nature and attributes come back by key; the house brand stands only where no brand does."""
    known = Spilled[dict[str, str]](at_hand)
    known["mug"] = {"title": "Mug", "label:Option1 Value": "Colour"}
    known["cup"] = {"title": "Cup", "brand": "Ostra"}
    groups = GroupIndex(known, house="Ostra")
    assert (groups["mug"].title, dict(groups["mug"].attributes)) == (
        "Mug",
        {"label:Option1 Value": "Colour", "house": "Ostra"},
    )
    assert (groups["cup"].brand, dict(groups["cup"].attributes)) == ("Ostra", {})
    assert groups["cup"] is groups["cup"]
    assert len(groups) == 2
    with pytest.raises(KeyError):
        groups["bowl"]
