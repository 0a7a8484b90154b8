"""Size tables: what a row says, and the label that answers another.

Our tables lie in ``size_tables/`` (a TOML description beside a CSV of rows); a seller's are CSV files with optional
columns ``brand``, ``kind``, ``audience``, every other column being a system. A seller's table wins.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from functools import cache
from string import ascii_uppercase
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal, get_args

from localize.data import data_folder, read_toml
from localize.errors import ConfigError
from localize.sizes.labels import label_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

__all__ = ["Column", "Hit", "Miss", "Row", "SizeTable", "Status", "load_tables", "read_table", "tables_for", "worst"]

Status = Literal["verified", "contested", "unverified"]
_STATUSES: tuple[Status, ...] = get_args(Status)
_SELLER_COLUMNS = ("brand", "kind", "audience")


def worst(*statuses: Status) -> Status:
    """The least certain of ``statuses``.

    >>> worst("verified", "contested")
    'contested'
    """
    return max(statuses, key=_STATUSES.index)


@dataclass(frozen=True, slots=True)
class Column:
    """A size system in a table; ``unit`` is written behind its labels, ``suffixes`` are other letters for a suffix."""

    system: str
    status: Status = "verified"
    note: str = ""
    unit: str = ""
    cup_first: bool = False
    suffixes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Row:
    """Labels per system (the first is the one written), the body measure in mm if there is one, the file's line."""

    line: int
    labels: Mapping[str, tuple[str, ...]]
    measure: Decimal | None = None
    status: Status = "verified"


@dataclass(frozen=True, slots=True)
class Hit:
    """The answering label, where it stands (``shoes-men.csv:12``) and how certain it is."""

    label: str
    by: str
    status: Status
    note: str


@dataclass(frozen=True, slots=True)
class Miss:
    """Why there is no answer; ``ambiguous`` where there would be several, ``unknown`` where it is no such label."""

    reason: str
    ambiguous: bool = False
    unknown: bool = False


@dataclass(frozen=True, slots=True)
class SizeTable:
    """One table; empty ``kinds``, ``audiences`` or ``brand`` mean any. ``convert`` False: labels stay as they are."""

    name: str
    title: str
    kinds: frozenset[str]
    audiences: frozenset[str]
    columns: Mapping[str, Column]
    rows: tuple[Row, ...] = ()
    tolerance: Decimal | None = None
    convert: bool = True
    reason: str = ""
    note: str = ""
    brand: str = ""
    seller: bool = False
    index: Mapping[tuple[str, str], tuple[int, ...]] = field(default_factory=dict, repr=False)

    def covers(self, kind: str, audience: str, brand: str) -> bool:
        """True where the table speaks of this kind, audience and brand."""
        return (
            (not self.kinds or kind in self.kinds)
            and (not self.audiences or audience in self.audiences)
            and (not self.brand or self.brand.casefold() == brand.casefold())
        )

    def lookup(self, key: str, source: str, target: str) -> Hit | Miss:
        """The label of ``target`` that answers the label ``key`` (see :func:`label_key`) of ``source``.

        In a table with a body measure a label between two of the target's becomes the nearest, a tie the larger.
        """
        found = self.index.get((source, key)) or self.index.get((source, self._respelled(source, key)), ())
        if not found:
            return self._missed(key, source)
        hits = [hit for position in found if (hit := self._answer(self.rows[position], source, target))]
        labels = list(dict.fromkeys(hit.label for hit in hits))
        if len(labels) > 1:
            return Miss(f"{source} {key} answers {' and '.join(labels)} in {target}.", ambiguous=True)
        return hits[0] if hits else Miss(f"{source} {key} has no equivalent in {target}.")

    def _missed(self, key: str, source: str) -> Miss:
        """A bare 5 of children's shoes is no label, but 5C and 5Y are."""
        longer = [label for system, label in self.index if system == source and label.rstrip(ascii_uppercase) == key]
        if longer:
            return Miss(f"{source} {key} needs its letter ({', '.join(longer)}).", ambiguous=True)
        return Miss(f"{source} {key} is not in the table of {self.title.lower()}.", unknown=True)

    def _respelled(self, source: str, key: str) -> str:
        """The key with its last letter as this table writes it (5T → 5C)."""
        suffixes = self.columns[source].suffixes if source in self.columns else {}
        return key[:-1] + suffixes.get(key[-1:], key[-1:])

    def _answer(self, row: Row, source: str, target: str) -> Hit | None:
        other = row if target in row.labels else self._nearest(row, target)
        if other is None:
            return None
        column = self.columns[target]
        status = worst(row.status, other.status, self.columns[source].status, column.status)
        lines = f"{row.line}" if other is row else f"{row.line},{other.line}"
        return Hit(other.labels[target][0], f"{self.name}:{lines}", status, self.note)

    def _nearest(self, row: Row, target: str) -> Row | None:
        here, tolerance = row.measure, self.tolerance
        if here is None or tolerance is None:
            return None
        near = [
            (abs(other.measure - here), -other.measure, other)
            for other in self.rows
            if target in other.labels and other.measure is not None and abs(other.measure - here) <= tolerance
        ]
        return min(near, key=lambda item: item[:2])[2] if near else None


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


@cache
def load_tables(paths: tuple[Path, ...] = ()) -> tuple[SizeTable, ...]:
    """A seller's tables in the order given, then ours.

    Raises:
        ConfigError: a table cannot be read; the message names file, line and column.
    """
    return (*(table for path in paths for table in read_table(path)), *_shipped())


def read_table(path: Path) -> tuple[SizeTable, ...]:
    """The tables of one file: a TOML description with its rows, or a seller's CSV (one for each brand, kind, audience).

    Raises:
        ConfigError: as :func:`load_tables`.
    """
    return (_described(path, seller=True),) if path.suffix == ".toml" else _sellers(path)


def tables_for(
    tables: Iterable[SizeTable], kind: str, audience: str, brand: str, source: str, target: str
) -> tuple[SizeTable, ...]:
    """The tables that decide, in order: a seller's for the brand, a seller's for all brands, ours.

    A seller's table that knows both systems decides alone, even where it lacks the label: charts are not mixed.
    """
    known = [table for table in tables if table.covers(kind, audience, brand)]
    own = [t for t in known if t.seller and (not t.convert or {source, target} <= t.columns.keys())]
    branded = [table for table in own if table.brand]
    return tuple((branded or own or [table for table in known if not table.seller])[:1])


def _described(path: Path, *, seller: bool = False) -> SizeTable:
    data = read_toml(path)
    try:
        columns = {name: _column(name, facts) for name, facts in data.get("columns", {}).items()}
        measure = data.get("measure", {})
        rows = _rows(path.parent / data["rows"], columns, measure.get("column", "")) if "rows" in data else ()
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
            index=_index(rows),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise ConfigError(f"{path}: {error!s} is missing or wrong.", "size_tables/README.md shows a table.") from error


def _column(system: str, facts: Mapping[str, Any]) -> Column:
    status = facts["status"]
    if status not in _STATUSES:
        raise ValueError(f"status '{status}' of column {system}")
    return Column(
        system,
        status,
        facts.get("note", ""),
        facts.get("unit", ""),
        facts.get("cup_first", False),
        facts.get("suffixes", {}),
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


def _rows(path: Path, columns: Mapping[str, Column], measure: str) -> tuple[Row, ...]:
    rows = []
    for line, cells in _records(path):
        try:
            size = Decimal(cells[measure]) if measure else None
        except (KeyError, InvalidOperation):
            raise ConfigError(f"{path}:{line}: column '{measure}' holds no number.") from None
        status = cells.get("status", "verified")
        if status not in _STATUSES:
            raise ConfigError(f"{path}:{line}: status '{status}' is none of {', '.join(_STATUSES)}.")
        rows.append(Row(line, _labels(cells, columns), size, status))
    return tuple(rows)


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
