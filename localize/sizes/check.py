"""What is wrong with a size table: its form, sizes out of order, labels with two answers, rows that nothing reaches.

Every check looks at one :class:`SizeTable` and yields problems with file, line and what to do; ``check_file`` runs them all
on one file, shipped or a seller's.
"""

from __future__ import annotations

import json
import re
from decimal import Decimal
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from localize.data import data_folder, read_toml
from localize.errors import ConfigError, did_you_mean
from localize.listing import Severity
from localize.problem import Problem
from localize.sizes.evidence import AUDIENCES, KINDS
from localize.sizes.parsing import parse_size_value
from localize.sizes.table_files import read_table
from localize.sizes.tables import Miss

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from localize.sizes.tables import Row, SizeTable

__all__ = ["check_file", "check_table"]

_NUMBER = re.compile(r"(?P<whole>\d+(?:\.\d+)?)(?: (?P<over>\d)/(?P<under>[1-9]))?(?=$|[CYTRM](?!\w)|[ -])")
_LINE = re.compile(r":(\d+): ")
_UNITS = re.compile(r" ?(?:cm|mm|in|号)\Z")
_SHOWN = "size_tables/README.md shows what a table must state."
_PARTS = frozenset({"alpha", "bra-bands", "bra-cups"})


def check_file(path: Path) -> list[Problem]:
    """Everything that is wrong with one table file (``.toml`` with its rows, or a seller's ``.csv``)."""
    name = path.as_posix()
    if path.suffix == ".toml" and (wrong := list(_against_schema(path))):
        return wrong
    try:
        tables = read_table(path)
    except ConfigError as error:
        line = _LINE.search(error.message)
        said = f"The table {error.message[line.end() :]}" if line else error.message
        return [_error("size-table-unreadable", said, error.hint or _SHOWN, name, int(line[1]) if line else 0)]
    rows = (path.parent / tables[0].name).as_posix() if tables else name
    return [problem for table in tables for problem in (*_words(table, rows), *check_table(table, rows))]


def check_table(table: SizeTable, path: str = "") -> list[Problem]:
    """What is wrong with a table's rows; ``path`` is the file that they stand in, as the person named it.

    Rows run from the smallest size to the largest: in no column may a number fall. A label that stands in two rows is
    refused when it is converted, so it is said here; so is a row that no other system answers.
    """
    path = path or table.name
    return [*_odd(table, path), *_falling(table, path), *_repeated(table, path), *_unreached(table, path)]


def _error(code: str, message: str, hint: str, path: str, line: int, severity: Severity = Severity.ERROR) -> Problem:
    return Problem(code, severity, message, hint, path=path, line=line)


@cache
def _schema() -> dict[str, Any]:
    text = (data_folder("size_tables") / "table.schema.json").read_text(encoding="utf-8")
    schema: dict[str, Any] = json.loads(text)
    return schema


def _against_schema(path: Path) -> Iterator[Problem]:
    from jsonschema import Draft202012Validator  # late: 80 ms

    name = path.as_posix()
    try:
        data = read_toml(path)
        lines = path.read_text(encoding="utf-8").splitlines()
    except ConfigError as error:
        found = re.search(r"at line (\d+)", error.message)
        said = error.message.removeprefix(f"{path}: ")
        yield _error("size-table-unreadable", said, error.hint or _SHOWN, name, int(found[1]) if found else 0)
        return
    for fault in sorted(Draft202012Validator(_schema()).iter_errors(data), key=lambda e: list(map(str, e.path))):
        place = ".".join(map(str, fault.path)) or "the table"
        yield _error("size-table-malformed", f"{place}: {fault.message}.", _SHOWN, name, _line_of(fault.path, lines))


def _line_of(keys: Sequence[Any], lines: Sequence[str]) -> int:
    """The line that names the last key that the file names, 0 if none does."""
    for key in reversed(list(keys)):
        pattern = re.compile(rf"(?:\[[\w.-]*\b)?{re.escape(str(key))}\b")
        found = next((number for number, line in enumerate(lines, 1) if pattern.match(line)), 0)
        if found:
            return found
    return 0


def _words(table: SizeTable, path: str) -> Iterator[Problem]:
    """Kinds and audiences of a seller's table that nobody would ever ask for."""
    line = table.rows[0].line if table.rows else 0
    for what, said, known in (
        ("kind", table.kinds, KINDS | _PARTS),
        ("audience", table.audiences, AUDIENCES | {"unisex"}),
    ):
        for word in sorted(said - known):
            hint = did_you_mean(word, known) or f"Known: {', '.join(sorted(known))}."
            yield _error("size-table-malformed", f"'{word}' is no {what}.", hint, path, line)
    if table.audiences == {"unisex"}:
        message = "A table for unisex is asked for nobody: unisex listings ask the tables of men and of women."
        yield _error("size-table-malformed", message, "Leave the audience empty, or give both.", path, line)


def _odd(table: SizeTable, path: str) -> Iterator[Problem]:
    """Labels that no listing could say."""
    if table.names:
        return
    for row in table.rows:
        for system, labels in row.labels.items():
            for label in labels:
                if not _is_label(label):
                    message = f"{system} '{label}' is no size label."
                    hint = "Write the bare label: 10.5, 7 1/8, 2T, XL, N½; several spellings as 8C|8."
                    yield _error("size-label-odd", message, hint, path, row.line)


def _is_label(label: str) -> bool:
    """Would a listing's value or a part of it (a cup, a ring letter) be read as this label?"""
    bare = _UNITS.sub("", label)
    value = parse_size_value(bare)
    if value is not None:
        return not value.labels[0].system
    return bool(re.fullmatch(r"[A-Z]{1,3}(?:½|\+)?", bare))


def _falling(table: SizeTable, path: str) -> Iterator[Problem]:
    hint = "Rows run from the smallest size to the largest."
    measured = [row for row in table.rows if row.measure is not None]
    for before, after in pairwise(measured):
        if before.measure is not None and after.measure is not None and after.measure <= before.measure:
            message = f"The measure {after.measure} does not follow {before.measure}."
            yield _error("size-order", message, hint, path, after.line)
    for system, column in () if table.names else table.columns.items():
        last = Decimal(0)
        for row in table.rows:
            number = _number(row.labels.get(system, ("",))[0])
            if number is None:
                continue
            if number < last and not column.restarts:
                yield _error(
                    "size-order", f"{system} {_plain(number)} stands after {_plain(last)}.", hint, path, row.line
                )
            last = number


def _number(label: str) -> Decimal | None:
    """The number that a label begins with, a fraction with it: 15 3/4 is 15.75."""
    match = _NUMBER.match(label)
    if match is None:
        return None
    part = Decimal(match["over"]) / Decimal(match["under"]) if match["over"] else Decimal(0)
    return Decimal(match["whole"]) + part


def _plain(number: Decimal) -> str:
    return f"{number.normalize():f}"


def _repeated(table: SizeTable, path: str) -> Iterator[Problem]:
    """A label in several rows. Of neighbours in an even grid the column is coarser than the others: for the record."""
    for (system, key), positions in table.index.items():
        if len(positions) < 2 or table.columns[system].restarts or table.names:
            continue
        rows = [table.rows[position] for position in positions]
        others = {name: {row.labels[name][0] for row in rows if name in row.labels} for name in table.columns}
        unclear = [name for name, labels in others.items() if name != system and len(labels) > 1]
        if not unclear and len(rows) > 1 and _same_rows(rows):
            message, hint = f"{system} {key} stands in {len(rows)} equal rows.", "Take one of them out."
            yield _error("size-repeated", message, hint, path, rows[-1].line, Severity.WARNING)
        elif unclear:
            lines = ", ".join(str(row.line) for row in rows)
            message = f"{system} {key} stands in lines {lines} and cannot be converted to {' or '.join(unclear)}."
            hint = "Give each row a label of its own, or leave the cell empty in all but one."
            even = _is_even(table, system, positions)
            severity = Severity.INFO if even else Severity.ERROR
            yield _error("size-contradiction", message, hint, path, rows[-1].line, severity)


def _same_rows(rows: Sequence[Row]) -> bool:
    return all(dict(row.labels) == dict(rows[0].labels) for row in rows)


def _is_even(table: SizeTable, system: str, positions: Sequence[int]) -> bool:
    """Are the rows neighbours, and the steps before and behind them equal (5.5, 6, 6, 6.5), or no numbers at all?"""
    column = [row.labels[system][0] for row in table.rows if system in row.labels]
    label = table.rows[positions[0]].labels[system][0]
    first, last = column.index(label), len(column) - 1 - column[::-1].index(label)
    if last - first + 1 != len(positions):
        return False
    here = _number(label)
    if here is None:
        return True
    around = [_number(column[i]) if 0 <= i < len(column) else None for i in (first - 1, last + 1)]
    before, after = around
    if before is None or after is None:
        return False
    return after - here <= here - before


def _unreached(table: SizeTable, path: str) -> Iterator[Problem]:
    """Rows whose labels answer nothing, and columns without a label."""
    if not table.convert:
        return
    for system in table.columns:
        if not any(system in row.labels for row in table.rows):
            hint = "Fill it in or take it out."
            line = table.rows[0].line if table.rows else 0
            yield _error("size-row-unreached", f"The column {system} has no label.", hint, path, line, Severity.WARNING)
    for row in table.rows:
        if not any(_answers(table, row, system) for system in row.labels):
            said = ", ".join(f"{system} {labels[0]}" for system, labels in row.labels.items()) or "no label"
            message = f"No other system answers this row ({said})."
            hint = "Give the row a second system, or a measure near one that has."
            yield _error("size-row-unreached", message, hint, path, row.line, Severity.WARNING)


def _answers(table: SizeTable, row: Row, source: str) -> bool:
    from localize.sizes.labels import label_key

    key = label_key(row.labels[source][0])
    return any(
        not (isinstance(found := table.lookup(key, source, target), Miss) and not found.ambiguous)
        for target in table.columns
        if target != source
    )
