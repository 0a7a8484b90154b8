"""The stage: spans in texts get targets; columns with numbers and units are converted together."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING

import pytest

from localize.context import Context
from localize.listing import Address, Draft, Field, Group, Listing, Role, Span, SpanKind, TextBlock
from localize.market import load_market
from localize.settings import Settings, UnitSettings
from localize.units import convert_units, find_quantities

if TYPE_CHECKING:
    from tests.units.conftest import Prepared, Written


def _field(path: str, role: Role, value: str, *, unit: str = "", unit_path: str = "", header: str = "") -> Field:
    return Field(path, role, value, Address("", 2, 0), "A2", unit=unit, unit_path=unit_path, header=header)


def _draft(*fields: Field, title: str = "") -> Draft:
    listing = Listing("sku-1", MappingProxyType({f.path: f for f in fields}), Group("g", title=title), 2, 2)
    return Draft.of(listing)


def _context(market: str = "de-DE", source: str = "en-US", **more: object) -> Context:
    base = Context(source, load_market(market), "shopify", Settings(), date(2026, 1, 2))
    return replace(base, **more)  # type: ignore[arg-type]


def _with_text(text: str, title: str = "") -> Draft:
    draft = _draft(_field("title", Role.TEXT, text), title=title)
    draft.texts["title"] = [TextBlock(text, list(find_quantities(text, "en-US")))]
    return draft


def _run(draft: Draft, context: Context) -> Draft:
    (done,) = convert_units([draft], context)
    return done


def test_a_span_gets_its_target_and_a_note() -> None:
    """Target, reason and row stand in the span; the change is recorded."""
    draft = _run(_with_text("Shelf 24 in"), _context())
    (span,) = draft.texts["title"][0].spans
    assert (span.target, span.why, span.by) == ("61\u00a0cm", "inch to cm", "units.toml:inch")
    (change,) = draft.changes
    assert (change.scope, change.stage, change.before, change.after) == ("span", "convert", "24 in", "61\u00a0cm")


def test_other_spans_are_not_touched() -> None:
    """A span of another kind passes as it is."""
    draft = _with_text("Shelf 24 in")
    other = Span(0, 5, SpanKind.TERM, "Shelf")
    draft.texts["title"][0].spans.insert(0, other)
    assert _run(draft, _context()).texts["title"][0].spans[0] is other


def test_the_groups_title_is_context() -> None:
    """A bare 24 inch is a screen if the product is a monitor."""
    draft = _run(_with_text("24 inch", title="Gaming monitor"), _context())
    assert draft.texts["title"][0].spans[0].target == "24\u00a0Zoll"


@pytest.mark.parametrize(
    ("label", "value"), [("Waist Size", "32\u00a0Zoll"), ("Inside Leg", "32\u00a0Zoll"), ("Length", "81,3\u00a0cm")]
)
def test_a_fields_name_stands_beside_its_quantity(label: str, value: str) -> None:
    """Waist and inside leg of jeans stay in inches where the value is the whole field, as they do in its texts."""
    draft = _draft(replace(_field("specifics/x", Role.CHOICE, "32 in"), label=label), title="Men's jeans W32 L34")
    draft.texts["specifics/x"] = [TextBlock("32 in", list(find_quantities("32 in", "en-US")))]
    (span,) = _run(draft, _context()).texts["specifics/x"][0].spans
    assert span.target == value


def test_the_cell_before_a_quantity_stands_beside_it(prepared: Prepared, written: Written) -> None:
    """The same letters are months behind Age, metres behind Length, ounces of weight and of what is poured."""
    rows = {
        "Ages": "3m+",
        "Age": "12m",
        "Length": "12m",
        "Weight": "12 oz",
        "Capacity": "12 oz",
        "Screen size": "15.6 in",
    }
    html = "".join(f"<tr><td>{name}</td><td>{value}</td></tr>" for name, value in rows.items())
    text = written(prepared(f"<table>{html}</table>", "de-DE", role=Role.HTML, title="Blanket"))
    values = text.split(" | ")[1::2]
    assert values == ["3 Monate+", "12 Monate", "12 m", "340 g", "355 ml", "15,6 Zoll"]


@pytest.mark.parametrize("texts", [["5m"], ["Reel", "10m"], ["16.4 ft (5m)"]])
def test_the_header_of_a_page_names_none_of_its_quantities(texts: list[str]) -> None:
    """“Body (HTML)” is no baby's body, whose “5m” would be months."""
    draft = _draft(_field("body_html", Role.HTML, "".join(f"<td>{text}</td>" for text in texts), header="Body (HTML)"))
    draft.texts["body_html"] = [TextBlock(text, list(find_quantities(text, "en-US"))) for text in texts]
    block = _run(draft, _context()).texts["body_html"][-1]
    (span,) = block.spans
    assert (span.target or "").replace("\u00a0", " ") in {"5 m", "10 m"}


def test_two_readings_of_a_length_are_no_months() -> None:
    """The feet say that the other number's letter is a metre's, even beside a baby."""
    draft = _run(_with_text("Baby lamp 16.4 ft (5m)"), _context())
    (span,) = draft.texts["title"][0].spans
    assert span.target == "5\u00a0m"


def test_the_original_may_stay_in_brackets() -> None:
    """With units.original the source's quantity follows the converted one; what stays has none."""
    context = _context(settings=Settings(units=UnitSettings(original=True)))
    assert _run(_with_text("Shelf 24 in"), context).texts["title"][0].spans[0].target == "61\u00a0cm (24 in)"
    assert _run(_with_text("Shelf 24 cm"), context).texts["title"][0].spans[0].target == "24\u00a0cm"


@pytest.mark.parametrize("context", [_context(skip=frozenset({"units"})), _context("en-US")])
def test_a_skipped_or_identical_run_changes_nothing(context: Context) -> None:
    """Units skipped, or source and market the same: drafts pass untouched."""
    draft = _run(_with_text("Shelf 24 in"), context)
    assert draft.changes == []
    assert draft.texts["title"][0].spans[0].target is None


def test_value_and_unit_columns_change_together() -> None:
    """Every number that shares a unit column is converted, and the column with them, in the file's own notation."""
    draft = _draft(
        _field("length", Role.QUANTITY, "1200.5", unit="IN", unit_path="unit"),
        _field("width", Role.QUANTITY, "12", unit="IN", unit_path="unit"),
        _field("unit", Role.UNIT, "IN"),
    )
    done = _run(draft, _context())
    assert (done.values["length"], done.values["width"], done.values["unit"]) == ("30.493", "0.305", "M")
    assert len(done.changes) == 3


@pytest.mark.parametrize(
    ("value", "unit", "new_value", "new_unit"),
    [
        ("24", "inches", "61", "centimeters"),
        ("24", "Inches", "61", "Centimeters"),
        ("24", "in", "61", "cm"),
        ("2.5", "lb", "1.13", "kg"),
        ("2,5", "LB", "1,13", "KG"),
        ("32", "fluid_ounces", "946", "milliliters"),
        ("24", "cm", "24", "cm"),
        ("24", "count", "24", "count"),
        ("", "inches", "", "inches"),
    ],
)
def test_units_are_written_as_the_file_writes_them(value: str, unit: str, new_value: str, new_unit: str) -> None:
    """Symbol or word, upper or lower case, point or comma; unknown and own units stay."""
    draft = _draft(_field("size", Role.QUANTITY, value, unit=unit, unit_path="unit"), _field("unit", Role.UNIT, unit))
    done = _run(draft, _context())
    assert (done.values["size"], done.values["unit"]) == (new_value, new_unit)


def test_a_screen_size_column_keeps_its_inches() -> None:
    """The field's own name is context."""
    draft = _draft(
        _field("display_size", Role.QUANTITY, "55", unit="inches", unit_path="u"), _field("u", Role.UNIT, "inches")
    )
    assert _run(draft, _context()).changes == []


def test_what_is_no_number_is_reported_and_nothing_of_its_unit_changes() -> None:
    """One unread number keeps all that share the unit as they are."""
    draft = _draft(
        _field("length", Role.QUANTITY, "about 5", unit="in", unit_path="unit"),
        _field("width", Role.QUANTITY, "12", unit="in", unit_path="unit"),
        _field("unit", Role.UNIT, "in"),
    )
    done = _run(draft, _context())
    assert [f.code for f in done.findings] == ["quantity-not-understood"]
    assert done.changes == []


def test_a_unit_in_the_header_stays_with_one_finding_a_column() -> None:
    """The header's unit is kept; the finding comes once, grouped by header."""
    drafts = [_draft(_field("w", Role.QUANTITY, "12", unit="in", header="Width (in)")) for _ in range(3)]
    done = list(convert_units(drafts, _context()))
    found = [f for d in done for f in d.findings]
    assert [(f.code, f.group) for f in found] == [("header-unit-kept", "header-unit-kept:Width (in)")]
    assert all(d.changes == [] for d in done)


@pytest.mark.parametrize(("unit", "expected"), [("lb", "kg"), ("oz", "g"), ("kg", "kg"), ("g", "g"), ("", "")])
def test_a_display_unit_follows_the_market(unit: str, expected: str) -> None:
    """Shopify's Variant Weight Unit refers to no number in the file."""
    done = _run(_draft(_field("variant_weight_unit", Role.UNIT, unit)), _context())
    assert done.values["variant_weight_unit"] == expected


@pytest.mark.parametrize(
    ("value", "expected", "codes"),
    [
        ("12 oz", "340 g", []),
        ('12" x 8"', "30.5 x 20.3 cm", []),
        ("12", "12", ["quantity-without-unit"]),
        ("Large", "Large", []),
        ("", "", []),
        ("30 cm", "30 cm", []),
        ("12 cubits", "12 cubits", ["quantity-not-understood"]),
    ],
)
def test_free_text_in_a_quantity_field(value: str, expected: str, codes: list[str]) -> None:
    """Number and unit in one cell are converted as a whole, with plain spaces."""
    done = _run(_draft(_field("weight", Role.QUANTITY, value)), _context())
    assert done.values["weight"] == expected
    assert [f.code for f in done.findings] == codes


@pytest.mark.parametrize(
    ("marketplace", "source", "value", "expected"),
    [
        ("google", "en-US", "2.6 lb", "1.18 kg"),
        ("meta", "en-US", "2.6 lb", "1.18 kg"),
        ("google", "en-US", "3,500 lb", "1590 kg"),
        ("otto", "de-DE", "2,6 kg", "2,6 kg"),
        ("generic", "en-US", "2.6 lb", "1,18 kg"),
    ],
)
def test_a_cell_is_written_as_its_marketplace_reads_it(
    marketplace: str, source: str, value: str, expected: str
) -> None:
    """Data has a decimal point and no thousands mark; a person's own file has the market's custom."""
    context = replace(_context(source=source), marketplace=marketplace)
    done = _run(_draft(_field("weight", Role.QUANTITY, value)), context)
    assert done.values["weight"] == expected
