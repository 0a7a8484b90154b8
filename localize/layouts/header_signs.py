"""Signs of currencies in the headers of money columns (``Price (€)``, ``Cost £``): they change with the amounts below them."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from localize.data import data_folder, read_toml
from localize.layouts.binding import HeaderField
from localize.layouts.header_units import is_locked
from localize.listing import Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from localize.layouts.binding import BoundLayout
    from localize.protocols import Source

__all__ = ["with_header_signs"]


def with_header_signs(layout: BoundLayout, source: Source) -> BoundLayout:
    """The layout of people's own table with the signs of its headers as statements of the currency; others as they are."""
    pieces = tuple(_pieces(layout, source)) if layout.spec is None else ()
    return replace(layout, header_fields=(*layout.header_fields, *pieces)) if pieces else layout


def _pieces(layout: BoundLayout, source: Source) -> Iterator[HeaderField]:
    taken = {piece.column for piece in layout.header_fields}
    for column in layout.columns:
        match = _sign().search(column.header) if column.role.is_money and column.index not in taken else None
        if match and not is_locked(column, layout, source):
            yield HeaderField(f"header/{column.path}/currency", column.index, *match.span(1), Role.CURRENCY)


@cache
def _sign() -> re.Pattern[str]:
    symbols = read_toml(data_folder("currency") / "symbols.toml")["symbols"]
    choices = "|".join(re.escape(s) for s in sorted(symbols, key=len, reverse=True) if not s.isalpha() and s != ":-")
    return re.compile(rf"(?:^|[\s(\[/,])({choices})(?=$|[\s)\]/,])")
