"""The content of an OpenDocument spreadsheet cut into rows: what lies between them passes as bytes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from localize.formats.xlsx_rows import element_end
from localize.formats.xml_parser import FeedParser

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from localize.limits import Limits

__all__ = ["OdsTable", "Piece", "attribute", "read_pieces"]

_TABLE = ["document-content", "body", "spreadsheet", "table"]
_GROUPS = frozenset({"table-header-rows", "table-row-group", "table-rows"})
_PREFIXES = ("xmlns:office", "xmlns:table", "xmlns:text")


@dataclass(frozen=True, slots=True)
class OdsTable:
    """A sheet: its number from 0, the name on its tab, whether the tab is shown."""

    number: int
    name: str
    visible: bool


@dataclass(frozen=True, slots=True)
class Piece:
    """Bytes of the content; a row if it belongs to a table."""

    data: bytes
    table: OdsTable | None = None


def attribute(attributes: list[str], name: str) -> str:
    """An attribute's value by its local name, '' if it is not there."""
    pairs = zip(attributes[::2], attributes[1::2], strict=True)
    return next((value for key, value in pairs if key.rpartition(":")[2] == name), "")


def read_pieces(blocks: Iterable[bytes], limits: Limits) -> Iterator[Piece]:
    """The content (in UTF-8) in pieces; joined, they are the content.

    Raises:
        CatalogError: it is not well-formed, or beyond a limit.
    """
    splitter = _Splitter(limits)
    for block in blocks:
        yield from splitter.feed(block)
    yield from splitter.feed(b"", final=True)


class _Splitter(FeedParser):
    """``_held`` are the bytes from offset ``_base`` on that were not handed out yet."""

    advice = "Save the spreadsheet again."

    def __init__(self, limits: Limits) -> None:
        super().__init__(limits)
        self._path: list[str] = []
        self._style = ""
        self._hidden: set[str] = set()
        self._table = OdsTable(-1, "", visible=False)
        self._row_start = -1
        self._done: list[tuple[int, int, OdsTable]] = []
        self._passed = 0
        self._held = b""
        self._base = 0

    def feed(self, block: bytes, *, final: bool = False) -> Iterator[Piece]:
        self._held += block
        self.parse(block, final=final)
        base, held = self._base, self._held
        position = base
        for start, end, table in self._done:
            if start > position:
                yield Piece(held[position - base : start - base])
            yield Piece(held[start - base : end - base], table)
            position = end
        self._done.clear()
        safe = base + len(held) if final else max(position, self._passed if self._row_start < 0 else 0)
        if safe > position:
            yield Piece(held[position - base : safe - base])
        self._held = held[safe - base :]
        self._base = safe
        if len(self._held) > self.limits.record_bytes:
            raise self.fault(
                f"one row is larger than {self.limits.record_mb} MB.",
                "Clear its largest cells, or raise record_mb under [limits] of localize.toml.",
            )

    def start(self, name: str, attributes: list[str]) -> None:
        self._passed = self.offset
        local = name.rpartition(":")[2]
        if not self._path and not set(_PREFIXES) <= set(attributes[::2]):
            raise self.fault("names its parts in a way that no spreadsheet program does.", self.advice)
        self._path.append(local)
        if local == "style":
            self._style = attribute(attributes, "name")
        elif local == "table-properties" and attribute(attributes, "display") == "false":
            self._hidden.add(self._style)
        elif self._path == _TABLE:
            visible = attribute(attributes, "style-name") not in self._hidden
            self._table = OdsTable(self._table.number + 1, attribute(attributes, "name"), visible)
        elif local == "table-row" and self._is_row():
            self._row_start = self._passed

    def end(self, name: str) -> None:
        self._passed = self.offset
        if self._row_start >= 0 and self._is_row():
            end = element_end(self._held, self._passed - self._base, name) + self._base
            self._done.append((self._row_start, end, self._table))
            self._row_start = -1
        self._path.pop()

    def _is_row(self) -> bool:
        path = self._path
        return path[-1] == "table-row" and path[:4] == _TABLE and _GROUPS.issuperset(path[4:-1])
