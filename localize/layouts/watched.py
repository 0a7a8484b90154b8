"""What a saved layout says that the file does not have any more, and what of the file's columns nobody knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from localize.layouts.inference import KEPT_PHRASES
from localize.listing import Finding, Role, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from localize.layouts.binding import BoundLayout
    from localize.layouts.reading import Places

__all__ = ["column_findings"]


def column_findings(layout: BoundLayout, source: Places, key: str) -> Iterator[Finding]:
    """Columns that are new or missing, where the layout watches for that; without one, numbers that may be anything."""
    spec = layout.spec
    if spec is None:
        yield from _assumed(layout, source, key)
        return
    if not spec.watch:
        return
    named = [spec.column_for(c.header) for c in layout.columns if c.header.strip()]
    found = {column.spec for column in named if column}
    for c in layout.columns:
        if c.header.strip() and spec.column_for(c.header) is None:
            yield Finding(
                "column-new",
                Severity.WARNING,
                f"The layout “{spec.name}” does not know the column “{c.header.strip()}”; it is kept as it is.",
                listing=key,
                place=source.place(layout.table, layout.header_row, c.index),
                value=c.header.strip(),
                suggestion="Add it to the layout in localize.toml with its role.",
                group=f"column-new:{c.header.strip()}",
            )
    for column in spec.columns:
        if column not in found:
            name = next(iter(sorted(column.headers)), column.path)
            yield Finding(
                "column-missing",
                Severity.WARNING,
                f"The layout “{spec.name}” has a column “{name}”; the file has none of that name.",
                listing=key,
                place=source.place(layout.table, layout.header_row, 0),
                value=name,
                suggestion="Was it renamed? Add the new name to its headers; or take the column out of the layout.",
                group=f"column-missing:{name}",
            )


def _assumed(layout: BoundLayout, source: Places, key: str) -> Iterator[Finding]:
    """Numbers and phrases under a header that says nothing are kept: they may be prices or texts, so a person should know."""
    for c in layout.columns:
        what = "numbers" if c.role is Role.CODE else "words" if c.why == KEPT_PHRASES else ""
        if what and not c.sure and (name := c.header.strip()):
            yield Finding(
                "column-assumed",
                Severity.INFO,
                f"Nothing says what the {what} of the column “{name}” are: they are kept as they are.",
                listing=key,
                place=source.place(layout.table, layout.header_row, c.index),
                value=name,
                suggestion="Say it: localize inspect FILE --set 'COLUMN=role' --save, or answer in the report.",
                group=f"column-assumed:{name}",
            )
