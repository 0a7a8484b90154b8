"""Whether a unit in a header may change: the layout says so, and the file must be able to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from localize.formats import open_catalog
from localize.layouts import detect_layout

if TYPE_CHECKING:
    from pathlib import Path


def _rules(path: Path, marketplace: str = "") -> dict[str, tuple[str, str]]:
    layout = detect_layout(open_catalog(path, ""), marketplace, {}).main
    return {c.header: (c.unit, c.unit_rule) for c in layout.columns if c.unit}


def test_an_unknown_table_is_free_to_change(tmp_path: Path) -> None:
    """Its headers are the seller's own; the unit is a piece of the header that is localized."""
    path = tmp_path / "items.csv"
    path.write_text("SKU,Title,Length (in),Weight (lb)\nA1,Oak shelf with two hooks,24,5\nA2,A lamp of brass,12,3\n")
    assert _rules(path) == {"Length (in)": ("in", "free"), "Weight (lb)": ("lb", "free")}
    pieces = detect_layout(open_catalog(path, ""), "", {}).main.header_fields
    assert [(p.path, p.start, p.end) for p in pieces] == [("header/length/unit", 8, 10), ("header/weight/unit", 8, 10)]


def test_a_shops_setting_is_the_shops(tmp_path: Path) -> None:
    """WooCommerce's exporter writes the store's unit into the header."""
    path = tmp_path / "wc.csv"
    path.write_text(
        "ID,Type,SKU,Name,Published,Regular price,Weight (lbs),Length (in)\n1,simple,A1,Oak shelf,1,9.99,5,24\n"
    )
    assert _rules(path) == {"Weight (lbs)": ("lbs", "store"), "Length (in)": ("in", "store")}


def test_the_keys_of_json_are_no_header(tmp_path: Path) -> None:
    """Nothing can be written there, so the unit is part of the form."""
    path = tmp_path / "items.jsonl"
    path.write_text('{"sku": "A1", "title": "Oak shelf with two hooks", "length (in)": "24"}\n')
    assert {rule for _, rule in _rules(path).values()} == {"fixed"}
