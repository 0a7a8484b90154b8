"""Bra sizes: the band and the cup are converted apart (75B) and put together as the target writes them (B75)."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from localize.sizes.tables import Hit, Miss, tables_for, worst

if TYPE_CHECKING:
    from collections.abc import Iterable

    from localize.sizes.labels import SizeLabel
    from localize.sizes.result import SizeResult
    from localize.sizes.tables import SizeTable

__all__ = ["convert_bra"]

_BRA = re.compile(r"(?P<band>\d{1,3})(?P<cup>[A-K]{1,3})|(?P<cup_first>[A-K]{1,3})(?P<band_last>\d{2,3})")


def convert_bra(blank: SizeResult, label: SizeLabel, tables: Iterable[SizeTable], brand: str) -> SizeResult:
    """``blank`` filled in for a bra size, or with the reason why not."""
    match = _BRA.fullmatch(label.key)
    if not match:
        return replace(blank, problem="no-equivalent", reason=f"'{label.text}' is no bra size (band and cup, 75B).")
    band, cup = match.group("band") or match.group("band_last"), match.group("cup") or match.group("cup_first")
    bands = _part("bra-bands", band, blank, tables, brand)
    cups = _part("bra-cups", cup, blank, tables, brand)
    if isinstance(bands, Miss) or isinstance(cups, Miss):
        missed = bands if isinstance(bands, Miss) else cups
        assert isinstance(missed, Miss)  # noqa: S101 - tells mypy what the line above says
        return replace(blank, problem="no-equivalent", reason=missed.reason)
    band_hit, cup_first = bands
    cup_hit, _ = cups
    written = cup_hit.label + band_hit.label if cup_first else band_hit.label + cup_hit.label
    by, status = f"{band_hit.by}, {cup_hit.by}", worst(band_hit.status, cup_hit.status)
    return replace(blank, label=written, by=by, status=status, note=cup_hit.note)


def _part(kind: str, key: str, blank: SizeResult, tables: Iterable[SizeTable], brand: str) -> tuple[Hit, bool] | Miss:
    for table in tables_for(tables, kind, "", brand, blank.source, blank.target):
        if table.knows(blank.source, blank.target):
            found = table.lookup(key, blank.source, blank.target)
            return found if isinstance(found, Miss) else (found, table.columns[table.system(blank.target)].cup_first)
    return Miss(f"There is no table of {kind.replace('-', ' ')} for {blank.source or '?'} and {blank.target or '?'}.")
