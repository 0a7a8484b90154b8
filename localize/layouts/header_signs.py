"""Signs of currencies beside money columns.

Those in headers (``Price (€)``, ``Cost £``) change with the amounts below them, those of a workbook's number formats do not.
"""

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
    from collections.abc import Callable, Iterator, Mapping

    from localize.layouts.binding import BoundLayout
    from localize.protocols import Source

__all__ = ["with_header_signs", "with_shown_signs"]


def with_header_signs(layout: BoundLayout, source: Source) -> BoundLayout:
    """The layout of people's own table with the signs of its headers as statements of the currency; others as they are."""
    pieces = tuple(_pieces(layout, source)) if layout.spec is None else ()
    return replace(layout, header_fields=(*layout.header_fields, *pieces)) if pieces else layout


def with_shown_signs(layout: BoundLayout, source: Source) -> BoundLayout:
    """The layout with what the number formats of its money columns show."""
    shown: Callable[[str], Mapping[int, str]] | None = getattr(source, "shown_signs", None)  # only workbooks have it
    signs = shown(layout.table) if shown and any(c.role.is_money for c in layout.columns) else {}
    if not signs:
        return layout
    columns = tuple(
        replace(c, amounts=f"shown:{signs[c.index]}") if c.role.is_money and c.index in signs and not c.amounts else c
        for c in layout.columns
    )
    return replace(layout, columns=columns)


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
