"""XML feeds: RSS, Atom and any document with one element for each listing; read as a table, written by patching.

Columns are the names of a listing's child elements as they are written (``g:title``), of nested ones with their parents
(``g:shipping/g:price``), of attributes after ``@``. Where a child repeats, each has a column of its own under the same
header, as in a CSV file with duplicate headers. Record 1 is a header that the file does not have; listing *n* is record
*n* + 1. A cell is the element's text without the white space around it, None where the listing has no such element.

What the feed says of language, country or currency above its listings stands in the header, behind the columns, as
``rss/channel/language=en-us``: a new text there is written where it came from.

Only the bytes of values that change are written anew. Text beside child elements (mixed content) and what stands outside
of listings is carried over.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from localize.errors import CatalogError
from localize.formats.file_errors import reading
from localize.formats.one_table import OneTable, take_header
from localize.formats.signature import (
    looks_like_markup,
    not_a_spreadsheet,
    read_head,
    refuse_foreign,
    refuse_xml_spreadsheet,
)
from localize.formats.xml_encoding import check_reversible, declared_encoding, utf8_blocks
from localize.formats.xml_patch import patched, unwritable
from localize.formats.xml_records import SPACE, Record, header_of, read_records, step_text
from localize.formats.xml_statements import rewritten, statements
from localize.formats.xml_structure import listing_path
from localize.limits import Limits
from localize.listing import Address
from localize.protocols import Row

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from localize.formats.encoding import TextEncoding
    from localize.formats.patch_queue import PatchQueue
    from localize.formats.xml_records import Key
    from localize.formats.xml_statements import Statement
    from localize.protocols import RowPatch

__all__ = ["XmlFormat", "XmlSource"]


_HEAD_BYTES = 1 << 20


class XmlFormat:
    """XML feeds in the encoding that they declare."""

    name = "xml"
    suffixes: tuple[str, ...] = (".xml", ".rss", ".atom")

    def __init__(self, limits: Limits | None = None) -> None:
        self._limits = limits or Limits()

    def open(self, path: Path, encoding: str = "") -> XmlSource:
        """Open a feed: read it once for its shape and once for its columns.

        Raises:
            CatalogError: missing, empty, not well-formed (line and column in the message), with entities of its own,
                or beyond the limits.
            UsageError: ``encoding`` is unknown.
        """
        head = read_head(path)
        if not head.strip():
            raise CatalogError(f"{path}: is empty.", "Export the feed again.")
        if not looks_like_markup(head):
            refuse_foreign(path, head)
            raise not_a_spreadsheet(path, "no XML (it does not begin with <)")
        refuse_xml_spreadsheet(path, head)
        if b"<html" in head.lower():
            raise not_a_spreadsheet(path, "a web page")
        found = declared_encoding(path, head, encoding)
        with reading(path):
            check_reversible(path, found)
            listing = listing_path(utf8_blocks(path, found), self._limits)
            source = XmlSource(path, found, listing, self._limits)
            source.survey()
        return source


class XmlSource(OneTable):
    """An opened feed; it holds the columns, not the listings.

    ``refused`` are the patches that the last write could not apply, each with the reason.
    """

    kind = "A feed"
    has_header = False
    """Its header of names is not in the file, so that nothing can be written there."""

    def __init__(self, path: Path, encoding: TextEncoding, listing: tuple[str, ...], limits: Limits) -> None:
        super().__init__(path)
        self.encoding = encoding
        self.output_encoding = encoding.describe()
        self._listing = listing
        self._limits = limits
        self._keys: Sequence[Key] = ()
        self._columns: dict[Key, int] = {}
        self._statements: Sequence[Statement] = ()

    @property
    def statements(self) -> frozenset[int]:
        """Cells of the header that state something of the whole feed: ``PATH=CODE``."""
        return frozenset(range(len(self._keys), len(self._keys) + len(self._statements)))

    def survey(self) -> None:
        """Find the columns.

        Raises:
            CatalogError: the feed is broken, or has more columns than the limits allow.
        """
        columns: dict[Key, int] = {}
        head = b""
        for record in self._pieces():
            if isinstance(record, bytes):
                head += record if not columns and len(head) < _HEAD_BYTES else b""
                continue
            for key in record.values:
                columns.setdefault(key, len(columns))
            if len(columns) > self._limits.columns:
                raise CatalogError(
                    f"line {record.line}: there are more than {self._limits.columns} different fields.",
                    "Give fields the same names in every listing, or raise columns under [limits] of localize.toml.",
                )
        self._columns = columns
        self._keys = tuple(columns)
        self._statements = statements(head)

    @property
    def notes(self) -> Mapping[str, str]:
        """Format, encoding, the element that is a listing."""
        return {"format": "xml", "encoding": self.encoding.describe(), "listings": "/" + "/".join(self._listing)}

    def rows(self, table: str = "") -> Iterator[Row]:
        """The header of names, then a record for each listing.

        Raises:
            CatalogError: there is no such table, or the file changed and is broken now.
        """
        self._check_table(table)
        stated = [f"{statement.path}={statement.text}" for statement in self._statements]
        yield Row(1, 0, [*map(header_of, self._keys), *stated])
        with reading(self.path):
            for number, record in enumerate(self._records(), start=2):
                cells: list[str | None] = [None] * len(self._keys)
                for key, value in record.values.items():
                    cells[self._columns[key]] = value.text
                yield Row(number, record.line, cells)

    def place(self, table: str, row: int, column: int) -> str:  # noqa: ARG002 - the protocol's signature
        """``item[3]/g:title``; the name alone for the header, the path of what is stated above the listings."""
        if column >= len(self._keys):
            return self._statements[column - len(self._keys)].path
        step = step_text(self._keys[column])
        return f"{self._listing[-1]}[{row - 1}]/{step}" if row > 1 else step

    def _write_changed(self, target: Path, queue: PatchQueue, refused: list[tuple[Address, str]]) -> None:
        with target.open("wb") as output:
            output.write(self.encoding.mark)
            for piece in self._written(queue, refused):
                output.write(self._encoded(piece))

    def _written(self, queue: PatchQueue, refused: list[tuple[Address, str]]) -> Iterator[bytes]:
        head = take_header(queue, refused, len(self._keys))
        stated = {self._statements[at - len(self._keys)]: text.rpartition("=")[2] for at, text in head.items()}
        number = 1
        indent = b""  # the white space before a listing, which goes with it
        for piece in self._restated(stated) if stated else self._pieces():
            if isinstance(piece, bytes):
                kept = (indent + piece).rstrip(SPACE.encode())
                indent = (indent + piece)[len(kept) :]
                yield kept
                continue
            number += 1
            patch_here = queue.take() if number == queue.next_row else None
            if patch_here is None:
                yield indent + piece.raw
            elif not patch_here.drop:
                yield indent + self._patched(piece, patch_here, refused)
            indent = b""
        yield indent
        queue.must_be_empty()

    def _restated(self, new: dict[Statement, str]) -> Iterator[bytes | Record]:
        """The document in pieces, with what it states above its first listing in one piece and written anew."""
        head: list[bytes] | None = []
        for piece in self._pieces():
            if head is not None and isinstance(piece, bytes):
                head.append(piece)
                continue
            if head is not None:
                yield rewritten(b"".join(head), new)
                head = None
            yield piece

    def _patched(self, record: Record, patch: RowPatch, refused: list[tuple[Address, str]]) -> bytes:
        new: dict[Key, str] = {}
        for column, text in sorted(patch.cells.items()):
            key = self._keys[column]
            value = record.values.get(key)
            reason = unwritable(text) if value else "the listing has no such element"
            if value and value.text == text:
                continue
            if reason:
                refused.append((Address("", patch.row, column), reason))
            else:
                new[key] = text
        return patched(record, new, self.encoding.name) if new else record.raw

    def _encoded(self, piece: bytes) -> bytes:
        return piece if self.encoding.name == "utf-8" else piece.decode().encode(self.encoding.name)

    def _pieces(self) -> Iterator[bytes | Record]:
        return read_records(utf8_blocks(self.path, self.encoding), self._listing, self._limits)

    def _records(self) -> Iterator[Record]:
        return (piece for piece in self._pieces() if isinstance(piece, Record))
