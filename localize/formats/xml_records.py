"""A feed cut into listings and what lies between them, each listing's values with the bytes where they stand."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from localize.formats.xlsx_rows import element_end
from localize.formats.xml_parser import FeedParser

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from localize.limits import Limits

__all__ = ["SPACE", "Key", "Record", "Value", "header_of", "read_records", "step_text"]

Key: TypeAlias = tuple[tuple[str, int], ...]
"""Where a value stands in a listing: names of elements, each with its number among its namesakes from 1; an attribute is
the last step, its name after ``@``. The listing's own text is ``()``."""

SPACE = " \t\r\n"


@dataclass(frozen=True, slots=True)
class Value:
    """A value without the white space around it; ``start:end`` are the bytes, in the listing, of the element it is in."""

    text: str
    start: int
    end: int


@dataclass(slots=True)
class Record:
    """One listing: its line, its bytes (in UTF-8), its values in their order."""

    line: int
    raw: bytes = b""
    values: dict[Key, Value] = field(default_factory=dict)


class _Open:
    """An element that is not closed yet: ``children`` counts those of each name, None as long as there are none."""

    __slots__ = ("children", "key", "pieces", "start")

    def __init__(self, key: Key, start: int) -> None:
        self.key = key
        self.start = start
        self.pieces: list[str] = []
        self.children: dict[str, int] | None = None


def header_of(key: Key) -> str:
    """A value's column: ``g:title``, ``g:shipping/g:price``, ``@id``; of namesakes all have the same.

    >>> header_of((("g:shipping", 2), ("g:price", 1)))
    'g:shipping/g:price'
    """
    return "/".join(_header_name(name) for name, _ in key) or "text()"


def _header_name(name: str) -> str:
    prefix, colon, local = name.partition(":")
    return local if colon and prefix.startswith("ns") and prefix[2:].isdigit() else name  # a program's own prefixes


def step_text(key: Key) -> str:
    """A value's place in its listing: ``g:shipping[2]/g:price``."""
    return "/".join(name if number == 1 else f"{name}[{number}]" for name, number in key) or "text()"


def read_records(blocks: Iterable[bytes], path: tuple[str, ...], limits: Limits) -> Iterator[bytes | Record]:
    """The document in pieces: listings, and the bytes between them.

    Raises:
        CatalogError: it is not well-formed, or beyond a limit; line and column are in the message.
    """
    reader = _Reader(path, limits)
    for block in blocks:
        yield from reader.feed(block)
    yield from reader.feed(b"", final=True)


class _Reader(FeedParser):
    """``_held`` are the bytes from offset ``_base`` on that were not handed out yet."""

    def __init__(self, path: tuple[str, ...], limits: Limits) -> None:
        super().__init__(limits)
        self._wanted = path
        self._path: list[str] = []
        self._record: Record | None = None
        self._start_of_record = 0
        self._opened: list[_Open] = []
        self._size = 0
        self._done: list[tuple[int, int, Record]] = []
        self._passed = 0
        self._held = b""
        self._base = 0
        self._count = 0

    def feed(self, block: bytes, *, final: bool = False) -> Iterator[bytes | Record]:
        self._held += block
        self.parse(block, final=final)
        base, held = self._base, self._held
        position = base
        for start, end, record in self._done:
            if start > position:
                yield held[position - base : start - base]
            record.raw = held[start - base : end - base]
            yield record
            position = end
        self._done.clear()
        safe = base + len(held) if final else max(position, self._passed if self._record is None else 0)
        if safe > position:
            yield held[position - base : safe - base]
        self._held = held[safe - base :]
        self._base = safe
        if len(self._held) > self.limits.record_bytes:
            raise self.fault(
                f"one listing is larger than {self.limits.record_mb} MB.",
                "Take the large value out of it, or raise record_mb under [limits] of localize.toml.",
            )

    def start(self, name: str, attributes: list[str]) -> None:
        self._passed = self.offset
        if self._record is None:
            self._path.append(name)
            if len(self._path) != len(self._wanted) or tuple(self._path) != self._wanted:
                return
            self._count += 1
            if self._count > self.limits.rows:
                raise self.fault(
                    f"there are more than {self.limits.rows} listings.",
                    "Split it, or raise rows under [limits] of localize.toml.",
                )
            self._record = Record(self.line)
            self._start_of_record = self._passed
            key: Key = ()
        else:
            parent = self._opened[-1]
            if parent.children is None:
                parent.children = {}
            parent.children[name] = number = parent.children.get(name, 0) + 1
            key = (*parent.key, (name, number))
        self._opened.append(_Open(key, self._passed - self._start_of_record))
        for attribute, text in zip(attributes[::2], attributes[1::2], strict=True) if attributes else ():
            if not attribute.startswith("xmlns"):
                self._record.values[*key, ("@" + attribute, 1)] = Value(text, self._passed - self._start_of_record, -1)

    def text(self, data: str) -> None:
        if self._opened:
            self._opened[-1].pieces.append(data)

    def end(self, name: str) -> None:
        self._passed = self.offset
        if self._record is None:
            self._path.pop()
            return
        closed = self._opened.pop()
        if closed.children is not None and self._opened:
            return
        end = element_end(self._held, self._passed - self._base, name) + self._base
        text = "".join(closed.pieces).strip(SPACE)
        if len(text) > self.limits.cell_characters:
            raise self.fault(
                f"a value has {len(text)} characters, more than {self.limits.cell_characters}.",
                "Take it out, or raise cell_characters under [limits] of localize.toml.",
            )
        if closed.children is None and (closed.key or text):
            self._record.values[closed.key] = Value(text, closed.start, end - self._start_of_record)
        if not self._opened:
            self._done.append((self._start_of_record, end, self._record))
            self._record = None
            self._path.pop()
