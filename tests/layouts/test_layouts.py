"""Layouts: what a column is for, from headers and content; groups, keys, and cells that come back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localize.errors import CatalogError, UsageError
from localize.formats import open_catalog
from localize.layouts import detect_layout, index_groups, layout_specs, read_listings, row_patch
from localize.layouts.codecs import CODEC_NAMES, codec_named
from localize.listing import Draft, Listing, Role

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SHOPIFY = (
    "Handle,Title,Body (HTML),Option1 Name,Option1 Value,Variant SKU,Variant Price,Image Src,Image Position\r\n"
    "boot,Trail Boot,<p>x</p>,Size,8,B-8,99.00,https://x/1.jpg,1\r\n"
    "boot,,,,9,B-9,99.00,,\r\n"
    "boot,,,,,,,https://x/2.jpg,2\r\n"
    "mug,Mug,,Title,Default Title,M,9.00,,\r\n"
)


def listings(path: Path) -> list[Listing]:
    """All listings of a file."""
    source = open_catalog(path)
    layout = detect_layout(source).main
    groups = index_groups(layout, source.rows(layout.table))
    return list(read_listings(layout, source, source.rows(layout.table), groups))


@given(st.text(alphabet="ab ,;|\\n\n'\"", max_size=30), st.sampled_from(CODEC_NAMES))
def test_a_codec_puts_back_what_it_took(cell: str, name: str) -> None:
    """``put(get(cell)) == cell`` for every codec and cell."""
    codec = codec_named(name)
    assert codec.put(cell, codec.get(cell)) == cell


@given(st.lists(st.text(alphabet="ab ", min_size=1, max_size=5).filter(str.strip), min_size=1, max_size=5))
def test_a_list_cell_keeps_its_separators(values: list[str]) -> None:
    """Changing one value leaves blanks and commas as they were."""
    codec = codec_named("list")
    cell = " , ".join(v.strip() for v in values)
    new = codec.put(cell, [v.upper() for v in codec.get(cell)])
    assert new == cell.upper()


def test_a_sign_for_blanks_is_read_and_written() -> None:
    """Etsy's download joins the words of a tag; a value that has blanks of its own has the sign for itself."""
    codec = codec_named("list", escape="none", blanks="_")
    cell = "leather_vest,DIY_Cart , size_M vest,mug"
    assert codec.get(cell) == ("leather vest", "DIY Cart", "size_M vest", "mug")
    assert codec.put(cell, codec.get(cell)) == cell
    assert (
        codec.put(cell, ("colete de couro", "Carrinho", "colete M", "caneca"))
        == "colete_de_couro,Carrinho , colete M,caneca"
    )
    assert codec.put("felted,wool_hat", ("feito de feltro", "gorro de lã")) == "feito_de_feltro,gorro_de_lã"
    assert codec.put("felted,wool", ("feito de feltro", "lã")) == "feito de feltro,lã"


@pytest.mark.parametrize(("escape", "cell"), [("backslash", r"101\,6 cm,Blue\, dark"), ("none", "101.6 cm,Blue dark")])
def test_a_new_value_never_becomes_two(escape: str, cell: str) -> None:
    """A comma inside it is written as the platform reads it; without a way to, a decimal comma becomes a point."""
    codec = codec_named("list", escape=escape)
    assert codec.put("40 in,Blue", ("101,6 cm", "Blue, dark")) == cell
    assert len(codec.get(cell)) == 2


def test_a_shopify_file_is_known_by_its_headers(write: Callable[[str, str | bytes], Path]) -> None:
    """Both generations of headers are Shopify's."""
    for header in ("Handle", "URL handle"):
        source = open_catalog(write("a.csv", SHOPIFY.replace("Handle", header)))
        assert detect_layout(source).main.name == "shopify-products"


def test_padded_and_repeated_headers_are_columns_of_their_own(write: Callable[[str, str | bytes], Path]) -> None:
    """Columns are identified by position; blanks around a header say nothing."""
    source = open_catalog(write("a.csv", "sku, Colour ,Colour,title\n1,red,blue,Nice red shoe\n"))
    paths = [c.path for c in detect_layout(source).main.columns]
    assert paths == ["sku", "colour", "colour#2", "title"]


def test_variant_rows_know_their_products_option_names(write: Callable[[str, str | bytes], Path]) -> None:
    """Only the first row names the option; the second row's value is a size all the same."""
    rows = listings(write("a.csv", SHOPIFY))
    assert [r.fields["option1/value"].role for r in rows[:2]] == [Role.SIZE, Role.SIZE]
    assert rows[1].fields["option1/value"].label == "Size"
    assert rows[1].group.title == "Trail Boot"


def test_keys_are_the_platforms_and_unique(write: Callable[[str, str | bytes], Path]) -> None:
    """Handle and options name a variant; an image row is numbered."""
    assert [r.key for r in listings(write("a.csv", SHOPIFY))] == ["boot/8", "boot/9", "boot", "mug/Default Title"]


def test_a_repeated_key_is_told_apart_by_content_and_said(write: Callable[[str, str | bytes], Path]) -> None:
    """Nothing is mixed up silently."""
    rows = listings(write("a.csv", "sku,title\nA,Red shoe for men\nA,Blue shoe for men\n"))
    assert rows[0].key != rows[1].key
    assert [f.code for f in rows[1].findings] == ["key-repeated"]


def test_the_default_title_of_a_product_without_variants_is_kept(write: Callable[[str, str | bytes], Path]) -> None:
    """Shopify knows such products by exactly these words."""
    mug = listings(write("a.csv", SHOPIFY))[3]
    assert mug.fields["option1/name"].role is Role.REFERENCE
    assert mug.fields["option1/value"].role is Role.REFERENCE


@pytest.mark.parametrize(
    ("header", "values", "role"),
    [
        ("product name", ["Nice mug for tea"], Role.TEXT),
        ("Price (USD)", ["19.99", "5"], Role.PRICE),
        ("price", ["on request"], Role.REFERENCE),
        ("Material", ["Cotton"], Role.CHOICE),
        ("weight", ["2.4"], Role.QUANTITY),
        ("photo 1", ["https://x.y/a.jpg"], Role.CODE),
        ("EAN", ["4006381333931"], Role.CODE),
        ("blurb", ["A very soft blanket for the sofa", "Mug with a handle"], Role.TEXT),
        ("flag7", ["yes", "no"], Role.REFERENCE),
        ("long text", ["<p>Soft blanket</p>"], Role.HTML),
        ("brand", ["Northfell"], Role.REFERENCE),
        ("search terms", ["mug, tea"], Role.KEYWORDS),
        ("brand_name", ["Northfell"], Role.REFERENCE),
        ("color_name", ["Sky Blue"], Role.CHOICE),
        ("color_map", ["Blue"], Role.REFERENCE),
        ("variation_theme", ["SizeColor"], Role.REFERENCE),
        ("attribute_set_code", ["Default"], Role.REFERENCE),
        ("google_product_category", ["Home & Garden > Kitchen & Dining"], Role.REFERENCE),
        ("Product Tax Class", ["Default Tax Class"], Role.REFERENCE),
        ("additional_attributes", ["activity=Gym|Hiking,color=Blue"], Role.REFERENCE),
        ("Feature(Name:Value:Position)", ["Composition:Cotton:1"], Role.REFERENCE),
        ("Image Alt Text", ["Blue bag on a chair"], Role.TEXT),
        ("base_image_label", ["Blue bag"], Role.TEXT),
        ("profile", ["Slim and light at the wrist"], Role.TEXT),
        ("Name *", ["Mug with a handle"], Role.TEXT),
        ("Variant ID [Non Editable]", ["a1"], Role.CODE),
        ("productOptionName1", ["Colour"], Role.CHOICE),
        ("Wholesale price", ["10"], Role.COST),
        ("Angebotspreis", ["10"], Role.SALE),
        ("price", ["19.99", "Call for price", "10-20"], Role.PRICE),
        ("shipping", ["US::Standard:4.99 USD"], Role.SHIPPING),
        ("price note", ["From $5 the piece"], Role.TEXT),
    ],
)
def test_roles_of_unknown_columns_come_from_header_and_content(
    write: Callable[[str, str | bytes], Path], header: str, values: list[str], role: Role
) -> None:
    """What no header explains is kept, not guessed."""
    rows = "".join(f'{n},"{v}"\n' for n, v in enumerate(values))
    layout = detect_layout(open_catalog(write("a.csv", f"sku,{header}\n{rows}"))).main
    assert layout.columns[1].role is role
    assert layout.columns[1].why


AMAZON = (
    "TemplateType=fptcustom\tVersion=2024\tThe top 3 rows are for Amazon.com use only.\t\t\n"
    "Seller SKU\tItem Name\tBrand Name\tColor\tYour Price\n"
    "item_sku\titem_name\tbrand_name\tcolor_name\tstandard_price\n"
    "A-1\tWooden cutting board\tACME\tBrown\tabout ten\n"
)
EBAY = (
    "#INFO,Version=0.0.2,Template= eBay-draft,,\n#INFO Action and Category ID are required.,,,,\n"
    "Action(SiteID=US),Custom label (SKU),Category ID,Title,Price\nDraft,E-1,177,Brass lamp with shade,49.95\n"
)
MERGED = "Acme wholesale catalog,,,,\nProduct data,,,Prices,\nsku,name,colour,price,rrp\nA,Oak chair,Brown,9,10\n"


@pytest.mark.parametrize(
    ("name", "content", "header_row"), [("a.txt", AMAZON, 3), ("a.csv", EBAY, 3), ("a.csv", MERGED, 3)]
)
def test_rows_above_the_header_are_not_the_header(
    write: Callable[[str, str | bytes], Path], name: str, content: str, header_row: int
) -> None:
    """Settings, notes, merged headings and labels over technical names are carried over, not read as products."""
    rows = listings(write(name, content))
    assert [row.row for row in rows] == [header_row + 1]
    assert {field.role for field in rows[0].fields.values()} >= {Role.CODE, Role.TEXT}


def test_a_workbooks_product_sheets_are_all_read(tmp_path: Path) -> None:
    """Neither a read-me in front of them nor a list of colours behind them is taken for products."""
    import openpyxl

    book = openpyxl.Workbook()
    tables: dict[str, list[list[str | int]]] = {
        "Read me": [["Column", "What to write"], ["Title", "A short name for the product"]],
        "Shoes": [["SKU", "Title", "Price"], ["S-1", "Brown boot", 9]],
        "Shirts": [["SKU", "Title", "Price"], ["T-1", "Blue shirt", 8]],
        "Colours": [["Color", "Code"], ["Red", "R"]],
    }
    book.remove(book.worksheets[0])
    for name, rows in tables.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(tmp_path / "a.xlsx")
    found = detect_layout(open_catalog(tmp_path / "a.xlsx"))
    assert [layout.table for layout in found.layouts] == ["Shoes", "Shirts"]
    assert found.others == ("Read me", "Colours")


def test_an_options_name_labels_its_value_in_an_inferred_table(write: Callable[[str, str | bytes], Path]) -> None:
    """``Option Name 1`` = Size makes a size of ``Option Value 1``."""
    row = listings(write("a.csv", "sku,title,Option Name 1,Option Value 1\nA,Brown boot,Size,9\n"))[0]
    assert row.fields["option_value_1"].label == "Size"
    assert row.fields["option_value_1"].role is Role.SIZE


def test_names_in_json_are_read_by_their_last_part(write: Callable[[str, str | bytes], Path]) -> None:
    """``/attributes/dims/unit`` is no attribute to translate."""
    row = listings(write("a.jsonl", '{"sku":"A","attributes":{"color":"Red","dims":{"h":4.5,"unit":"in"}}}\n'))[0]
    roles = {path: field.role for path, field in row.fields.items()}
    assert roles["attributes/color"] is Role.CHOICE
    assert Role.CHOICE not in {roles["attributes/dims/h"], roles["attributes/dims/unit"]}


def test_half_a_character_is_kept_and_said(write: Callable[[str, str | bytes], Path]) -> None:
    """A lone surrogate in JSON is no text for any stage."""
    row = listings(write("a.jsonl", '{"sku":"A","title":"Mug \\ud83d"}\n{"sku":"B","title":"Cup"}\n'))[0]
    assert row.fields["title"].role is Role.REFERENCE
    assert [(f.code, f.place, f.value) for f in row.findings] == [("character-broken", "line 1 /title", "Mug ?")]


@pytest.mark.parametrize("value", ["N/A", "NULL", "#REF!", "TRUE", '=HYPERLINK("https://x.y","Mug")', "=A1&B1"])
def test_what_is_no_text_is_kept_in_a_text_column(write: Callable[[str, str | bytes], Path], value: str) -> None:
    """Marks of nothing and formulas are not translated; a formula is said."""
    quoted = value.replace('"', '""')
    row = listings(write("a.csv", f'sku,title,description\nA,"{quoted}",A mug with a handle\nB,Blue mug,A mug\n'))[0]
    assert row.fields["title"].role is Role.REFERENCE
    assert [f.code for f in row.findings] == (["formula-kept"] if value.startswith("=") else [])


def test_a_price_that_is_no_value_is_not_overlooked(write: Callable[[str, str | bytes], Path]) -> None:
    """``N/A`` among prices stays a price, so that it is said."""
    rows = listings(write("a.csv", "sku,title,price\nA,Blue mug,9.00\nB,Red mug,N/A\n"))
    assert rows[1].fields["price"].role is Role.PRICE


def _with_drop_down(path: Path) -> Path:
    import openpyxl
    from openpyxl.worksheet.datavalidation import DataValidation

    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in (["SKU", "Title", "Color"], ["A", "Blue mug", "Blue"], ["B", "Red mug", "Red"]):
        sheet.append(row)
    validation = DataValidation(type="list", formula1='"Red,Blue"')
    validation.add("C2:C99")
    sheet.add_data_validation(validation)
    book.save(path)
    return path


def test_a_drop_down_is_a_closed_list(tmp_path: Path) -> None:
    """Its column is kept and told once; the seller's own role for it wins."""
    path = _with_drop_down(tmp_path / "a.xlsx")
    rows = listings(path)
    assert [row.fields["color"].role for row in rows] == [Role.REFERENCE] * 2
    assert [[f.code for f in row.findings] for row in rows] == [["drop-down-kept"], []]
    assert detect_layout(open_catalog(path), columns={"Color": "choice"}).main.columns[2].role is Role.CHOICE


def test_an_identifier_that_rows_share_groups_them(write: Callable[[str, str | bytes], Path]) -> None:
    """Wix names a product in each of its variants' rows; that is no repeated key."""
    rows = listings(
        write(
            "a.csv",
            "handleId,fieldType,name,sku\np1,Product,Blue shirt,\np1,Variant,,S-1\np1,Variant,,S-2\n"
            "p2,Product,Red shirt,S-3\n",
        )
    )
    assert [row.key for row in rows] == ["p1", "p1/S-1", "p1/S-2", "p2/S-3"]
    assert [row.group.title for row in rows] == ["Blue shirt"] * 3 + ["Red shirt"]
    assert [row.findings for row in rows] == [()] * 4


def test_findings_about_keys_say_where(write: Callable[[str, str | bytes], Path]) -> None:
    """A missing or repeated key has a place and the key that the listing goes by."""
    rows = listings(write("a.csv", "title,sku\nRed shoe,A\nBlue shoe,A\nGreen shoe,\n"))
    assert [(f.place, f.listing == row.key) for row in rows for f in row.findings] == [("B3", True), ("B4", True)]


def test_a_currency_in_a_header_belongs_to_its_values(write: Callable[[str, str | bytes], Path]) -> None:
    """``Price (EUR)`` says what the numbers are."""
    layout = detect_layout(open_catalog(write("a.csv", "sku,Price (EUR)\nA,1.00\n"))).main
    assert layout.columns[1].currency == "EUR"


def test_a_weight_and_its_unit_are_a_pair(write: Callable[[str, str | bytes], Path]) -> None:
    """The unit column is the quantity's sibling."""
    row = listings(write("a.csv", "sku,weight,weight unit\nA,2.4,lb\n"))[0]
    assert (row.fields["weight"].unit, row.fields["weight"].unit_path) == ("lb", "weight_unit")


def test_the_seller_may_say_what_a_column_is(write: Callable[[str, str | bytes], Path]) -> None:
    """A correction wins over every inference."""
    source = open_catalog(write("a.csv", "sku,flag7\nA,soft\n"))
    assert detect_layout(source, columns={"flag7": "choice"}).main.columns[1].role is Role.CHOICE


def test_a_column_that_is_not_there_gets_a_suggestion(write: Callable[[str, str | bytes], Path]) -> None:
    """A mistyped column is named with the one that was meant."""
    source = open_catalog(write("a.csv", "sku,colour\nA,soft\n"))
    with pytest.raises(UsageError, match="Did you mean 'colour'"):
        detect_layout(source, columns={"color": "choice"})


def test_an_unknown_marketplace_gets_a_suggestion(write: Callable[[str, str | bytes], Path]) -> None:
    """Names that a person types are helped with."""
    with pytest.raises(UsageError, match="Did you mean 'shopify'"):
        detect_layout(open_catalog(write("a.csv", SHOPIFY)), "shopfy")


def test_a_file_without_a_table_is_refused(write: Callable[[str, str | bytes], Path]) -> None:
    """A single line of prose has no columns."""
    with pytest.raises(CatalogError):
        detect_layout(open_catalog(write("a.csv", "just a note\n")))


def test_only_changed_cells_are_written_back(write: Callable[[str, str | bytes], Path]) -> None:
    """A patch names the cells whose value changed, and no other."""
    path = write("a.csv", SHOPIFY)
    layout = detect_layout(open_catalog(path)).main
    draft = Draft.of(listings(path)[0])
    draft.set("title", "Bota", "translate", "test")
    assert row_patch(layout, draft) == {1: "Bota"}


def test_every_shipped_layout_names_its_source() -> None:
    """Facts have sources."""
    assert all(spec.source and spec.upload for spec in layout_specs())
