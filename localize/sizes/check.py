"""Checks a size table for what a person mistypes: sizes out of order, a label with two answers."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from localize.sizes.tables import SizeTable

__all__ = ["check_table"]

_NUMBER = re.compile(r"(?P<whole>\d+(?:\.\d+)?)(?: (?P<over>\d)/(?P<under>[1-9]))?")


def check_table(table: SizeTable) -> list[str]:
    """What is wrong with a table, a sentence each with file and line; empty where nothing is.

    Rows run from the smallest size to the largest: in no column may a number fall. A label that stands in two rows is
    refused when it is converted, so it is said here.
    """
    return [*_falling(table), *_repeated(table)]


def _falling(table: SizeTable) -> Iterator[str]:
    measured = [row for row in table.rows if row.measure is not None]
    for before, after in pairwise(measured):
        if before.measure is not None and after.measure is not None and after.measure <= before.measure:
            yield f"{table.name}:{after.line}: the measure {after.measure} does not follow {before.measure}."
    for system, column in () if table.names else table.columns.items():
        last = Decimal(0)
        for row in table.rows:
            number = _number(row.labels.get(system, ("",))[0])
            if number is None:
                continue
            if number < last and not column.restarts:
                yield f"{table.name}:{row.line}: {system} {number} stands after {last}."
            last = number


def _number(label: str) -> Decimal | None:
    """The number that a label begins with, a fraction with it: 15 3/4 is 15.75."""
    match = _NUMBER.match(label)
    if match is None:
        return None
    part = Decimal(match["over"]) / Decimal(match["under"]) if match["over"] else Decimal(0)
    return Decimal(match["whole"]) + part


def _repeated(table: SizeTable) -> Iterator[str]:
    for (system, key), positions in table.index.items():
        rows = [table.rows[position] for position in positions]
        if len(rows) > 1 and not table.columns[system].restarts:
            lines = ", ".join(str(row.line) for row in rows)
            yield f"{table.name}:{lines}: {system} {key} stands in {len(rows)} rows and cannot be converted."
