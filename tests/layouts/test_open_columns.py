"""Columns that categories and operators add to a marketplace's file: read by their headers, where the layout is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from localize.formats import open_catalog
from localize.layouts import detect_layout
from localize.listing import Role

if TYPE_CHECKING:
    from pathlib import Path

MIRAKL = "product_category,product_id,sku,product-id,product-id-type,price,quantity,state,product_title"


@pytest.mark.parametrize(
    ("header", "cell", "role"),
    [
        ("washing_instructions", "Wipe with a damp cloth.", Role.TEXT),
        ("upper_material", "Leather", Role.CHOICE),
        ("heel_height_cm", "4.5", Role.QUANTITY),
        ("msrp", "99.90", Role.COMPARE_AT),
        ("sole_type", "rubber-3", Role.REFERENCE),
        ("styleFacet", "Casual", Role.REFERENCE),
    ],
)
def test_an_operator_s_columns_of_mirakl_are_read_by_their_headers(
    header: str, cell: str, role: Role, tmp_path: Path
) -> None:
    """Each operator of Mirakl has product columns of its own; what no header explains is kept."""
    path = tmp_path / "boots.csv"
    path.write_text(f"{MIRAKL},{header}\nboots,P1,S-1,P1,SHOP_SKU,79.90,4,11,Leather boots,{cell}\n", encoding="utf-8")
    layout = detect_layout(open_catalog(path)).main
    assert layout.name == "mirakl-offers"
    assert layout.columns[-1].role is role, layout.columns[-1].why


def test_a_closed_layout_keeps_what_it_does_not_know(tmp_path: Path) -> None:
    """Google's feed has no columns of anybody's own."""
    path = tmp_path / "feed.csv"
    path.write_text("id,title,link,price,availability,washing note\n1,Mug,https://a.example,5 USD,in_stock,Wash it\n")
    layout = detect_layout(open_catalog(path)).main
    assert (layout.name, layout.columns[-1].role) == ("google-products", Role.REFERENCE)


@pytest.mark.parametrize(
    ("header", "cell", "role"),
    [
        ("dealer price", "4.99", Role.PRICE),
        ("purchase price", "4.99", Role.COST),
        ("price note", "ask us", Role.REFERENCE),
        ("price group", "3", Role.REFERENCE),
    ],
)
def test_amounts_of_money_are_read_in_every_file(header: str, cell: str, role: Role, tmp_path: Path) -> None:
    """A column of prices that a platform does not know must not keep the source's numbers in another currency."""
    path = tmp_path / "feed.csv"
    path.write_text(f"id,title,link,price,availability,{header}\n1,Mug,https://a.example,5 USD,in_stock,{cell}\n")
    layout = detect_layout(open_catalog(path)).main
    assert (layout.name, layout.columns[-1].role) == ("google-products", role)
