"""Columns that unit prices are computed from: converted together, filled without doubt, compared with the title."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localize.context import Context
from localize.data import package_folder, read_toml
from localize.listing import Address, Draft, Field, Group, Listing, Role
from localize.market import load_market
from localize.settings import Settings
from localize.units import state_unit_prices
from localize.units.tables import read_table, units
from localize.validation.market_checks.unit_price import find_unit_price

FOOD = "Food, Beverages & Tobacco > Food Items"
GOOGLE = ("settings/unit_pricing_measure", "settings/unit_pricing_base_measure")
SHOPIFY = tuple(
    f"unit_price/{name}" for name in ("total_measure", "total_measure_unit", "base_measure", "base_measure_unit")
)


def _done(
    cells: dict[str, str],
    market: str = "de-DE",
    title: str = "",
    option: str = "",
    source: str = "en-US",
    category: str = FOOD,
    price: str = "9",
    skip: frozenset[str] = frozenset(),
) -> Draft:
    values = {"title": (Role.TEXT, title), "option1/value": (Role.CHOICE, option), "price": (Role.PRICE, price)}
    values |= {path: (Role.REFERENCE, value) for path, value in cells.items()}
    fields = {
        path: Field(path, role, value, Address("", 2, i), f"{i}2")
        for i, (path, (role, value)) in enumerate(values.items())
    }
    listing = Listing("k", MappingProxyType(fields), Group("k", title=title, category=category), 2, 2)
    context = Context(source, load_market(market), "google", Settings(), date(2026, 1, 2), skip=skip)
    (done,) = state_unit_prices([Draft.of(listing)], context)
    return done


def _google(measure: str, base: str, market: str, **more: str) -> tuple[str, str]:
    done = _done(dict(zip(GOOGLE, (measure, base), strict=True)), market, **more)  # type: ignore[arg-type]
    return done.values[GOOGLE[0]], done.values[GOOGLE[1]]


@pytest.mark.parametrize(
    ("market", "before", "after"),
    [
        ("de-DE", ("32 fl oz", "1 fl oz"), ("946 ml", "1 l")),
        ("fr-FR", ("32 fl oz", "1 fl oz"), ("946 ml", "100 ml")),
        ("en-GB", ("32floz", "1floz"), ("946ml", "100ml")),
        ("pt-BR", ("32 fl oz", "1 fl oz"), ("946 ml", "100 ml")),
        ("fr-FR", ("12 oz", "1 oz"), ("340 g", "100 g")),
        ("fr-FR", ("1.5 lb", "4 oz"), ("680 g", "100 g")),
        ("fr-FR", ("48 oz", "16 oz"), ("1.36 kg", "1 kg")),
        ("fr-FR", ("5 lb", "1 lb"), ("2.27 kg", "1 kg")),
        ("de-DE", ("5 LB", "1 LB"), ("2.27 KG", "1 KG")),
        ("en-GB", ("2 pt", "1 pt"), ("946 ml", "1 l")),
        ("it-IT", ("1 gal", "1 gal"), ("3.79 l", "1 l")),
        ("de-DE", ("20 sqft", "1 sqft"), ("1.86 sqm", "1 sqm")),
        ("de-DE", ("100 ft", "1 ft"), ("30.5 m", "1 m")),
        ("de-DE", ("250 g", "100 g"), ("250 g", "1 kg")),
        ("fr-FR", ("250 g", "100 g"), ("250 g", "100 g")),
        ("fr-FR", ("75 cl", "75 cl"), ("75 cl", "75 cl")),
        ("de-DE", ("100 ct", "1 ct"), ("100 ct", "1 ct")),
        ("de-DE", ("32 fl oz", "1 lb"), ("32 fl oz", "1 lb")),
        ("de-DE", ("a bottle", "1 fl oz"), ("a bottle", "1 fl oz")),
    ],
)
def test_contents_and_base_are_converted_together(market: str, before: tuple[str, str], after: tuple[str, str]) -> None:
    """Metric with a point, in Google's units, for the amount of the market; what is counted or unclear stays."""
    assert _google(*before, market, category="Hardware") == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (("250 g", "100 g"), ("8.82 oz", "1 oz")),
        (("500 ml", "1 l"), ("16.9 floz", "1 floz")),
        (("2 kg", "1 kg"), ("4.41 lb", "1 lb")),
        (("12 oz", "1 oz"), ("12 oz", "1 oz")),
    ],
)
def test_the_us_read_ounces(before: tuple[str, str], after: tuple[str, str]) -> None:
    """A metric seller's unit price reads in ounces, fluid ounces and pounds there."""
    assert _google(*before, "en-US", source="de-DE") == after


def test_shopify_has_number_and_unit_apart() -> None:
    """Four cells change together, each with its reason; capitals stay capitals."""
    done = _done(dict(zip(SHOPIFY, ("12", "FLOZ", "1", "FLOZ"), strict=True)), "fr-FR")
    assert [done.values[path] for path in SHOPIFY] == ["355", "ML", "100", "ML"]
    assert [change.field for change in done.changes] == list(SHOPIFY[:2] + SHOPIFY[2:])
    assert all(change.why and change.by and change.stage == "convert" for change in done.changes)


@pytest.mark.parametrize(
    ("title", "option", "market", "after"),
    [
        ("Organic Maple Syrup, Grade A, 32 fl oz", "", "de-DE", ("946 ml", "1 l")),
        ("Cola 6 x 330 ml", "", "fr-FR", ("1.98 l", "1 l")),
        ("Soda 6 x 12 fl oz", "", "fr-FR", ("2.13 l", "1 l")),
        ("Honey 12 oz (340 g)", "", "de-DE", ("340 g", "1 kg")),
        ("Chocolate bars, pack of 6, 100 g each", "", "de-DE", ("600 g", "1 kg")),
        ("Honey", "250 g", "de-DE", ("250 g", "1 kg")),
        ("Honey 500 g", "250 g", "de-DE", ("250 g", "1 kg")),
        ("Olive oil, 500 ml glass bottle", "", "en-GB", ("500 ml", "1 l")),
        ("Honey, 1 kg", "", "de-DE", ("", "")),
        ("Honey", "", "de-DE", ("", "")),
        ("Honey 250 g", "", "en-US", ("", "")),
        ("Honey 250 g", "", "pt-BR", ("", "")),
        ("Dog food for dogs over 50 lb", "", "de-DE", ("", "")),
        ("Protein bars 20 g protein, 12 count", "", "de-DE", ("", "")),
        ("20 g protein bars", "", "de-DE", ("", "")),
        ("Soap, Pack of 6, 4 oz", "", "de-DE", ("", "")),
        ("Honey, 8.8 oz", "", "de-DE", ("249 g", "1 kg")),
        ("Honey 250 g", "Pack of 3", "de-DE", ("", "")),
        ("Tea and honey, 100 g + 250 g", "", "de-DE", ("", "")),
        ("Coffee 250 g - 500 g", "", "de-DE", ("", "")),
        ("Caffeine tablets, 200 mg", "", "de-DE", ("", "")),
    ],
)
def test_empty_columns_are_filled_only_without_doubt(
    title: str, option: str, market: str, after: tuple[str, str]
) -> None:
    """The market asks, and title or option state one amount, of a pack all pieces; everything else stays empty."""
    source = "de-DE" if market == "en-US" else "en-US"
    assert _google("", "", market, title=title, option=option, source=source) == after


def test_other_goods_and_rows_without_a_price_stay_empty() -> None:
    """A lunch box is not sold by what it holds; a row for a picture sells nothing."""
    assert _google("", "", "de-DE", title="Lunch box, 750 ml", category="Lunch Boxes") == ("", "")
    assert _google("", "", "de-DE", title="Honey, 250 g", price="") == ("", "")


def test_a_base_that_is_missing_is_the_laws() -> None:
    """Only where the market asks for the unit price of such goods."""
    assert _google("8.8 oz", "", "de-DE") == ("249 g", "1 kg")
    assert _google("8.8 oz", "", "de-DE", category="Hardware") == ("249 g", "")


@pytest.mark.parametrize(
    ("measure", "title", "codes"),
    [
        ("330 ml", "Cola 6 x 330 ml", ["unit-price-differs"]),
        ("1.98 l", "Cola 6 x 330 ml", []),
        ("454 g", "Coffee, 1 lb", []),
        ("12 oz", "Coffee, 1 lb", ["unit-price-differs"]),
        ("500 ml", "Coffee, 1 lb", []),
        ("100 ct", "Coffee, 1 lb", []),
        ("12 oz", "Coffee", []),
    ],
)
def test_a_column_that_says_something_else_is_told(measure: str, title: str, codes: list[str]) -> None:
    """All that one price buys is compared, within what labels round; another kind of measure is not."""
    done = _done({GOOGLE[0]: measure, GOOGLE[1]: ""}, "fr-FR", title=title)
    assert [finding.code for finding in done.findings] == codes


def test_nothing_happens_where_units_stay() -> None:
    """Skipped units and the identity run change nothing."""
    cells = dict(zip(GOOGLE, ("32 fl oz", "1 fl oz"), strict=True))
    assert not _done(cells, skip=frozenset({"units"})).changes
    assert not _done(cells, source="de-DE").changes


@given(
    number=st.decimals(min_value="0.5", max_value=500, places=1),
    unit=st.sampled_from(["oz", "lb", "fl oz", "pt", "qt", "gal"]),
)
def test_what_is_written_is_read_again_and_means_the_same(number: object, unit: str) -> None:
    """Any contents leave in a unit of the platform, within two percent (its rounding), and stay so in a second run."""
    measure, base = _google(f"{number} {unit}", f"1 {unit}", "fr-FR", category="Hardware")
    again = _google(measure, base, "fr-FR", category="Hardware")
    assert again == (measure, base)
    amount, name = measure.split()
    rows = {n: i for i, names in read_table("unit_prices")["spelling"]["google"]["units"].items() for n in names}
    before = units()[rows[unit]].factor_or_zero * _exact(str(number))
    after = units()[rows[name]].factor_or_zero * _exact(amount)
    assert abs(after - before) <= before * _exact("0.02")


def _exact(text: str) -> Fraction:
    return Fraction(text)


@given(measure=st.text(max_size=80), base=st.text(max_size=20), title=st.text(max_size=60))
def test_no_text_makes_it_stumble(measure: str, base: str, title: str) -> None:
    """Whatever a cell holds, only amounts in units of the platform are changed."""
    after = _google(measure, base, "de-DE", title=title)
    if not any(map(str.isdigit, measure + base + title)):
        assert after == (measure, base)


def test_bases_are_those_of_prices_in_texts() -> None:
    """`$3.99/oz` in a text and a base of one ounce become prices for the same amount."""
    named = {"g": "gram", "kg": "kilogram", "ml": "milliliter", "l": "liter", "m": "meter", "m²": "square_meter"}
    cells = {
        "oz": "oz",
        "lb": "lb",
        "fl oz": "floz",
        "pt": "pt",
        "qt": "qt",
        "gal": "gal",
        "ft": "ft",
        "yd": "yd",
        "sq ft": "sqft",
    }
    google = read_table("unit_prices")["spelling"]["google"]["units"]
    for row in read_toml(package_folder("money") / "per_units.toml")["unit"]:
        if row["id"] in cells:
            number, _, unit = row["metric"].rpartition(" ")
            _, base = _google(f"10 {cells[row['id']]}", f"1 {cells[row['id']]}", "fr-FR", category="Hardware")
            assert base == f"{number or 1} {google[named[unit]][0]}", row["id"]


@pytest.mark.parametrize("market", ["de-DE", "fr-FR", "en-GB", "de-CH", "sv-SE"])
@pytest.mark.parametrize("measure", ["32 fl oz", "5 lb", "12 oz", "1 gal", "250 g", ""])
def test_what_was_converted_or_filled_passes_the_check_of_the_market(market: str, measure: str) -> None:
    """`unit-price-base` and `unit-price-missing` have nothing to say of it."""
    base = "100 g" if measure == "250 g" else measure and f"1 {measure.split(' ', 1)[1]}"
    done = _done(dict(zip(GOOGLE, (measure, base), strict=True)), market, title="Syrup, 32 fl oz")
    before = len(done.findings)
    find_unit_price(done, load_market(market))
    assert done.findings[before:] == []


def test_every_unit_of_the_data_is_known() -> None:
    """Spellings, bases and contents name units of ours."""
    table = read_table("unit_prices")
    ids = {unit for spelling in table["spelling"].values() for unit in spelling["units"]} | set(
        table["contents"]["units"]
    )
    rows = [row for base in table["base"].values() for row in base.values() if isinstance(row, dict)]
    ids |= {row[size].split()[1] for row in rows for size in ("small", "large")}
    assert ids <= set(units())


AMAZON = ("unit_count", "unit_count_type")
EBAY = ("specifics/Unit Quantity", "specifics/Unit Type")
OTTO = ("settings/salesAmount", "settings/salesUnit", "settings/normAmount", "settings/normUnit")


@pytest.mark.parametrize(
    ("columns", "before", "market", "after"),
    [
        (AMAZON, ("12", "Fluid Ounces"), "de-DE", ("355", "Milliliter")),
        (AMAZON, ("64", "fl oz"), "en-GB", ("1890", "Millilitre")),
        (AMAZON, ("2", "Pound"), "fr-FR", ("907", "Gramme")),
        (AMAZON, ("6", "Count"), "de-DE", ("6", "Count")),
        (AMAZON, ("12", "OUNCE"), "it-IT", ("340", "GRAMMO")),
        (EBAY, ("16", "fl oz"), "de-DE", ("0,473", "L")),
        (EBAY, ("16", "oz"), "en-GB", ("0.454", "Kg")),
        (EBAY, ("5", "100ml"), "de-DE", ("5", "100ml")),
        (EBAY, ("1", "Unit"), "de-DE", ("1", "Unit")),
        (OTTO, ("12", "oz", "1", "oz"), "de-DE", ("12", "oz", "1", "oz")),
        (OTTO, ("500", "ml", "100", "ml"), "de-DE", ("500", "ml", "1", "l")),
    ],
)
def test_each_platform_is_told_in_its_own_words(
    columns: tuple[str, ...], before: tuple[str, ...], market: str, after: tuple[str, ...]
) -> None:
    """Amazon counts grams and millilitres in the site's language, eBay kilograms and litres; what is counted stays."""
    done = _done(dict(zip(columns, before, strict=True)), market, category="Hardware")
    assert tuple(done.values[path] for path in columns) == after


def test_a_german_file_of_ebay_is_read_with_its_comma() -> None:
    """0,7 L are 1.48 US pints, which eBay counts in fluid ounces."""
    columns = ("specifics/Anzahl der Einheiten", "specifics/Maßeinheit")
    done = _done(dict(zip(columns, ("0,7", "L"), strict=True)), "en-US", source="de-DE", category="Hardware")
    assert tuple(done.values[path] for path in columns) == ("23.7", "fl oz")


@pytest.mark.parametrize(
    ("columns", "title", "after"),
    [
        (AMAZON, "Cola 6 x 330 ml", ("1980", "Milliliter")),
        (EBAY, "Honey 12 oz (340 g)", ("0,34", "Kg")),
        (OTTO, "Olive oil 500 ml", ("500", "ml", "1", "l")),
        (("base_price_unit",), "Olive oil 500 ml", ("l",)),
        (("base_price_unit",), "Honey 250 g", ("kg",)),
        (("base_price_unit",), "Honey", ("",)),
    ],
)
def test_empty_columns_of_every_platform_are_filled(
    columns: tuple[str, ...], title: str, after: tuple[str, ...]
) -> None:
    """Contents of all that one price buys; Kaufland asks for the unit alone."""
    done = _done(dict.fromkeys(columns, ""), "de-DE", title=title)
    assert tuple(done.values[path] for path in columns) == after


def test_a_unit_that_kaufland_has_stays() -> None:
    """It is a closed list, and “none” is an answer."""
    assert _done({"base_price_unit": "none"}, "de-DE", title="Honey 250 g").values["base_price_unit"] == "none"
