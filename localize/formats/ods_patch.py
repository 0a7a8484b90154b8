"""New texts put into the rows of an OpenDocument spreadsheet; every byte of a cell that does not change stays."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from localize.errors import OutputError
from localize.formats.ods_cells import NUMBERS, OdsCell, OdsRow

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["emptied_row", "patched_row", "repeated", "without_cached_values"]

_TAG = re.compile(
    rb"""<(?P<name>[^\s/>]+)(?P<attributes>(?:\s+[\w:.-]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(?P<empty>/)?>"""
)
_ATTRIBUTE = re.compile(rb"""\s+(?:[\w.-]+:)?([\w.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_REPEATED = frozenset({b"number-columns-repeated", b"number-rows-repeated"})
_VALUES = frozenset({b"value", b"string-value", b"date-value", b"time-value", b"boolean-value"})
_TYPES = frozenset({b"value-type", b"currency"})
_FORMULA = frozenset({b"formula", b"number-matrix-rows-spanned", b"number-matrix-columns-spanned"})
_NUMBER = re.compile(r"-?(?:0|[1-9]\d{0,14})(?:\.\d+)?")
_SPACES = re.compile(r"^ +| +$|(?<= ) +|\t")


def repeated(element: bytes, count: int) -> bytes:
    """A row or cell that stands for ``count`` of its kind."""
    tag = _match(element)
    name = b"rows" if tag["name"].endswith(b"row") else b"columns"
    more = b' table:number-%b-repeated="%d"' % (name, count) if count > 1 else b""
    return _with_tag(element, tag, _kept(tag, _REPEATED) + more)


def without_cached_values(row: bytes, parsed: OdsRow) -> bytes:
    """The row with formulas as they are and no values for them, so that the program computes them anew."""
    for cell in reversed(parsed.cells):
        if cell.formula:
            element = _content(row, cell, b"")
            tag = _match(element)
            element = _with_tag(element, tag, _kept(tag, _VALUES | _TYPES))
            row = row[: cell.start] + element + row[cell.end :]
    return row


def emptied_row(row: bytes, parsed: OdsRow) -> bytes:
    """The row with its formats and without what its cells hold, formulas included."""
    for cell in reversed(parsed.cells):
        if cell.text or cell.formula:
            row = row[: cell.start] + _rewritten(row, cell, "", _FORMULA) + row[cell.end :]
    return row


def patched_row(row: bytes, parsed: OdsRow, texts: Mapping[int, str]) -> bytes:
    """The row with new texts in some columns; a cell that stood for several is split where it must be.

    Raises:
        OutputError: a text holds half of a surrogate pair.
    """
    width = max((cell.column + cell.repeat for cell in parsed.cells), default=0)
    beyond = {column: text for column, text in sorted(texts.items()) if column >= width and text}
    if beyond:
        row = _appended(row, width, beyond)
    for cell in reversed(parsed.cells):
        own = {column: texts[column] for column in range(cell.column, cell.column + cell.repeat) if column in texts}
        if own:
            row = row[: cell.start] + _split(row, cell, own) + row[cell.end :]
    return row


def _split(row: bytes, cell: OdsCell, texts: Mapping[int, str]) -> bytes:
    whole = row[cell.start : cell.end]
    pieces: list[bytes] = []
    at = cell.column
    for column, text in sorted(texts.items()):
        if column > at:
            pieces.append(repeated(whole, column - at))
        pieces.append(repeated(_rewritten(row, cell, text), 1))
        at = column + 1
    if at < cell.column + cell.repeat:
        pieces.append(repeated(whole, cell.column + cell.repeat - at))
    return b"".join(pieces)


def _appended(row: bytes, width: int, texts: Mapping[int, str]) -> bytes:
    pieces: list[bytes] = []
    for column, text in texts.items():
        if column > width:
            pieces.append(repeated(b"<table:table-cell/>", column - width))
        pieces.append(b'<table:table-cell office:value-type="string">' + _paragraphs(text) + b"</table:table-cell>")
        width = column + 1
    end = row.rfind(b"</")
    return row[:end] + b"".join(pieces) + row[end:]


def _rewritten(row: bytes, cell: OdsCell, text: str, dropped: frozenset[bytes] = frozenset()) -> bytes:
    """The cell's element with a new text: a number stays one, true and false likewise, all else becomes a string."""
    kind = ""
    value = b""
    if cell.kind in NUMBERS and _NUMBER.fullmatch(text):
        kind, value = cell.kind, b' office:value="%b"' % text.encode()
    elif cell.kind == "boolean" and text.upper() in {"TRUE", "FALSE"}:
        kind, value = cell.kind, b' office:boolean-value="%b"' % text.lower().encode()
    element = _content(row, cell, _paragraphs(text) if text else b"")
    tag = _match(element)
    if not kind:
        value = b' office:value-type="string"' if text else b""
    return _with_tag(element, tag, _kept(tag, _VALUES | dropped | (frozenset() if kind else _TYPES)) + value)


def _content(row: bytes, cell: OdsCell, paragraphs: bytes) -> bytes:
    """The cell's element with other paragraphs; notes and pictures stay."""
    element = row[cell.start : cell.end]
    spans = [(start - cell.start, end - cell.start) for start, end in cell.paragraphs]
    if not spans:
        tag = _match(element)
        if tag["empty"]:
            opened = element[: tag.start("empty")].rstrip() + b">"
            return opened + paragraphs + b"</" + tag["name"] + b">" if paragraphs else element
        end = element.rindex(b"</")
        return element[:end] + paragraphs + element[end:]
    style = _kept(_match(element, spans[0][0]), frozenset())
    for start, end in reversed(spans[1:]):
        element = element[:start] + element[end:]
    start, end = spans[0]
    return element[:start] + paragraphs.replace(b"<text:p>", b"<text:p" + style + b">") + element[end:]


def _paragraphs(text: str) -> bytes:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    try:
        return "".join(f"<text:p>{_SPACES.sub(_space, escape(line))}</text:p>" for line in lines).encode()
    except UnicodeEncodeError as error:
        raise OutputError(f"A new text holds half a character: {text[:80]!r}.") from error


def _space(match: re.Match[str]) -> str:
    return "<text:tab/>" if match[0] == "\t" else f'<text:s text:c="{len(match[0])}"/>'


def _match(element: bytes, start: int = 0) -> re.Match[bytes]:
    tag = _TAG.match(element, start)
    if tag is None:
        raise AssertionError(element[start : start + 80])  # expat saw a tag there
    return tag


def _kept(tag: re.Match[bytes], dropped: frozenset[bytes]) -> bytes:
    return b"".join(m[0] for m in _ATTRIBUTE.finditer(tag["attributes"]) if m[1] not in dropped)


def _with_tag(element: bytes, tag: re.Match[bytes], attributes: bytes) -> bytes:
    end = b"/>" if tag["empty"] else b">"
    return b"<" + tag["name"] + attributes + end + element[tag.end() :]
