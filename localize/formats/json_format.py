"""One JSON document with a list of listings (``{"messages": [{…}, …]}`` or ``[{…}, …]``): nested values as columns.

Record 1 is a header that the file does not have: every name of a value (mostly its JSON pointer within the listing, see
:mod:`localize.formats.json_document`), in order of first appearance. Listing *n* is record *n* + 1. Cells are those of
JSON Lines. Only the bytes of values that change are written anew.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from localize.errors import CatalogError
from localize.formats.encoding import TextEncoding, detect_encoding
from localize.formats.file_errors import reading
from localize.formats.json_document import Document, Element, read_document
from localize.formats.json_text import json_bytes, replace_values, style_of
from localize.formats.one_table import OneTable, take_header
from localize.formats.signature import read_head, refuse_foreign
from localize.limits import Limits
from localize.listing import Address
from localize.protocols import Row

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from localize.formats.patch_queue import PatchQueue
    from localize.protocols import RowPatch

__all__ = ["JsonFormat", "JsonSource"]


class JsonFormat:
    """A JSON document, in UTF-8 unless another encoding is named."""

    name = "json"
    suffixes: tuple[str, ...] = (".json",)

    def __init__(self, limits: Limits | None = None) -> None:
        self._limits = limits or Limits()

    def open(self, path: Path, encoding: str = "") -> JsonSource:
        """Open a document and read it.

        Raises:
            CatalogError: missing, empty, not UTF-8, not JSON (line and column in the message), without listings, or larger
                than ``[limits]`` allow.
            UsageError: ``encoding`` is unknown.
        """
        refuse_foreign(path, read_head(path))
        found = detect_encoding(path, encoding)
        if found.how == "guessed":  # JSON is Unicode (RFC 8259): no guesses
            found = detect_encoding(path, "utf-8")
        most = self._limits.document_mb
        if (size := path.stat().st_size) > most * 1_000_000:  # a document is read whole
            raise CatalogError(
                f"{path}: has {size / 1e6:,.0f} MB, more than {most}.",
                "Write it as JSON Lines, a listing on each line; or raise document_mb under [limits] of localize.toml.",
            )
        with reading(path):
            text = path.read_bytes()[len(found.mark) :].decode(found.name)
            return JsonSource(path, found, read_document(text), self._limits)


class JsonSource(OneTable):
    """An opened JSON document; it holds the document's text, and where each listing stands in it.

    ``refused`` are the patches that the last write could not apply: the listing has no such value.
    """

    kind = "A JSON document"
    has_header = False
    """Its header of names is not in the file, so that nothing can be written there."""

    def __init__(self, path: Path, encoding: TextEncoding, document: Document, limits: Limits | None = None) -> None:
        super().__init__(path)
        self.encoding = encoding
        self.output_encoding = encoding.describe()
        self.limits = limits or Limits()
        self._document = document
        self._style = style_of([document.text])
        self._columns = self._survey()
        self.pointers: Sequence[str] = tuple(self._columns)
        self._last: tuple[int, dict[str, tuple[str, str | None]]] = (-1, {})

    def _survey(self) -> dict[str, int]:
        columns: dict[str, int] = {}
        limits = self.limits
        if len(self._document.elements) > limits.rows:
            raise CatalogError(
                f"{self.path}: has more than {limits.rows} listings.",
                "Split it, or raise rows under [limits] of localize.toml.",
            )
        for number, element in enumerate(self._document.elements):
            self._check_size(element)
            for name, (pointer, text) in self._document.values(number).items():
                columns.setdefault(name, len(columns))
                if text and len(text) > limits.cell_characters:
                    raise CatalogError(
                        f"{self.path}: line {element.line}: {pointer} has {len(text)} characters, more than "
                        f"{limits.cell_characters}.",
                        "Take it out, or raise cell_characters under [limits] of localize.toml.",
                    )
            if len(columns) > limits.columns:
                raise CatalogError(
                    f"{self.path}: has more than {limits.columns} different fields.",
                    "Write a list of listings with fixed names; or raise columns under [limits] of localize.toml.",
                )
        return columns

    def _check_size(self, element: Element) -> None:
        if element.end - element.start > self.limits.record_bytes:
            raise CatalogError(
                f"{self.path}: line {element.line}: one listing is larger than {self.limits.record_mb} MB.",
                "Take its largest values out, or raise record_mb under [limits] of localize.toml.",
            )

    @property
    def notes(self) -> Mapping[str, str]:
        """Format, encoding, the list that holds the listings, and whether other than ASCII is written as escapes."""
        escapes = "\\uXXXX" if self._style.ascii_only else "as they are"
        where = self._document.pointer
        return {
            "format": "json",
            "encoding": self.encoding.describe(),
            "listings": "the document" if where is None else where or "/",
            "characters beyond ASCII": escapes,
        }

    def rows(self, table: str = "") -> Iterator[Row]:
        """The header of names, then a record for each listing.

        Raises:
            CatalogError: there is no such table.
        """
        self._check_table(table)
        yield Row(1, 0, self.pointers)
        for number, element in enumerate(self._document.elements):
            cells: list[str | None] = [None] * len(self.pointers)
            for name, (_, text) in self._document.values(number).items():
                cells[self._columns[name]] = text
            yield Row(number + 2, element.line, cells)

    def place(self, table: str, row: int, column: int) -> str:  # noqa: ARG002 - the protocol's signature
        """``/messages/3/attributes/item_name/0/value``; the name alone for the header."""
        name = self.pointers[column]
        if row < 2:
            return name
        if self._last[0] != row:
            self._last = row, self._document.values(row - 2)
        pointer = self._last[1].get(name, (name, None))[0]
        return pointer if self._document.pointer is None else f"{self._document.pointer}/{row - 2}{pointer}"

    def _write_changed(self, target: Path, queue: PatchQueue, refused: list[tuple[Address, str]]) -> None:
        with target.open("wb") as output:
            output.write(self.encoding.mark)
            for piece in self._pieces(queue, refused):
                output.write(json_bytes(piece, self.encoding.name))

    def _pieces(self, queue: PatchQueue, refused: list[tuple[Address, str]]) -> Iterator[str]:
        """The document's text, piece by piece. A listing that is left out takes the comma before it along."""
        take_header(queue, refused, len(self.pointers))
        text, elements = self._document.text, self._document.elements
        yield text[: elements[0].start]
        begun = False
        for number, element in enumerate(elements):
            patch_or_none = queue.take() if queue.next_row == number + 2 else None
            if patch_or_none is not None and patch_or_none.drop:
                continue
            if begun:
                yield text[elements[number - 1].end : element.start]
            begun = True
            words = text[element.start : element.end]
            yield words if patch_or_none is None else self._patched(words, patch_or_none, refused)
        queue.must_be_empty()
        yield text[elements[-1].end :]

    def _patched(self, text: str, patch: RowPatch, refused: list[tuple[Address, str]]) -> str:
        values = self._document.values(patch.row - 2)
        pointers = {column: values.get(self.pointers[column], ("", None))[0] for column in patch.cells}
        new = {pointers[column]: words for column, words in patch.cells.items() if pointers[column]}
        refused += (
            (Address("", patch.row, column), "the listing has no such value")
            for column in sorted(patch.cells)
            if not pointers[column]
        )
        return replace_values(text, new, self._style)[0]
