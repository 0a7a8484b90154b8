"""Examples of size tables: ``NAME.tests.csv`` beside ``NAME.csv`` or ``NAME.toml``, one conversion a row.

Columns: ``value``, ``from``, ``to``, ``kind``, ``audience``, ``brand``, ``expected`` (empty: it must be refused),
``problem`` (why, as :class:`~localize.sizes.result.SizeResult` calls it; empty: any) and ``note``.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from typing import TYPE_CHECKING

from localize.errors import did_you_mean
from localize.listing import Severity
from localize.problem import Problem
from localize.sizes.convert import convert_size
from localize.sizes.table_files import load_tables

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from localize.sizes.tables import Column

__all__ = ["SizeExample", "judge", "read_size_examples"]

_NEEDED = ("value", "from", "to", "expected")
_COLUMNS = (*_NEEDED, "kind", "audience", "brand", "problem", "note")


@dataclass(frozen=True, slots=True)
class SizeExample:
    """One row: what is converted, and what must come of it."""

    path: str
    line: int
    cells: Mapping[str, str]

    @property
    def name(self) -> str:
        """``US 10 → EU, men's shoes``, for people."""
        cells = self.cells
        what = " ".join(part for part in (cells["brand"], cells["audience"], cells["kind"]) if part)
        return f"{cells['from']} {cells['value']} → {cells['to']}" + (f" ({what})" if what else "")


def read_size_examples(path: Path) -> tuple[list[SizeExample], list[Problem]]:
    """The rows of one file, and what is wrong with its header or encoding."""
    name = path.as_posix()
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, restval="")
            header = [cell.strip().casefold() for cell in reader.fieldnames or ()]
            rows = [
                (reader.line_num, dict(zip(header, map(_cell, record.values()), strict=False))) for record in reader
            ]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        return [], [_invalid(f"Cannot be read ({error}).", "Save it as CSV in UTF-8.", name, 0)]
    problems = [
        _invalid(f"Unknown column '{cell}'.", did_you_mean(cell, _COLUMNS) or f"Known: {', '.join(_COLUMNS)}.", name, 1)
        for cell in header
        if cell not in _COLUMNS
    ]
    problems += [
        _invalid(f"The column '{cell}' is missing.", f"Needed: {', '.join(_NEEDED)}.", name, 1)
        for cell in _NEEDED
        if cell not in header
    ]
    if problems:
        return [], problems
    blank = dict.fromkeys(_COLUMNS, "")
    return [SizeExample(name, line, {**blank, **cells}) for line, cells in rows if any(cells.values())], []


def _cell(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""


def _invalid(message: str, hint: str, path: str, line: int) -> Problem:
    return Problem("size-test-invalid", Severity.ERROR, message, hint, path=path, line=line)


def judge(example: SizeExample, tables: Sequence[Path] = ()) -> Problem | None:
    """Run one example with a seller's tables before ours; None if it holds.

    Raises:
        ConfigError: a table cannot be read.
    """
    cells = example.cells
    known = {name for table in load_tables(tuple(tables)) for name in (*table.columns, *_also(table.columns.values()))}
    for system in (cells["from"], cells["to"]):
        base = system.upper().partition("-")[0]
        if system and not {system.upper(), base} & known:
            hint = did_you_mean(system, known) or f"Known: {', '.join(sorted(known))}."
            return _invalid(f"There is no size system '{system}'.", hint, example.path, example.line)
    result = convert_size(
        cells["value"], cells["from"], cells["to"], cells["kind"], cells["audience"], cells["brand"], tables
    )
    wanted, got = cells["expected"], result.label or ""
    if got == wanted and (not cells["problem"] or cells["problem"] == result.problem):
        return None
    said = got or f"refused ({result.problem}): {result.reason}"
    asked = wanted or "refused" + (f" ({cells['problem']})" if cells["problem"] else "")
    return Problem(
        "size-test-failed",
        Severity.ERROR,
        f"{example.name} gives {said}, not {asked}.",
        f"By {result.by}." if result.by else "Correct the example or the table.",
        path=example.path,
        line=example.line,
        detail=f"- {asked}\n+ {said}",
    )


def _also(columns: Iterable[Column]) -> Iterator[str]:
    return (name for column in columns for name in column.also)
