"""Columns of other stores in one file: where some state the source's market, only these are localized.

A template of Amazon may hold prices for Germany beside those for France, each under its store's id; an amount in
another store's currency must never be taken for the source's.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from localize.choices import closed_list, stated
from localize.listing import Role

if TYPE_CHECKING:
    from localize.layouts.binding import BoundLayout, HeaderField

__all__ = ["with_source_market"]


def with_source_market(layout: BoundLayout, source_locale: str) -> BoundLayout:
    """The layout with columns of other markets kept as they are."""
    own = {piece.column for piece in layout.header_fields if _states(piece, layout, source_locale) is True}
    other = {piece.column for piece in layout.header_fields if _states(piece, layout, source_locale) is False}
    if not own or not other:
        return layout
    columns = tuple(
        replace(c, role=Role.REFERENCE, why="another market's column: kept", choices="", declares="")
        if c.index in other
        else c
        for c in layout.columns
    )
    return replace(layout, columns=columns)


def _states(piece: HeaderField, layout: BoundLayout, locale: str) -> bool | None:
    """Does a piece of the header state the source's market? None if it states none."""
    if piece.row:
        return None
    text = layout.columns[piece.column].header[piece.start : piece.end]
    if piece.choices and (values := closed_list(piece.choices)).of_market:
        return values.in_market(text, locale) == text
    if "language" in piece.declares:
        return text.casefold() == stated(piece.declares, locale, "").casefold()
    return None
