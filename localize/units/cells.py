"""How numbers and units stand in cells: both are data for a marketplace, not text for a reader."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from localize.units.quantity import UnitStyle
from localize.units.render import as_decimal
from localize.units.tables import Unit, lexicon, read_table
from localize.units.written import number_reader

if TYPE_CHECKING:
    from decimal import Decimal

    from localize.context import Context
    from localize.listing import Draft, Field
    from localize.units.quantity import Number

__all__ = ["in_file_notation", "notation_of", "number_in", "restated", "set_unit", "unit_called", "written_style"]


_DECIMALS = re.compile(r"\d*")


def unit_called(name: str, context: Context) -> tuple[str, UnitStyle] | None:
    """The unit that a cell names, in the source's language or in English, and how it is written."""
    language = context.source_language
    return lexicon(language).unit_called(name) or lexicon("en").unit_called(name)


def number_in(text: str, context: Context) -> Number | None:
    """The number that a cell holds, in the notation of the source."""
    return number_reader(context.source_locale).text(text)


def set_unit(draft: Draft, path: str, unit: Unit, style: UnitStyle, why: str, by: str) -> None:
    """Write a unit the way the file wrote the old one: symbol or word, in its case."""
    if path not in draft.values:
        return
    before = draft.values[path]
    text = unit.plural if style is UnitStyle.NAME else unit.symbol
    if before.isupper():
        text = text.upper()
    elif before[:1].isupper():
        text = text[:1].upper() + text[1:]
    if "_" in before:
        text = text.replace(" ", "_")
    draft.set(path, text, "convert", why, by)


def in_file_notation(value: Decimal, field: Field, before: str, context: Context) -> str:
    """Plain digits, no grouping, with one decimal mark for all cells of a column.

    A comma only where the market writes one. There a table of people's own from where commas are written, too, has
    commas whatever the cell had; every other cell keeps its mark (a number in a sheet is no text, and English files hold
    points as data).
    """
    text = format(value, "f")
    if not _takes_comma(context):
        return text
    source_has = number_reader(context.source_locale).decimal == ","
    is_own_table = source_has and written_style(context) == "market" and not field.address.table
    return text.replace(".", ",") if is_own_table or _has_decimal_comma(before) else text


def restated(before: str, context: Context) -> str:
    """A number that stays, in the notation of the column: in people's own tables a comma becomes a point for who reads points."""
    if written_style(context) != "market" or _takes_comma(context) or not _has_decimal_comma(before):
        return before
    number = number_in(before, context)
    if number is None or number.is_fraction or number.is_ambiguous:
        return before
    return format(as_decimal(number.value, number.decimals), "f")


def written_style(context: Context) -> str:
    """``point`` or ``market``: how the files of the marketplace write numbers (``notations.toml``)."""
    table = read_table("notations")
    return str(table["written"].get(context.form, table["other"]["written"]))


def _takes_comma(context: Context) -> bool:
    """May a bare number have a decimal comma: the market writes one, and the marketplace reads no points everywhere?"""
    marketplace = context.form
    if read_table("notations")["written"].get(marketplace) == "point":
        return False
    return number_reader(context.market.locale).decimal == ","


def _has_decimal_comma(text: str) -> bool:
    has_comma = "," in text and ("." not in text or text.rfind(",") > text.rfind("."))
    decimals = _DECIMALS.match(text, text.rfind(",") + 1) if has_comma else None
    return decimals is not None and len(decimals[0]) != 3


def notation_of(before: str, context: Context) -> str:
    """The locale (as Babel names it) that a cell with number and unit is written in.

    A marketplace reads such cells as data: digits with a point, as people's own files do not. What had a decimal comma keeps
    the market's custom. Whose files are whose is ``notations.toml``.
    """
    is_data = written_style(context) == "point" and not _has_decimal_comma(before)
    return str(read_table("notations")["point"]["locale"]) if is_data else context.market.babel
