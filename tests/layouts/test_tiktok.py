"""TikTok Shop's bulk template: technical names, a version, labels, what is mandatory and help stand above the listings."""

from __future__ import annotations

from typing import TYPE_CHECKING

import openpyxl

from localize.formats import open_catalog
from localize.layouts import detect_layout, index_groups, read_listings

if TYPE_CHECKING:
    from pathlib import Path

NAMES = [
    "category",
    "brand",
    "product_name",
    "product_description",
    "main_image",
    "gtin_type",
    "gtin_code",
    "property_name_1",
    "property_value_1",
    "property_1_image",
    "property_1_image_2",
    "property_name_2",
    "property_value_2",
    "parcel_weight",
    "delivery",
    "price",
    "list_price",
    "quantity",
    "seller_sku",
    "product_property/100157",
    "qualification/8647636475739801353",
    "aimed_product_status",
]
PRODUCT = {
    "product_name": "Stoneware mug",
    "property_name_1": "Color",
    "property_value_1": "Sky blue",
    "property_name_2": "Size",
    "property_value_2": "Large",
    "price": "14.99",
    "list_price": "19.99",
    "seller_sku": "M-1",
    "aimed_product_status": "Active(1)",
}


def test_the_template_of_2026_is_read(tmp_path: Path) -> None:
    """Its variations are choices with their names, its former price is one; four rows under the names hold no listing."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        NAMES,
        ["V5.0.0", "create_product", "imperial", "category_v2"],
        [name.replace("_", " ").capitalize() for name in NAMES],
        ["Mandatory" for _ in NAMES],
        [f"Enter the {name}." for name in NAMES],
        [PRODUCT.get(name, "") for name in NAMES],
    ):
        sheet.append(row)
    path = tmp_path / "tiktok.xlsx"
    book.save(path)
    source = open_catalog(path)
    layout = detect_layout(source).main
    groups = index_groups(layout, source.rows(layout.table))
    (listing,) = read_listings(layout, source, source.rows(layout.table), groups)
    assert (layout.name, layout.confidence, listing.row) == ("tiktok-products", 1.0, 6)
    assert {path: f.role.value for path, f in listing.fields.items() if path in PATHS} == PATHS
    assert listing.fields["property_1/value"].label == "Color"


PATHS = {
    "product_name": "text",
    "property_1/name": "choice",
    "property_1/value": "choice",
    "property_2/value": "size",
    "price": "price",
    "list_price": "compare_at",
    "seller_sku": "code",
    "settings/aimed_product_status": "reference",
}
