"""What is said of columns whose numbers have no unit."""

from __future__ import annotations

from datetime import date
from types import MappingProxyType

import pytest

from localize.context import Context
from localize.decisions import Decision
from localize.listing import Address, Draft, Field, Group, Listing, Role, Severity
from localize.market import load_market
from localize.settings import Settings
from localize.units import convert_units
from localize.units.evidence import other_numbers


def _drafts(values: list[tuple[str, str | None]]) -> list[Draft]:
    """Listings with a weight and, where it is not None, a column for its unit."""
    drafts = []
    for row, (value, unit) in enumerate(values, 2):
        unit_path = "" if unit is None else "weight_unit"
        fields = [
            Field("weight", Role.QUANTITY, value, Address("", row, 0), f"A{row}", unit_path=unit_path, header="Weight")
        ]
        if unit is not None:
            fields.append(Field("weight_unit", Role.UNIT, unit, Address("", row, 1), f"B{row}", header="Unit"))
        listing = Listing(f"sku-{row}", MappingProxyType({f.path: f for f in fields}), Group("g"), row, row)
        drafts.append(Draft.of(listing))
    return drafts


def _context(source: str, market: str, decided: str = "") -> Context:
    decisions = (Decision(column="Weight", unit=decided),) if decided else ()
    return Context(source, load_market(market), "generic", Settings(decisions=decisions), date(2026, 1, 2))


@pytest.mark.parametrize(
    ("source", "market", "value", "decided", "times"),
    [
        ("en-US", "de-DE", "2.5", "", 1),
        ("en-US", "de-DE", "2.5", "lb", 0),
        ("en-US", "de-DE", "2.5", "kg", 0),  # a unit that stays there
        ("en-US", "de-DE", "2.5 lb", "", 0),
        ("en-US", "de-DE", "0", "", 0),
        ("fr-FR", "de-DE", "2,5", "", 0),  # both measure alike
        ("en-XX", "de-DE", "2.5", "", 0),  # nobody knows how that country measures: metric, as most
        ("fr-FR", "en-US", "2,5", "", 1),
    ],
)
def test_a_column_without_a_unit_is_told_once(source: str, market: str, value: str, decided: str, times: int) -> None:
    """One finding names the column and what to set, where the two countries measure differently; its numbers stay."""
    done = list(convert_units(_drafts([(value, None)] * 3), _context(source, market, decided)))
    found = [f for draft in done for f in draft.findings]
    assert [(f.code, f.severity) for f in found] == [("quantity-without-unit", Severity.WARNING)] * times
    for finding in found:
        assert "'Weight'" in finding.message
        assert '[[decision]] column = "Weight", unit = "lb"' in finding.suggestion
        assert [draft.values["weight"] for draft in done] == [value] * 3


def test_an_empty_column_of_units_is_told_once() -> None:
    """Numbers whose column of units is empty have none either; a filled row is converted."""
    done = list(convert_units(_drafts([("2.5", ""), ("3", " "), ("2", "lb"), ("", "")]), _context("en-US", "de-DE")))
    assert [draft.values["weight"] for draft in done] == ["2.5", "3", "907", ""]
    assert [f.code for draft in done for f in draft.findings] == ["quantity-without-unit"]


@pytest.mark.parametrize(
    ("price", "text", "expected"),
    [
        ("19.90", "Inhalt 2.006 l", "Inhalt 2.006 l"),
        ("19,90", "Inhalt 2.006 l", "19,90\nInhalt 2.006 l"),
        ("EUR 19.90", "Dose", "EUR 19.90"),
        ("20", "1,5 l", "1,5 l"),
    ],
)
def test_what_programs_write_says_nothing_of_the_sellers_marks(price: str, text: str, expected: str) -> None:
    """A column of plain 19.90 is a file's format; whoever writes 19,90 or a currency beside it writes by hand."""
    fields = [
        Field("price", Role.PRICE, price, Address("", 2, 0), "A2"),
        Field("title", Role.TEXT, text, Address("", 2, 1), "B2"),
    ]
    draft = Draft.of(Listing("sku", MappingProxyType({f.path: f for f in fields}), Group("g"), 2, 2))
    assert other_numbers(draft) == expected
