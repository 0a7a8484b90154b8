"""Columns of an edited output by the names that they had when the run read them.

A run translates headers that buyers read: eBay's ``C:Colour`` leaves as ``C:Farbe``, and is then the column of another
name. The record says which was which.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from localize.layouts import BoundLayout
    from localize.listing import Listing
    from localize.tasks.review.record import RecordedField, RecordedListing

__all__ = ["as_recorded"]

_HEADER = "header/"


def as_recorded(layout: BoundLayout, headers: Iterable[Listing], recorded: Iterable[RecordedListing]) -> BoundLayout:
    """The layout with the paths that the run had for columns whose names it translated.

    A name is looked up first; one that a person changed is the column that stands where the run wrote it.
    """
    cells = {path: cell for row in headers for path, cell in row.fields.items()}
    known = {f.path: f for item in recorded for f in item.fields.values() if f.path.startswith(_HEADER)}
    unknown = {path: (cell.value, cell.place) for path, cell in cells.items() if path not in known}
    missing = {path: field for path, field in known.items() if path not in cells}
    names = _names(unknown, missing)
    if not names:
        return layout
    columns = tuple(
        replace(column, path=names[_HEADER + column.path].removeprefix(_HEADER))
        if _HEADER + column.path in names
        else column
        for column in layout.columns
    )
    pieces = tuple(replace(piece, path=names.get(piece.path, piece.path)) for piece in layout.header_fields)
    return replace(layout, columns=columns, header_fields=pieces)


def _names(unknown: Mapping[str, tuple[str, str]], missing: Mapping[str, RecordedField]) -> dict[str, str]:
    """The recorded path of each unknown one."""
    left = dict(missing)
    names: dict[str, str] = {}
    for path, (text, _) in unknown.items():
        same = [known for known, field in left.items() if field.target.strip() == text.strip()]
        if len(same) == 1:
            names[path] = same[0]
            del left[same[0]]
    by_place = {_cell(field.place): known for known, field in left.items()}
    for path, (_, place) in unknown.items():
        if path not in names and _cell(place) in by_place:
            names[path] = by_place.pop(_cell(place))
    return names


def _cell(place: str) -> str:
    """A place without its sheet, whose name a change of format loses."""
    return place.rpartition("!")[2]
