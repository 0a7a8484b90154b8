"""The header row as a listing of its own: names that buyers read are translated, what the file declares is rewritten.

eBay's ``C:Colour`` names an item specific; its first header states site and currency; Amazon's headers carry language
tags, and a cell above them the template's settings. Such pieces travel like any field, so that each change is explained
and each problem is a finding at its cell.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from localize.layouts.watched import column_findings
from localize.listing import Address, Field, Group, Listing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from localize.layouts.binding import BoundLayout, HeaderField
    from localize.layouts.reading import Places
    from localize.listing import Draft, Finding
    from localize.protocols import Row

__all__ = ["HEADER_KEY", "SETTINGS_KEY", "header_listings", "header_row_patch"]

HEADER_KEY = "(header)"
"""The key of the header's listing."""
SETTINGS_KEY = "(settings)"
"""The key of the row above the header in which a template states its market."""


def header_listings(layout: BoundLayout, source: Places, rows: Iterable[Row]) -> Iterator[Listing]:
    """Rows down to the header in which something is localized, or of which something must be said, as listings."""
    findings = tuple(column_findings(layout, source, HEADER_KEY))
    wanted = {_row_of(piece, layout) for piece in layout.header_fields}
    if findings:
        wanted.add(layout.header_row)
    for row in rows:
        if row.number > layout.header_row:
            return
        if row.number in wanted:
            yield _listing(layout, source, row, findings if row.number == layout.header_row else ())


def _listing(layout: BoundLayout, source: Places, row: Row, findings: tuple[Finding, ...]) -> Listing:
    fields: dict[str, Field] = {}
    for piece in layout.header_fields:
        if _row_of(piece, layout) != row.number:
            continue
        cell = row.cells[piece.column] or ""
        fields[piece.path] = Field(
            piece.path,
            piece.role,
            cell[piece.start : piece.end],
            Address(layout.table, row.number, piece.column),
            source.place(layout.table, row.number, piece.column),
            header=cell,
            choices=piece.choices,
            declares=piece.declares,
        )
    key = HEADER_KEY if row.number == layout.header_row else SETTINGS_KEY
    return Listing(
        key,
        MappingProxyType(fields),
        Group(key),
        row.number,
        row.line,
        findings,
        layout.table,
        tuple(row.cells),
        header=True,
        encoding=layout.spec.encoding if layout.spec else "",
    )


def _row_of(piece: HeaderField, layout: BoundLayout) -> int:
    return piece.row or layout.header_row


def header_row_patch(layout: BoundLayout, draft: Draft) -> dict[int, str]:
    """The header's cells that its draft changed: column → new cell."""
    patch: dict[int, str] = {}
    for piece in reversed(layout.header_fields):
        if piece.path not in draft.values:
            continue
        new = draft.values[piece.path]
        if new != draft.listing.fields[piece.path].value:
            cell = patch.get(piece.column, draft.listing.cells[piece.column] or "")
            patch[piece.column] = cell[: piece.start] + new + cell[piece.end :]
    return patch
