"""How numbers and units stand in cells: both are data for a marketplace, not text for a reader."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from localize.units.quantity import UnitStyle
from localize.units.tables import Unit, lexicon, read_table
from localize.units.written import number_reader

if TYPE_CHECKING:
    from decimal import Decimal

    from localize.context import Context
    from localize.listing import Draft
    from localize.units.quantity import Number

__all__ = ["in_file_notation", "notation_of", "number_in", "set_unit", "unit_called"]


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


def in_file_notation(value: Decimal, before: str) -> str:
    """Plain digits, no grouping; a decimal comma only where the cell had one."""
    text = format(value, "f")
    return text.replace(".", ",") if _has_decimal_comma(before) else text


def _has_decimal_comma(text: str) -> bool:
    has_comma = "," in text and ("." not in text or text.rfind(",") > text.rfind("."))
    decimals = _DECIMALS.match(text, text.rfind(",") + 1) if has_comma else None
    return decimals is not None and len(decimals[0]) != 3


def notation_of(before: str, context: Context) -> str:
    """The locale (as Babel names it) that a cell with number and unit is written in.

    A marketplace reads such cells as data: digits with a point, as people's own files do not. What had a decimal comma keeps
    the market's custom. Whose files are whose is ``notations.toml``.
    """
    table = read_table("notations")
    style = table["written"].get(context.marketplace, table["other"]["written"])
    is_data = style == "point" and not _has_decimal_comma(before)
    return str(table["point"]["locale"]) if is_data else context.market.babel
