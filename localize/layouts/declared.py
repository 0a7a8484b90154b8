"""What a file declares of its language, country and currency, where no layout says so: above a feed's listings, or in a column.

``<language>en-us</language>`` of a feed, ``@xml:lang`` of its listings, a column *content_language*: all say the same of every
listing. The words of their names are in ``declared.toml``; what stands there is rewritten in its own spelling.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from localize.data import package_folder, read_toml
from localize.layouts.binding import HeaderField
from localize.listing import Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from localize.layouts.binding import BoundColumn, BoundLayout
    from localize.protocols import Row, Source

__all__ = ["form_of", "with_declarations"]

_SPELLINGS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"[a-z]{2,3}"), "language"),
    (re.compile(r"[A-Z]{2}"), "LANGUAGE"),
    (re.compile(r"[a-z]{2,3}-[A-Z]{2}"), "language-COUNTRY"),
    (re.compile(r"[a-z]{2,3}_[A-Z]{2}"), "language_COUNTRY"),
    (re.compile(r"[a-z]{2,3}-[a-z]{2}"), "language-country"),
    (re.compile(r"[a-z]{2,3}_[a-z]{2}"), "language_country"),
)


@cache
def _kinds(*, above: bool) -> tuple[tuple[str, re.Pattern[str]], ...]:
    data = read_toml(package_folder("layouts") / "declared.toml")
    names = {kind["name"]: kind["names"] + (kind.get("above", []) if above else []) for kind in data["kind"]}
    return tuple((name, re.compile("|".join(patterns), re.IGNORECASE)) for name, patterns in names.items())


def form_of(name: str, text: str, *, above: bool = False) -> str:
    """How a declaration spells its market, '' where a name and its text are none; ``above`` the listings, more names are.

    >>> form_of("rss/channel/language", "en-us", above=True), form_of("feed/@xml:lang", "en"), form_of("currency", "USD")
    ('language-country', 'language', 'CURRENCY')
    >>> form_of("title", "en"), form_of("locale", "English")
    ('', '')
    """
    last = name.rpartition("/")[2].lstrip("@").rpartition("g:")[2].replace("_", " ").strip()
    kind = next((kind for kind, pattern in _kinds(above=above) if pattern.fullmatch(last)), "")
    if kind == "language":
        return next((form for spelling, form in _SPELLINGS if spelling.fullmatch(text)), "")
    length = {"country": 2, "currency": 3}.get(kind, 0)
    return (
        kind.upper() if length and len(text) == length and text.isascii() and text.isalpha() and text.isupper() else ""
    )


def with_declarations(layout: BoundLayout, source: Source, rows: Sequence[Row]) -> BoundLayout:
    """The layout with what the file declares of itself; ``rows`` are some of the table's."""
    stated: frozenset[int] = getattr(source, "statements", frozenset())  # only feeds have them
    pieces: list[HeaderField] = []
    columns: list[BoundColumn] = []
    currencies: set[str] = set()
    for column in layout.columns:
        if column.index in stated:
            name, _, text = column.header.rpartition("=")
            form = form_of(name, text, above=True)
            path, why = f"stated/{name}", "stated above the listings"
            columns.append(replace(column, role=Role.REFERENCE, path=path, why=why, sure=True))
            if form:
                start = len(column.header) - len(text)
                pieces.append(
                    HeaderField(f"header/{path}", column.index, start, len(column.header), Role.REFERENCE, "", form)
                )
                currencies |= {text} if form == "CURRENCY" else set()
        else:
            columns.append(_declaring(column, layout, rows))
    if len(currencies) == 1:
        currency = currencies.pop()
        columns = [replace(c, currency=currency) if c.role.is_money and not c.currency else c for c in columns]
    return replace(layout, columns=tuple(columns), header_fields=(*layout.header_fields, *pieces))


def _declaring(column: BoundColumn, layout: BoundLayout, rows: Iterable[Row]) -> BoundColumn:
    """A column whose every cell declares the same, where the layout does not know it; currencies have a role of their own."""
    known = column.declares or column.choices or column.spec is not None or column.role.is_money
    if known or column.role is Role.CURRENCY or (layout.spec is not None and column.sure):
        return column
    below = (row.cells for row in rows if row.number >= layout.data_row and row.number > layout.header_row)
    said = {(cells[column.index] or "").strip() for cells in below if column.index < len(cells)} - {""}
    form = form_of(column.header.strip(), said.pop()) if len(said) == 1 else ""
    if not form or form == "CURRENCY":
        return column
    return replace(column, role=Role.REFERENCE, declares=form, why="declares the market of the listings", sure=True)
