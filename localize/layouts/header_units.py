"""Units that headers state (``Length (in)``), and whether they may change: the layout says so.

``fixed``: part of the file's form, read by the marketplace; ``store``: the shop's setting, changed there and not in the
file; ``free``: header and values change together. Headers of tables that nobody knows are free, unless the file cannot
take another header (a table of Excel, keys of JSON).
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from localize.layouts.binding import HeaderField
from localize.layouts.header_words import header_words
from localize.layouts.spec import fold_header
from localize.listing import Role

if TYPE_CHECKING:
    from collections.abc import Callable

    from localize.layouts.binding import BoundColumn, BoundLayout
    from localize.protocols import Source

__all__ = ["is_locked", "with_header_units"]

_IN_BRACKETS = re.compile(r"[(\[]\s*([^)\]]{1,14}?)\s*[)\]]\s*$")
_BARE = re.compile(r"\s(\S+)\s*$")


def with_header_units(layout: BoundLayout, source: Source) -> BoundLayout:
    """The layout with the units of its headers, each with what may become of it."""
    columns = tuple(_stated(column, layout) for column in layout.columns)
    columns = tuple(
        replace(c, unit_rule="fixed") if c.unit_rule == "free" and is_locked(c, layout, source) else c for c in columns
    )
    pieces = [piece for column in columns if (piece := _piece(column))]
    return replace(layout, columns=columns, header_fields=(*layout.header_fields, *pieces))


def _stated(column: BoundColumn, layout: BoundLayout) -> BoundColumn:
    """A column of numbers with the unit of its header and the layout's rule for it."""
    if column.role is not Role.QUANTITY or column.unit_path:
        return column
    unit = column.unit or header_words(column.header).unit
    rule = column.unit_rule or ("fixed" if layout.spec or not _place_of_unit(column.header, unit) else "free")
    return replace(column, unit=unit, unit_rule=rule) if unit else column


def is_locked(column: BoundColumn, layout: BoundLayout, source: Source) -> bool:
    """Can the file not take another header there?"""
    if not getattr(source, "has_header", True):
        return True
    reason: Callable[[str, int, int], str] | None = getattr(source, "read_only_reason", None)  # only workbooks have it
    return bool(reason and reason(layout.table, layout.header_row, column.index))


def _place_of_unit(header: str, unit: str) -> re.Match[str] | None:
    """Where a unit can be written anew: in brackets, or a word of its own. ``weight_kg`` is a name that a program looks for."""
    if match := _IN_BRACKETS.search(header):
        return match
    bare = _BARE.search(header)
    return bare if bare and fold_header(bare[1]) == unit else None


def _piece(column: BoundColumn) -> HeaderField | None:
    match = _place_of_unit(column.header, column.unit) if column.unit_rule == "free" else None
    if match is None:
        return None
    return HeaderField(f"header/{column.path}/unit", column.index, *match.span(1), Role.UNIT)
