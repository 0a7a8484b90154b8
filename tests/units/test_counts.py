"""Columns of counts: filled where title or options leave no doubt, compared where they are filled."""

from __future__ import annotations

from datetime import date
from types import MappingProxyType

import pytest

from localize.context import Context
from localize.listing import Address, Draft, Field, Group, Listing, Role
from localize.market import load_market
from localize.settings import Settings
from localize.units import convert_units


def _done(title: str, column: str, value: str = "", option: str = "", source: str = "en-US") -> Draft:
    at = Address("", 2, 0)
    fields = {
        "title": Field("title", Role.TEXT, title, at, "A2"),
        "option/1": Field("option/1", Role.CHOICE, option, at, "B2"),
        column: Field(column, Role.REFERENCE, value, at, "C2"),
    }
    draft = Draft.of(Listing("k", MappingProxyType(fields), Group("k", title=title), 2, 2))
    context = Context(source, load_market("it-IT"), "ebay", Settings(), date(2026, 1, 2))
    (done,) = convert_units([draft], context)
    return done


@pytest.mark.parametrize(
    ("title", "option", "source", "count"),
    [
        ("Soap, Pack of 6", "", "en-US", "6"),
        ("Soap bars 6-pack, 4oz each", "", "en-US", "6"),
        ("Shampoo 3 x 100 ml", "", "en-US", "3"),
        ("Sabonete kit com 2 und", "", "pt-BR", "2"),
        ("Seife, 4er-Pack", "", "de-DE", "4"),
        ("Soap, Pack of 6", "12 Pack", "en-US", "12"),
        ("Soap, 100 ct", "", "en-US", ""),
        ("Puzzle, 500 pieces", "", "en-US", ""),
        ("3 packs of 6 soaps", "", "en-US", ""),
        ("Pack of 6 or 12 pack", "", "en-US", ""),
        ("Backpack 20 l", "", "en-US", ""),
        ("Soap, Pack of 1", "", "en-US", ""),
    ],
)
def test_an_empty_column_is_filled_where_nothing_is_in_doubt(title: str, option: str, source: str, count: str) -> None:
    """One count in words for whole articles; options speak before titles; two counts are none."""
    done = _done(title, "specifics/number_in_pack", option=option, source=source)
    assert done.values["specifics/number_in_pack"] == count
    assert [c.why for c in done.changes if c.field == "specifics/number_in_pack"] == [c.why for c in done.changes][
        : bool(count)
    ]
    assert not done.findings


@pytest.mark.parametrize("column", ["settings/multipack", "item_package_quantity"])
def test_what_only_the_seller_can_say_stays_empty(column: str) -> None:
    """Google's multipack is for packs that the merchant made."""
    assert _done("Soap, Pack of 6", column).values[column] == ""


def test_a_column_that_says_something_else_is_told() -> None:
    """Nothing is changed: nobody knows which is wrong."""
    done = _done("Soap, Pack of 6", "number_of_items", "4")
    assert done.values["number_of_items"] == "4"
    assert [finding.code for finding in done.findings] == ["pack-count-differs"]


@pytest.mark.parametrize("value", ["6", "six", "6.0"])
def test_what_agrees_or_is_no_number_is_silent(value: str) -> None:
    """Only whole numbers are compared."""
    assert not _done("Soap, Pack of 6", "number_of_items", value).findings
