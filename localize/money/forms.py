"""How amounts are written in a file of a marketplace: as data with a point, or in the custom of a shop or a country.

Which marketplace takes what is ``notations.toml``. An amount that stands as plain digits with a point stays so.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any

from localize.data import package_folder, read_toml
from localize.money.symbols import symbols

if TYPE_CHECKING:
    from collections.abc import Mapping

    from localize.context import Context
    from localize.money.amount import Amount, Notation

__all__ = ["marks_of", "money_marks", "takes_digits", "whole_amounts", "written_for"]

_DIGITS = re.compile(r"[#0,.]+")


@cache
def _file() -> Mapping[str, Any]:
    return read_toml(package_folder("money") / "notations.toml")


@cache
def whole_amounts() -> tuple[Decimal, Decimal]:
    """From which amount on a whole one in a text stays whole, and by how many percent that may change it."""
    rule = _file()["whole"]
    return Decimal(rule["from"]), Decimal(rule["percent"])


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


@cache
def money_marks(locale: str) -> tuple[str, str]:
    """The marks of amounts of money, which are others than those of numbers in some places (CLDR).

    >>> marks_of("fr-CH")[0], money_marks("fr-CH")[0]
    (',', '.')
    """
    from babel import Locale, UnknownLocaleError  # late: CLDR data

    decimal, group = marks_of(locale)
    try:
        marks = Locale.parse(locale.replace("-", "_")).number_symbols["latn"]
    except (UnknownLocaleError, ValueError, KeyError):
        return decimal, group
    return str(marks.get("currencyDecimal", decimal)), str(marks.get("currencyGroup", group))


def takes_digits(context: Context) -> bool:
    """Does the output's file take amounts as data, and no words beside them?"""
    return bool(_style(context) != "market")


def _style(context: Context) -> str:
    return str(_file()["written"].get(context.form, _file()["other"]["written"]))


def written_for(amount: Amount, context: Context, column: str = "") -> Amount:
    """The amount in the notation that the output's file needs; what is written as data already stays.

    ``column`` is how its column writes most amounts where it writes them in two ways (:attr:`Field.amounts`).
    """
    style = _style(context)
    notation = amount.notation
    has_sign = notation.before in symbols() or notation.after in symbols()
    if style == "market" and (column == "sign" or (has_sign and not column)):
        return _displayed(amount, context)
    if style == "market" and column and has_sign:
        return replace(amount, notation=_bare(notation, column, context), currencies=())
    notation = _with_marks(notation, _file()["marks"].get(context.form, ""), context, has_sign=has_sign)
    if notation.group_mark or (notation.decimal_mark != "." and notation.decimals) or notation.dash:
        decimal_mark, group_mark = _marks(notation, style, context)
        dash = decimal_mark + notation.dash[1:] if notation.dash and style == "market" else ""
        notation = replace(notation, decimal_mark=decimal_mark, group_mark=group_mark, dash=dash)
    if notation == amount.notation:
        return amount
    said = (context.market.currency,) if notation.after and has_sign else amount.currencies
    return replace(amount, notation=notation, currencies=said)


def _bare(notation: Notation, column: str, context: Context) -> Notation:
    """Without its sign, as the bare numbers of its column are."""
    mark = "." if column == "point" else money_marks(context.market.locale)[0]
    return replace(notation, before="", gap="", after="", space="", dash="", decimal_mark=mark, group_mark="")


def _with_marks(notation: Notation, wanted: str, context: Context, *, has_sign: bool) -> Notation:
    """Without sign and code where the platform reads digits alone, with a code behind where it reads that."""
    if wanted == "none":
        return replace(notation, before="", gap="", after="", space="")
    if wanted == "code" and has_sign:
        return replace(notation, before="", gap="", after=context.market.currency, space=" ")
    return notation


def _displayed(amount: Amount, context: Context) -> Amount:
    """A cell with a sign in people's own table is for readers: R$ 217,25 and 217,25 €, as CLDR has it, with plain spaces."""
    before, gap, after, space = _pattern(context.market.babel, context.market.currency)
    decimal, group = money_marks(context.market.locale)
    dash = amount.notation.dash if amount.notation.dash[:1] == decimal else ""
    form = replace(
        amount.notation,
        before=before,
        gap=gap,
        after=after,
        space=space,
        decimal_mark=decimal,
        group_mark=" " if group.isspace() else group,
        dash=dash,
    )
    return replace(amount, notation=form, currencies=(context.market.currency,))


@cache
def _pattern(locale: str, currency: str) -> tuple[str, str, str, str]:
    """What a locale writes before and behind an amount: the symbol, and a plain space where it has one."""
    from babel import Locale  # late: CLDR data
    from babel.numbers import get_currency_symbol

    positive = Locale.parse(locale).currency_formats["standard"].pattern.partition(";")[0]
    head, tail = (part.replace("¤", get_currency_symbol(currency, locale)) for part in _DIGITS.split(positive, 1))
    return head.strip(), " " * (head != head.rstrip()), tail.strip(), " " * (tail != tail.lstrip())


def _marks(notation: Notation, style: str, context: Context) -> tuple[str, str]:
    if style == "point":
        return ".", ""
    decimal, group = money_marks(context.market.locale)
    if style == "store":
        return (decimal if notation.decimal_mark == decimal else "."), ""
    return decimal, group if notation.group_mark else ""
