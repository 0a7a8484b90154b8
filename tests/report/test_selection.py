from __future__ import annotations

from typing import TYPE_CHECKING, Any

from localize.report.model import FieldView, ListingView
from localize.report.selection import select

if TYPE_CHECKING:
    from collections.abc import Callable


def keys(listings: list[ListingView]) -> list[str]:
    """Their keys, in order."""
    return [listing.key for listing in listings]


def test_everything_fits(make_listing: Callable[..., ListingView]) -> None:
    """Within the limit every listing is kept in catalog order."""
    chosen = select((make_listing(f"{n}") for n in range(5)), [], 15)
    assert keys(chosen.listings) == ["0", "1", "2", "3", "4"]
    assert (chosen.left_out, chosen.left_out_changes) == (0, 0)


def test_errors_first(make_listing: Callable[..., ListingView], make_finding: Callable[..., Any]) -> None:
    """Where room is short, errors come before warnings, warnings before info and the rest; the order stays."""
    found = [make_finding("a", "info", "1"), make_finding("b", "warning", "3"), make_finding("c", "error", "4")]
    listings = [make_listing(f"{n}") for n in range(6)]
    assert keys(select(listings, found, 3).listings) == ["4"]
    assert keys(select(listings, found, 6).listings) == ["3", "4"]
    assert keys(select(listings, found, 9).listings) == ["1", "3", "4"]
    assert keys(select(listings, found, 12).listings) == ["0", "1", "3", "4"]


def test_what_is_left_out_is_counted(make_listing: Callable[..., ListingView]) -> None:
    """The counts cover all listings, also those that are not kept."""
    chosen = select((make_listing(f"{n}") for n in range(10)), [], 7)
    assert (len(chosen.listings), chosen.left_out, chosen.left_out_changes) == (2, 8, 24)
    assert chosen.tally.listings == 10
    assert chosen.tally.prices.total == 10


def test_unchanged_listings_take_room() -> None:
    """A catalog of which nothing changed does not fill the page without end."""
    listings = (ListingView(f"{n}", "", [FieldView("title", "a", "a")]) for n in range(100))
    assert len(select(listings, [], 20).listings) == 20
