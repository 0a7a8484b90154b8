"""Which rows of a table hold listings; all others (instructions, settings, comments, labels) are carried over untouched."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import parse_qs

from localize.layouts.binding import HeaderField
from localize.layouts.spec import fold_header
from localize.listing import Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from localize.layouts.binding import BoundLayout
    from localize.layouts.spec import LayoutSpec
    from localize.protocols import Row

__all__ = ["StatedRows", "first_of_data", "listing_rows", "settings_pieces", "stated_rows"]

_SETTINGS = "settings="
_NUMBER = re.compile(r"\D{0,5}\d[\d.,'\s]*\D{0,5}")
_DESCRIBING_ROWS = 10


class StatedRows(NamedTuple):
    """What a template says of itself: the row that names the fields and the first row of data, from 1."""

    header: int
    data: int


def stated_rows(rows: Sequence[Row]) -> StatedRows | None:
    """The rows that a cell ``settings=attributeRow=5&dataRow=7&…`` states, or None where no cell does.

    Amazon's templates carry it; the numbers differ between their generations, so they are never assumed.
    """
    cells = (cell.strip() for row in rows for cell in row.cells if cell)
    for cell in cells:
        if cell.startswith(_SETTINGS):
            stated = parse_qs(cell.removeprefix(_SETTINGS))
            header, data = (_number(stated.get(name, [""])[0]) for name in ("attributeRow", "dataRow"))
            if header and data > header:
                return StatedRows(header, data)
    return None


def first_of_data(layout: BoundLayout, rows: Iterable[Row]) -> int:
    """The first row that may hold a listing, behind rows of labels and help where the layout knows how to tell them."""
    column = layout.column(layout.rows.numbers) if layout.rows.numbers else None
    first = layout.data_row
    for row in rows if column else ():
        if first <= row.number <= layout.header_row + _DESCRIBING_ROWS and column and column.index < len(row.cells):
            said = (row.cells[column.index] or "").strip()
            if said and not _NUMBER.fullmatch(said):
                first = row.number + 1
    return first


def settings_pieces(spec: LayoutSpec, rows: Sequence[Row]) -> tuple[HeaderField, ...]:
    """What the settings cell above a header states of language and market, in its order."""
    for row in rows if spec.settings_parts else ():
        for column, cell in enumerate(row.cells):
            if cell and cell.strip().startswith(_SETTINGS):
                found = [
                    HeaderField(
                        f"settings/{part.name}",
                        column,
                        *match.span(1),
                        Role.REFERENCE,
                        part.choices,
                        part.declares,
                        row.number,
                    )
                    for part in spec.settings_parts
                    if (match := part.pattern.search(cell))
                ]
                return tuple(sorted(found, key=lambda piece: piece.start))
    return ()


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() else 0


def listing_rows(layout: BoundLayout, rows: Iterable[Row]) -> Iterator[Row]:
    """Rows under the header that hold a listing.

    Not so blanks, comments, rows of words that describe the columns, and rows that only delete a listing.
    """
    first = max(layout.data_row, layout.header_row + 1)
    special = layout.rows.comments or layout.rows.carried
    deletes = layout.rows.deletes
    action = layout.column(deletes.path) if deletes else None
    for row in rows:
        if row.number < first or not any(c and c.strip() for c in row.cells) or (special and _is_carried(layout, row)):
            continue
        if action and deletes and action.index < len(row.cells):
            said = (row.cells[action.index] or "").strip().casefold()
            if said in deletes.values:
                continue
        yield row


def _is_carried(layout: BoundLayout, row: Row) -> bool:
    filled = [cell.strip() for cell in row.cells if cell and cell.strip()]
    return filled[0].startswith(layout.rows.comments or ("\0",)) or all(
        fold_header(cell) in layout.rows.carried for cell in filled
    )
