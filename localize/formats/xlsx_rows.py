"""A worksheet's XML cut into rows: what lies between them passes as bytes.

:func:`split_fast` looks for tags as text, which is right for the plain XML that spreadsheet programs write
(:func:`is_simple` makes sure); :func:`split_plain` asks expat where each row begins and ends, and is right for any XML.
"""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING

from localize.errors import CatalogError
from localize.formats.xlsx_xml import as_utf8, feed, new_parser
from localize.limits import Limits

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

__all__ = ["element_end", "is_simple", "split_fast", "split_plain", "split_sheet"]

_SHEET_DATA = re.compile(rb"<sheetData\b[^>]*?(/?)>")
_UNUSUAL = re.compile(rb"<[!?]|</row\s|</sheetData\s|<[\w.-]+:(?:worksheet|sheetData|row|c)\b")
_OVERLAP = 64
_MARGIN = 1 << 17  # rows before it that came with the same blocks
_PROLOG = re.compile(rb"(?:\xef\xbb\xbf)?(?:<\?xml[^>]*\?>)?\s*<worksheet\b")
_ENCODING = re.compile(rb"""encoding\s*=\s*["'](?!utf-8["'])""", re.IGNORECASE)


def split_sheet(
    open_part: Callable[[], Iterable[bytes]], part: str, *, simple: bool, most: int = Limits().record_bytes
) -> Iterator[tuple[bool, bytes]]:
    """The document in pieces, each with True if it is a row: joined, they are the document (in UTF-8).

    Raises:
        CatalogError: it is damaged, or one row has more than ``most`` bytes.
    """
    split = split_fast if simple else split_plain
    return split(open_part(), part, most)


def is_simple(blocks: Iterable[bytes]) -> bool:
    """True if the XML has no comments, CDATA, instructions, prefixes or odd end tags, and is UTF-8."""
    iterator = iter(blocks)
    first = next(iterator, b"")
    prolog = _PROLOG.match(first)
    if prolog is None or _ENCODING.search(prolog[0]):
        return False
    held = b""
    for block in chain([first[prolog.end() :]], iterator):
        held = held[-_OVERLAP:] + block
        if _UNUSUAL.search(held):
            return False
    return True


def split_fast(blocks: Iterable[bytes], part: str, most: int = Limits().record_bytes) -> Iterator[tuple[bool, bytes]]:
    """Cut at ``<row`` and ``</row>``; only for XML that :func:`is_simple`.

    Raises:
        CatalogError: the sheet ends before its data do.
    """
    iterator = iter(blocks)
    held = b""
    while (opening := _SHEET_DATA.search(held)) is None:
        held += _next_block(iterator, part)
        _check_size(held, part, most)
    yield False, held[: opening.end()]
    held = held[opening.end() :]
    done = bool(opening[1])
    position = 0
    while not done:
        start = held.find(b"<", position)
        end = _row_end(held, start) if start >= 0 else -1
        if end < 0:
            held = held[position:] + _next_block(iterator, part)
            _check_size(held, part, most)
            position = 0
            continue
        done = end == start  # it is the end of sheetData
        if start > position:
            yield False, held[position:start]
        if not done:
            yield True, held[start:end]
        position = end
    yield False, held[position:]
    for block in iterator:
        yield False, block


def _row_end(held: bytes, start: int) -> int:
    """Where the row that begins at ``start`` ends; ``start`` itself at the end of the data; -1 if more is needed."""
    if held.startswith(b"</sheetData>", start):
        return start
    close = held.find(b">", start)
    if close < 0:
        return -1
    if held[close - 1] == ord("/"):
        return close + 1
    end = held.find(b"</row>", close)
    return end + 6 if end >= 0 else -1


def _check_size(held: bytes, part: str, most: int) -> None:
    if len(held) > most + _MARGIN:
        raise CatalogError(
            f"{part}: one row is larger than {most / 1e6:g} MB.",
            "Clear its largest cells, or raise record_mb under [limits] of localize.toml.",
        )


def _next_block(iterator: Iterator[bytes], part: str) -> bytes:
    block = next(iterator, b"")
    if not block:
        raise CatalogError(f"{part}: the sheet ends before its data do.", "Save or download the workbook again.")
    return block


def split_plain(blocks: Iterable[bytes], part: str, most: int = Limits().record_bytes) -> Iterator[tuple[bool, bytes]]:
    """Cut where expat sees rows begin and end.

    Raises:
        CatalogError: the part is not well-formed.
    """
    splitter = _Splitter(part, most)
    for block in as_utf8(blocks):
        yield from splitter.feed(block)
    yield from splitter.finish()


class _Splitter:
    """Follows expat's byte offsets; ``_held`` are the bytes from offset ``_base`` on that are not handed out yet."""

    def __init__(self, part: str, most: int) -> None:
        self._part = part
        self._most = most
        self._passed = 0
        self._parser = new_parser(part)
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._path: list[str] = []
        self._row_start = 0
        self._rows: list[tuple[int, int]] = []
        self._held = b""
        self._base = 0

    def feed(self, block: bytes, *, final: bool = False) -> Iterator[tuple[bool, bytes]]:
        self._held += block
        feed(self._parser, block, self._part, final=final)
        position = 0
        for start, end in self._rows:
            if start - self._base > position:
                yield False, self._held[position : start - self._base]
            yield True, self._held[start - self._base : end - self._base]
            position = end - self._base
        self._rows.clear()
        safe = self._passed - self._base  # what ended before the last tag, outside of rows, need not be held
        if len(self._path) < 3 and safe > position:
            yield False, self._held[position:safe]
            position = safe
        _check_size(self._held[position:], self._part, self._most)
        self._held = self._held[position:]
        self._base += position

    def finish(self) -> Iterator[tuple[bool, bytes]]:
        yield from self.feed(b"", final=True)
        if self._held:
            yield False, self._held

    def _start(self, name: str, _: dict[str, str]) -> None:
        self._passed = self._parser.CurrentByteIndex
        self._path.append(name.rpartition(":")[2])
        if self._is_row():
            self._row_start = self._parser.CurrentByteIndex

    def _end(self, name: str) -> None:
        self._passed = self._parser.CurrentByteIndex
        if self._is_row():
            end = element_end(self._held, self._parser.CurrentByteIndex - self._base, name)
            self._rows.append((self._row_start, end + self._base))
        self._path.pop()

    def _is_row(self) -> bool:
        return len(self._path) == 3 and self._path[1:] == ["sheetData", "row"]


def element_end(data: bytes, index: int, name: str) -> int:
    """Where an element ends: expat reports the start of ``</name>``, but the end of ``<name/>``."""
    if data.startswith(b"</" + name.encode(), index):
        return data.index(b">", index) + 1
    return index
