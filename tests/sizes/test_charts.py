"""Size charts in HTML: what is a chart, what of it changes, and what is kept whole."""

from __future__ import annotations

from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localize.context import Context
from localize.listing import Address, Draft, Field, Group, Listing, Role
from localize.market import load_market
from localize.settings import Settings, SizeSettings
from localize.sizes import convert_sizes, find_sizes
from localize.sizes.grids import grids_of
from localize.sizes.measures import converted_measures, measure_unit, with_unit
from localize.text.analysis import Analyse, documents_of
from localize.text.markup import Document
from localize.text.spans import gaps, settle

if TYPE_CHECKING:
    from collections.abc import Sequence


def table(*rows: Sequence[str], tag: str = "td") -> str:
    """A table of cells."""
    lines = ("".join(f"<{tag}>{cell}</{tag}>" for cell in row) for row in rows)
    return f"<table>{''.join(f'<tr>{line}</tr>' for line in lines)}</table>"


def localized(html: str, market: str, title: str, *, original: str = "auto") -> tuple[str, list[str]]:
    """The value after the stage, nothing translated, and the codes of its findings."""
    fields = {"body": Field("body", Role.HTML, html, Address("", 2, 1), "B2")}
    draft = Draft.of(Listing("g", MappingProxyType(fields), Group("g", title=title), 2, 2))
    settings = Settings(sizes=SizeSettings(original=original))
    context = Context("en-US", load_market(market), "shopify", settings, date(2026, 11, 21))
    (draft,) = Analyse((find_sizes,))([draft], context)
    for block in draft.texts.get("body", ()):
        block.spans = settle(block.spans)
    convert_sizes([draft], context)
    texts = {
        number: ["".join(p if isinstance(p, str) else p.rendered for p in gaps(block.text, block.spans))]
        for number, block in enumerate(draft.texts.get("body", ()))
    }
    document = documents_of(draft).get("body")
    plain = {n: t for n, t in texts.items() if document and not document.blocks[n].anchors}
    return (document.render(plain) if document else html), [finding.code for finding in draft.findings]


def test_letters_and_numbers_of_one_chart_are_both_converted() -> None:
    """A column of letters stays letters where the market has them; the numbers beside them change."""
    html = table(("Size", "US", "Bust (in)"), ("S", "4", "33"), ("M", "8", "36.5"))
    value, codes = localized(html, "de-DE", "Women's dress")
    assert value == table(("Size", "DE (US)", "Bust (cm)"), ("S", "34 (US 4)", "84"), ("M", "38 (US 8)", "92,5"))
    assert codes == []


def test_one_size_that_cannot_be_decided_keeps_the_chart() -> None:
    """No chart is half converted; the finding says why."""
    html = table(("US", "UK"), ("9", "8"), ("99", "98"))
    value, codes = localized(html, "de-DE", "Men's boots")
    assert (value, codes) == (html, ["size-chart-kept"])


@pytest.mark.parametrize(
    "html",
    [
        table(("US", "EU"), ("9", "42"), ("10", "43")),
        table(("US", "Price"), ("9", "two"), ("ten", "43")),
        table(("Colour", "Stock"), ("9", "8"), ("10", "9")),
        table(("US", "UK")),
        "<table><tr><td>US</td></tr><tr><td>9</td></tr></table>",
        "<table><tr><td colspan=2>US</td><td>UK</td></tr><tr><td>9</td><td>8</td></tr></table>",
        table(("US", "EU", "CM"), ("8", "41", "26"), ("9", "42", "27")),
        "<table><tr><td>US</td><td><table><tr><td>9</td></tr></table></td></tr><tr><td>9</td><td>8</td></tr></table>",
    ],
)
def test_what_is_no_chart_or_shows_the_markets_sizes_is_left(html: str) -> None:
    """Other tables, merged cells, tables in tables, and charts with a column of the market's own."""
    assert localized(html, "de-DE", "Men's boots") == (html, [])


def test_a_caption_row_is_left_out() -> None:
    """One cell above the header is a caption."""
    html = "<table><tr><th>Size guide</th></tr><tr><th>US</th><th>UK</th></tr><tr><td>9</td><td>8</td></tr></table>"
    value, _ = localized(html, "de-DE", "Men's boots")
    assert "<th>Size guide</th>" in value
    assert "<td>41,5 (US 9)</td><td>8</td>" in value


def test_a_chart_that_shows_centimetres_keeps_its_inches() -> None:
    """Both units are there: nothing is missing."""
    html = table(("Size", "Chest (in)", "Chest (cm)"), ("S", "36", "91"), ("M", "40", "102"))
    assert localized(html, "de-DE", "T-shirt") == (html, [])


def test_a_column_with_words_keeps_its_unit() -> None:
    """Header and numbers change together or not at all."""
    html = table(("Size", "Chest (in)"), ("S", "36"), ("M", "ask us"))
    assert localized(html, "de-DE", "T-shirt") == (html, [])


@pytest.mark.parametrize(
    ("header", "unit", "new"),
    [
        ("Bust (in)", "inch", "Bust (cm)"),
        ("Bust (inches)", "inch", "Bust (cm)"),
        ("Waist in.", "inch", "Waist cm"),
        ("Brustumfang (Zoll)", "inch", "Brustumfang (cm)"),
        ("Height, in", "inch", "Height, cm"),
        ("Made in", "inch", "Made cm"),
        ("Bust", "", "Bust"),
        ("In stock", "", "In stock"),
    ],
)
def test_a_header_names_its_unit_at_the_end(header: str, unit: str, new: str) -> None:
    """In brackets, behind a comma or as the last word; only columns of measures are ever asked."""
    assert (measure_unit(header), with_unit(header, "cm")) == (unit, new)


@pytest.mark.parametrize(
    ("cells", "unit", "expected"),
    [
        (["32", "34"], "cm", ["81", "86"]),
        (["33-34", "35–36"], "cm", ["84–86", "89–91"]),
        (["27 1/2", "28½", "29-1/4"], "cm", ["70", "72.5", "74.5"]),
        (["10.3", "10.4", "10.5"], "cm", ["26.2", "26.4", "26.7"]),
        (["10.3", "10.6"], "cm", ["26", "27"]),
        (["81", "86"], "inch", ["32", "34"]),
        (["32", ""], "cm", ["81", ""]),
        (["32", "n/a"], "cm", None),
        (["5'11", "6"], "cm", None),
    ],
)
def test_measures_are_as_fine_as_they_must_be(cells: list[str], unit: str, expected: list[str] | None) -> None:
    """Whole from whole, halves from decimals, finer only where different measures would become one."""
    assert converted_measures(cells, unit) == expected


def test_a_caption_names_the_unit_of_all_columns() -> None:
    """Numbers and caption change together."""
    html = (
        "<table><tr><th colspan=3>Measurements (inches)</th></tr>"
        + table(("Size", "Bust", "Waist"), ("S", "34", "26"))[7:]
    )
    value, codes = localized(html, "pt-BR", "Women's dress")
    assert value == html.replace("inches", "cm").replace(">34<", ">86<").replace(">26<", ">66<").replace(
        ">S<", ">P (S)<"
    )
    assert codes == []


def test_sizes_may_state_the_unit_of_their_row() -> None:
    """A large print service writes “S (inches)”: the measures beside it change with it, whether or not the size does."""
    html = table(("", "LENGTH"), ("S (inches)", "28"), ("M (inches)", "29"), ("2XL (inches)", "32"))
    text, findings = localized(html, "pt-BR", "Unisex T-Shirt")
    assert text == table(("", "LENGTH"), ("P (S) (cm)", "71"), ("M (cm)", "74"), ("XGG (2XL) (cm)", "81"))
    assert not findings
    text, _ = localized(html, "de-DE", "Unisex T-Shirt")
    assert text == table(("", "LENGTH"), ("S (cm)", "71"), ("M (cm)", "74"), ("2XL (cm)", "81"))


def test_a_second_row_of_units_belongs_to_the_header() -> None:
    """Inches and centimetres under one word: both are there, and the sizes are found."""
    html = (
        "<table><tr><th rowspan=2>Size</th><th colspan=2>Bust</th></tr><tr><th>in</th><th>cm</th></tr>"
        "<tr><td>S</td><td>34</td><td>86</td></tr><tr><td>XL</td><td>40</td><td>102</td></tr></table>"
    )
    value, codes = localized(html, "pt-BR", "T-shirt")
    assert value == html.replace(">S<", ">P (S)<").replace(">XL<", ">GG (XL)<")
    assert codes == []


@pytest.mark.parametrize(
    ("rows", "market", "title", "expected"),
    [
        (
            (("", "S", "L"), ("Bust (in)", "34", "38")),
            "pt-BR",
            "T-shirt",
            (("", "P (S)", "G (L)"), ("Bust (cm)", "86", "97")),
        ),
        (
            (("Size", "Age", "Weight (lbs)"), ("2T", "2 years", "26-28"), ("4T", "4 years", "34-37")),
            "de-DE",
            "Toddler shirt",
            (
                ("Size", "Age", "Weight (kg)"),
                ("92 (US 2T)", "2 years", "12–12,5"),
                ("104 (US 4T)", "4 years", "15,5–17"),
            ),
        ),
        (
            (("Size", "Waist (in)"), ("S (4-6)", "27"), ("M (8-10)", "29")),
            "de-DE",
            "Women's leggings",
            (("Size", "Waist (cm)"), ("S / 34-36 (US 4-6)", "69"), ("M / 38-40 (US 8-10)", "74")),
        ),
        (
            (("Belt Size", "Waist (in)"), ("34", "32"), ("36", "34")),
            "de-DE",
            "Leather belt",
            (("Belt Size", "Waist (cm)"), ("85 (US 34)", "81"), ("90 (US 36)", "86")),
        ),
        (
            (("US", "Inches"), ("9", "10.125"), ("10", "10.5")),
            "de-DE",
            "Men's boots",
            (("EU (US)", "cm"), ("41,5 (US 9)", "25,5"), ("42,5 (US 10)", "26,5")),
        ),
        (
            (("US", "Chest (in)"), ("38R", "38"), ("40R", "40")),
            "en-GB",
            "Men's suit",
            (("UK (US)", "Chest (in)"), ("38R", "38"), ("40R", "40")),
        ),
    ],
)
def test_charts_as_sellers_lay_them_out(
    rows: tuple[tuple[str, ...], ...], market: str, title: str, expected: tuple[tuple[str, ...], ...]
) -> None:
    """Letters under an empty corner, ages beside sizes, letters with numbers, pounds, a header that is only a unit."""
    assert localized(table(*rows), market, title) == (table(*expected), [])


def test_inches_beside_the_same_centimetres_stay() -> None:
    """Cells that state their unit themselves are not written twice."""
    html = table(("Size", "Chest", "Chest"), ("S", "36 in", "91 cm"), ("M", "40 in", "102 cm"))
    assert localized(html, "de-DE", "T-shirt") == (html, [])


@pytest.mark.parametrize(("market", "codes"), [("pt-BR", ["size-chart-kept"]), ("de-DE", [])])
def test_a_chart_that_contradicts_our_tables_is_kept(market: str, codes: list[str]) -> None:
    """US 8 and EU 41 of one row are one shoe to this seller and two to our tables: which is the Brazilian nobody can say."""
    html = table(("US", "EU"), ("8", "41"), ("9", "42"))
    assert localized(html, market, "Men's boots") == (html, codes)


TAGS = ["<table>", "</table>", "<tr>", "</tr>", "<td>", "</td>", "<th>", "<td colspan='2'>", "<b>", "</b>", "<br>"]
WORDS = ["US", "EU", "Size", "9", "10.5", "S", "XL", "33-34", "(in)", "cm", "&nbsp;", "—", "<", "W32 L34"]


@given(st.lists(st.sampled_from(TAGS + WORDS), max_size=40).map(" ".join), st.sampled_from(["de-DE", "pt-BR", "ja-JP"]))
def test_no_markup_breaks_the_stage(html: str, market: str) -> None:
    """Whatever a seller's editor made: grids are rectangles and the tags stay."""
    for grid in grids_of(Document(html, entities=True)):
        assert len({len(row) for row in grid.rows}) == 1
    value, _ = localized(html, market, "Men's boots")
    assert [tag for tag in TAGS if tag in value] == [tag for tag in TAGS if tag in html]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (
            (("", "Small pot", "Large pot"), ("Height, in", "3.74", "4.6"), ("Weight (lb)", "0.75", "1.2")),
            (("", "Small pot", "Large pot"), ("Height, cm", "9,5", "11,7"), ("Weight (kg)", "0,34", "0,54")),
        ),
        (
            (("Height (in)", "3.74"), ("Depth (inches)", "0.16")),
            (("Height (cm)", "9,5"), ("Depth (cm)", "0,41")),
        ),
        ((("Pot", "Width (in)"), ("Fern", "8")), (("Pot", "Width (cm)"), ("Fern", "20,3"))),
        ((("Pot", "Width (in)", "Width (cm)"), ("Fern", "8", "20.3")),) * 2,
        ((("Feature", "Comes in"), ("Colours", "several")),) * 2,
    ],
)
def test_a_table_of_a_things_measures_has_them_in_the_markets_unit(
    rows: Sequence[Sequence[str]], expected: Sequence[Sequence[str]]
) -> None:
    """Header and numbers change together, closer than for bodies; what stands there in both units stays."""
    assert localized(table(*rows), "de-DE", "Plant pot")[0] == table(*expected)


def test_a_second_table_may_have_the_markets_unit() -> None:
    """An imperial table beside a metric one is kept, so that nothing is said twice."""
    html = table(("Pot", "Width, in"), ("Fern", "8")) + table(("Pot", "Width, cm"), ("Fern", "20.3"))
    assert localized(html, "de-DE", "Plant pot")[0] == html
