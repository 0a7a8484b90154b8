"""Which mark the amounts of a table have before their decimals, where its locale would say otherwise.

``28.083`` in a Spanish file is twenty-eight thousand, unless its other amounts are written by a program: ``34.9992``,
``1299.50``. Beside ``14.25`` alone it may be either, and such an amount is refused rather than guessed.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from localize.layouts.binding import BoundColumn

__all__ = ["decimal_mark", "with_decimal_marks"]

_NUMBER = re.compile(r"\d[\d.,]*")
_PROGRAM = re.compile(r"\d+([.,])\d{4,}|\d{4,}([.,])\d{1,3}|0+([.,])\d{3}")
"""What nobody types: four decimals, or thousands without a mark beside decimals."""
_PERSON = re.compile(r"\d+([.,])\d{1,2}")
_GROUPS = re.compile(r"\d{1,3}([.,])\d{3}(?:\1\d{3})*(?:(?!\1)([.,])(\d+)|(?<=\1\d{3}\1\d{3}))")


def with_decimal_marks(columns: list[BoundColumn], sample: Sequence[Sequence[str | None]]) -> list[BoundColumn]:
    """The columns of money with the mark of the table's amounts: they come from one hand."""
    money = [column.index for column in columns if column.role.is_money]
    values = (v for row in sample for index in money if index < len(row) and (v := row[index]))
    mark = decimal_mark(values) if money else ""
    return [replace(column, decimal=mark) if mark and column.role.is_money else column for column in columns]


def decimal_mark(values: Iterable[str]) -> str:
    """The mark before decimals, with ``?`` behind it where only amounts with one or two decimals say so; empty if none does.

    >>> decimal_mark(["34.9992", "14.25"]), decimal_mark(["14.25", "69"]), decimal_mark(["14.25", "1.299.000"])
    ('.', '.?', '')
    """
    by_program: set[str] = set()
    by_person: set[str] = set()
    groups: set[str] = set()
    for value in values:
        for number in _NUMBER.findall(value):
            text = number.rstrip(".,")
            if match := _GROUPS.fullmatch(text):
                groups.add(match[1])
                if match[2]:  # three digits behind the other mark are decimals there, and so they are elsewhere
                    (by_person if len(match[3]) < 3 else by_program).add(match[2])
            elif match := _PROGRAM.fullmatch(text):
                by_program.update(filter(None, match.groups()))
            elif match := _PERSON.fullmatch(text):
                by_person.update(match.groups())
    marks = by_program | by_person
    if len(marks) != 1 or marks & groups:
        return ""
    mark = marks.pop()
    return mark if by_program else f"{mark}?"
