"""Columns that only their cells speak for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from localize.listing import Role
from localize.settings import Settings
from localize.tasks.catalog import Catalog

if TYPE_CHECKING:
    from pathlib import Path

PHRASE = "Wash by hand in cold water and lay flat to dry."
HEADER = (
    "Handle,Title,Body (HTML),Vendor,Option1 Name,Option1 Value,Variant SKU,Variant Price,{}\n"
    'a,Scarf,<p>Warm</p>,Acme,Size,M,S1,9.50,"{}"\n'
)


@pytest.mark.parametrize(
    ("header", "cell", "role", "judged"),
    [
        ("Care (product.metafields.custom.care)", PHRASE, Role.TEXT, "translated"),
        ("Care (variant.metafields.custom.care)", f"<p>{PHRASE}</p>", Role.HTML, "translated"),
        ("Yarn (product.metafields.custom.yarn)", "wool", Role.REFERENCE, ""),
        ("Care (product.metafields.custom.care)", "", Role.REFERENCE, ""),
        (
            "Guide (product.metafields.custom.guide)",
            '{""type"": ""root"", ""value"": ""Wash by hand""}',
            Role.REFERENCE,
            "",
        ),
        ("Fabric (product.metafields.shopify.fabric)", PHRASE, Role.REFERENCE, ""),
        ("Warehouse remarks", PHRASE, Role.REFERENCE, "kept"),
        ("Warehouse", "B-12", Role.REFERENCE, ""),
    ],
)
def test_cells_decide_over_a_metafield_of_the_sellers_own(
    tmp_path: Path, header: str, cell: str, role: Role, judged: str
) -> None:
    """Phrases are translated; a column that is no part of the form is kept. Both are told, once a column."""
    path = tmp_path / "shop.csv"
    path.write_text(HEADER.format(header, cell), encoding="utf-8")
    catalog = Catalog.open(path, Settings())
    column = catalog.detection.main.columns[-1]
    assert (column.role, column.judged) == (role, judged)
    findings = [f for listing in catalog.listings(catalog.detection.main) for f in listing.findings]
    assert [f.code for f in findings if f.code == "column-by-content"] == (["column-by-content"] if judged else [])
