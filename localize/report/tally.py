"""What was done, counted over every listing: texts translated, terms honoured, values converted."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from localize.listing import Role

if TYPE_CHECKING:
    from collections.abc import Mapping

    from localize.report.model import FieldView, ListingView

__all__ = ["Conversion", "ConversionTable", "Tally"]

ROWS_KEPT = 500
"""Different conversions that a table keeps; one with more says how many it left out."""

_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")


@dataclass(slots=True)
class Conversion:
    """One value that became another, with the first reason given and how many fields it happened in."""

    path: str
    before: str
    after: str
    why: str
    by: str
    listing: str
    count: int = 0


@dataclass(slots=True)
class ConversionTable:
    """Different conversions of one kind of field, each counted once."""

    found: dict[tuple[str, str, str], Conversion] = field(default_factory=dict)
    total: int = 0
    unkept: int = 0

    def add(self, listing: str, path: str, change: Mapping[str, Any]) -> None:
        """Count a conversion in."""
        self.total += 1
        key = (path, change["before"], change["after"])
        if key not in self.found:
            if len(self.found) >= ROWS_KEPT:
                self.unkept += 1
                return
            self.found[key] = Conversion(*key, change.get("why", ""), change.get("by", ""), listing)
        self.found[key].count += 1

    @property
    def rows(self) -> list[Conversion]:
        """By field, then as a person would sort the values: 2 before 10."""
        return sorted(self.found.values(), key=lambda row: (row.path, _natural(row.before), row.after))


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

    def add(self, listing: ListingView) -> None:
        """Count a listing in."""
        self.listings += 1
        self.changed += any(view.changed for view in listing.fields)
        for view in listing.fields:
            if view.changes:
                self._add_field(listing.key, view)

    def _add_field(self, key: str, view: FieldView) -> None:
        self.changes += len(view.changes)
        stages = {change["stage"] for change in view.changes}
        self.translated += "translate" in stages
        self.terms += len(_of_stage(view, "terms"))
        self.ruled += bool(stages & {"rules", "source-rules"})
        self.fitted += "fit" in stages
        self.pinned += "pin" in stages
        for change in (c for c in view.changes if c["stage"] == "convert" and c["scope"] == "field"):
            if view.role.is_money:
                self.prices.add(key, view.path, change)
            elif view.role is Role.SIZE:
                self.sizes.add(key, view.path, change)
        if not view.role.is_money and view.role is not Role.SIZE:
            self.values += len(_of_stage(view, "convert"))


def _of_stage(view: FieldView, stage: str) -> list[Mapping[str, Any]]:
    """A stage's changes to pieces of the text; where it noted none, its changes to the whole field."""
    changes = [change for change in view.changes if change["stage"] == stage]
    return [change for change in changes if change["scope"] == "span"] or changes
