"""Closed lists that come with the file or from the seller: drop-downs of a workbook, and files given with ``--values``."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from localize.choices import values_file
from localize.layouts.spec import fold_header
from localize.listing import Role

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from localize.layouts.binding import BoundColumn, BoundLayout
    from localize.protocols import Source

__all__ = ["with_drop_downs", "with_values"]


def with_drop_downs(layout: BoundLayout, source: Source) -> BoundLayout:
    """The layout with columns that are chosen from a drop-down kept (a translation is not on its list), and what it offers."""
    # Only workbooks have them.
    drop_downs: Callable[[str], Mapping[int, tuple[str, ...]]] | None = getattr(source, "drop_downs", None)
    lists = drop_downs(layout.table) if drop_downs else {}
    columns = tuple(_offered(c, lists[c.index]) if c.index in lists else c for c in layout.columns)
    return replace(layout, columns=columns)


def _offered(column: BoundColumn, values: Sequence[str]) -> BoundColumn:
    column = replace(column, offered=frozenset(map(fold_header, values)))
    if not (column.role.is_text or column.role is Role.SIZE):
        return column
    why = f"{column.why.strip()}; chosen from a drop-down: kept"
    return replace(column, role=Role.REFERENCE, why=why, closed=True)


def with_values(layouts: Sequence[BoundLayout], files: Sequence[Path]) -> list[BoundLayout]:
    """The layouts with the closed lists of the seller's files: a field is named by its header or its path.

    Raises:
        ConfigError: a file is not such a list.
    """
    lists = {fold_header(field): name for path in reversed(files) for field, name in values_file(path).items()}
    return [replace(layout, columns=tuple(_listed(c, lists) for c in layout.columns)) for layout in layouts]


def _listed(column: BoundColumn, lists: Mapping[str, str]) -> BoundColumn:
    name = lists.get(fold_header(column.header)) or lists.get(column.path.casefold())
    if not name:
        return column
    why = f"values from {name.rpartition('#')[0].rpartition('/')[2]}"
    return replace(column, role=Role.REFERENCE, choices=name, why=why, sure=True, closed=False, offered=frozenset())
