"""Columns whose header states the unit: they change with it, or stay with it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from types import MappingProxyType

import pytest

from localize.context import Context
from localize.listing import Address, Draft, Field, Group, Listing, Role
from localize.market import load_market
from localize.settings import Settings
from localize.units import convert_units
from localize.units.headers import column_unit


def _context(market: str = "de-DE") -> Context:
    return Context("en-US", load_market(market), "generic", Settings(), date(2026, 1, 2))


def _converted(value: str, unit: str, header: str, rule: str, market: str = "de-DE") -> Draft:
    field = Field("w", Role.QUANTITY, value, Address("", 2, 0), "A2", header=header, unit=unit, unit_rule=rule)
    draft = Draft.of(Listing("sku", MappingProxyType({"w": field}), Group("g"), 2, 2))
    (done,) = convert_units([draft], _context(market))
    return done


@pytest.mark.parametrize(
    ("value", "unit", "header", "expected"),
    [
        ("12", "in", "Width (in)", "30.5"),
        ("12.5", "in", "Width (in)", "31.8"),
        ("12,5", "in", "Width (in)", "31,8"),
        ("5", "lb", "Weight (lb)", "2.27"),
        ("32", "oz", "Capacity (oz)", "946"),
        ("32", "oz", "Net weight (oz)", "907"),
        ("27", "in", "Screen size (in)", "27"),
        ("30", "cm", "Width (cm)", "30"),
        ("", "in", "Width (in)", ""),
        ("N/A", "in", "Width (in)", "N/A"),
        ("about 5", "in", "Width (in)", "about 5 in"),
    ],
)
def test_values_under_a_free_header_change_with_it(value: str, unit: str, header: str, expected: str) -> None:
    """Numbers get the unit that the header gets; what is no number says its own from then on."""
    assert _converted(value, unit, header, "free").values["w"] == expected


@pytest.mark.parametrize(
    ("unit", "header", "market", "expected"),
    [
        ("inch", "Length (in)", "de-DE", "cm"),
        ("pound", "Weight (lb)", "de-DE", "kg"),
        ("inch", "Length (in)", "en-GB", ""),
        ("pound", "Weight (lb)", "en-CA", ""),
        ("ounce", "Capacity (oz)", "fr-FR", "ml"),
        ("inch", "Screen size (in)", "de-DE", ""),
        ("inch", "Wheel diameter (in)", "de-DE", ""),
        ("centimeter", "Länge (cm)", "en-US", "in"),
    ],
)
def test_the_header_alone_says_the_columns_unit(unit: str, header: str, market: str, expected: str) -> None:
    """No row has a say, so all rows and the header agree."""
    target = column_unit(unit, header, _context(market))
    assert (target.symbol if target else "") == expected


@pytest.mark.parametrize(
    ("rule", "words"), [("fixed", "Rename the column"), ("store", "the shop's setting"), ("", "Rename")]
)
def test_a_header_that_stays_keeps_its_values(rule: str, words: str) -> None:
    """The finding says why, and where the unit can be changed."""
    done = _converted("12", "in", "Width (in)", rule)
    (finding,) = done.findings
    assert (done.values["w"], finding.code) == ("12", "header-unit-kept")
    assert words in finding.suggestion


def test_the_headers_own_unit_is_rewritten_in_its_style() -> None:
    """The header is a listing of its own, whose unit changes as a display unit does."""
    for value, header, expected in (("in", "Length (in)", "cm"), ("Inches", "Length (Inches)", "Centimeters")):
        field = Field("header/length/unit", Role.UNIT, value, Address("", 1, 0), "A1", header=header)
        listing = Listing("header", MappingProxyType({field.path: field}), Group("header"), 1, 1)
        (done,) = convert_units([Draft.of(replace(listing, header=True))], _context())
        assert done.values[field.path] == expected


@pytest.mark.parametrize(
    ("source", "market", "marketplace", "table", "value", "expected"),
    [
        ("pt-BR", "en-US", "generic", "", "0,56", "1.23"),
        ("pt-BR", "en-US", "generic", "", "1.626", "3.58"),
        ("pt-BR", "en-GB", "generic", "", "0,56", "0.56"),
        ("pt-BR", "en-GB", "generic", "", "1.626", "1.626"),
        ("pt-BR", "en-GB", "otto", "", "0,56", "0,56"),
        ("pt-BR", "de-DE", "generic", "", "0,56", "0,56"),
        ("de-DE", "en-US", "google", "", "0,56", "1.23"),
    ],
)
def test_a_column_has_one_decimal_mark(
    source: str, market: str, marketplace: str, table: str, value: str, expected: str
) -> None:
    """Whatever the cells had, those of a person's own table leave with the market's mark, converted or not."""
    field = Field(
        "w", Role.QUANTITY, value, Address(table, 2, 0), "A2", header="Peso (kg)", unit="kg", unit_rule="free"
    )
    draft = Draft.of(Listing("sku", MappingProxyType({"w": field}), Group("g"), 2, 2))
    context = Context(source, load_market(market), marketplace, Settings(), date(2026, 1, 2))
    (done,) = convert_units([draft], context)
    assert done.values["w"] == expected


@pytest.mark.parametrize(("table", "value", "expected"), [("", "10", "25,4"), ("", "2.5", "6,35"), ("S", "10", "25.4")])
def test_a_table_with_commas_has_them_everywhere(table: str, value: str, expected: str) -> None:
    """Inches of a Brazilian table are centimetres with a comma in Germany; a sheet's number stays a number."""
    field = Field(
        "w", Role.QUANTITY, value, Address(table, 2, 0), "A2", header="Tela (pol)", unit="in", unit_rule="free"
    )
    draft = Draft.of(Listing("sku", MappingProxyType({"w": replace(field, header="Altura (in)")}), Group("g"), 2, 2))
    context = Context("pt-BR", load_market("de-DE"), "generic", Settings(), date(2026, 1, 2))
    (done,) = convert_units([draft], context)
    assert done.values["w"] == expected
