"""What fits on the page: at most so many changes, listings with errors first, then those with warnings.

One pass over a stream, in memory bounded by the limit; the counts of :class:`Tally` cover everything all the same.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from localize.report.causes import worst
from localize.report.tally import Tally

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from localize.report.model import ListingView

__all__ = ["Selection", "by_listing", "select"]

Findings = dict[str, list["Mapping[str, Any]"]]


@dataclass(frozen=True, slots=True)
class Selection:
    """The listings to show in catalog order, their findings by key, and counts over everything that was seen."""

    listings: list[ListingView]
    findings: Findings
    tally: Tally
    kept_changes: int

    @property
    def left_out(self) -> int:
        """Listings that the page does not show."""
        return self.tally.listings - len(self.products)

    @property
    def products(self) -> list[ListingView]:
        """The listings on the page that are no row of column names."""
        return [listing for listing in self.listings if not listing.header]

    @property
    def left_out_changes(self) -> int:
        """Changes that the page does not show."""
        return self.tally.changes - self.kept_changes


@dataclass(slots=True)
class _Bucket:
    """Listings of one severity, in order, as long as there is room."""

    limit: int
    weight: int = 0
    full: bool = False
    items: list[tuple[int, ListingView]] = field(default_factory=list)

    def offer(self, position: int, listing: ListingView) -> None:
        weight = _weight(listing)
        self.full = self.full or self.weight + weight > self.limit
        if not self.full:
            self.weight += weight
            self.items.append((position, listing))


def _weight(listing: ListingView) -> int:
    """What a listing takes of the limit; one without changes takes some, too."""
    return max(1, _changes(listing))


def _changes(listing: ListingView) -> int:
    return sum(len(view.changes) for view in listing.fields)


def select(listings: Iterable[ListingView], findings: Sequence[Mapping[str, Any]], limit: int) -> Selection:
    """Choose the listings to show; ``limit`` is a number of changes. Reads ``listings`` once."""
    by_key = by_listing(findings)
    tally, buckets = Tally(), [_Bucket(limit) for _ in range(4)]
    for position, listing in enumerate(listings):
        tally.add(listing)
        buckets[worst(by_key.get(listing.key, ()))].offer(position, listing)
    kept = _Bucket(limit)
    for bucket in buckets:
        for position, listing in bucket.items:
            kept.offer(position, listing)
        kept.full = kept.full or bucket.full
    shown = [listing for _, listing in sorted(kept.items, key=lambda item: item[0])]
    return Selection(shown, by_key, tally, sum(map(_changes, shown)))


def by_listing(findings: Iterable[Mapping[str, Any]]) -> Findings:
    """The findings of each listing, those of none under the empty key."""
    found: defaultdict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for finding in findings:
        found[finding.get("listing", "")].append(finding)
    return dict(found)
