"""Does a cell hold an amount of money: ``149,00 zł``, ``kr 199``, ``CHF 19.90``, ``199:-``? Signs are ``symbols.toml``."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from localize.data import data_folder, read_toml

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["holds_money"]

_SIGN = r"[$€£¥]\s?\d|\d\s?(?:€|[A-Z]{3}\b)"


def holds_money(value: str) -> bool:
    """True where a number stands beside a sign, a code or another mark of a currency.

    >>> holds_money("149,00 zł"), holds_money("AED 20"), holds_money("20 pcs")
    (True, True, False)
    """
    return bool(_pattern().search(value.strip()))


@cache
def _pattern() -> re.Pattern[str]:
    from babel.numbers import list_currencies  # late: CLDR data

    data = read_toml(data_folder("currency") / "symbols.toml")
    marks, behind = data["symbols"], data["in_columns"]["behind"]
    before = _any([*marks, *list_currencies()])
    return re.compile(rf"{_SIGN}|(?<![^\W_])(?:{before})\s?\d|\d\s?(?:{_any([*marks, *behind])})(?![^\W_])")


def _any(marks: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(marks, key=len, reverse=True)))
