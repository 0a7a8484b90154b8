"""Headers of sellers' own spreadsheets, in the languages that sellers write: what role each has."""

from __future__ import annotations

import tomllib
from pathlib import Path
from unicodedata import combining, normalize

import pytest

from localize.layouts.inference import infer_layout
from localize.layouts.watched import column_findings
from localize.listing import Role

WORDS, NUMBERS, AMOUNTS, SHORT = ("A warm coat for cold days",), ("12.5", "3"), ("19.99", "5.00"), ("Red", "Blue")

HEADERS = {
    Role.CODE: (
        NUMBERS,
        (
            "Item # | Item No. | SKU | Part Number | UPC | Qty | In stock since | Art.-Nr. | Artikelnummer | Bestellnr."
            " | EAN-Code | Lagerbestand | Menge | Réf. | Référence produit | Code-barres | Quantité | Référence | Código"
            " | Código de barras | Cód. | Stock | Codice articolo | Codice a barre | Giacenza"
            " | Estoque | Quantidade | Referência | Artikelnr"
            " | Voorraad | Ilość | Kod produktu | Data di creazione"
        ),
    ),
    Role.TEXT: (
        WORDS,
        (
            "Product Name | Long Description | Title | Bezeichnung | Artikelbezeichnung | Produktname | Artikelname | Beschreibung"
            " | Kurzbeschreibung | Titel | Titre | Désignation | Libellé | Nom du produit | Description | Caractéristiques"
            " | Nombre | Nombre del producto | Descripción | Detalles | Título | Nome | Nome do produto | Descrição | Titolo"
            " | Descrizione | Omschrijving | Naam | Nazwa | Opis | Namn | Beskrivning | Technical Data Notes"
        ),
    ),
    Role.PRICE: (
        AMOUNTS,
        (
            "Price | Unit Price (USD) | Preis | Verkaufspreis | Preis (EUR) | Prix | Prix TTC | Prix de vente | Precio | PVP (EUR)"
            " | Precio de venta | pvp c/iva | Preço c/ IVA | P.V. TTC | VK brutto €"
            " | Endkunden Netto | Händler Brutto"
            " | Prezzo | Prezzo di vendita | Preço | Preço de venda | Prijs | Cena | Pris"
        ),
    ),
    Role.COMPARE_AT: (
        AMOUNTS,
        "MSRP | UVP | Streichpreis | Prix barré | Precio anterior | Prezzo di listino | Preço original",
    ),
    Role.SALE: (
        AMOUNTS,
        (
            "precio rebajas | Sale Price | Sonderpreis | AktionNetto | Prix promo | Precio de oferta"
            " | Prezzo scontato | Preço promocional | Cena promocyjna"
        ),
    ),
    Role.COST: (
        AMOUNTS,
        "Cost | Einkaufspreis | EK netto | Prix d'achat | Precio de coste | Prezzo d'acquisto | Preço de custo",
    ),
    Role.SHIPPING: (
        AMOUNTS,
        (
            "Shipping cost | Versandkosten | Frais de port | Discount amount | Rabattbetrag | Montant de la remise | Ecotax"
            " | Éco-participation TTC | Deposit | Pfand | Anzahlung | Acompte | Fianza | Cauzione | Installments amount"
            " | Gift wrapping fee | Montagekosten"
        ),
    ),
    Role.QUANTITY: (
        NUMBERS,
        (
            "Weight | Wt. (lb) | Height (in) | Net Weight (g) | Gewicht (kg) | Länge (cm) | Breite | Höhe (mm) | Tiefe"
            " | Inhalt (ml) | Poids (kg) | Longueur (cm) | Hauteur | Largeur | Contenance (ml) | Peso (kg) | Altura (cm)"
            " | Ancho | Largo (cm) | Gew. (g) | peso aprox. | alto x ancho | Dim. (L x l x H)"
            " | Profundidad | Larghezza | Altezza (cm) | Lunghezza | Largura (cm) | Comprimento | Profundidade | Capacidade (l)"
            " | Breedte (cm) | Hoogte | Waga (kg) | Szerokość | Vikt (kg) | Höjd | Size / Dimensions"
        ),
    ),
    Role.SIZE: (
        SHORT,
        (
            "Size | Shoe Size | Größe | Schuhgröße | Taille | Pointure | Talla | Taglia | Tamanho | Tam. | Numeração | Maat"
            " | Rozmiar | Storlek | Gr. | Tg."
        ),
    ),
    Role.CHOICE: (
        SHORT,
        (
            "Colour | Color | Material | Farbe | Stoff | Muster | Couleur | Matière | Motif | Estampado | Colore | Materiale"
            " | Coloris | Farbausführung | composición | Matéria-prima | Tessuto | Cor | Tecido | Estampa | Kleur | Kolor | Färg"
        ),
    ),
    Role.REFERENCE: (
        SHORT,
        (
            "Brand | Category | Condition | Marke | Hersteller | Kategorie | Zustand | Marque | Catégorie | État | Marca"
            " | Categoría | Estado | Produttore | Categoria | Condizione | Condição | Merk | Producent | Varumärke"
        ),
    ),
    Role.KEYWORDS: (SHORT, "Keywords | Suchbegriffe | Mots-clés | Palabras clave | Parole chiave | Palavras-chave"),
    Role.CURRENCY: (("EUR",), "Currency | Währung | Devise | Moneda | Valuta | Moeda"),
}


@pytest.mark.parametrize(
    ("header", "role", "values"),
    [(header.strip(), role, values) for role, (values, headers) in HEADERS.items() for header in headers.split("|")],
)
def test_a_header_says_what_its_column_is(header: str, role: Role, values: tuple[str, ...]) -> None:
    """In capitals, in small letters, as typed and without accents; what the cells hold does not contradict it."""
    bare = "".join(letter for letter in normalize("NFD", header) if not combining(letter))
    for spelling in (header, header.upper(), header.lower(), bare):
        (column,) = infer_layout("", 1, [spelling], [[value] for value in values]).columns
        assert column.role is role, f"{spelling}: {column.why}"


EXPORTED = tomllib.loads(Path(__file__).with_name("exported_headers.toml").read_text(encoding="utf-8"))["columns"]


@pytest.mark.parametrize(
    ("header", "role", "values"),
    [(header, columns["role"], columns["values"]) for columns in EXPORTED for header in columns["headers"]],
)
def test_headers_that_shop_systems_and_erps_export_are_known(header: str, role: str, values: list[str]) -> None:
    """Nobody is asked what they are."""
    (column,) = infer_layout("", 1, [header], [[value] for value in values]).columns
    assert column.role in ({Role.CODE, Role.REFERENCE} if role == "kept" else {role}), column.why
    assert column.sure or all(value in {"0", "1", "TRUE", "FALSE"} for value in values)


@pytest.mark.parametrize(
    ("header", "unit"),
    [
        ("Altezza cm", "cm"),
        ("Heel height in", "in"),
        ("Höhe in mm", "mm"),
        ("Made in", ""),
        ("Size L", ""),
        ("Log in", ""),
    ],
)
def test_a_bare_unit_behind_a_measure_is_read(header: str, unit: str) -> None:
    """``L`` behind a size is no litre, and ``in`` behind a verb no inch."""
    (column,) = infer_layout("", 1, [header], [["12.5"], ["3"]]).columns
    assert column.unit == unit


@pytest.mark.parametrize("header", ["Desc", "Desc.", "Description", "Discounted product description"])
def test_a_description_is_no_discount(header: str) -> None:
    """``Desc.`` is short for both; only with a percent sign is it a discount."""
    (column,) = infer_layout("", 1, [header], [[text] for text in WORDS]).columns
    assert column.role is Role.TEXT


@pytest.mark.parametrize("header", ["Cup size", "Top colour", "ALL SIZES", "Gel colour", "Pen type"])
def test_an_ordinary_word_is_no_currency(header: str) -> None:
    """``CUP``, ``TOP`` and ``ALL`` are currencies only beside a word for money."""
    (column,) = infer_layout("", 1, [header], [["Red"]]).columns
    assert column.currency == ""


@pytest.mark.parametrize(("header", "currency"), [("Price USD", "USD"), ("price_eur", "EUR"), ("Preis (CHF)", "CHF")])
def test_a_currency_beside_a_price_is_read(header: str, currency: str) -> None:
    """As a word, a part of a name, or in brackets."""
    (column,) = infer_layout("", 1, [header], [["19.99"]]).columns
    assert (column.role, column.currency) == (Role.PRICE, currency)


@pytest.mark.parametrize(
    ("header", "fact"),
    [
        ("Título", "title"),
        ("Titulo", "title"),
        ("Artikelbezeichnung", "title"),
        ("Nome do produto", "title"),
        ("Désignation", "title"),
        ("Marca", "brand"),
        ("Warengruppe", "category"),
        ("Catégorie", "category"),
        ("Género", "gender"),
        ("Geschlecht", "gender"),
        ("Faixa etária", "age_group"),
    ],
)
def test_a_header_says_where_a_product_tells_what_it_is(header: str, fact: str) -> None:
    """Kinds of sizes and of things are known in every source language, with and without accents."""
    layout = infer_layout("", 1, ["SKU", header], [["A-1", "Vestido midi feminino"]])
    assert layout.nature[fact] == (layout.columns[1].path,)


@pytest.mark.parametrize("header", ["Product", "Item", "ARTIKEL", "Produkt", "Artículo", "Prodotto"])
def test_a_price_list_s_product_is_its_name_or_its_number(header: str) -> None:
    """Under one word some write what it is, others its code: the cells tell which."""
    names = ["Wool throw blanket", "Stoneware mug", "Cast iron skillet", "Kettle"]
    codes = ["ST-MUG 4", "HP-01", "KETTLE 2", "WB 90"]
    (named,), (coded,) = (infer_layout("", 1, [header], [[cell] for cell in cells]).columns for cells in (names, codes))
    assert (named.role, named.sure) == (Role.TEXT, True)
    assert coded.role is not Role.TEXT


def test_words_that_nothing_explains_are_asked_about() -> None:
    """Short phrases under an unknown header stay, and a person is told; short values without words are not asked about."""
    rows = [["Sold in pairs", "A-1"], ["Sold singly", "B 2"], ["By the dozen", "X"]]
    layout = infer_layout("", 1, ["Vs", "Zz"], rows)
    assert [column.role for column in layout.columns] == [Role.REFERENCE, Role.REFERENCE]
    places = type("Places", (), {"place": lambda *_: "A1"})()
    found = [finding.message for finding in column_findings(layout, places, "key")]
    assert found == ["Nothing says what the words of the column “Vs” are: they are kept as they are."]


@pytest.mark.parametrize(
    "header",
    [
        "Item no.",
        "Item #",
        "Art.-Nr.",
        "Artikel-Nr.",
        "Best.-Nr.",
        "Réf.",
        "Référence",
        "Código",
        "Codigo",
        "Style No.",
        "SKU Code",
    ],
)
def test_a_listing_is_known_by_its_number(header: str) -> None:
    """However the column is called, its numbers name the listings in reports, corrections and pins."""
    rows = [["HP-01", "Soft throw for cold evenings"], ["HP-02", "Mug made for strong tea"]]
    assert infer_layout("", 1, [header, "Title"], rows).keys == (
        (infer_layout("", 1, [header], rows).columns[0].path,),
    )


@pytest.mark.parametrize(
    "header",
    [
        "Currency",
        "currency_id",
        "priceCurrency",
        "Currency ISO",
        "Preis-Währung",
        "Code devise",
        "código de moneda",
        "Moeda ID",
    ],
)
def test_a_column_that_names_a_currency_says_what_amounts_are_in(header: str) -> None:
    """An id of a currency is no code of the product: pesos were read as the currency of --from."""
    (column,) = infer_layout("", 1, [header], [["ARS"], ["ARS"]]).columns
    assert column.role is Role.CURRENCY
    (amounts,) = infer_layout("", 1, [header], [["1"], ["0"]]).columns
    assert amounts.role is not Role.CURRENCY


def test_a_column_of_nothing_but_codes_of_currencies_says_what_amounts_are_in() -> None:
    """Whatever its header is; one other value, and it is kept."""
    (codes,) = infer_layout("", 1, ["ccy"], [["EUR"], ["USD"]]).columns
    (words,) = infer_layout("", 1, ["ccy"], [["EUR"], ["TOP"]]).columns
    assert (codes.role, words.role) == (Role.CURRENCY, Role.REFERENCE)


@pytest.mark.parametrize(
    "header", ["Hersteller / Markenname", "Herstellername", "Nom de marque", "Nome do fabricante", "Merknaam"]
)
def test_the_name_of_a_brand_is_no_text(header: str) -> None:
    """Its last word is a name's, and it was translated (idealo's feed)."""
    (column,) = infer_layout("", 1, [header], [["Kranich & Sohn"], ["Blaue Welle"]]).columns
    assert column.role is Role.REFERENCE


def test_costs_of_one_carrier_are_shipping() -> None:
    """Amounts that stayed as they were in a file of another currency."""
    (column,) = infer_layout("", 1, ["Versandkosten DHL"], [["4,90"], ["0,00"]]).columns
    assert column.role is Role.SHIPPING


@pytest.mark.parametrize(
    ("header", "role"),
    [
        ("/brand/name", Role.REFERENCE),
        ("/categories/0/name", Role.REFERENCE),
        ("producer/@name", Role.REFERENCE),
        ("/tax_class/name", Role.REFERENCE),
        ("/collection/title", Role.REFERENCE),
        ("sizes/size/@name", Role.SIZE),
        ("/attributes/0/name", Role.TEXT),
        ("/images/0/name", Role.TEXT),
        ("/category/description", Role.TEXT),
    ],
)
def test_what_a_name_is_the_name_of_says_what_it_is(header: str, role: Role) -> None:
    """The name of a brand in a file of trees is no text, whatever its words mean."""
    (column,) = infer_layout("", 1, [header], [["Silver Oak and Sons"], ["Blue Hill of the North"]]).columns
    assert column.role is role


ODOO = ["uom_id", "categ_id", "name", "list_price", "standard_price", "default_code"]


def test_odoo_calls_the_price_list_price_and_the_cost_standard_price() -> None:
    """Beside its own columns; elsewhere a list price is one that is struck out."""
    rows = [["1", "2", "Linen scarf", "19.99", "8.00", "LS-1"], ["1", "2", "Wool scarf", "29.99", "9.00", "WS-1"]]
    roles = [column.role for column in infer_layout("", 1, ODOO, rows).columns]
    assert roles[3:5] == [Role.PRICE, Role.COST]
    amazon = infer_layout("", 1, ["sku", *ODOO[2:5]], [["LS-1", *rows[0][2:5]]]).columns
    assert [column.role for column in amazon][2:] == [Role.COMPARE_AT, Role.PRICE]


def test_the_number_of_a_category_or_a_unit_names_no_listing() -> None:
    """Many products share it: it was their key, and made them variants of one."""
    rows = [["1", "2", "Linen scarf", "19.99", "8.00", "LS-1"], ["1", "2", "Wool scarf", "29.99", "9.00", "WS-1"]]
    layout = infer_layout("", 1, ODOO, rows * 3)
    assert (layout.keys, layout.groups) == ((("default_code",),), ())


def test_the_value_of_a_variant_is_no_amount_and_its_name_says_what_it_is() -> None:
    """Tiendanube and Nuvemshop: “valor” was a price, and a size 38 became two dollars."""
    for words in (("Nombre de propiedad", "Valor de propiedad"), ("Nome da variação", "Valor da variação")):
        header = ["Identificador de URL", f"{words[0]} 1", f"{words[1]} 1", f"{words[0]} 2", f"{words[1]} 2", "SKU"]
        rows = [["clog", "Talle", "38", "Color", "Rojo", "C-1"], ["clog", "Talle", "39", "Color", "Azul", "C-2"]]
        layout = infer_layout("", 1, header, rows)
        assert [column.role for column in layout.columns[1:5]] == [Role.CHOICE] * 4
        names = [layout.columns[at].path for at in (1, 3)]
        assert [layout.columns[at].label for at in (2, 4)] == names
        assert layout.groups == (layout.columns[0].path,)


@pytest.mark.parametrize(
    ("header", "role"),
    [
        ("formerPrice", Role.COMPARE_AT),
        ("MRP", Role.COMPARE_AT),
        ("Symbol", Role.CODE),
        ("UGS", Role.CODE),
        ("original_price", Role.COMPARE_AT),
        ("paymentCosts_credit_card", Role.SHIPPING),
        ("twoManHandlingFee", Role.SHIPPING),
        ("disposalFee", Role.SHIPPING),
        ("eans", Role.CODE),
    ],
)
def test_columns_of_price_comparisons_are_known(header: str, role: Role) -> None:
    """Idealo's feed: amounts that stayed in the source's currency, and a former price that was one to pay."""
    (column,) = infer_layout("", 1, [header], [["49.90"], ["5.00"]]).columns
    assert column.role is role


@pytest.mark.parametrize("header", ["CATEGORYTEXT", "categoryPath", "Etiquetas"])
def test_a_category_s_path_is_no_text(header: str) -> None:
    """Heureka's feed: what a platform's own tree calls it must match there."""
    (column,) = infer_layout("", 1, [header], [["Home | Warm wool scarves for cold days"]]).columns
    assert column.role is Role.REFERENCE


def test_a_program_that_finds_its_columns_by_their_headers_gets_them_back() -> None:
    """Tiendanube's “Peso (kg)” would be a column of its own under another name; in a table of nobody's it is free."""
    header = ["Identificador de URL", "Nombre", "Mostrar en tienda", "Título para SEO", "Peso (kg)", "Alto (cm)"]
    rows = [["clog", "Zueco de madera", "SI", "Zueco", "0.50", "12.00"]]
    assert [column.unit_rule for column in infer_layout("", 1, header, rows).columns][4:] == ["fixed", "fixed"]
    free = infer_layout("", 1, ["Nombre", "Peso (kg)"], [["Zueco de madera", "0.50"]]).columns[1]
    assert free.unit_rule == ""


@pytest.mark.parametrize(
    "header", ["Pasvorm", "Mouwlengte", "Kragenform", "Ärmellänge", "Encolure", "Cuello", "Chiusura", "Modelagem"]
)
def test_what_clothes_are_like_is_a_choice(header: str) -> None:
    """Such attributes stayed in their language."""
    (column,) = infer_layout("", 1, [header], [["Lange mouw"], ["Kent"]]).columns
    assert column.role is Role.CHOICE


@pytest.mark.parametrize(
    ("header", "role"),
    [
        ("Tarif régulier", Role.PRICE),
        ("Tarif HT", Role.PRICE),
        ("Tarifa 2", Role.PRICE),
        ("Tarif promo", Role.SALE),
        ("Tarif douanier", Role.CODE),
    ],
)
def test_a_tariff_is_a_price(header: str, role: Role) -> None:
    """WooCommerce's name of it in French; such amounts stayed in the source's currency, and nothing was said."""
    rows = [["12000 Fcfa"], ["15 000,00"]] if role.is_money else [["6109100010"], ["6109909000"]]
    (column,) = infer_layout("", 1, [header], rows).columns
    assert column.role is role


@pytest.mark.parametrize(
    "amount",
    [
        "149,00 zł",
        "1 299 kr",
        "kr 199",
        "499 Kč",
        "Rs. 1,299",
        "₹499",
        "CHF 19.90",
        "Fr. 19.90",
        "AED 20",
        "199:-",
        "99 lei",
        "4 990 Ft",
        "12000 FCFA",
    ],
)
def test_a_column_of_amounts_in_any_currency_is_one_of_money(amount: str) -> None:
    """Prices beside zł, kr or ₹ stayed in the source's currency, and nothing was said."""
    (column,) = infer_layout("", 1, ["Price"], [[amount], [amount]]).columns
    assert column.role is Role.PRICE


@pytest.mark.parametrize("value", ["220 V", "2 pcs", "A12", "5 kg", "3 x 4", "free"])
def test_a_measure_is_no_amount_of_money(value: str) -> None:
    """Portuguese and Spanish “valor” heads columns of values, too."""
    (column,) = infer_layout("", 1, ["Valor"], [[value], [value]]).columns
    assert not column.role.is_money
