"""The header row as a listing of its own: names that buyers read are translated, what the file declares is rewritten.

eBay's ``C:Colour`` names an item specific; its first header states site and currency; Amazon's headers carry language
tags. Such pieces travel like any field, so that each change is explained and each problem is a finding at its cell.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from localize.listing import Address, Field, Group, Listing

if TYPE_CHECKING:
    from collections.abc import Iterable

    from localize.layouts.binding import BoundLayout
    from localize.layouts.reading import Places
    from localize.listing import Draft
    from localize.protocols import Row

__all__ = ["HEADER_KEY", "header_listing", "header_row_patch"]

HEADER_KEY = "(header)"
"""The key of the header's listing."""


def header_listing(layout: BoundLayout, source: Places, rows: Iterable[Row]) -> Listing | None:
    """The header as a listing, or None where nothing in it is to be localized."""
    if not layout.header_fields:
        return None
    row = next((row for row in rows if row.number == layout.header_row), None)
    if row is None:
        return None
    fields: dict[str, Field] = {}
    for piece in layout.header_fields:
        cell = row.cells[piece.column] or ""
        address = Address(layout.table, row.number, piece.column)
        place = source.place(layout.table, row.number, piece.column)
        fields[piece.path] = Field(
            piece.path,
            piece.role,
            cell[piece.start : piece.end],
            address,
            place,
            header=cell,
            choices=piece.choices,
            declares=piece.declares,
        )
    group = Group(HEADER_KEY)
    cells = tuple(row.cells)
    return Listing(
        HEADER_KEY, MappingProxyType(fields), group, row.number, row.line, (), layout.table, cells, header=True
    )


def header_row_patch(layout: BoundLayout, draft: Draft) -> dict[int, str]:
    """The header's cells that its draft changed: column → new cell."""
    patch: dict[int, str] = {}
    for piece in reversed(layout.header_fields):
        new = draft.values[piece.path]
        if new != draft.listing.fields[piece.path].value:
            cell = patch.get(piece.column, draft.listing.cells[piece.column] or "")
            patch[piece.column] = cell[: piece.start] + new + cell[piece.end :]
    return patch
