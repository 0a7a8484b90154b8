"""New texts put into the rows of one worksheet; every byte of a cell that does not change stays."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from localize.errors import CatalogError, OutputError
from localize.formats.columns import column_letters
from localize.formats.xlsx_cells import MAX_COLUMNS, Cell, cell_text, parse_row
from localize.formats.xlsx_workbook import Area
from localize.formats.xlsx_xml import text_element
from localize.listing import Address

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from localize.formats.patch_queue import PatchQueue
    from localize.formats.shared_strings import NewStrings
    from localize.formats.text_shelf import TextShelf

__all__ = ["MAX_CELL_TEXT", "Locks", "SheetEditor", "has_formulas", "row_number"]

MAX_CELL_TEXT = 32_767
"""UTF-16 units in a cell (Excel's limit, as stated by Microsoft); a longer text makes Excel repair the file."""

_START_TAG = re.compile(rb"""<(?P<prefix>[\w.-]+:)?c(?P<attributes>(?:\s+[\w:.-]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*/?>""")
_ATTRIBUTE = re.compile(rb"""\s+([\w:.-]+)\s*=\s*(?:"[^"]*"|'[^']*')""")
_ROW_TAG = re.compile(rb"""<(?P<prefix>[\w.-]+:)?row\b(?:[^>"']|"[^"]*"|'[^']*')*>""")
_DATA_END = re.compile(rb"</(?P<prefix>[\w.-]+:)?sheetData\s*>")
_NO_DATA = re.compile(rb"<(?P<prefix>[\w.-]+:)?sheetData\b(?P<attributes>[^>]*?)/>")
_SHARED = re.compile(rb"""<(?:[\w.-]+:)?f\s[^>]*\b(?:ref|si|r1)\s*=""")
_FORMULA = re.compile(rb"<(?:[\w.-]+:)?f[\s/>]")
# Strict enough that Excel would store the text as this very number: no leading zeros, no more digits than it keeps.
_NUMBER = re.compile(r"-?(?:0|[1-9]\d{0,14})(?:\.\d+)?")
_DROPPED = frozenset({b"t", b"vm"})  # the type is written anew; value metadata described the old value


class Locks:
    """Why a cell must not be written: it has a formula, shows a date, or is the header of an Excel table."""

    def __init__(self, date_styles: frozenset[int], headers: Sequence[Area]) -> None:
        self._date_styles = date_styles
        self._headers = headers
        self._arrays: list[Area] = []

    def see(self, cells: Iterable[Cell]) -> None:
        """Remember the areas of array formulas that begin in a row."""
        for cell in cells:
            if cell.array:
                try:
                    self._arrays.append(Area.of(cell.array))
                except ValueError:
                    continue  # an area that names no cells locks none

    def reason(self, row: int, cell: Cell) -> str:
        """The reason, or ''."""
        place = (row, cell.column)
        if cell.formula or any(place in area for area in self._arrays):
            return "formula"
        if cell.kind in {"n", "d"} and cell.value and (cell.kind == "d" or cell.style in self._date_styles):
            return "date"
        if any(place in area for area in self._headers):
            return "header of an Excel table"
        return ""


class SheetEditor:
    """One worksheet on its way from the old package to the new.

    After :meth:`blocks` is exhausted, ``changed`` says whether any cell did, ``formulas`` whether there are any, and
    ``refused`` what could not be written and why.
    """

    def __init__(
        self,
        table: str,
        part: str,
        texts: TextShelf | Sequence[str],
        new_strings: NewStrings | None,
        locks: Locks,
        *,
        adding: bool = False,
    ) -> None:
        """``adding``: rows that the sheet does not have are made."""
        self._table = table
        self._part = part
        self._texts = texts
        self._new_strings = new_strings
        self._locks = locks
        self._adding = adding
        self.changed = False
        self.formulas = False
        self.refused: list[tuple[Address, str]] = []

    def blocks(self, pieces: Iterable[tuple[bool, bytes]], queue: PatchQueue) -> Iterator[bytes]:
        """The sheet's XML with the patches applied and the cached values of formulas removed.

        Raises:
            OutputError: a patch names a row that the sheet does not have, and none may be added.
        """
        number = 0
        for is_row, piece in pieces:
            if not is_row:
                yield self._with_rows(piece, queue) if self._adding else piece
                continue
            number = row_number(piece, number)
            if self._adding:
                yield self._new_rows(queue, _prefix(piece), number)
            yield self._row(piece, number, queue)
        queue.must_be_empty()

    def _with_rows(self, piece: bytes, queue: PatchQueue) -> bytes:
        """A piece between rows; at the end of the sheet's data the rows that are left stand before it."""
        if end := _DATA_END.search(piece):
            return piece[: end.start()] + self._new_rows(queue, end["prefix"] or b"") + piece[end.start() :]
        if empty := _NO_DATA.search(piece):
            prefix = empty["prefix"] or b""
            opened = b"<" + prefix + b"sheetData" + empty["attributes"].rstrip() + b">"
            closed = b"</" + prefix + b"sheetData>"
            return piece[: empty.start()] + opened + self._new_rows(queue, prefix) + closed + piece[empty.end() :]
        return piece

    def _new_rows(self, queue: PatchQueue, prefix: bytes, before: int = 1 << 30) -> bytes:
        """The rows that the sheet does not have, up to one that it has."""
        rows = b""
        while queue.next_row is not None and queue.next_row < before:
            patch = queue.take()
            empty = b"<" + prefix + f'row r="{patch.row}"/>'.encode()
            texts = {column: text for column, text in patch.cells.items() if text}
            rows += self._with_inserts(empty, patch.row, texts) if texts else b""
            self.changed |= bool(texts)
        return rows

    def _row(self, row: bytes, number: int, queue: PatchQueue) -> bytes:
        formulas = _FORMULA.search(row) is not None
        patch = queue.take() if queue.next_row == number else None
        if not formulas and patch is None:
            return row
        self.formulas |= formulas
        _, cells = parse_row(row, self._part)
        self._locks.see(cells)
        edits = [(c.value_start, c.value_end, b"") for c in cells if c.formula and c.value_end]
        inserts: dict[int, str] = {}
        if patch is not None and patch.drop:
            edits = list(self._emptied(row, number, cells))
        elif patch is not None:
            edits += self._edits(row, number, cells, patch.cells, inserts)
        for start, end, new in sorted(edits, reverse=True):
            row = row[:start] + new + row[end:]
        return self._with_inserts(row, number, inserts) if inserts else row

    def _edits(
        self, row: bytes, number: int, cells: Sequence[Cell], texts: Mapping[int, str], inserts: dict[int, str]
    ) -> Iterator[tuple[int, int, bytes]]:
        by_column = {cell.column: cell for cell in cells}
        for column, text in sorted(texts.items()):
            cell = by_column.get(column, Cell(column, "n", 0, None))
            if cell_text(cell, self._texts, self._part) == text:
                continue
            reason = self._locks.reason(number, cell) or _unwritable(text, column)
            if reason:
                self.refused.append((Address(self._table, number, column), reason))
                continue
            self.changed = True
            if column in by_column:
                yield cell.start, cell.end, self._rewritten(row, cell, text)
            else:
                inserts[column] = text

    def _emptied(self, row: bytes, number: int, cells: Sequence[Cell]) -> Iterator[tuple[int, int, bytes]]:
        """The cells of a row that is left out: they keep their formats and lose what they hold, formulas included.

        A formula that other cells share, or that fills an area, stays without its value.
        """
        for cell in cells:
            inside = row[cell.start : cell.end]
            if cell.formula and _SHARED.search(inside):
                self.refused.append((Address(self._table, number, cell.column), "other cells share its formula"))
                yield cell.value_start, cell.value_end, b""
            elif cell.value or cell.formula:
                yield cell.start, cell.end, self._rewritten(row, cell, "")
            else:
                continue
            self.changed = True

    def _rewritten(self, row: bytes, cell: Cell, text: str) -> bytes:
        tag = _START_TAG.match(row, cell.start)
        if tag is None:
            raise CatalogError(f"{self._part}: a cell cannot be read.", "Save the workbook again.")
        kept = (m[0] for m in _ATTRIBUTE.finditer(tag["attributes"]) if m[1] not in _DROPPED)
        return self._element(tag["prefix"] or b"", b"".join(kept), cell.kind if cell.value else "", text)

    def _element(self, prefix: bytes, attributes: bytes, kind: str, text: str) -> bytes:
        """A cell with a new text; ``kind`` is what it was before ('' if it was empty or not there)."""
        if self._new_strings is not None:
            self._new_strings.references -= kind == "s"
        open_tag = b"<" + prefix + b"c" + attributes
        close_tag = b"</" + prefix + b"c>"
        value = b"<" + prefix + b"v>%s</" + prefix + b"v>"
        if not text:
            return open_tag + b"/>"
        if kind == "n" and _NUMBER.fullmatch(text):
            return open_tag + b">" + value % text.encode() + close_tag
        if kind == "b" and text.upper() in {"TRUE", "FALSE"}:
            return open_tag + b' t="b">' + value % (b"1" if text.upper() == "TRUE" else b"0") + close_tag
        if self._new_strings is None or kind == "inlineStr":
            element = text_element(text, prefix.decode())
            inline = b"<" + prefix + b"is>" + element + b"</" + prefix + b"is>"
            return open_tag + b' t="inlineStr">' + inline + close_tag
        self._new_strings.references += 1
        index = self._new_strings.index(text)
        return open_tag + b' t="s">' + value % str(index).encode() + close_tag

    def _with_inserts(self, row: bytes, number: int, texts: Mapping[int, str]) -> bytes:
        """The row with cells that it did not have, in the order of columns."""
        tag = _ROW_TAG.match(row)
        if tag is None:
            raise CatalogError(f"{self._part}: row {number} cannot be read.", "Save the workbook again.")
        prefix = tag["prefix"] or b""
        opened = re.sub(rb"""\sspans\s*=\s*("[^"]*"|'[^']*')""", b"", tag[0])  # only a hint, and now a wrong one
        body = row[tag.end() :]
        if opened.endswith(b"/>"):
            opened, body = opened[:-2].rstrip() + b">", b"</" + prefix + b"row>"
        row = opened + body
        _, cells = parse_row(row, self._part)
        places: list[tuple[int, bytes]] = []
        for column, text in sorted(texts.items()):
            place = max((cell.end for cell in cells if cell.column < column), default=len(opened))
            reference = f' r="{column_letters(column)}{number}"'.encode()
            places.append((place, self._element(prefix, reference, "", text)))
        for place, element in reversed(places):
            row = row[:place] + element + row[place:]
        return row


def _prefix(row: bytes) -> bytes:
    tag = _ROW_TAG.match(row)
    return tag["prefix"] or b"" if tag else b""


def row_number(row: bytes, previous: int) -> int:
    """The number that the row states, else one more than the row before it."""
    tag = _ROW_TAG.match(row)
    stated = re.search(rb"""\sr\s*=\s*["'](\d+)["']""", tag[0]) if tag else None
    return int(stated[1]) if stated else previous + 1


def has_formulas(blocks: Iterable[bytes]) -> bool:
    """True if a worksheet has a formula."""
    held = b""
    for block in blocks:
        held = held[-64:] + block
        if _FORMULA.search(held):
            return True
    return False


def _unwritable(text: str, column: int) -> str:
    if len(text.encode("utf-16-le", "surrogatepass")) > 2 * MAX_CELL_TEXT:
        return f"longer than the {MAX_CELL_TEXT} characters that a cell can hold"
    if column >= MAX_COLUMNS:
        return "beyond the last column"
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise OutputError(f"A new text holds half a character: {text[:80]!r}.") from error
    return ""
