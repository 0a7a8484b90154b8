"""One JSON document: which list holds the listings, what its values are called, and bytes that stay."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localize.errors import CatalogError
from localize.formats import open_catalog
from localize.formats.json_document import named_values, read_document
from localize.formats.json_format import JsonFormat, JsonSource
from localize.limits import Limits
from localize.protocols import RowPatch

SHARED = Path(os.environ.get("LOCALIZE_SHARED", Path(__file__).resolve().parents[2].parent / "shared"))
FEED = """{
  "header": {"sellerId": "A1", "version": "2.0"},
  "messages": [
    {"messageId": 1, "sku": "A", "attributes": {"item_name": [{"value": "Mug \\u2014 blue", "n": 1.50}]}},
    {"messageId": 2, "sku": "B", "patches": [
      {"op": "delete", "path": "/attributes/color", "value": [{"value": "x"}]},
      {"op": "replace", "path": "/attributes/item_name", "value": [{"value": "Cup"}]}
    ]},
    {"messageId": 3, "sku": "C", "operationType": "DELETE"}
  ]
}
"""


def opened(tmp_path: Path, text: str) -> JsonSource:
    """A document as a catalog."""
    (tmp_path / "a.json").write_bytes(text.encode())
    source = open_catalog(tmp_path / "a.json")
    assert isinstance(source, JsonSource)
    return source


@pytest.mark.parametrize(
    ("text", "pointer", "count"),
    [
        (FEED, "/messages", 3),
        ('[{"a": 1}, {"a": 2}]', "", 2),
        ('{"data": {"items": [{"a": 1}]}}', "/data/items", 1),
        ('{"product": {"title": "x", "variants": [{"a": 1}], "images": [{"b": 1}]}}', None, 1),
        ('{"a/b~c": [{"a": 1}], "tags": ["x", "y"]}', "/a~1b~0c", 1),
        ('{"title": "x"}', None, 1),
        ('{"m": [{"a": 0}], "m": [{"a": 1}, {"a": 2}]}', "/m", 2),
    ],
)
def test_the_only_list_of_objects_holds_the_listings(text: str, pointer: str | None, count: int) -> None:
    """At the top, in a member, or inside objects around a single member; with several, the document is one listing."""
    document = read_document(text)
    assert (document.pointer, len(document.elements)) == (pointer, count)


def test_what_a_patch_gives_is_called_by_where_it_goes(tmp_path: Path) -> None:
    """PUT and PATCH fill one column; what is deleted keeps its own name, and places are where values stand."""
    source = opened(tmp_path, FEED)
    rows = list(source.rows(""))
    column = list(rows[0].cells).index("/attributes/item_name/0/value")
    assert [row.cells[column] for row in rows[1:]] == ["Mug — blue", "Cup", None]
    assert "/patches/0/value/0/value" in rows[0].cells
    places = [source.place("", row, column) for row in (1, 2, 3)]
    assert places == [
        "/attributes/item_name/0/value",
        "/messages/0/attributes/item_name/0/value",
        "/messages/1/patches/1/value/0/value",
    ]
    assert [row.line for row in rows] == [0, 4, 5, 9]


def test_operations_on_one_path_do_not_hide_each_other() -> None:
    """The second value that would have the same name keeps its own pointer."""
    operation = {"op": "add", "path": "/name", "value": ["x"]}
    names = named_values({"patches": [operation, {**operation, "value": ["y"]}]})
    assert names["/name/0"] == ("/patches/0/value/0", "x")
    assert names["/patches/1/value/0"] == ("/patches/1/value/0", "y")


def test_only_the_bytes_of_new_values_change(tmp_path: Path) -> None:
    """Blanks, numbers, escapes and order stay; new characters are written as the document writes them."""
    source = opened(tmp_path, FEED)
    header = next(source.rows("")).cells
    column = list(header).index("/attributes/item_name/0/value")
    patches = [RowPatch("", 2, {column: "Tasse – größer"}), RowPatch("", 3, {column: "Becher"})]
    source.write(tmp_path / "b.json", patches)
    expected = FEED.replace("Mug \\u2014 blue", "Tasse \\u2013 gr\\u00f6\\u00dfer").replace('"Cup"', '"Becher"')
    assert (tmp_path / "b.json").read_text() == expected
    assert source.refused == ()


@pytest.mark.parametrize("dropped", [[0], [1], [2], [0, 1], [0, 2], [1, 2], [0, 1, 2]])
def test_listings_that_are_left_out_leave_valid_json(tmp_path: Path, dropped: list[int]) -> None:
    """First, middle, last, all: the rest is what it was."""
    source = opened(tmp_path, FEED)
    source.write(tmp_path / "b.json", [RowPatch("", number + 2, {}, drop=True) for number in dropped])
    kept = [m for i, m in enumerate(json.loads(FEED)["messages"]) if i not in dropped]
    assert json.loads((tmp_path / "b.json").read_text())["messages"] == kept


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"a": [{"b": }]}', "line 1, column 14"),
        ('{"a": 1}\n{"a": 2}\n', "line 2, column 1"),
        ("[1, 2]", "no listings"),
        ("{}", "no listings"),
    ],
)
def test_what_is_no_catalog_is_refused_with_its_place(tmp_path: Path, text: str, message: str) -> None:
    """Line and column where it is not JSON."""
    with pytest.raises(CatalogError, match=message):
        opened(tmp_path, text)


def test_a_value_that_is_not_there_is_refused(tmp_path: Path) -> None:
    """Nothing is added to a listing."""
    source = opened(tmp_path, FEED)
    source.write(tmp_path / "b.json", [RowPatch("", 4, {2: "x"})])
    assert [(address.row, address.column) for address, _ in source.refused] == [(4, 2)]
    assert (tmp_path / "b.json").read_text() == FEED


JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@given(st.lists(st.dictionaries(st.text(max_size=5), JSON_VALUES, min_size=1, max_size=4), min_size=1, max_size=4))
def test_every_value_of_any_document_is_found_and_put_back(listings: list[dict[str, object]]) -> None:
    """Names are unique, elements are where they stand, and the parsed listing is the listing."""
    text = json.dumps({"items": listings}, indent=1)
    document = read_document(text)
    assert [json.loads(text[e.start : e.end]) for e in document.elements] == listings
    for number in range(len(listings)):
        pointers = [pointer for pointer, _ in document.values(number).values()]
        assert len(set(pointers)) == len(pointers) == len(document.values(number))


def test_amazon_s_own_feed_is_read_whole() -> None:
    """Every message of the official example is a listing, and every operation's value has its goal's name."""
    path = SHARED / "data" / "amazon-listings-feed" / "listings-feed-schema-v2.example.json"
    if not path.is_file():
        pytest.skip("the shared data is not here")
    rows = list(open_catalog(path).rows(""))
    column = list(rows[0].cells).index("/attributes/fulfillment_availability/0/quantity")
    assert [row.cells[column] for row in rows[1:]] == [None, "10", "10", "10", "10"]


@pytest.mark.parametrize(
    ("limits", "message"),
    [
        (Limits(rows=1), "more than 1 listings"),
        (Limits(columns=1), "more than 1 different fields"),
        (Limits(cell_characters=5), "/title has 8 characters"),
        (Limits(record_mb=0), "one listing is larger"),
        (Limits(document_mb=0), "MB, more than 0"),
    ],
)
def test_a_document_beyond_the_limits_is_refused(limits: Limits, message: str, tmp_path: Path) -> None:
    """Whole, with the limit that it breaks and the key that raises it."""
    path = tmp_path / "a.json"
    path.write_text('[{"sku": "1", "title": "Blue mug"}, {"sku": "2", "title": "Mug"}]', encoding="utf-8")
    with pytest.raises(CatalogError, match=re.escape(message)) as error:
        JsonFormat(limits).open(path)
    assert "[limits]" in error.value.hint
