"""Amazon's files: rows where the settings say, headers of several stores, deletions, sheets of examples, units."""

from __future__ import annotations

import json
import os
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

import localize
from localize.listing import Role
from localize.settings import Settings
from localize.tasks.catalog import Catalog
from localize.tasks.check import check_catalog

SHARED = Path(os.environ.get("LOCALIZE_SHARED", Path(__file__).resolve().parents[2].parent / "shared"))
US, DE = "[marketplace_id=ATVPDKIKX0DER]", "[marketplace_id=A1PA6795UKMFR9]"
NAME = f"item_name{US}[language_tag=en_US]#1.value"
PRICE = "purchasable_offer{}[audience=ALL]#1.our_price#1.schedule#1.value_with_tax"


def template(path: Path, rows: list[list[str]]) -> Catalog:
    """A tab-separated file as a catalog."""
    path.write_text("".join("\t".join(row) + "\n" for row in rows), encoding="utf-8")
    return Catalog.open(path, Settings())


def localized(path: Path, tmp_path: Path, market: str = "de-DE") -> str:
    """What a run without an engine makes of a file."""
    settings = Settings(engine="none")
    localize.run([path], to=[market], out=tmp_path / "out", settings=settings, as_of=date(2026, 9, 1))
    return (tmp_path / "out" / f"{path.stem}.{market}{path.suffix}").read_text(encoding="utf-8")


@pytest.mark.parametrize(("label", "attribute", "data"), [(1, 2, 3), (2, 3, 4), (4, 5, 7), (3, 9, 20)])
def test_rows_are_where_the_settings_say(tmp_path: Path, label: int, attribute: int, data: int) -> None:
    """No row number is assumed: header and data move with the settings."""
    del label
    rows = [["", "", ""] for _ in range(data)]
    rows[0][0] = f"settings=attributeRow={attribute}&contentLanguageTag=en_US&dataRow={data}&feedType=256"
    rows[attribute - 1] = ["contribution_sku#1.value", "product_type#1.value", NAME]
    if attribute == 2:
        rows[0][1] = "x"
    for number in range(attribute, data - 1):
        rows[number] = ["ABC123", "EXAMPLE", "An example of Amazon"]
    rows[data - 1] = ["A1", "MUG", "Blue Mug"]
    catalog = template(tmp_path / "a.txt", rows)
    layout = catalog.detection.main
    assert (layout.name, layout.header_row, layout.data_row) == ("amazon-listing-template", attribute, data)
    assert [item.key for item in catalog.listings(layout) if not item.header] == ["A1"]


@pytest.mark.parametrize("above", [1, 2, 3])
def test_templates_without_settings_are_found_by_their_field_names(tmp_path: Path, above: int) -> None:
    """The row that is known best names the fields; Required and Optional under it are no listing."""
    rows = [["TemplateType=fptcustom", "Version=2019.0519", ""], ["", "", ""], ["SKU", "Product Name", "Brand"]][:above]
    rows += [["item_sku", "item_name", "brand_name"], ["Required", "Required", "Optional"], ["A1", "Blue Mug", "Acme"]]
    catalog = template(tmp_path / "a.txt", rows)
    assert catalog.detection.main.name == "amazon-legacy-template"
    assert [item.key for item in catalog.listings(catalog.detection.main)] == ["A1"]


def test_another_store_s_columns_are_left_alone(tmp_path: Path) -> None:
    """A price of the German store is no dollar amount, and its header keeps its id."""
    header = ["contribution_sku#1.value", "product_type#1.value", NAME, PRICE.format(US), PRICE.format(DE)]
    rows = [
        ["settings=attributeRow=2&contentLanguageTag=en_US&dataRow=3", "", "", "", ""],
        header,
        ["A1", "MUG", "Blue Mug", "5.00", "4.44"],
    ]
    catalog = template(tmp_path / "a.txt", rows)
    assert [c.role for c in catalog.detection.main.columns[3:]] == [Role.PRICE, Role.REFERENCE]
    lines = [line.split("\t") for line in localized(tmp_path / "a.txt", tmp_path, "fr-FR").splitlines()]
    assert lines[1][3] == PRICE.format("[marketplace_id=A13V1IB3VIYZZH]")
    assert lines[1][4] == PRICE.format(DE)
    assert lines[2][3] != "5.00"
    assert lines[2][4] == "4.44"


def test_a_target_s_column_that_is_there_already_is_an_error(tmp_path: Path) -> None:
    """Two columns of one name would be uploaded; the finding stands at the header that was rewritten."""
    german = f"item_name{DE}[language_tag=de_DE]#1.value"
    rows = [
        ["settings=attributeRow=2&contentLanguageTag=en_US&dataRow=3", "", "", ""],
        ["contribution_sku#1.value", "product_type#1.value", NAME, german],
        ["A1", "MUG", "Blue Mug", "Blaue Tasse"],
    ]
    template(tmp_path / "a.txt", rows)
    settings = Settings(engine="none")
    report = localize.run([tmp_path / "a.txt"], to=["de-DE", "fr-FR"], out=tmp_path / "out", settings=settings)
    assert [output.findings.get("column-doubled", 0) for output in report.outputs] == [1, 0]


def test_rows_that_delete_pass_through(tmp_path: Path) -> None:
    """What a deletion says besides is nobody's to localize."""
    rows = [
        ["item_sku", "item_name", "brand_name", "update_delete"],
        ["A1", "Blue Mug", "Acme", "Delete"],
        ["A2", "Blue Mug", "Acme", "Update"],
    ]
    template(tmp_path / "a.txt", rows)
    lines = localized(tmp_path / "a.txt", tmp_path).splitlines()
    assert lines[1] == "A1\tBlue Mug\tAcme\tDelete"
    assert lines[2] != "A2\tBlue Mug\tAcme\tUpdate"


def test_a_sheet_of_examples_is_carried_over(tmp_path: Path) -> None:
    """It looks like the template's own sheet, and is none."""
    book = Workbook()
    assert book.active is not None
    book.active.title = "Example"
    for sheet in (book.active, book.create_sheet("Template")):
        sheet.append(["item_sku", "item_name", "brand_name"])
        sheet.append(["A1", "Blue Mug", "Acme"])
    book.save(tmp_path / "a.xlsx")
    detection = Catalog.open(tmp_path / "a.xlsx", Settings()).detection
    assert ([layout.table for layout in detection.layouts], detection.others) == (["Template"], ("Example",))


def test_units_are_called_as_templates_call_them(tmp_path: Path) -> None:
    """Grams are GR."""
    header = ["item_sku", "item_name", "brand_name", "item_weight", "item_weight_unit_of_measure"]
    template(tmp_path / "a.txt", [header, ["A1", "Blue Mug", "Acme", "6", "OZ"]])
    assert localized(tmp_path / "a.txt", tmp_path).splitlines()[1].split("\t")[3:] == ["170", "GR"]


def test_a_feed_s_patches_are_localized_and_its_deletions_pass(tmp_path: Path) -> None:
    """UPDATE and PATCH alike; a message DELETE keeps every byte, and an emptied amount is null."""
    text = {"value": "Blue Mug", "language_tag": "en_US", "marketplace_id": "ATVPDKIKX0DER"}
    patch = {"op": "replace", "path": "/attributes/item_name", "value": [text]}
    base = {"productType": "MUG"}
    messages = [
        {"messageId": 1, "sku": "A", "operationType": "UPDATE", **base, "attributes": {"item_name": [text]}},
        {"messageId": 2, "sku": "B", "operationType": "PATCH", **base, "patches": [patch]},
        {"messageId": 3, "sku": "C", "operationType": "DELETE"},
        {
            "messageId": 4,
            "sku": "D",
            "operationType": "UPDATE",
            **base,
            "attributes": {"list_price": [{"value_with_tax": 9.5, "currency": "USD"}]},
        },
    ]
    (tmp_path / "a.json").write_text(json.dumps({"header": {"version": "2.0"}, "messages": messages}))
    made = json.loads(localized(tmp_path / "a.json", tmp_path))["messages"]
    german = {"value": "Blau Tasse", "language_tag": "de_DE", "marketplace_id": "A1PA6795UKMFR9"}
    for found in (made[0]["attributes"]["item_name"][0], made[1]["patches"][0]["value"][0]):
        assert {**found, "value": ""} == {**german, "value": ""}
        assert found["value"] != text["value"]
    assert made[2] == messages[2]
    assert made[3]["attributes"] == {}  # an amount that is null would be refused


def test_values_of_another_store_or_language_are_left_alone(tmp_path: Path) -> None:
    """In a feed each value says where it belongs: the second language and the German offer stay, with a finding."""
    us = {"marketplace_id": "ATVPDKIKX0DER"}
    de = {"marketplace_id": "A1PA6795UKMFR9"}

    def offer(amount: float, currency: str, store: dict[str, str]) -> dict[str, object]:
        return {"currency": currency, "our_price": [{"schedule": [{"value_with_tax": amount}]}], **store}

    names = [
        {"value": "Taza azul", "language_tag": "es_US", **us},
        {"value": "Blue Mug", "language_tag": "en_US", **us},
    ]
    german = offer(4.44, "EUR", de)
    attributes = {"item_name": names, "purchasable_offer": [german, offer(5.0, "USD", us)]}
    message = {"messageId": 1, "sku": "A", "operationType": "UPDATE", "productType": "MUG", "attributes": attributes}
    (tmp_path / "a.json").write_text(json.dumps({"messages": [message]}))
    made = json.loads(localized(tmp_path / "a.json", tmp_path, "fr-FR"))["messages"][0]["attributes"]
    assert made["item_name"][0]["value"] == "Taza azul"
    assert made["item_name"][0]["language_tag"] == "es_US"
    assert made["item_name"][1]["language_tag"] == "fr_FR"
    assert made["purchasable_offer"][0] == german
    french = made["purchasable_offer"][1]
    assert (french["currency"], french["marketplace_id"]) == ("EUR", "A13V1IB3VIYZZH")
    assert french["our_price"][0]["schedule"][0]["value_with_tax"] not in {5.0, 4.44}


def test_amazon_s_own_feed_comes_back_as_it_was(tmp_path: Path) -> None:
    """The official example: the identity run changes no byte, and nothing in it breaks a limit."""
    path = SHARED / "data" / "amazon-listings-feed" / "listings-feed-schema-v2.example.json"
    if not path.is_file():
        pytest.skip("the shared data is not here")
    assert Catalog.open(path, Settings()).detection.main.name == "amazon-listings-feed"
    settings = Settings(engine="none")
    localize.run([path], to=["en-US"], out=tmp_path, settings=settings, as_of=date(2026, 9, 1))
    assert (tmp_path / "listings-feed-schema-v2.example.en-US.json").read_bytes() == path.read_bytes()
    assert [f.code for f in check_catalog(path, "en-US", settings)] == []


@pytest.mark.parametrize(
    ("market", "sizes"),
    [
        ("pt-BR", [("GG (XL)", "X-Large"), ("G (L)", "L"), ("40 (US 8)", "40 (US 8)")]),
        ("de-DE", [("XL", "X-Large"), ("L", "L"), ("38", "38")]),
    ],
)
def test_the_map_of_sizes_keeps_its_letters_and_follows_its_number(
    tmp_path: Path, market: str, sizes: list[tuple[str, str]]
) -> None:
    """Letters of the store's list hold in every store; a number is decided once, with the variant's size."""
    head = ["item_sku", "item_name", "brand_name", "item_type", "department_name", "size_name", "size_map"]
    given = [("XL", "X-Large"), ("L", "L"), ("8", "8")]
    rows = [[f"Z-{at}", "Linen Dress", "Acme", "dresses", "womens", *pair] for at, pair in enumerate(given)]
    template(tmp_path / "a.txt", [["TemplateType=fptcustom", *[""] * 6], head, head, *rows])
    made = [line.split("\t") for line in localized(tmp_path / "a.txt", tmp_path, market).splitlines()[3:]]
    assert [(row[5], row[6]) for row in made] == sizes
