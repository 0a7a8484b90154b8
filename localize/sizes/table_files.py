"""Reads size tables.

Ours lie in ``size_tables/`` (a TOML description beside a CSV of rows); a seller's are CSV files with optional columns
``brand``, ``kind``, ``audience``, every other column being a system.
"""

from __future__ import annotations

import csv
import re
from decimal import Decimal, InvalidOperation
from functools import cache, lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from localize.data import data_folder, read_toml, stamp_of
from localize.errors import ConfigError
from localize.sizes.labels import label_key
from localize.sizes.tables import STATUSES, Column, Row, SizeTable

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

__all__ = ["load_tables", "read_table"]

_AGE = re.compile(r"(?P<first>\d+)(?:-(?P<last>\d+))? (?P<unit>months|years)")
_SELLER_COLUMNS = ("brand", "kind", "audience")


def _index(rows: Sequence[Row]) -> Mapping[tuple[str, str], tuple[int, ...]]:
    index: dict[tuple[str, str], tuple[int, ...]] = {}
    for position, row in enumerate(rows):
        for system, labels in row.labels.items():
            for label in labels:
                key = (system, label_key(label))
                index[key] = (*index.get(key, ()), position)
    return index


@cache
def _shipped() -> tuple[SizeTable, ...]:
    return tuple(_described(path) for path in sorted(data_folder("size_tables").glob("*.toml")))


def load_tables(paths: tuple[Path, ...] = ()) -> tuple[SizeTable, ...]:
    """A seller's tables in the order given, then ours. Files that did not change are read once.

    Raises:
        ConfigError: a table cannot be read; the message names file, line and column.
    """
    return _loaded(paths, tuple(map(_stamps, paths)))


@lru_cache(maxsize=8)
def _loaded(paths: tuple[Path, ...], _stamps: object) -> tuple[SizeTable, ...]:
    return (*(table for path in paths for table in read_table(path)), *_shipped())


def _stamps(path: Path) -> object:
    """What changes when a table does; the rows of a described one lie beside it."""
    beside = sorted(path.parent.glob("*.csv")) if path.suffix == ".toml" else ()
    return tuple((file, stamp_of(file)) for file in (path, *beside))


def read_table(path: Path) -> tuple[SizeTable, ...]:
    """The tables of one file: a TOML description with its rows, or a seller's CSV (one for each brand, kind, audience).

    Raises:
        ConfigError: as :func:`load_tables`.
    """
    return (_described(path, seller=True),) if path.suffix == ".toml" else _sellers(path)


def _described(path: Path, *, seller: bool = False) -> SizeTable:
    data = read_toml(path)
    try:
        columns = {name: _column(name, facts) for name, facts in data.get("columns", {}).items()}
        measure = data.get("measure", {})
        guides = (measure.get("column", ""), data.get("ages", ""))
        rows = _rows(path.parent / data["rows"], columns, *guides) if "rows" in data else ()
        return SizeTable(
            name=data.get("rows", path.name),
            title=data["title"],
            kinds=frozenset(data["kinds"]),
            audiences=frozenset(data["audiences"]),
            columns=MappingProxyType(columns),
            rows=rows,
            tolerance=Decimal(measure["tolerance"]) if measure else None,
            convert=data.get("convert", True),
            reason=data.get("reason", ""),
            note=data["note"],
            seller=seller,
            say=data.get("say", False),
            names=data.get("names", False),
            partial=data.get("partial", False),
            from_number=data.get("from_number", 0),
            elsewhere=data.get("elsewhere", ""),
            index=_index(rows),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise ConfigError(f"{path}: {error!s} is missing or wrong.", "size_tables/README.md shows a table.") from error


def _column(system: str, facts: Mapping[str, Any]) -> Column:
    status = facts["status"]
    if status not in STATUSES:
        raise ValueError(f"status '{status}' of column {system}")
    return Column(
        system,
        status,
        note=facts.get("note", ""),
        unit=facts.get("unit", ""),
        cup_first=facts.get("cup_first", False),
        restarts=facts.get("restarts", False),
        ages=facts.get("ages", False),
        answer=facts.get("answer", ""),
        suffixes=facts.get("suffixes", {}),
        also=tuple(facts.get("also", ())),
        reads=tuple(facts.get("reads", ())),
        countries=tuple(facts.get("countries", ())),
    )


def _records(path: Path) -> list[tuple[int, dict[str, str]]]:
    """Line number and cells by header of every record that is not empty."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, restkey="", restval="")
            records = []
            for record in reader:
                if record.get(""):
                    raise ConfigError(f"{path}:{reader.line_num}: has more cells than the header.")
                cells = {name.strip(): (value or "").strip() for name, value in record.items()}
                if any(cells.values()):
                    records.append((reader.line_num, cells))
            return records
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read ({error.strerror}).") from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise ConfigError(f"{path}: {error}.", "Save it as CSV in UTF-8.") from error


def _labels(cells: Mapping[str, str], systems: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    parts = {name: tuple(part.strip() for part in cells.get(name, "").split("|")) for name in systems}
    return MappingProxyType({name: labels for name, labels in parts.items() if labels[0]})


def _rows(path: Path, columns: Mapping[str, Column], measure: str, ages: str) -> tuple[Row, ...]:
    rows = []
    for line, cells in _records(path):
        try:
            size = Decimal(cells[measure]) if measure else None
        except (KeyError, InvalidOperation):
            raise ConfigError(f"{path}:{line}: column '{measure}' holds no number.") from None
        status = cells.get("status", "verified")
        if status not in STATUSES:
            raise ConfigError(f"{path}:{line}: status '{status}' is none of {', '.join(STATUSES)}.")
        rows.append(Row(line, _labels(cells, columns), size, status, _age(cells.get(ages, ""))))
    return tuple(rows)


def _age(text: str) -> tuple[int, int] | None:
    """First and last month of life: ``6-9 months`` is (6, 9), ``4 years`` (48, 48).

    >>> _age("6-9 months"), _age("4 years"), _age("newborn")
    ((6, 9), (48, 48), None)
    """
    match = _AGE.fullmatch(text)
    if not match:
        return None
    first, last = int(match["first"]), int(match["last"] or match["first"])
    factor = 12 if match["unit"] == "years" else 1
    return first * factor, last * factor


def _sellers(path: Path) -> tuple[SizeTable, ...]:
    records = _records(path)
    if not records:
        raise ConfigError(f"{path}: has no rows.", "size_tables/examples shows a table.")
    systems = [name for name in records[0][1] if name and name.casefold() not in _SELLER_COLUMNS]
    if len(systems) < 2:
        raise ConfigError(f"{path}: needs columns for two systems at least.", "For example: brand,kind,audience,US,EU.")
    columns = {name.upper(): Column(name.upper()) for name in systems}
    parts: dict[tuple[str, ...], list[Row]] = {}
    for line, cells in records:
        lower = {name.casefold(): value for name, value in cells.items()}
        key = tuple(lower.get(name, "") for name in _SELLER_COLUMNS)
        labels = {name.upper(): labels for name, labels in _labels(cells, systems).items()}
        parts.setdefault(key, []).append(Row(line, MappingProxyType(labels)))
    return tuple(_own_table(path, key, columns, tuple(rows)) for key, rows in parts.items())


def _own_table(path: Path, key: tuple[str, ...], columns: Mapping[str, Column], rows: tuple[Row, ...]) -> SizeTable:
    brand, kind, audience = key
    used = {system for row in rows for system in row.labels}
    return SizeTable(
        name=path.name,
        title=" ".join(part for part in (brand, audience, kind or "sizes") if part),
        kinds=frozenset({kind.casefold()} if kind else ()),
        audiences=frozenset({audience.casefold()} if audience else ()),
        columns=MappingProxyType({name: column for name, column in columns.items() if name in used}),
        rows=rows,
        brand=brand,
        seller=True,
        index=_index(rows),
    )
