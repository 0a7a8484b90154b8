"""How numbers and units stand in cells: both are data for a marketplace, not text for a reader."""

from __future__ import annotations

from typing import TYPE_CHECKING

from localize.units.quantity import UnitStyle
from localize.units.tables import Unit, lexicon
from localize.units.written import number_reader

if TYPE_CHECKING:
    from decimal import Decimal

    from localize.context import Context
    from localize.listing import Draft
    from localize.units.quantity import Number

__all__ = ["in_file_notation", "number_in", "set_unit", "unit_called"]


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
    has_comma = "," in before and ("." not in before or before.rfind(",") > before.rfind("."))
    looks_decimal = has_comma and len(before.rpartition(",")[2].strip()) != 3
    return text.replace(".", ",") if looks_decimal else text
