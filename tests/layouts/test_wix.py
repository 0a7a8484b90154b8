"""Wix Stores' product CSV: what a variant says of its options is written as its product's lists have it."""

from __future__ import annotations

import csv
from datetime import date
from typing import TYPE_CHECKING

import pytest

import localize
from localize.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path

HEADERS = [
    *(
        "handleId",
        "fieldType",
        "name",
        "collection",
        "sku",
        "price",
        "surcharge",
        "discountMode",
        "discountValue",
        "inventory",
    ),
    *(f"productOption{part}{number}" for number in (1, 2) for part in ("Name", "Type", "Description")),
    *("additionalInfoTitle1", "customTextField1", "customTextCharLimit1", "customTextMandatory1"),
]
PRODUCT = {
    "handleId": "p-1",
    "fieldType": "Product",
    "name": "Cotton socks",
    "collection": "Winter;Gifts",
    "price": "20.0",
    "inventory": "InStock",
    "productOptionName1": "Color",
    "productOptionType1": "COLOR",
    "productOptionDescription1": "rgb(10, 20, 30):Red;#CC9BD0:Light blue",
    "productOptionName2": "Material",
    "productOptionType2": "DROP_DOWN",
    "productOptionDescription2": "Cotton;Wool",
    "customTextCharLimit1": "500",
    "customTextMandatory1": "true",
}
VARIANTS = [
    {
        "handleId": "p-1",
        "fieldType": "Variant",
        "surcharge": "2.0",
        "productOptionDescription1": color,
        "productOptionDescription2": material,
    }
    for color in ("rgb(10, 20, 30):Red", "#CC9BD0:Light blue")
    for material in ("Cotton", "Wool")
]


def localized(tmp_path: Path, rows: list[dict[str, str]]) -> list[dict[str, str]]:
    """The rows in German, by terms and rates alone."""
    path = tmp_path / "catalog_products.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, HEADERS, restval="")
        writer.writeheader()
        writer.writerows(rows)
    settings = Settings(engine="none")
    localize.run([path], to=["de-DE"], out=tmp_path / "out", settings=settings, as_of=date(2026, 9, 1))
    with (tmp_path / "out" / "catalog_products.de-DE.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_values_of_variants_are_those_of_their_products_lists(tmp_path: Path) -> None:
    """No blank comes between them, the codes of colours stay, and the names are localized alike in both places."""
    product, *variants = localized(tmp_path, [PRODUCT, *VARIANTS])
    for column in ("productOptionDescription1", "productOptionDescription2"):
        values = product[column].split(";")
        assert {variant[column] for variant in variants} == set(values)
    assert product["productOptionDescription1"] == "rgb(10, 20, 30):Rot;#CC9BD0:Hellblau"
    assert product["productOptionDescription2"] == "Baumwolle;Wolle"
    kept = (
        "handleId",
        "fieldType",
        "collection",
        "inventory",
        "productOptionType1",
        "customTextCharLimit1",
        "customTextMandatory1",
    )
    assert [product[name] for name in kept] == [PRODUCT[name] for name in kept]


@pytest.mark.parametrize(("mode", "stays"), [("PERCENT", True), ("AMOUNT", False)])
def test_a_discount_is_money_where_its_mode_says_so(tmp_path: Path, mode: str, stays: bool) -> None:  # noqa: FBT001
    """Ten per cent are ten per cent everywhere; ten dollars off are no ten euros off, and no surcharge stays either."""
    rows = localized(tmp_path, [PRODUCT | {"discountMode": mode, "discountValue": "10.0"}, *VARIANTS])
    assert (rows[0]["discountValue"] == "10.0") is stays
    assert all(row["surcharge"] not in {"2.0", ""} for row in rows[1:])
