"""What real exports hold that samples did not: each case is a small piece of a file as platforms and sellers write it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

import localize
from localize.formats import open_catalog
from localize.layouts.detection import detect_layout
from localize.listing import Role
from localize.settings import Settings
from localize.tasks.catalog import Catalog

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from localize.layouts.binding import BoundLayout

    Write = Callable[[str, str | bytes], Path]

EBAY = (
    "*Action(SiteID=US|Country=US|Currency=USD|Version=1193|CC=UTF-8),CustomLabel,*Title,C:Brand,C:Inside Leg,C:MPN,"
    "Relationship,RelationshipDetails,*StartPrice,*Quantity\n"
    "Add,J1,Blue jeans,Unbranded,32,Does Not Apply,,Waist Size=30;32|Color=Blue,,\n"
    ",J1-30,,,,,Variation,Waist Size=30|Color=Blue,49.95,5\n"
)


def bound(path: Path) -> BoundLayout:
    """The file's layout."""
    return detect_layout(open_catalog(path)).main


def roles(path: Path) -> dict[str, Role]:
    """Role by header."""
    return {column.header: column.role for column in bound(path).columns}


def localized(path: Path, out: Path, source: str, market: str) -> Path:
    """The file after a run without an engine."""
    settings = Settings(source_locale=source, engine="none")
    localize.run([path], to=[market], out=out, settings=settings, as_of=date(2026, 9, 1))
    return out / f"{path.stem}.{market}{path.suffix}"


def test_the_currency_of_ebay_s_first_header_is_that_of_its_prices(write: Write) -> None:
    """Nothing is assumed where the file says it, and it is right whatever --from says."""
    assert [c.currency for c in bound(write("a.csv", EBAY)).columns if c.role.is_money] == ["USD"]


def test_item_specifics_are_called_as_the_target_s_site_calls_them(write: Write, tmp_path: Path) -> None:
    """In headers, in variations, and where a product has no brand or number."""
    text = localized(write("a.csv", EBAY), tmp_path, "en-US", "de-DE").read_text(encoding="utf-8")
    header, parent, variant = text.splitlines()
    assert "C:Marke,C:Innenbeinlänge,C:Herstellernummer" in header
    assert "Markenlos,32,Nicht zutreffend" in parent
    assert "Bundweite=30|Farbe=Blau" in variant


@pytest.mark.parametrize(
    ("header", "row", "role"),
    [
        ("assembled product length,assembled product length unit", "72,in", [Role.QUANTITY, Role.UNIT]),
        ("gewicht,gewichtseinheit", "2,kg", [Role.QUANTITY, Role.UNIT]),
        ("grams,weight unit", "900,lb", [Role.CODE, Role.REFERENCE]),
    ],
)
def test_a_unit_changes_only_with_its_numbers(write: Write, header: str, row: str, role: list[Role]) -> None:
    """Numbers that only their unit's column explains are a measure; a unit without numbers is kept."""
    found = bound(write("a.csv", f"sku,title,{header}\nA,Oak table,{row}\nB,Oak chair,{row}\n"))
    assert [column.role for column in found.columns[2:]] == role


@pytest.mark.parametrize(
    "header", ["Show price (0 = No, 1 = Yes)", "Active (0/1)", "Afficher le prix (0 = non, 1 = oui)"]
)
def test_a_switch_is_no_amount(write: Write, header: str) -> None:
    """PrestaShop's 1 for yes was taken for a price."""
    assert roles(write("a.csv", f'sku,title,"{header}"\nA,Oak table,1\n'))[header] is Role.REFERENCE


def test_what_stands_on_a_product_s_first_row_only_is_no_key(write: Write) -> None:
    """Squarespace's rows of variants have no product number, but one of their own."""
    layout = bound(write("a.csv", "Product ID,Variant ID,Title,SKU\np1,v1,Linen napkins,A\n,v2,,B\n,v3,,C\n"))
    assert layout.keys == (("variant_id",),)


@pytest.mark.parametrize(
    ("cell", "role", "values"),
    [
        ("gid://shopify/Metaobject/123", Role.REFERENCE, 1),
        ('["Soft linen for warm days","Buttons made of coconut"]', Role.TEXT, 2),
        ('["gid://shopify/Product/1"]', Role.REFERENCE, 1),
    ],
)
def test_addresses_and_lists_in_metafields(write: Write, cell: str, role: Role, values: int) -> None:
    """An address is no phrase; phrases of a list are texts of their own."""
    quoted = cell.replace('"', '""')
    path = write(
        "a.csv",
        "Handle,Title,Body (HTML),Vendor,Option1 Name,Option1 Value,Variant SKU,Variant Price,"
        f'More (product.metafields.custom.more)\na,Shirt,<p>Soft</p>,Acme,Size,M,S1,9.50,"{quoted}"\n',
    )
    column = bound(path).columns[-1]
    assert (column.role, len(column.codec.get(cell))) == (role, values)


def test_a_variant_s_options_are_no_name(write: Write) -> None:
    """BigCommerce writes them in the column of names, for a program to read."""
    catalog = Catalog.open(
        write("a.csv", 'sku,product name\nA,Tote bag\nA-B,"[CS]Color=Brown:#8b4513,[RT]Size=L"\n'), Settings()
    )
    kept = [listing.fields["product_name"].role for listing in catalog.listings(catalog.detection.main)]
    assert kept == [Role.TEXT, Role.REFERENCE]


def test_values_of_a_linked_option_are_references(write: Write) -> None:
    """Shopify's exports say in a product's first row that its option's values are handles of entries; its own words are text."""
    catalog = Catalog.open(
        write(
            "store.csv",
            "Handle,Title,Option1 Name,Option1 Value,Option1 Linked To,Option2 Name,Option2 Value,Variant SKU,Variant Price\n"
            "bar,Riser Bar,Color,black,product.metafields.shopify.color-pattern,Finish,Matte,B-1,59\n"
            "bar,,,silver,,,Polished,B-2,59\n"
            "rack,Front Rack,Color,Silver,,,,R-1,79\n",
        ),
        Settings(),
    )
    first, second, other = catalog.listings(catalog.detection.main)
    assert [x.fields["option1/value"].role for x in (first, second, other)] == [
        Role.REFERENCE,
        Role.REFERENCE,
        Role.CHOICE,
    ]
    assert first.fields["option1/name"].role is first.fields["option2/value"].role is Role.CHOICE


def test_labels_and_help_under_a_template_s_names_are_no_listings(write: Write) -> None:
    """TikTok Shop's template has rows for them; a number in the help is no price."""
    path = write(
        "a.csv",
        "category,product_name,product_description,seller_sku,price,quantity\nV3,,,,,\n"
        "Category,Product name,Product description,Seller SKU,Retail price,Quantity\n"
        "Mandatory,Mandatory,Mandatory,Optional,Mandatory,Mandatory\n"
        "Choose one.,1-255 characters.,At most 10000 characters.,At most 50 characters.,A number of at most 9 digits.,A number.\n"
        "Tops,Ribbed top,A soft top.,CT-1,14.99,5\n",
    )
    catalog = Catalog.open(path, Settings())
    assert [listing.key for listing in catalog.listings(catalog.detection.main)] == ["CT-1"]


def test_columns_of_a_category_are_read_by_their_headers(write: Write) -> None:
    """Kaufland's categories have attributes of their own; what no header explains is kept."""
    found = roles(
        write(
            "a.csv",
            "ean,title,description,category,picture,locale,Gewicht (kg),Muster,Lagerplatz\n"
            "4006381333931,Regenjacke,<p>Warm</p>,Jacken,https://b.example/1.jpg,de-DE,0.4,gestreift,R7\n",
        )
    )
    assert [found[h] for h in ("Gewicht (kg)", "Muster", "Lagerplatz")] == [Role.QUANTITY, Role.CHOICE, Role.REFERENCE]


def test_a_row_s_locale_is_rewritten(write: Write, tmp_path: Path) -> None:
    """Kaufland's files say the storefront in each row."""
    path = write(
        "a.csv",
        "ean,locale,title,description,category,picture\n4006381333931,de-DE,Lampe,Lampe,Lampen,https://b.example/1.jpg\n",
    )
    assert ",fr-FR," in localized(path, tmp_path, "de-DE", "fr-FR").read_text(encoding="utf-8")


def test_a_weight_that_is_shown_changes_with_its_unit(write: Write) -> None:
    """Matrixify writes the number in the unit beside it, not in grams."""
    layout = bound(
        write(
            "a.csv",
            "ID,Handle,Command,Title,Body HTML,Vendor,Option1 Name,Option1 Value,Variant SKU,Variant Weight,"
            "Variant Weight Unit,Variant Price,Variant Cost,Metafield: title_tag [string]\n"
            "1,loafer,MERGE,Loafers,<p>Soft</p>,Acme,Size,7,L7,1.9,lb,119,40,Suede loafers\n",
        )
    )
    weight = layout.column("weight")
    assert weight is not None
    assert (weight.role, weight.unit_path) == (Role.QUANTITY, "weight_unit")
    assert [c.role for c in layout.columns[-2:]] == [Role.COST, Role.TEXT]


def test_quantities_fit_an_encoding_without_their_blanks(write: Write, tmp_path: Path) -> None:
    """The final proof looks for what cp932 can hold; else every text with a measure would stay in Japanese."""
    header = "商品管理番号（商品URL）,商品名,PC用商品説明文,販売価格\n"
    path = write("a.csv", f"{header}mug,マグカップ,容量：350ml,\n".encode("cp932"))
    assert "11.8 fl oz" in localized(path, tmp_path, "ja-JP", "en-US").read_bytes().decode("cp932")


def test_parts_of_a_feed_s_elements(write: Write) -> None:
    """Facts in a product's details are texts, a payment plan's rate is money, shipping belongs to the market."""
    found = roles(
        write(
            "a.xml",
            '<rss version="2.0" xmlns:g="http://base.google.com/ns/1.0"><channel><item><g:id>1</g:id><title>Pajama</title>'
            "<link>https://x.example</link><g:price>9 USD</g:price><g:availability>in_stock</g:availability>"
            "<g:product_detail><g:attribute_name>Weight</g:attribute_name></g:product_detail>"
            "<g:installment><g:amount>3 USD</g:amount></g:installment>"
            "<g:shipping><g:price>5 USD</g:price></g:shipping></item></channel></rss>",
        )
    )
    assert found["g:product_detail/g:attribute_name"] is Role.TEXT
    assert found["g:installment/g:amount"] is Role.PRICE
    assert found["g:shipping/g:price"] is Role.REFERENCE


def test_walmart_s_labels_are_known_beside_its_names(write: Write) -> None:
    """A file with the labels that sellers see is the same file."""
    layout = bound(
        write(
            "a.csv",
            "SKU,Product ID Type,Product ID,Product Name,Brand Name,Selling Price,Site Description,Key Features (+)\n"
            "H1,GTIN,00036000291452,Fleece hoodie,Acme,39.97,Warm hoodie.,Soft inside\n",
        )
    )
    assert (layout.name, layout.column("key_features/1") is not None) == ("walmart-items", True)


@pytest.mark.parametrize(
    ("header", "name"),
    [
        (
            "ID,Typ,Artikelnummer,Name,Veröffentlicht,Regulärer Preis,Name des Attributs 1,Wert(e) des Attributs 1",
            "woo",
        ),
        ("ID,Type,UGS,Nom,Publié,Tarif régulier,Nom de l’attribut 1,Valeur(s) de l’attribut 1", "woo"),
        ("ID,Tipo,SKU,Nombre,Publicado,Precio normal,Nombre del atributo 1,Valor(es) del atributo 1", "woo"),
        ("ID,Tipo,SKU,Nome,Publicado,Preço,Nome do atributo 1,Valores do atributo 1", "woo"),
        ("ID,Tipo,SKU,Nome,Cor,Preço,Estoque,Tamanho", "generic"),
    ],
)
def test_woocommerce_s_headers_are_those_of_the_shop_s_language(write: Write, header: str, name: str) -> None:
    """What anybody's spreadsheet may say, too, is not enough."""
    layout = bound(write("a.csv", f'{header}\n1,simple,A,Mug,1,"9,50",S,"S, M"\n'))
    assert layout.name.startswith(name)
    assert name == "generic" or [c.role for c in layout.columns[-2:]] == [Role.CHOICE, Role.CHOICE]


def test_mercado_libre_s_spreadsheet_explains_itself(write: Write) -> None:
    """Instructions stand above its header and in it, and what is needed under it."""
    path = write(
        "a.csv",
        "Publica en Mercado Libre,,,,\nTítulo: incluye el producto y la marca,SKU,Precio,Moneda,Descripción\n"
        "Obligatorio,Opcional,Obligatorio,Obligatorio,Opcional\nTenis para correr,T1,1299,MXN,Tenis ligeros.\n",
    )
    catalog = Catalog.open(path, Settings())
    assert catalog.detection.main.name == "mercadolibre-items"
    assert [listing.key for listing in catalog.listings(catalog.detection.main)] == ["T1"]


def test_parts_of_an_amazon_attribute_are_words_for_buyers(write: Write) -> None:
    """What carries a language is localized at any depth of the attribute's path."""
    head = "[marketplace_id=ATVPDKIKX0DER]"
    english = "[language_tag=en_US]#1.value"
    names = f"contribution_sku#1.value,item_name{head}{english},neck{head}#1.neck_style{english}"
    layout = bound(write("a.csv", f"{names},product_type#1.value\nA,V-neck tee,V-Neck,SHIRT\n"))
    assert layout.columns[2].role is Role.CHOICE
