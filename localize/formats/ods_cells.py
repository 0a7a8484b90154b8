"""The cells of one row of an OpenDocument spreadsheet, and the text that a person sees in them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from localize.errors import CatalogError
from localize.formats.ods_rows import attribute
from localize.formats.xlsx_cells import number_text
from localize.formats.xlsx_rows import element_end
from localize.formats.xml_parser import FeedParser

if TYPE_CHECKING:
    from localize.limits import Limits

__all__ = ["NUMBERS", "OdsCell", "OdsRow", "parse_ods_row"]

NUMBERS = frozenset({"float", "currency", "percentage"})
"""Value types that hold a number."""

_SPACE = re.compile(r"[ \t\r\n]+")
_NOT_THE_CELL = frozenset({"annotation", "note", "frame", "ruby-text"})


@dataclass(slots=True)
class OdsCell:
    """One cell element, which may stand for ``repeat`` cells; ``start:end`` are its bytes within the row.

    ``kind`` is its value type ('' if empty), ``paragraphs`` are the bytes of its paragraphs; ``matrix`` is how many rows and
    columns a formula that begins here fills.
    """

    column: int
    repeat: int
    kind: str
    text: str = ""
    formula: bool = False
    matrix: tuple[int, int] = (0, 0)
    start: int = 0
    end: int = 0
    paragraphs: list[tuple[int, int]] = field(default_factory=list)


@dataclass(slots=True)
class OdsRow:
    """One row element, which may stand for ``repeat`` rows."""

    repeat: int = 1
    cells: list[OdsCell] = field(default_factory=list)

    @property
    def filled(self) -> bool:
        """True if a cell holds anything."""
        return any(cell.text or cell.formula for cell in self.cells)


def parse_ods_row(row: bytes, limits: Limits) -> OdsRow:
    """The cells of a row.

    Raises:
        CatalogError: cells stand beyond the last column, or hold too much.
    """
    parser = _RowParser(row, limits)
    parser.parse(row, final=True)
    return parser.row


class _RowParser(FeedParser):
    advice = "Save the spreadsheet again."

    def __init__(self, raw: bytes, limits: Limits) -> None:
        super().__init__(limits)
        self.row = OdsRow()
        self._raw = raw
        self._path: list[str] = []
        self._skipped = 0
        self._value = ""
        self._paragraph = 0
        self._texts: list[str] = []
        self._column = 0

    def start(self, name: str, attributes: list[str]) -> None:
        local = name.rpartition(":")[2]
        self._path.append(local)
        depth = len(self._path)
        if depth == 1:
            self.row.repeat = _count(attributes, "number-rows-repeated")
        elif depth == 2 and local in {"table-cell", "covered-table-cell"}:
            self._start_cell(attributes)
        elif local in _NOT_THE_CELL:
            self._skipped += 1
        elif depth == 3 and local == "p" and self._in_cell:
            self._paragraph = self.offset
            self._texts.append("")
        elif self._in_text:
            if local == "s":
                self._texts[-1] += "\0" * _count(attributes, "c", self.limits.cell_characters)
            elif local in {"tab", "line-break"}:
                self._texts[-1] += "\1" if local == "tab" else "\2"

    def _start_cell(self, attributes: list[str]) -> None:
        repeat = _count(attributes, "number-columns-repeated")
        cell = OdsCell(
            self._column, repeat, attribute(attributes, "value-type"), formula=bool(attribute(attributes, "formula"))
        )
        cell.start = self.offset
        spanned = (
            attribute(attributes, "number-matrix-rows-spanned"),
            attribute(attributes, "number-matrix-columns-spanned"),
        )
        if all(number.isdecimal() for number in spanned):
            cell.matrix = int(spanned[0]), int(spanned[1])
        names = {"date": "date-value", "time": "time-value", "boolean": "boolean-value", "string": "string-value"}
        self._value = attribute(attributes, names.get(cell.kind, "value"))
        self._column += repeat
        self.row.cells.append(cell)
        self._texts.clear()

    def text(self, data: str) -> None:
        if self._in_text:
            self._texts[-1] += data

    def end(self, name: str) -> None:
        local = name.rpartition(":")[2]
        depth = len(self._path)
        if depth == 3 and local == "p" and self._in_cell and not self._skipped:
            self.row.cells[-1].paragraphs.append((self._paragraph, element_end(self._raw, self.offset, name)))
        if depth == 2 and self._in_cell:
            cell = self.row.cells[-1]
            cell.end = element_end(self._raw, self.offset, name)
            cell.text = self._cell_text(cell.kind)
            self._check(cell)
        self._skipped -= local in _NOT_THE_CELL
        self._path.pop()

    def _cell_text(self, kind: str) -> str:
        if kind in NUMBERS:
            return number_text(self._value)
        if kind == "boolean":
            return self._value.upper()
        if kind in {"date", "time"}:
            return self._value
        return "\n".join(map(_shown, self._texts)) if self._texts else self._value

    def _check(self, cell: OdsCell) -> None:
        last = cell.column + cell.repeat
        if (cell.text or cell.formula) and last > self.limits.columns:
            raise CatalogError(
                f"a row has cells beyond column {self.limits.columns}.", "Clear them and save the spreadsheet again."
            )
        if len(cell.text) > self.limits.cell_characters:
            raise CatalogError(
                f"a cell has {len(cell.text)} characters, more than {self.limits.cell_characters}.",
                "Shorten it, or raise cell_characters under [limits] of localize.toml.",
            )

    @property
    def _in_cell(self) -> bool:
        return len(self._path) > 1 and self._path[1] in {"table-cell", "covered-table-cell"}

    @property
    def _in_text(self) -> bool:
        return len(self._path) > 2 and self._path[2] == "p" and self._in_cell and not self._skipped


def _shown(paragraph: str) -> str:
    """A paragraph's text: white space collapses, except what is written as elements (ODF 1.3, part 3, 6.1.2)."""
    text = _SPACE.sub(" ", paragraph).removeprefix(" ")
    return text.replace("\0", " ").replace("\1", "\t").replace("\2", "\n")


def _count(attributes: list[str], name: str, most: int = 1 << 31) -> int:
    stated = attribute(attributes, name)
    return max(1, min(int(stated), most)) if stated.isascii() and stated.isdecimal() and len(stated) < 12 else 1
