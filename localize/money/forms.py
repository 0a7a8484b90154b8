"""How amounts are written in a file of a marketplace: as data with a point, or in the custom of a shop or a country.

Which marketplace takes what is ``notations.toml``. An amount that stands as plain digits with a point stays so.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any

from localize.data import package_folder, read_toml

if TYPE_CHECKING:
    from collections.abc import Mapping

    from localize.context import Context
    from localize.money.amount import Amount, Notation

__all__ = ["marks_of", "written_for"]


@cache
def _file() -> Mapping[str, Any]:
    return read_toml(package_folder("money") / "notations.toml")


@cache
def marks_of(locale: str) -> tuple[str, str]:
    """A locale's decimal and grouping mark (CLDR); a point and nothing where it is unknown.

    >>> marks_of("de-DE")
    (',', '.')
    """
    from babel import Locale, UnknownLocaleError  # late: CLDR data

    try:
        marks = Locale.parse(locale.replace("-", "_")).number_symbols["latn"]
        return str(marks["decimal"]), str(marks["group"])
    except (UnknownLocaleError, ValueError, KeyError):
        return ".", ""


def written_for(amount: Amount, context: Context) -> Amount:
    """The amount in the notation that the output's file needs; what is written as data already stays."""
    notation = amount.notation
    if not notation.group_mark and (notation.decimal_mark == "." or not notation.decimals) and not notation.dash:
        return amount
    style = _file()["written"].get(context.marketplace, _file()["other"]["written"])
    decimal_mark, group_mark = _marks(notation, style, context)
    new = replace(notation, decimal_mark=decimal_mark, group_mark=group_mark, dash=notation.dash * (style == "market"))
    return amount if new == notation else replace(amount, notation=new)


def _marks(notation: Notation, style: str, context: Context) -> tuple[str, str]:
    if style == "point":
        return ".", ""
    decimal, group = marks_of(context.market.locale)
    if style == "store":
        return (decimal if notation.decimal_mark == decimal else "."), ""
    return decimal, group if notation.group_mark else ""
