"""The cells of one row of a worksheet, and the text that a person sees in them.

:func:`parse_fast` reads the rows that spreadsheet programs write most; :func:`parse_plain` reads any row with expat,
formulas included. They agree on every row that the fast one accepts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import TYPE_CHECKING

from localize.errors import CatalogError
from localize.formats.columns import column_index
from localize.formats.xlsx_rows import element_end
from localize.formats.xlsx_xml import decode_escapes, feed, new_parser, xml_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from localize.formats.text_shelf import TextShelf

__all__ = ["MAX_COLUMNS", "MAX_ROWS", "Cell", "cell_text", "number_text", "parse_fast", "parse_plain", "parse_row"]

MAX_COLUMNS = 16_384
"""Columns of a worksheet (Excel's limit, as stated by Microsoft: XFD)."""

MAX_ROWS = 1_048_576
"""Rows of a worksheet (Excel's limit, as stated by Microsoft)."""

_ROW_TAG = re.compile(rb'<row\b(?:[^>]*?\sr="(\d+)")?[^>]*>')
_CELL = re.compile(
    rb'\s*(<c )r="([A-Z]{1,3})\d+"(?: s="(\d+)")?(?: t="(s|n|b|str|e|d|inlineStr)")?'
    rb' ?(?:/>|>(?:<v>([^<]*)</v>|<is><t(?: xml:space="preserve")?>([^<]*)</t></is>)?</c>)'
)
_KINDS: dict[bytes | None, str] = {kind.encode(): kind for kind in ("s", "n", "b", "str", "e", "d", "inlineStr")}
_KINDS[None] = "n"
_PLAIN_NUMBER = re.compile(r"-?\d{1,15}")


@dataclass(slots=True)
class Cell:
    """A cell as the XML has it.

    ``kind`` is its type attribute (``n`` if absent), ``value`` the characters of its value, None if it has none.
    ``start:end`` are its bytes within the row. Only :func:`parse_plain` accepts formulas, and then knows the bytes
    ``value_start:value_end`` of the cached ``<v>`` and the area of an array formula that begins there.
    """

    column: int
    kind: str
    style: int
    value: str | None
    start: int = 0
    end: int = 0
    value_start: int = 0
    value_end: int = 0
    formula: bool = False
    array: str = ""


def parse_fast(row: bytes) -> tuple[int | None, list[Cell]] | None:
    """The row's number, if stated, and its cells; None if the row is not of the usual form."""
    tag = _ROW_TAG.match(row)
    if tag is None or b"\r" in row:
        return None
    number = int(tag[1]) if tag[1] else None
    position = tag.end()
    if position == len(row):
        return number, []
    cells: list[Cell] = []
    for match in _CELL.finditer(row, position):
        if match.start() != position:
            return None
        position = match.end()
        _, letters, style, kind, content, inline = match.groups()
        if (kind == b"inlineStr") != (inline is not None):
            return None
        if content is None:
            content = inline
        text = None if content is None else xml_text(content)
        cells.append(Cell(_column(letters), _KINDS[kind], int(style or 0), text, match.start(1), position))
    return (number, cells) if row[position:].strip() == b"</row>" else None


def parse_row(row: bytes, part: str) -> tuple[int | None, list[Cell]]:
    """The row's number, if stated, and its cells, by the way that suits it."""
    return parse_fast(row) or parse_plain(row, part)


@cache
def _column(letters: bytes) -> int:
    return column_index(letters.decode())


def parse_plain(row: bytes, part: str) -> tuple[int | None, list[Cell]]:
    """The same for any row.

    Raises:
        CatalogError: it is not well-formed, or a reference is none.
    """
    reader = _RowReader(row, part)
    feed(reader.parser, row, part, final=True)
    return reader.number, reader.cells


class _RowReader:
    def __init__(self, row: bytes, part: str) -> None:
        self.number: int | None = None
        self.cells: list[Cell] = []
        self._row = row
        self._part = part
        self._path: list[str] = []
        self._pieces: list[str] = []
        self._next_column = 0
        self.parser = new_parser(part)
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(":")[2]
        self._path.append(local)
        depth = len(self._path)
        if depth == 1:
            self.number = int(attributes["r"]) if attributes.get("r", "").isdecimal() else None
        elif depth == 2 and local == "c":
            self._start_cell(attributes)
        elif depth == 3 and local == "f" and self._in_cell():
            cell = self.cells[-1]
            cell.formula = True
            if attributes.get("t") in {"array", "dataTable"}:
                cell.array = attributes.get("ref", "")
        elif depth == 3 and local == "v" and self._in_cell():
            self.cells[-1].value_start = self.parser.CurrentByteIndex
            self._pieces.clear()

    def _start_cell(self, attributes: dict[str, str]) -> None:
        column = self._next_column
        if reference := attributes.get("r"):
            match = re.match(r"[A-Za-z]{1,3}(?=\d)", reference)
            if match is None:
                raise CatalogError(f"{self._part}: '{reference}' is not a cell.", "Save the workbook again.")
            column = column_index(match[0])
        self._next_column = column + 1
        style = attributes.get("s", "0")
        self.cells.append(
            Cell(
                column,
                attributes.get("t", "n"),
                int(style) if style.isdecimal() else 0,
                None,
                start=self.parser.CurrentByteIndex,
            )
        )
        self._pieces.clear()

    def _end(self, name: str) -> None:
        depth = len(self._path)
        if depth == 2 and self._in_cell():
            self.cells[-1].end = element_end(self._row, self.parser.CurrentByteIndex, name)
        elif depth == 3 and self._in_cell() and self._path[2] in {"v", "is"}:
            cell = self.cells[-1]
            if (self._path[2] == "is") == (cell.kind == "inlineStr"):
                cell.value = "".join(self._pieces)
            if self._path[2] == "v":
                cell.value_end = element_end(self._row, self.parser.CurrentByteIndex, name)
        self._path.pop()

    def _text(self, data: str) -> None:
        path = self._path[2:]
        if path == ["v"] or (path[:1] == ["is"] and path[-1] == "t" and "rPh" not in path):
            self._pieces.append(data)

    def _in_cell(self) -> bool:
        return len(self._path) > 1 and self._path[1] == "c"


def cell_text(cell: Cell, strings: TextShelf | Sequence[str], part: str) -> str:
    """What a person sees in the cell, without its number format; '' if it is empty.

    Raises:
        CatalogError: it refers to a shared string that does not exist.
    """
    kind, value = cell.kind, cell.value
    if not value:
        return ""
    if kind == "s":
        try:
            return strings[int(value)]
        except (ValueError, IndexError) as error:
            raise CatalogError(
                f"{part}: a cell refers to shared string {value}, which does not exist.", "Save the workbook again."
            ) from error
    if kind == "n":
        return number_text(value)
    if kind == "b":
        return "TRUE" if value.strip() == "1" else "FALSE"
    return decode_escapes(value)


def number_text(value: str) -> str:
    """A stored number as Excel shows it unformatted: 15 digits at most, no exponent, no ``.0``.

    >>> [number_text(v) for v in ("4006381333931", "4.006381333931E12", "19.989999999999998", "12.0", "1E-3")]
    ['4006381333931', '4006381333931', '19.99', '12', '0.001']
    """
    if _PLAIN_NUMBER.fullmatch(value):
        return value
    try:
        number = Decimal(value.strip())
    except InvalidOperation:
        return value
    if not number.is_finite() or abs(number.adjusted()) > 20:
        return value
    if len(number.as_tuple().digits) > 15 and number != number.to_integral_value():
        number = Decimal(f"{number:.14e}").normalize()  # stored in 17 digits; the last two are noise of the binary form
    elif "e" in value.lower():
        number = number.normalize()
    return re.sub(r"\.0+$", "", f"{number:f}")
