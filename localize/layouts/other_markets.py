"""Columns and values of other stores in one file: where some state the source's market, only these are localized.

A template of Amazon may hold prices for Germany beside those for France, each under its store's id; an amount in
another store's currency must never be taken for the source's. In its feed, each value has its store and language beside it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from localize.choices import closed_list, stated
from localize.listing import Role

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from localize.layouts.binding import BoundColumn, BoundLayout, HeaderField

__all__ = ["with_source_market"]


def with_source_market(layout: BoundLayout, source_locale: str) -> BoundLayout:
    """The layout with columns of other markets kept as they are, and with what states the market of each value."""
    layout = _with_statements(layout, source_locale)
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


def _with_statements(layout: BoundLayout, locale: str) -> BoundLayout:
    """Of JSON, where ``/item_name/0/language_tag`` speaks of all that is below ``/item_name/0``."""
    said: dict[str, list[tuple[int, frozenset[str]]]] = {}
    for c in layout.columns:
        place, slash, _ = c.header.rpartition("/")
        if slash and (names := _source_names(c, locale)):
            said.setdefault(place, []).append((c.index, names))
    if not said:
        return layout
    columns = tuple(replace(c, stated_by=tuple(_statements(c, said))) for c in layout.columns)
    return replace(layout, columns=columns)


def _source_names(column: BoundColumn, locale: str) -> frozenset[str]:
    if column.choices and (values := closed_list(column.choices)).of_market:
        return frozenset(map(str.casefold, values.values(locale)))
    return frozenset({stated(column.declares, locale, "").casefold()} if "language" in column.declares else ())


def _statements(
    column: BoundColumn, said: Mapping[str, Sequence[tuple[int, frozenset[str]]]]
) -> Iterator[tuple[int, frozenset[str]]]:
    if column.declares or column.choices:
        return  # a statement itself; another market's is a finding
    place = column.header.rpartition("/")[0]
    while place:
        yield from said.get(place, ())
        place = place.rpartition("/")[0]
