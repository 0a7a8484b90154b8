"""Dictionary files: CSV and XLSX, one translation column or a column for each locale, read row by row into entries."""

from __future__ import annotations

import csv
import re
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from localize.errors import ConfigError, did_you_mean
from localize.terms.entry import Entry, Kind
from localize.terms.pairs import known_language, narrowest, prefixes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

__all__ = ["COLUMNS", "SUFFIXES", "read_entries"]

SUFFIXES = (".csv", ".xlsx")
"""The kinds of file that a dictionary may be."""

COLUMNS = (
    "term",
    "translation",
    "kind",
    "case",
    "forms",
    "pos",
    "gender",
    "concept",
    "fields",
    "category",
    "brand",
    "market",
    "marketplace",
    "note",
    "source",
    "target",
)
"""Every column that a dictionary may have, besides one for each locale."""

_LOCALE = re.compile(r"[A-Za-z]{2,3}(?:[-_](?:[A-Za-z]{4}|[A-Za-z]{2}|\d{3})){0,2}")
_KINDS = {kind.value: kind for kind in Kind}


@dataclass(frozen=True, slots=True)
class _Sheet:
    """One table: its header in lower case, and rows with the line that each begins at. ``name`` is what places say."""

    name: str
    header: Sequence[str]
    rows: Iterable[tuple[int, Sequence[str]]]


def read_entries(path: Path, source: str, target: str, *, shipped: bool = False, reach: int = 1) -> list[Entry]:
    """The entries of a file from locale ``source`` to locale ``target``, in file order.

    Raises:
        ConfigError: the file cannot be read or has a wrong header, kind or row; the message names file and line.
    """
    try:
        return [
            entry
            for sheet in _sheets(path, shipped=shipped)
            for entry in _entries(path, sheet, source, target, shipped=shipped, reach=reach)
        ]
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path}: not UTF-8 (byte {error.start}).", "Save the dictionary as UTF-8 CSV.") from error
    except (OSError, csv.Error) as error:
        raise ConfigError(f"{path}: cannot be read ({error}).") from error


def _sheets(path: Path, *, shipped: bool) -> Iterator[_Sheet]:
    name = f"{path.parent.name}/{path.name}" if shipped else path.name
    if path.suffix.casefold() == ".xlsx":
        yield from _workbook(path, name)
        return
    with path.open(encoding="utf-8-sig", newline="") as file:
        first = file.readline()
        file.seek(0)
        reader = csv.reader(file, delimiter=_delimiter(first))
        header = _checked_header(path, 1, next(reader, []))
        yield _Sheet(name, header, _numbered(reader))


def _delimiter(header: str) -> str:
    """The comma, or what a spreadsheet program of another country writes in its place."""
    return next((mark for mark in ",;\t" if "term" in [n.strip(' "\r\n').lower() for n in header.split(mark)]), ",")


def _numbered(reader: Iterator[list[str]]) -> Iterator[tuple[int, Sequence[str]]]:
    line: int = reader.line_num + 1  # type: ignore[attr-defined]  # csv.reader has it, its stub is private
    for row in reader:
        yield line, row
        line = reader.line_num + 1  # type: ignore[attr-defined]


def _workbook(path: Path, name: str) -> Iterator[_Sheet]:
    """The sheets that have a column ``term``; there must be one."""
    from openpyxl import load_workbook  # late: 0.2 s

    with _readable(path):
        book = load_workbook(path, read_only=True, data_only=True)
    tables = 0
    try:
        for sheet in book.worksheets:
            rows = _rows(path, sheet)
            header = next(rows, [])
            if "term" in [title.strip().lower() for title in header]:
                tables += 1
                place = name if tables == 1 else f"{name}[{sheet.title}]"
                yield _Sheet(place, _checked_header(path, 1, header), enumerate(rows, start=2))
    finally:
        book.close()
    if not tables:
        _checked_header(path, 1, [])


def _rows(path: Path, sheet: Any) -> Iterator[list[str]]:
    with _readable(path):
        for row in sheet.iter_rows(values_only=True):
            yield [_cell(value) for value in row]


@contextmanager
def _readable(path: Path) -> Iterator[None]:
    """What openpyxl and the readers below it raise at a damaged workbook, which is nearly anything, as our error."""
    try:
        yield
    except (MemoryError, ConfigError):
        raise
    except Exception as error:
        raise ConfigError(
            f"{path}: is no XLSX workbook, or a damaged one ({type(error).__name__}: {error}).",
            "Save it again as XLSX, or as UTF-8 CSV.",
        ) from error


def _cell(value: object) -> str:
    if value is None:
        return ""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _checked_header(path: Path, line: int, header: Sequence[str]) -> Sequence[str]:
    names = [name.strip() for name in header]
    known = [name.lower() if name.lower() in COLUMNS else name for name in names]
    if "term" not in known:
        raise ConfigError(
            f"{path}:{line}: the header has no column 'term'.", "A dictionary begins with: term,translation"
        )
    for name in known:
        if name and name not in COLUMNS and not _is_locale(name):
            raise ConfigError(f"{path}:{line}: unknown column '{name}'.", did_you_mean(name, COLUMNS))
    return known


def _is_locale(name: str) -> bool:
    return _LOCALE.fullmatch(name) is not None and known_language(re.split("[-_]", name)[0])


@dataclass(slots=True)
class _Columns:
    """Where each column stands that the sheet has. ``translations`` are a wide sheet's columns, the nearest locale first."""

    at: Mapping[str, int]
    translations: tuple[int, ...]
    is_wide: bool

    @classmethod
    def of(cls, header: Sequence[str], target: str) -> _Columns:
        locales = {name.replace("_", "-").casefold(): at for at, name in enumerate(header) if name not in COLUMNS}
        locales.pop("", None)
        near = [locales[tag] for tag in prefixes(target) if tag in locales]
        return cls({name: header.index(name) for name in COLUMNS if name in header}, tuple(near), bool(locales))

    def cells(self, row: Sequence[str]) -> dict[str, str]:
        """The filled cells of a row by column; the nearest locale's as its translation."""
        cells = {name: text for name, at in self.at.items() if at < len(row) and (text := row[at].strip())}
        for at in self.translations:
            if at < len(row) and (text := row[at].strip()):
                return cells | {"translation": text}
        return cells


def _entries(path: Path, sheet: _Sheet, source: str, target: str, *, shipped: bool, reach: int) -> Iterator[Entry]:
    columns = _Columns.of(sheet.header, target)
    for line, row in sheet.rows:
        cells = columns.cells(row)
        pair = narrowest(cells.get("source", ""), cells.get("target", ""), source, target)
        if "term" not in cells or pair is None:
            continue
        kind = _kind(path, line, cells.get("kind", ""))
        translation = cells.get("translation", "")
        if kind is Kind.TRANSLATE and not translation:
            if columns.is_wide:
                continue
            raise ConfigError(
                f"{path}:{line}: '{cells['term']}' has no translation.", "Fill it in, or set kind to keep."
            )
        yield Entry(
            term=cells["term"],
            translation=translation,
            kind=kind,
            exact_case=cells.get("case", "").lower() == "exact",
            forms=_split(cells.get("forms", "")),
            pos=cells.get("pos", ""),
            gender=cells.get("gender", ""),
            fields=_split(cells.get("fields", "").replace(",", "|")),
            category=cells.get("category", ""),
            brand=cells.get("brand", ""),
            market=cells.get("market", ""),
            marketplace=cells.get("marketplace", ""),
            origin=f"{sheet.name}:{line}",
            shipped=shipped,
            concept=cells.get("concept", ""),
            reach=max(reach, pair),
        )


def _kind(path: Path, line: int, name: str) -> Kind:
    kind = _KINDS.get(name.lower() or "translate")
    if kind is None:
        raise ConfigError(
            f"{path}:{line}: unknown kind '{name}'.", did_you_mean(name, [*Kind]) or f"One of: {', '.join(Kind)}."
        )
    return kind


def _split(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split("|") if part.strip()) if text else ()
