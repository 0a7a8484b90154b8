"""Columns whose header does not say what they hold: the seller's own metafields, and columns that a layout does not know.

A metafield of the seller's own is what its cells are, phrases to translate or values to keep; a column that is no part of the
file's form is always kept. What was judged so is told once a column.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from localize.layouts.codecs import codec_named
from localize.layouts.inference import role_of_content
from localize.layouts.targets import is_json
from localize.listing import Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from localize.layouts.binding import BoundColumn, BoundLayout
    from localize.protocols import Row

__all__ = ["with_content"]

_TEXTS = frozenset({Role.TEXT, Role.HTML})
_LIST = codec_named("json-list")
"""How a list of texts stands in one cell (``["Soft","Warm"]``)."""


def with_content(layout: BoundLayout, rows: Sequence[Row]) -> BoundLayout:
    """The layout with such columns judged by their cells in ``rows``."""
    below = [row for row in rows if row.number > layout.header_row]
    return replace(layout, columns=tuple(_judged(column, below) for column in layout.columns))


def _judged(column: BoundColumn, rows: Sequence[Row]) -> BoundColumn:
    own = column.spec is not None and column.spec.by_content
    if not own and column.sure:
        return column
    cells = [
        cell for row in rows if column.index < len(row.cells) and (cell := row.cells[column.index]) and cell.strip()
    ]
    lists = [texts for cell in cells if len(texts := _LIST.get(cell)) > 1 or texts != (cell,)]
    if own and cells and len(lists) == len(cells):
        column, cells = replace(column, codec=_LIST), [text for texts in lists for text in texts]
    role, why, _ = role_of_content(cells)
    if role not in _TEXTS or any(map(is_json, cells)):
        return column
    if not own:
        return replace(column, judged="kept")
    return replace(column, role=role, why=f"{column.why}, {why}", judged="translated", sure=False)
