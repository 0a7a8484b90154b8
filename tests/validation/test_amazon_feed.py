"""Amazon's own schemas: its feed's examples, and a definition written as Amazon writes them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from localize.data import data_folder
from localize.errors import ConfigError
from localize.listing import Address, Draft, Field, Group, Listing, Role
from localize.settings import Settings
from localize.tasks.check import check_catalog
from localize.validation.attributes import attributes_of
from localize.validation.definition import Definition, load_definitions
from localize.validation.vocabulary import PTD_DIALECT, compile_definition

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

EXAMPLES = ["listings-feed-schema-v2", "listings-feed-processing-report-schema-v2"]

TEXTS = {
    "type": "array",
    "minItems": 1,
    "minUniqueItems": 1,
    "maxUniqueItems": 1,
    "selectors": ["marketplace_id", "language_tag"],
    "items": {
        "type": "object",
        "required": ["value"],
        "properties": {"value": {"type": "string", "maxLength": 20, "editable": True, "hidden": False}},
    },
}
DEFINITION: dict[str, Any] = {
    "$schema": PTD_DIALECT,
    "$id": "https://schemas.amazon.com/selling-partners/definitions/product-types/schema/v1/HAIRBAND",
    "$defs": {
        "language_tag": {
            "anyOf": [{"type": "string"}, {"type": "string", "enum": ["en_US"], "enumNames": ["English"]}],
        }
    },
    "type": "object",
    "required": ["item_name", "brand", "fabric_type"],
    "$lifecycle": {"enumDeprecated": ["x"]},
    "properties": {
        "item_name": TEXTS,
        "brand": TEXTS,
        "fabric_type": TEXTS,
        "bullet_point": {**TEXTS, "maxUniqueItems": 2},
        "generic_keyword": {"type": "array", "items": {"properties": {"value": {"maxUtf8ByteLength": 10}}}},
        "package_level": {
            "type": "array",
            "items": {
                "properties": {"value": {"type": "string", "enum": ["case", "unit"], "enumNames": ["Box", "One"]}}
            },
        },
        "adult": {
            "type": "array",
            "items": {"properties": {"value": {"type": "boolean", "enumNames": ["No", "Yes"], "enum": [False, True]}}},
        },
        "fulfillment": {"type": "array", "items": {"properties": {"days": {"type": "integer", "maximum": 30}}}},
        "size": {"type": "array", "items": {"properties": {"width": {"properties": {"value": {"type": "number"}}}}}},
    },
}
TAGS = "[marketplace_id=ATVPDKIKX0DER][language_tag=en_US]"


def listing(cells: Mapping[str, str]) -> Listing:
    """A row of a flat file: header → cell."""
    fields = {
        f"f{column}": Field(f"f{column}", Role.TEXT, value, Address("", 7, column), f"C{column}", header=header)
        for column, (header, value) in enumerate(cells.items())
    }
    return Listing("SKU", fields, Group("SKU", product_type="hairband"), row=7, line=7)


def faults(cells: Mapping[str, str]) -> list[tuple[str, str]]:
    """Header and code of everything that the definition refuses."""
    row = listing(cells)
    values = {path: field.value for path, field in row.fields.items()}
    return [(row.fields[f.path].header, f.code) for f in Definition(DEFINITION, "HAIRBAND.json").faults(row, values)]


GOOD = {f"item_name{TAGS}#1.value": "Band", "brand#1.value": "ACME", "fabric_type#1.value": "Cotton"}


@pytest.mark.parametrize("name", EXAMPLES)
def test_amazons_examples_validate(shared: Path, name: str) -> None:
    """Both of Amazon's examples meet its own schema, and without a required key the error names the place."""
    folder = shared / "data" / "amazon-listings-feed"
    schema = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
    example = json.loads((folder / f"{name}.example.json").read_text(encoding="utf-8"))
    validator = compile_definition(schema)
    assert list(validator.iter_errors(example)) == []
    del example["header"]["sellerId"]
    (error,) = validator.iter_errors(example)
    assert list(error.absolute_path) == ["header", "sellerId"]


def test_a_message_without_what_it_needs_is_refused_at_its_place(shared: Path) -> None:
    """A message's missing SKU is found at that message."""
    folder = shared / "data" / "amazon-listings-feed"
    schema = json.loads((folder / "listings-feed-schema-v2.json").read_text(encoding="utf-8"))
    example = json.loads((folder / "listings-feed-schema-v2.example.json").read_text(encoding="utf-8"))
    del example["messages"][2]["sku"]
    errors = list(compile_definition(schema).iter_errors(example))
    assert ["messages", 2] in [list(error.absolute_path)[:2] for error in errors]


def test_headers_become_attributes() -> None:
    """Selectors, occurrences, nested parts, numbers and labels are what the definition speaks of."""
    row = listing(
        {
            f"item_name{TAGS}#1.value": "Band",
            "bullet_point#1.value": "One",
            "bullet_point#2.value": "Two",
            "size#1.width.value": "2.5",
            "package_level#1.value": "One",
            "adult#1.value": "Yes",
            "fulfillment#1.days": "3",
            "::record_action": "partial_update",
            "Label": "x",
        }
    )
    found = attributes_of(row, {path: field.value for path, field in row.fields.items()}, DEFINITION)
    assert found.instance == {
        "item_name": [{"marketplace_id": "ATVPDKIKX0DER", "language_tag": "en_US", "value": "Band"}],
        "bullet_point": [{"value": "One"}, {"value": "Two"}],
        "size": [{"width": {"value": 2.5}}],
        "package_level": [{"value": "unit"}],
        "adult": [{"value": True}],
        "fulfillment": [{"days": 3}],
    }
    assert found.field_at(["bullet_point", 1, "value"]) == "f2"
    assert found.field_at(["bullet_point"]) == "f1"


def test_pointers_of_a_feed_become_attributes() -> None:
    """A feed's field is where its pointer says."""
    place = "/messages/3/attributes/item_name/0/value"
    row = Listing("S", {"t": Field("t", Role.TEXT, "Band", Address("", 1, 0), place)}, Group("S"), row=1, line=1)
    assert attributes_of(row, {"t": "Band"}, DEFINITION).instance == {"item_name": [{"value": "Band"}]}


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({}, []),
        (
            {f"item_name{TAGS}#1.value": "A band that is much too long"},
            [(f"item_name{TAGS}#1.value", "definition-too-long")],
        ),
        ({"brand#1.value": ""}, [("brand#1.value", "definition-missing")]),
        ({"generic_keyword#1.value": "größengrößen"}, [("generic_keyword#1.value", "definition-too-long")]),
        ({"package_level#1.value": "pallet"}, [("package_level#1.value", "definition-value")]),
        ({"package_level#1.value": "Box"}, []),
        ({"fulfillment#1.days": "40"}, [("fulfillment#1.days", "definition-broken")]),
        ({"fulfillment#1.days": "soon"}, [("fulfillment#1.days", "definition-broken")]),
        ({f"bullet_point{TAGS}#{n}.value": "x" for n in (1, 2)}, []),
        (
            {f"bullet_point{TAGS}#{n}.value": "x" for n in (1, 2, 3)},
            [(f"bullet_point{TAGS}#1.value", "definition-too-many")],
        ),
    ],
)
def test_what_a_definition_refuses(cells: dict[str, str], expected: list[tuple[str, str]]) -> None:
    """Each fault at its column; what the file has no column for is the layout's business."""
    assert faults({**GOOD, **cells}) == expected
    without = {header: value for header, value in GOOD.items() if not header.startswith("brand")}
    assert faults(without) == []


def test_definitions_by_product_type(tmp_path: Path) -> None:
    """A folder holds one for each product type; a file holds for all; what is none is said."""
    (tmp_path / "HAIRBAND.json").write_text(json.dumps(DEFINITION), encoding="utf-8")
    row = listing({**GOOD, "brand#1.value": ""})
    values = Draft.of(row).values
    assert [f.code for f in load_definitions(tmp_path).faults(row, values)] == ["definition-missing"]
    assert [f.code for f in load_definitions(tmp_path / "HAIRBAND.json").faults(row, values)] == ["definition-missing"]
    (tmp_path / "bad").mkdir()
    for content in ("{", "[]", '{"type": "nothing"}'):
        (tmp_path / "bad" / "X.json").write_text(content, encoding="utf-8")
        with pytest.raises(ConfigError):
            load_definitions(tmp_path / "bad" / ".." / "bad" / "X.json")
        load_definitions.cache_clear()
    with pytest.raises(ConfigError, match="cannot be read"):
        load_definitions(tmp_path / "none.json")


@pytest.mark.parametrize("name", ["amazon-us-listing-template.xlsx", "amazon-us-listings-feed.json"])
def test_a_given_definition_holds_in_check(tmp_path: Path, name: str) -> None:
    """Workbooks and feeds are checked against the seller's definition, each fault at its cell or pointer."""
    short: dict[str, Any] = {"type": "object", "properties": {"value": {"type": "string", "maxLength": 30}}}
    schema = {"$schema": PTD_DIALECT, "properties": {"item_name": {**TEXTS, "items": short}}}
    path = tmp_path / "definition.json"
    path.write_text(json.dumps(schema), encoding="utf-8")
    found = list(check_catalog(data_folder("samples") / name, "en-US", Settings(source_locale="en-US"), path))
    assert {f.code for f in found if f.severity == "error"} == {"definition-too-long"}
    assert {f.field for f in found if f.severity == "error"} == {"title"}
