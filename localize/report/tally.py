"""What was done, counted over every listing: texts translated, terms honoured, values converted."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from localize.listing import Role
from localize.report.distribution import Lengths, price_factor
from localize.report.highlight import edited

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from localize.report.model import FieldView, ListingView

__all__ = ["Conversion", "ConversionTable", "FitTable", "Fitted", "Tally"]

ROWS_KEPT = 500
"""Different conversions that a table keeps; one with more says how many it left out."""

_NUMBERED = re.compile(r"/\d+(?=/|$)")
"""``bullet_point/3`` counts with its sisters."""

_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")


@dataclass(slots=True)
class Conversion:
    """One value that became another, with the first reason given and how many fields it happened in.

    ``steps`` are the values on the way, each with its own reason, where there was more than one.
    """

    path: str
    before: str
    after: str
    why: str
    by: str
    listing: str
    steps: tuple[tuple[str, str], ...] = ()
    count: int = 0


@dataclass(slots=True)
class ConversionTable:
    """Different conversions of one kind of field, each counted once."""

    found: dict[tuple[str, str, str], Conversion] = field(default_factory=dict)
    total: int = 0
    unkept: int = 0

    def add(self, listing: str, path: str, change: Mapping[str, Any], steps: Sequence[Mapping[str, Any]] = ()) -> None:
        """Count a conversion in; ``steps`` are the changes that led to it."""
        self.total += 1
        key = (path, change["before"], change["after"])
        if key not in self.found:
            if len(self.found) >= ROWS_KEPT:
                self.unkept += 1
                return
            way = tuple((step["after"], step.get("why", "")) for step in steps) if len(steps) > 1 else ()
            self.found[key] = Conversion(*key, change.get("why", ""), change.get("by", ""), listing, way)
        self.found[key].count += 1

    @property
    def rows(self) -> list[Conversion]:
        """By field, then as a person would sort the values: 2 before 10."""
        return sorted(self.found.values(), key=lambda row: (row.path, _natural(row.before), row.after))


@dataclass(frozen=True, slots=True)
class Fitted:
    """What fit took out of a field, piece by piece, and what it put there instead (mostly nothing)."""

    listing: str
    path: str
    removed: tuple[str, ...]
    put: tuple[str, ...]
    before: int
    after: int
    why: str
    by: str


@dataclass(slots=True)
class FitTable:
    """What fit removed, in catalog order, as much of it as a page takes; lengths are in characters."""

    rows: list[Fitted] = field(default_factory=list)
    total: int = 0

    @property
    def unkept(self) -> int:
        """How many have no row."""
        return self.total - len(self.rows)

    def add(self, listing: str, path: str, change: Mapping[str, Any]) -> None:
        """Count a repair in."""
        self.total += 1
        if len(self.rows) < ROWS_KEPT:
            removed, put = edited(change, "before"), edited(change, "after")
            lengths = len(change["before"]), len(change["after"])
            self.rows.append(Fitted(listing, path, removed, put, *lengths, change.get("why", ""), change.get("by", "")))


def _natural(text: str) -> tuple[float, str]:
    number = _NUMBER.search(text)
    return (float(number[0].replace(",", ".")) if number else float("inf"), text)


@dataclass(slots=True)
class Tally:
    """Counts over all listings, also those that do not fit on the page.

    ``values`` are quantities, sizes and prices inside texts and quantity fields; price and size fields have tables.
    """

    listings: int = 0
    changed: int = 0
    changes: int = 0
    translated: int = 0
    terms: int = 0
    values: int = 0
    ruled: int = 0
    fitted: int = 0
    pinned: int = 0
    prices: ConversionTable = field(default_factory=ConversionTable)
    sizes: ConversionTable = field(default_factory=ConversionTable)
    fits: FitTable = field(default_factory=FitTable)
    lengths: dict[str, Lengths] = field(default_factory=dict)
    price_factors: Counter[float] = field(default_factory=Counter)

    def add(self, listing: ListingView) -> None:
        """Count a listing in."""
        self.listings += not listing.header
        self.changed += not listing.header and any(view.changed for view in listing.fields)
        for view in listing.fields:
            if view.limit:
                self.lengths.setdefault(_NUMBERED.sub("", view.path), Lengths()).add(view.length, view.limit)
            if view.changes:
                self._add_field(listing.key, view)

    def _add_field(self, key: str, view: FieldView) -> None:
        self.changes += len(view.changes)
        did = _did(view)
        self.translated += "translate" in did
        self.terms += _count(did, "terms")
        self.ruled += "rules" in did or "source-rules" in did
        self.fitted += "fit" in did
        self.pinned += "pin" in did
        for change in did["fit"].field if "fit" in did else ():
            self.fits.add(key, view.path, change)
        if "convert" not in did:
            return
        if not view.role.is_money and view.role is not Role.SIZE:
            self.values += _count(did, "convert")
            return
        for change in did["convert"].field:
            if view.role is Role.SIZE:
                self.sizes.add(key, view.path, change)
                continue
            self.prices.add(key, view.path, change, did["convert"].span)
            if factor := price_factor(change["before"], change["after"]):
                self.price_factors[factor] += 1


class _Done(NamedTuple):
    """What a stage did to a field: its changes to the whole of it, and those to pieces of its text."""

    field: list[Mapping[str, Any]]
    span: list[Mapping[str, Any]]


def _did(view: FieldView) -> dict[str, _Done]:
    did: dict[str, _Done] = {}
    for change in view.changes:
        stage = change["stage"]
        done = did.get(stage) or did.setdefault(stage, _Done([], []))
        (done.span if change["scope"] == "span" else done.field).append(change)
    return did


def _count(did: Mapping[str, _Done], stage: str) -> int:
    """How many changes a stage made to pieces of the text; where it noted none, to the whole field."""
    return len(did[stage].span or did[stage].field) if stage in did else 0
