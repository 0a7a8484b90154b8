"""JSON Lines: one listing a line, nested values as columns named by JSON pointers.

Record 1 is a header that the file does not have: every pointer of the file, in order of first appearance, found by a
first pass. Line *n* is record *n* + 1, so blank lines leave a gap in the numbers. A cell is a string's text, a number
as it is written, ``true``, ``false``, or None for null and for what the line lacks; empty lists and objects are no
cells.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from localize.errors import CatalogError
from localize.formats.encoding import TextEncoding, detect_encoding, text_lines
from localize.formats.file_errors import reading
from localize.formats.json_text import Style, flatten, json_bytes, parse_object, replace_values, style_of
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

__all__ = ["JsonlFormat", "JsonlSource"]


class JsonlFormat:
    """One JSON object a line, in UTF-8 unless another encoding is named."""

    name = "jsonl"
    suffixes: tuple[str, ...] = (".jsonl", ".ndjson")

    def __init__(self, limits: Limits | None = None) -> None:
        self._limits = limits or Limits()

    def open(self, path: Path, encoding: str = "") -> JsonlSource:
        """Open a file and read it once for its columns.

        Raises:
            CatalogError: missing, empty, not UTF-8, or a line is not a JSON object (the message names the line).
            UsageError: ``encoding`` is unknown.
        """
        refuse_foreign(path, read_head(path))
        found = detect_encoding(path, encoding)
        if found.how == "guessed":  # JSON is Unicode (RFC 8259): no guesses
            found = detect_encoding(path, "utf-8")
        source = JsonlSource(path, found, self._limits)
        source.survey()
        return source


class JsonlSource(OneTable):
    """An opened file of JSON Lines; it holds the columns, not the lines.

    ``refused`` are the patches that the last write could not apply: the line has no such value.
    """

    kind = "A text file"
    has_header = False
    """Its header of pointers is not in the file, so that nothing can be written there."""

    def __init__(self, path: Path, encoding: TextEncoding, limits: Limits | None = None) -> None:
        super().__init__(path)
        self.limits = limits or Limits()
        self.encoding = encoding
        self.output_encoding = encoding.describe()
        self.pointers: Sequence[str] = ()
        self._columns: dict[str, int] = {}
        self._style = Style()

    def survey(self) -> None:
        """Find the columns and how the file writes strings.

        Raises:
            CatalogError: a line is broken.
        """
        columns: dict[str, int] = {}

        def texts() -> Iterator[str]:
            for _, text, values in self._lines():
                for pointer in values:
                    columns.setdefault(pointer, len(columns))
                if len(columns) > self.limits.columns:
                    raise CatalogError(
                        f"has more than {self.limits.columns} different fields.",
                        "Write one listing a line, with fixed names; or raise columns under [limits] of localize.toml.",
                    )
                yield text

        with reading(self.path):
            self._style = style_of(texts())
        self._columns = columns
        self.pointers = tuple(columns)

    @property
    def notes(self) -> Mapping[str, str]:
        """Format, encoding, and whether other than ASCII is written as escapes."""
        escapes = "\\uXXXX" if self._style.ascii_only else "as they are"
        return {"format": "jsonl", "encoding": self.encoding.describe(), "characters beyond ASCII": escapes}

    def rows(self, table: str = "") -> Iterator[Row]:
        """The header of pointers, then a record for each line that is not blank.

        Raises:
            CatalogError: a line is broken; the message names it.
        """
        self._check_table(table)
        yield Row(1, 0, self.pointers)
        with reading(self.path):
            for line, _, values in self._lines():
                cells: list[str | None] = [None] * len(self.pointers)
                for pointer, text in values.items():
                    cells[self._columns[pointer]] = text
                yield Row(line + 1, line, cells)

    def place(self, table: str, row: int, column: int) -> str:  # noqa: ARG002 - the protocol's signature
        """``line 12 /title``; the pointer alone for the header."""
        pointer = self.pointers[column]
        return f"line {row - 1} {pointer}" if row > 1 else pointer

    def _write_changed(self, target: Path, queue: PatchQueue, refused: list[tuple[Address, str]]) -> None:
        take_header(queue, refused, len(self.pointers))
        with target.open("wb") as output:
            output.write(self.encoding.mark)
            for number, text in enumerate(text_lines(self.path, self.encoding, self.limits), start=2):
                if not text.strip() or number != queue.next_row:
                    output.write(json_bytes(text, self.encoding.name))
                elif not (patch := queue.take()).drop:
                    output.write(json_bytes(self._patched(text, patch, refused), self.encoding.name))
        queue.must_be_empty()

    def _patched(self, text: str, patch: RowPatch, refused: list[tuple[Address, str]]) -> str:
        new = {self.pointers[column]: words for column, words in patch.cells.items()}
        result, missing = replace_values(text, new, self._style)
        refused += (
            (Address("", patch.row, self._columns[pointer]), "the line has no such value")
            for pointer in sorted(missing)
        )
        return result

    def _lines(self) -> Iterator[tuple[int, str, dict[str, str | None]]]:
        """Number, text and values of each line that is not blank."""
        for number, text in enumerate(text_lines(self.path, self.encoding, self.limits), start=1):
            if not text.strip():
                continue
            try:
                values = dict(flatten(parse_object(text)))
                self._check_limits(number, text, values)
            except CatalogError as error:
                raise CatalogError(f"line {number}: {error.message}", error.hint) from error
            yield number, text, values

    def _check_limits(self, number: int, text: str, values: Mapping[str, str | None]) -> None:
        limits = self.limits
        if number > limits.rows:
            raise CatalogError(
                f"there are more than {limits.rows} lines.", "Split it, or raise rows under [limits] of localize.toml."
            )
        if len(text) > limits.cell_characters:
            for pointer, value in values.items():
                if value and len(value) > limits.cell_characters:
                    raise CatalogError(
                        f"{pointer} has {len(value)} characters, more than {limits.cell_characters}.",
                        "Take it out, or raise cell_characters under [limits] of localize.toml.",
                    )
