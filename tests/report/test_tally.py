from __future__ import annotations

from typing import TYPE_CHECKING, Any

from localize.listing import Role
from localize.report.model import FieldView, ListingView
from localize.report.selection import select
from localize.report.tally import ConversionTable, Tally

if TYPE_CHECKING:
    from collections.abc import Callable


def tally(*fields: FieldView) -> Tally:
    """The counts over one listing with these fields."""
    counts = Tally()
    counts.add(ListingView("key", "row 2", fields))
    return counts


def test_pieces_count_once(make_change: Callable[..., Any]) -> None:
    """Noted pieces are counted, and the field's own change by the same stage is not counted again."""
    text = FieldView(
        "title",
        "12 oz straw, 3 in",
        "355 ml straw, 7.6 cm",
        [
            make_change("terms", "straw", "straw", scope="span"),
            make_change("convert", "12 oz", "355 ml", scope="span"),
            make_change("convert", "3 in", "7.6 cm", scope="span"),
            make_change("convert", "12 oz straw, 3 in", "355 ml straw, 7.6 cm"),
        ],
    )
    counts = tally(text)
    assert (counts.terms, counts.values, counts.translated, counts.changes) == (1, 2, 0, 4)


def test_each_role_has_its_place(make_change: Callable[..., Any]) -> None:
    """Prices and sizes go into their tables, other conversions are values in texts."""
    convert = make_change("convert", "10", "43")
    counts = tally(
        FieldView("price", "10", "43", [convert], Role.PRICE),
        FieldView("compare", "10", "43", [convert], Role.COMPARE_AT),
        FieldView("size", "10", "43", [convert], Role.SIZE),
        FieldView("weight", "10", "43", [convert], Role.QUANTITY),
    )
    assert (counts.prices.total, counts.sizes.total, counts.values) == (2, 1, 1)


def test_what_people_did_is_counted(make_change: Callable[..., Any]) -> None:
    """Rules, fit and corrections count fields; an unchanged listing is not changed."""
    stages = ("source-rules", "rules", "fit", "pin", "translate")
    counts = tally(FieldView("title", "a", "b", [make_change(stage, "a", "b") for stage in stages]))
    assert (counts.ruled, counts.fitted, counts.pinned, counts.translated) == (1, 1, 1, 1)
    counts.add(ListingView("other", "row 3", [FieldView("title", "a", "a")]))
    assert (counts.listings, counts.changed) == (2, 1)


def test_equal_conversions_are_one_row(make_change: Callable[..., Any]) -> None:
    """A table has a row for each pair, with how often it occurred, sorted as a person would: 9 before 10.5."""
    table = ConversionTable()
    for before, after in [("10.5", "EU 44"), ("9", "EU 42"), ("10.5", "EU 44")]:
        table.add("key", "size", make_change("convert", before, after))
    assert [(row.before, row.after, row.count) for row in table.rows] == [("9", "EU 42", 1), ("10.5", "EU 44", 2)]
    assert table.total == 3


def test_a_table_is_bounded(make_change: Callable[..., Any]) -> None:
    """A million different prices keep five hundred rows, and the others are counted."""
    table = ConversionTable()
    for n in range(700):
        table.add("key", "price", make_change("convert", f"{n}.99", f"{n},90"))
    assert (len(table.rows), table.unkept, table.total) == (500, 200, 700)


def test_what_fit_removed(make_change: Callable[..., Any]) -> None:
    """Each repair is listed with the words that went, what came for them, and both lengths."""
    change = make_change(
        "fit", "Rote Tasse ★ groß und schön", "Rote Tasse groß", why="shortened to at most 15", by="shop"
    )
    tally = Tally()
    tally.add(ListingView("mug-1", "row 2", [FieldView("title", "Red mug", "Rote Tasse groß", [change])]))
    (row,) = tally.fits.rows
    assert [piece.strip() for piece in row.removed] == ["★", "und schön"]
    assert row.put == ()
    assert (row.before, row.after, row.why, row.by) == (27, 15, "shortened to at most 15", "shop")


def test_a_price_knows_its_steps(make_change: Callable[..., Any]) -> None:
    """The amounts on the way stand beside the price, each with its reason."""
    steps = [
        make_change("convert", "19.99", "17.1914", scope="span", why="USD→EUR 0.86"),
        make_change("convert", "17.1914", "16.99", scope="span", why="to end in .99"),
    ]
    whole = make_change("convert", "19.99", "16.99")
    tally = Tally()
    tally.add(ListingView("mug-1", "row 2", [FieldView("price", "19.99", "16.99", [*steps, whole], Role.PRICE)]))
    (row,) = tally.prices.rows
    assert row.steps == (("17.1914", "USD→EUR 0.86"), ("16.99", "to end in .99"))
    assert tally.price_factors == {0.85: 1}


def test_a_row_of_column_names_is_no_listing(make_change: Callable[..., Any]) -> None:
    """What was done to it counts; it is neither a listing of the catalog nor one of the page."""
    name = FieldView("header/specifics/colour", "Colour", "Farbe", [make_change("terms", "Colour", "Farbe")])
    header = ListingView("(header)", "A1", [name], header=True)
    mug = ListingView("mug", "row 2", [FieldView("title", "Mug", "Tasse", [make_change("terms", "Mug", "Tasse")])])
    selection = select([header, mug], (), 100)
    assert (selection.tally.listings, selection.tally.changed, selection.tally.terms) == (1, 1, 2)
    assert (selection.products, selection.left_out) == ([mug], 0)
    assert header.heading == "Column names"
