from __future__ import annotations

from localize.listing import Role
from localize.report import FieldView, ListingView
from localize.report.pictures import HEIGHT, WIDTH, pictures
from localize.report.tally import Tally


def tally_of(*fields: FieldView) -> Tally:
    """The tally of one listing."""
    tally = Tally()
    tally.add(ListingView("k", "row 2", fields))
    return tally


def test_lengths_near_the_limit_are_pictured() -> None:
    """The fields of a list are one picture; a field that fills a tenth of its limit is none; the words say it all."""
    fields = [FieldView(f"bullet/{n}", "a", "a", length=n * 50, limit=100) for n in (1, 2, 3)]
    (picture,) = pictures(tally_of(*fields, FieldView("title", "a", "a", length=9, limit=90)), {})
    assert picture.title == "Lengths of bullet"
    assert picture.words == "up to 50 % of the limit: 1; up to 100 % of the limit: 1; over the limit: 1"
    assert picture.bars[-1].kind == "over"


def test_prices_that_moved_differently() -> None:
    """Two factors make a picture, one has nothing to show."""

    def price(path: str, after: str) -> FieldView:
        change = {"stage": "convert", "scope": "field", "before": "10.00", "after": after}
        return FieldView(path, "10.00", after, [change], Role.PRICE)

    assert pictures(tally_of(price("a", "20.00"), price("b", "20.00")), {}) == []
    (picture,) = pictures(tally_of(price("a", "20.00"), price("b", "50.00")), {})
    assert picture.words == "× 2: 1; × 5: 1"


def test_where_translations_came_from() -> None:
    """Sentences from the cache, the engine and people are bars, where there is more than one kind."""
    assert pictures(Tally(), {"segments": {"cached": 5}}) == []
    (picture,) = pictures(Tally(), {"segments": {"distinct": 8, "cached": 5, "translated": 3, "approved": 0}})
    assert picture.words == "known from before: 5; by the engine: 3"


def test_bars_stay_in_their_field() -> None:
    """No bar is higher or wider than the drawing, none overlaps the next, and one of a thousand still shows."""
    (picture,) = pictures(Tally(), {"segments": {"cached": 100_000, "translated": 1, "approved": 7}})
    edge = 0.0
    for bar, x, width, height in picture.drawn:
        assert x >= edge
        assert 2 <= height <= HEIGHT, bar
        edge = x + width
    assert edge <= WIDTH
