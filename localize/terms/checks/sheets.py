"""Dictionary files as rows with places, and what is wrong with a file as a file: encoding, delimiter, header, quotes."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from localize.errors import did_you_mean
from localize.listing import Severity
from localize.problem import Problem
from localize.terms.checks.csv_cells import Cell, Record, scan_csv
from localize.terms.files import COLUMNS
from localize.terms.pairs import known_language

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

__all__ = ["COLUMNS", "Sheet", "is_locale", "read_sheet", "rows_of"]


_LOCALE = re.compile(r"[a-z]{2,3}(?:[-_](?:[A-Za-z]{2}|[A-Z][a-z]{3}))?")
_DELIMITERS = {";": "a semicolon", "\t": "a tab", "|": "a bar"}
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@dataclass(slots=True)
class Sheet:
    """A file's header (column name → index), its records, and what is wrong with it as a file."""

    path: str
    header: dict[str, int] = field(default_factory=dict)
    records: list[Record] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def locales(self) -> list[str]:
        """Columns of a wide sheet: one for each locale."""
        return [name for name in self.header if name not in COLUMNS and is_locale(name)]

    def say(self, code: str, message: str, hint: str, line: int = 0, column: int = 0, *, error: bool = True) -> None:
        """Add a problem at a place of the file."""
        severity = Severity.ERROR if error else Severity.WARNING
        self.problems.append(Problem(code, severity, message, hint, self.path, line, column))


def is_locale(name: str) -> bool:
    """Could the header be a locale's (``de``, ``pt-BR``), as in a wide sheet?

    >>> is_locale("pt-BR"), is_locale("note")
    (True, False)
    """
    return bool(_LOCALE.fullmatch(name)) and known_language(name.replace("_", "-").split("-")[0])


def read_sheet(path: Path, name: str) -> Sheet:
    """A file with everything that is wrong with it; ``name`` is how problems call it. Never raises for its content."""
    sheet = Sheet(name)
    try:
        records = _xlsx_records(path) if path.suffix.casefold() == ".xlsx" else _csv_records(path, sheet)
    except OSError as error:
        sheet.say("dict-unreadable", f"The file cannot be read: {error.strerror or error}.", "Check path and rights.")
        return sheet
    except _UnreadableError as error:
        sheet.say("dict-unreadable", str(error), "Save it again as CSV (UTF-8) or XLSX.")
        return sheet
    _take(sheet, records)
    return sheet


class _UnreadableError(Exception):
    """Not the kind of file that its name says."""


def _csv_records(path: Path, sheet: Sheet) -> list[Record]:
    data = path.read_bytes()
    if data.startswith(_UTF16) or b"\0" in data[:1000]:
        sheet.say("dict-not-utf8", "The file is UTF-16 (or no text at all), not UTF-8.", "Save it as CSV UTF-8.", 1)
        if not data.startswith(_UTF16) or len(data) % 2:
            return []
        text = data.decode("utf-16", errors="replace")
    else:
        text = _decoded(data, sheet)
    text = text.removeprefix("\ufeff")
    delimiter = _delimiter(text)
    if delimiter != ",":
        what = _DELIMITERS[delimiter]
        message = f"The cells are separated by {what}, not by a comma: other programs will read one column."
        sheet.say("dict-delimiter", message, "Save it with commas.", 1, error=False)
    records = list(scan_csv(text, delimiter))
    for record in records:
        for line, column, fault in record.quote_faults:
            _say_quote(sheet, line, column, fault)
    return records


def _say_quote(sheet: Sheet, line: int, column: int, fault: str) -> None:
    if fault == "unclosed":
        message, hint = "A quote is opened here and never closed.", 'Close it with ", or double it ("") if it is meant.'
    else:
        message = "Text follows a closing quote."
        hint = 'A quote inside a quoted cell is doubled: "8"" plate".'
    sheet.say("dict-quote-unclosed", message, hint, line, column)


def _decoded(data: bytes, sheet: Sheet) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line = before.count(b"\n") + 1
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", errors="replace")) + 1
        sheet.say(
            "dict-not-utf8",
            f"The file is not UTF-8: byte 0x{data[error.start]:02X} here is none of its characters.",
            "Save it as UTF-8 (in Excel: “CSV UTF-8”).",
            line,
            column,
        )
        return data.decode("cp1252", errors="replace")  # so that the rest is checked in the same pass


def _delimiter(text: str) -> str:
    """What the header is separated by: another character than the comma only if that makes known columns of it."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    known = {mark: sum(cell.strip(' "').casefold() in COLUMNS for cell in first.split(mark)) for mark in _DELIMITERS}
    best = max(known, key=lambda mark: known[mark])
    commas = sum(cell.strip(' "').casefold() in COLUMNS for cell in first.split(","))
    if known[best] >= 2 and known[best] > commas:
        return best
    # Without a header: the character that cuts the first line, where no comma does.
    cut = [mark for mark in _DELIMITERS if first.count(mark) and "," not in first and mark != "|"]
    return cut[0] if cut and not commas else ","


def _xlsx_records(path: Path) -> list[Record]:
    try:
        return _workbook_records(path)
    except MemoryError:
        raise
    except Exception as error:  # openpyxl and the readers below it raise nearly anything at a damaged workbook
        raise _UnreadableError(f"The file is no XLSX workbook, or a damaged one ({error}).") from error


def _workbook_records(path: Path) -> list[Record]:
    from openpyxl import load_workbook  # late: 200 ms

    book = load_workbook(path, read_only=True, data_only=True)
    records = []
    for number, row in enumerate(book.worksheets[0].iter_rows(values_only=True), start=1):
        cells = [Cell("" if v is None else _shown(v), number, column) for column, v in enumerate(row, start=1)]
        while cells and not cells[-1].text:
            cells.pop()
        if cells:
            records.append(Record(number, cells))
    book.close()
    return records


def _shown(value: object) -> str:
    """A cell as text; Excel keeps the number 2 as 2.0."""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _take(sheet: Sheet, records: Sequence[Record]) -> None:
    """Header and rows, with what is wrong with both."""
    if not records:
        if not sheet.problems:
            sheet.say("dict-header-missing", "The file is empty.", "A dictionary begins with: term,translation", 1)
        return
    first, *rest = records
    names = [cell.text.strip() for cell in first.cells]
    if _is_header(names):
        _take_header(sheet, first)
        sheet.records = rest
    else:
        sheet.say(
            "dict-header-missing",
            f"The first line is no header: it has no column 'term' ({', '.join(names[:3])}).",
            "Put a line above it that names the columns: term,translation",
            first.line,
            1,
        )
        sheet.header = {name: index for index, name in enumerate(("term", "translation")) if index < len(names)}
        sheet.records = list(records)
        return
    width = len(first.cells)
    for record in sheet.records:
        _check_width(sheet, record, width)


def _is_header(names: Sequence[str]) -> bool:
    """A first line is a header if it has a column that is ours, or nearly so, where 'term' or its translation would be."""
    folded = [name.casefold() for name in names]
    return (
        "term" in folded
        or sum(name in COLUMNS for name in folded) >= 2
        or bool(folded and did_you_mean(folded[0], ["term"]) and any(f in COLUMNS for f in folded[1:]))
    )


def _take_header(sheet: Sheet, record: Record) -> None:
    for index, cell in enumerate(record.cells):
        name = cell.text.strip()
        name = name.casefold() if name.casefold() in COLUMNS else name
        if name in sheet.header:
            message = f"The column '{name}' is there twice."
            sheet.say("dict-column-repeated", message, "Take one of them out.", cell.line, cell.column)
        elif name in COLUMNS or is_locale(name):
            sheet.header[name] = index
        elif name:
            known = [*COLUMNS]
            hint = did_you_mean(name, known) or f"Known columns: {', '.join(known)}; or a locale."
            sheet.say("dict-column-unknown", f"Unknown column '{name}'.", hint, cell.line, cell.column)
    if "term" not in sheet.header:
        sheet.say("dict-header-missing", "The header has no column 'term'.", "Name the source terms' column 'term'.", 1)


def _check_width(sheet: Sheet, record: Record, width: int) -> None:
    count = len(record.cells)
    if count > width and any(cell.text.strip() for cell in record.cells[width:]):
        extra = record.cells[width]
        sheet.say(
            "dict-row-ragged",
            f"The row has {count} cells, the header {width}.",
            "Put quotes around the cell that holds a comma, or take the extra cells out.",
            record.line,
            extra.column,
        )
        record.cells.clear()  # which cell is which nobody knows
    elif count < width and sheet.path.casefold().endswith(".csv"):
        sheet.say(
            "dict-row-ragged",
            f"The row has {count} cells, the header {width}.",
            f"Add the missing {width - count} (a comma for each), so that no cell is read as another column's.",
            record.line,
            error=False,
        )


def rows_of(sheet: Sheet) -> Iterator[tuple[Record, dict[str, Cell]]]:
    """Each record with its cells by column."""
    for record in sheet.records:
        yield record, {name: record.cells[index] for name, index in sheet.header.items() if index < len(record.cells)}
