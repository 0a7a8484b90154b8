"""Columns that a category or an operator adds to a marketplace's file: read by their headers, as those of any table are.

In a file that is not open to them only amounts of money are: a number of another currency must not leave in any column. What no
header explains stays as it is; :mod:`localize.layouts.by_content` says so where it holds phrases.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from localize.layouts.inference import infer_layout, is_named
from localize.listing import Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from localize.layouts.binding import BoundLayout
    from localize.protocols import Row

__all__ = ["with_own_columns"]

_LOCALIZED = frozenset({Role.TEXT, Role.HTML, Role.KEYWORDS, Role.CHOICE, Role.SIZE, Role.QUANTITY, Role.UNIT})


def with_own_columns(layout: BoundLayout, rows: Sequence[Row]) -> BoundLayout:
    """The layout with columns that it does not know as their headers say; a person's own layout as it is."""
    if layout.spec is None or layout.spec.watch:
        return layout
    localized = _LOCALIZED if layout.spec.open else frozenset()
    body = [row.cells for row in rows if row.number >= layout.data_row]
    inferred = infer_layout(layout.table, layout.header_row, [c.header for c in layout.columns], body)
    paths = {read.path: own.path for read, own in zip(inferred.columns, layout.columns, strict=True)}
    columns = tuple(
        replace(
            own,
            role=read.role,
            why=f"no column of {layout.title}, but {read.why.strip()}",
            sure=True,
            unit=read.unit,
            unit_path=paths.get(read.unit_path, ""),
            currency=read.currency,
            named=own.header.strip() if read.role is Role.CHOICE else "",
        )
        if not own.sure and is_named(read) and (read.role in localized or read.role.is_money)
        else own
        for own, read in zip(layout.columns, inferred.columns, strict=True)
    )
    return replace(layout, columns=columns)
