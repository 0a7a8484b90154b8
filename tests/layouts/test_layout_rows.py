from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from localize.formats import open_catalog
from localize.layouts import detect_layout, header_listings, index_groups, read_listings, row_patch
from localize.layouts.codecs import GuardedCodec, JsonListCodec, PairsCodec
from localize.layouts.rows import StatedRows, stated_rows
from localize.layouts.spec_files import own_layouts
from localize.listing import Draft
from localize.protocols import Row

if TYPE_CHECKING:
    from pathlib import Path

    from localize.layouts import BoundLayout
    from localize.protocols import Source

OWN = own_layouts(
    [
        {
            "name": "own",
            "marketplace": "generic",
            "required": [["action"], ["title"]],
            "keys": [["sku"]],
            "marks": "*",
            "rows": {"comments": ["#INFO"], "carried": ["Required", "Optional"], "settings": True},
            "header_part": [{"name": "language", "pattern": r"lang=(\w+)", "declares": "language_COUNTRY"}],
            "column": [
                {"path": "action", "role": "code", "headers": ["action"]},
                {"path": "sku", "role": "code", "headers": ["sku"]},
                {"path": "title", "role": "text", "pattern": r"title(?:\[.*\])?"},
                {
                    "path": "specifics/{1}",
                    "role": "choice",
                    "pattern": r"c:(.+)",
                    "named": "{1}",
                    "translated_header": True,
                },
            ],
        }
    ],
    "test",
)
HEADER = "*action,SKU,title,*C:Shoe Colour\n"


def bound(tmp_path: Path, text: str, monkeypatch: pytest.MonkeyPatch) -> tuple[Source, BoundLayout]:
    """The catalog of a text, read with the layout above."""
    monkeypatch.setattr("localize.layouts.detection.layout_specs", lambda: OWN)
    path = tmp_path / "catalog.csv"
    path.write_text(text, encoding="utf-8")
    source = open_catalog(path)
    return source, detect_layout(source).main


def test_comments_and_describing_rows_are_no_listings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """They are carried over; what lies between them is read."""
    text = (
        f"#INFO,Version=1,,\n{HEADER}Required,Optional,Required,Optional\nAdd,A1,Boot,Red\n#INFO,,,\nAdd,A2,Shoe,Blue\n"
    )
    source, layout = bound(tmp_path, text, monkeypatch)
    listings = list(read_listings(layout, source, source.rows(""), index_groups(layout, source.rows(""))))
    assert [listing.key for listing in listings] == ["A1", "A2"]
    assert listings[0].fields["specifics/shoe_colour"].label == "Shoe Colour"


@pytest.mark.parametrize(
    ("cell", "rows"),
    [
        ("settings=attributeRow=5&contentLanguageTag=de_DE&dataRow=7&feedType=256&labelRow=4", StatedRows(5, 7)),
        ("settings=labelRow=2", None),
        ("settings=attributeRow=9&dataRow=x", None),
        ("TemplateType=fptcustom", None),
    ],
)
def test_a_template_states_its_rows(cell: str, rows: StatedRows | None) -> None:
    """Header and data rows are read from the settings, and never assumed."""
    assert stated_rows([Row(1, 1, ["x", None, cell])]) == rows


def test_names_in_headers_are_a_listing_of_their_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What buyers read in a header is a field; putting a new text back changes nothing else of the cell."""
    source, layout = bound(tmp_path, f"{HEADER}Add,A1,Boot,Red\n", monkeypatch)
    header = next(header_listings(layout, source, source.rows("")), None)
    assert header is not None
    assert header.header
    assert {path: field.value for path, field in header.fields.items()} == {
        "header/specifics/shoe_colour": "Shoe Colour"
    }
    draft = Draft.of(header)
    assert row_patch(layout, draft) == {}
    draft.set("header/specifics/shoe_colour", "Schuhfarbe", "translate", "test")
    assert row_patch(layout, draft) == {3: "*C:Schuhfarbe"}


def test_a_tag_in_a_header_states_the_market(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The tag's value is a field that declares language and country."""
    source, layout = bound(tmp_path, "action,sku,title[lang=en_US]\nAdd,A1,Boot\n", monkeypatch)
    header = next(header_listings(layout, source, source.rows("")), None)
    assert header is not None
    (field,) = header.fields.values()
    assert (field.value, field.declares) == ("en_US", "language_COUNTRY")


@pytest.mark.parametrize(
    ("cell", "values", "labels"),
    [
        ("Size=S;M;L|Color=Red", ("Size", "S", "M", "L", "Color", "Red"), ("", "Size", "Size", "Size", "", "Color")),
        ("Size = S ; M", ("Size", "S", "M"), ("", "Size", "Size")),
        ("no pair", ("no pair",), ("",)),
        ("A=|=b|", ("A", "", "", "b", ""), ("", "A", "", "", "")),
    ],
)
def test_pairs_are_names_and_values(cell: str, values: tuple[str, ...], labels: tuple[str, ...]) -> None:
    """Each in its place; each value under its name."""
    codec = PairsCodec("|", "=", ";", "translated")
    assert codec.get(cell) == values
    assert codec.labels(cell) == labels
    assert codec.put(cell, codec.get(cell)) == cell


def test_pairs_are_replaced_in_their_places() -> None:
    """Blanks and separators stay."""
    codec = PairsCodec("|", "=", ";", "translated")
    new = ["Größe", "S", "M", "Farbe", "Rot"]
    assert codec.put("Size= S;M |Color=Red", new) == "Größe= S;M |Farbe=Rot"


@pytest.mark.parametrize("cell", ['["Red","Blue"]', '[ "a" , "b" ]', "plain", "[1,2]", '["half', ""])
def test_json_lists_come_back_as_written(cell: str) -> None:
    """Where nothing changed, not a blank differs."""
    codec = JsonListCodec()
    assert codec.put(cell, codec.get(cell)) == cell


def test_a_changed_json_list_is_a_json_list() -> None:
    """Texts are escaped again."""
    assert JsonListCodec().put('["Red","Blue"]', ["Rot", 'Bl"au']) == '["Rot", "Bl\\"au"]'


@pytest.mark.parametrize(("cell", "value"), [("'00123", "00123"), ('="00123"', "00123"), ("00123", "00123"), ("'", "")])
def test_guards_are_no_part_of_a_value(cell: str, value: str) -> None:
    """They come off and go on again."""
    codec = GuardedCodec()
    assert codec.get(cell) == (value,)
    assert codec.put(cell, (value,)) == cell


def test_the_only_brand_of_a_catalog_is_known_to_rows_that_state_none(tmp_path: Path) -> None:
    """A listing without a brand of its own still never has the house's brand translated."""
    path = tmp_path / "catalog.csv"
    path.write_text("sku,title,brand\nA1,Fern & Fell mug,Fern & Fell\nA2,Fern & Fell bowl,\n", encoding="utf-8")
    source = open_catalog(path)
    layout = detect_layout(source).main
    groups = index_groups(layout, source.rows(""))
    assert groups["A2"].attributes["house"] == "Fern & Fell"
    assert (groups["A2"].brand, groups["A1"].attributes.get("house")) == ("", None)
