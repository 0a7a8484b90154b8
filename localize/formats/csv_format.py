"""CSV, TSV and delimited TXT: read as values, written back with every untouched byte as it was.

Without patches the output is the input, byte for byte, for any file that opens. With patches only the records that they
name are taken apart, and of those only the cells whose text differs are written anew; delimiter, quoting, encoding,
byte order mark, line ends, blank lines, comment lines and ragged records stay.
"""

from __future__ import annotations

import io
from itertools import islice
from typing import TYPE_CHECKING

from localize.errors import CatalogError
from localize.formats.columns import column_letters
from localize.formats.csv_formulas import FORMULA_REASON, becomes_formula
from localize.formats.dialect import Dialect, detect_dialect, line_ends
from localize.formats.encoding import TextEncoding, detect_encoding, exact_text, text_lines
from localize.formats.file_errors import copy_file, reading, writing
from localize.formats.patch_queue import PatchQueue
from localize.formats.records import cell_value, raw_records, read_values, render_cell, split_record
from localize.formats.signature import read_head, refuse_foreign
from localize.formats.text_output import TextOutput
from localize.limits import Limits
from localize.listing import Address
from localize.protocols import Row

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from localize.protocols import RowPatch

__all__ = ["CsvFormat", "CsvSource"]

_SAMPLE_LINES = 400


class CsvFormat:
    """Comma, semicolon, tab or pipe separated text."""

    name = "csv"
    suffixes: tuple[str, ...] = (".csv", ".tsv", ".txt")

    def __init__(self, limits: Limits | None = None) -> None:
        self._limits = limits or Limits()

    def open(self, path: Path, encoding: str = "") -> CsvSource:
        """Open a file; its encoding is checked over the whole file, its dialect is detected on a sample.

        Raises:
            CatalogError: missing, empty, binary, or not in its encoding.
            UsageError: ``encoding`` is unknown.
        """
        refuse_foreign(path, read_head(path))
        found = detect_encoding(path, encoding)
        sample = list(islice(text_lines(path, found, self._limits), _SAMPLE_LINES))
        return CsvSource(path, found, detect_dialect(sample, path.suffix), line_ends("".join(sample)), self._limits)


class CsvSource:
    """An opened CSV file. It holds no part of the file, only what was detected.

    ``output_encoding`` is the encoding of the last file written: the input's own, or ``utf-8`` with a mark if a new
    text had characters that the input's encoding lacks. ``refused`` are the patches that the last write could not
    apply, with the reason: a text that spreadsheet programs would run as a formula where the cell held none, and, in files
    without quoting, one with a delimiter or line break in it.
    """

    def __init__(
        self, path: Path, encoding: TextEncoding, dialect: Dialect, ends: str = "", limits: Limits | None = None
    ) -> None:
        self.path = path
        self.encoding = encoding
        self.dialect = dialect
        self.line_ends = ends
        self.limits = limits or Limits()
        self.output_encoding = encoding.describe()
        self.refused: Sequence[tuple[Address, str]] = ()

    @property
    def tables(self) -> Sequence[str]:
        """The one table, named ''."""
        return ("",)

    @property
    def notes(self) -> Mapping[str, str]:
        """Format, encoding, delimiter, quoting, line ends (of the first few hundred lines)."""
        return {
            "format": "csv",
            "encoding": self.encoding.describe(),
            **self.dialect.describe(),
            "line ends": self.line_ends,
        }

    def rows(self, table: str = "") -> Iterator[Row]:
        """Every record in file order; a blank line is a record without cells, records may differ in length.

        Raises:
            CatalogError: a quote is never closed; the message names the line where it opened.
        """
        _check_table(table, self.path)
        lines = text_lines(self.path, self.encoding, self.limits)
        records = self._within_limits(raw_records(lines, self.dialect, most=self.limits.record_bytes))
        with reading(self.path):
            for number, (line, cells) in enumerate(read_values(records, self.dialect), start=1):
                yield Row(number, line, cells)

    def _within_limits(self, records: Iterable[tuple[int, str]]) -> Iterator[tuple[int, str]]:
        limits = self.limits
        suspicious = min(limits.columns, limits.cell_characters)
        for number, (line, raw) in enumerate(records, start=1):
            if number > limits.rows:
                raise CatalogError(
                    f"has more than {limits.rows} records.", "Split it, or raise rows under [limits] of localize.toml."
                )
            if len(raw) >= suspicious:
                cells = split_record(raw, self.dialect)[0]
                if len(cells) > limits.columns:
                    raise CatalogError(
                        f"line {line}: has {len(cells)} cells, more than {limits.columns}.",
                        "Is it a catalog, with a line for each listing? If so, raise columns under [limits] of localize.toml.",
                    )
                longest = max(range(len(cells)), key=lambda column: len(cells[column]))
                if len(cells[longest]) > limits.cell_characters:
                    raise CatalogError(
                        f"line {line}: cell {column_letters(longest)}{number} has {len(cells[longest])} characters, "
                        f"more than {limits.cell_characters}.",
                        "Take it out, or raise cell_characters under [limits] of localize.toml.",
                    )
            yield line, raw

    def place(self, table: str, row: int, column: int) -> str:  # noqa: ARG002 - the protocol's signature
        """``B12``: column letters and number of the record, as a spreadsheet program shows it."""
        return f"{column_letters(column)}{row}"

    def write(self, target: Path, patches: Iterable[RowPatch]) -> None:
        """Write the file with ``patches`` applied; a cell whose text is what it was keeps its raw form.

        A record that is too short for a patched column is lengthened with empty cells.

        Raises:
            OutputError: the target cannot be written, or a patch names a record that is not there.
            CatalogError: a quote is never closed.
        """
        self._write(target, patches, adding=False)

    def fill(self, target: Path, patches: Iterable[RowPatch]) -> None:
        """The same, with records added behind the last one: for a template, which is empty.

        Raises:
            OutputError: the target cannot be written.
            CatalogError: a quote is never closed.
        """
        self._write(target, patches, adding=True)

    def _write(self, target: Path, patches: Iterable[RowPatch], *, adding: bool) -> None:
        self.refused = ()
        self.output_encoding = self.encoding.describe()
        queue = PatchQueue(patches, self.path)
        with writing(target, self.path):
            if queue.next_row is None:
                copy_file(self.path, target)
                return
            with TextOutput(target, self.encoding) as output:
                self._write_records(output, queue, adding=adding)
            self.output_encoding = output.encoding.describe()

    def _write_records(self, output: TextOutput, queue: PatchQueue, *, adding: bool) -> None:
        refused: list[tuple[Address, str]] = []
        raw, end = "", "\r\n" if self.line_ends.startswith("CRLF") else "\n"
        for number, (_, raw) in enumerate(self._exact_records(), start=1):
            if number != queue.next_row:
                output.write(raw)
            elif not (patch := queue.take()).drop:
                output.write(self._patched(raw, patch, refused), new=True)
        if adding and queue.next_row is not None and raw and not raw.endswith(("\n", "\r")):
            output.write(end)
        while adding and queue.next_row is not None:
            output.write(self._patched(end, queue.take(), refused), new=True)
        queue.must_be_empty()
        self.refused = tuple(refused)

    def _exact_records(self) -> Iterator[tuple[int, str]]:
        return raw_records(self._exact_lines(), self.dialect, most=self.limits.record_bytes)

    def _exact_lines(self) -> Iterator[str]:
        """Physical lines whose encoding with ``surrogateescape`` gives the file's bytes."""
        if self.encoding.exact:
            return text_lines(self.path, self.encoding, self.limits)
        return self._reversible_lines()

    def _reversible_lines(self) -> Iterator[str]:
        protect = f'{self.dialect.delimiter}"\r\n'
        with self.path.open("rb") as file:  # no such encoding uses the bytes of CR and LF inside a character
            file.seek(len(self.encoding.mark))
            with io.TextIOWrapper(file, encoding="latin-1", newline="") as reader:
                for line in reader:
                    yield exact_text(line.encode("latin-1"), self.encoding.name, protect)

    def _patched(self, raw: str, patch: RowPatch, refused: list[tuple[Address, str]]) -> str:
        body = raw.rstrip("\r\n")
        cells, end = split_record(raw, self.dialect) if body else ([], raw)
        width = max(len(cells), 1 + max(patch.cells, default=-1))
        for column, text in sorted(patch.cells.items()):
            known = column < len(cells)
            if cell_value(self._plain(cells[column]), self.dialect) == text if known else not text:
                continue
            old = cells[column] if known else ""
            if becomes_formula(text, cell_value(self._plain(old), self.dialect)):
                refused.append((Address("", patch.row, column), FORMULA_REASON.format(text[0])))
                continue
            new = render_cell(text, old, self.dialect, alone=width == 1)
            if new is None:
                refused.append((Address("", patch.row, column), "the file quotes nothing and the text needs quotes"))
                continue
            cells.extend([""] * (column + 1 - len(cells)))
            cells[column] = new
        return self.dialect.delimiter.join(cells) + end

    def _plain(self, cell: str) -> str:
        if self.encoding.exact:
            return cell
        return cell.encode(self.encoding.name, "surrogateescape").decode(self.encoding.name)


def _check_table(table: str, path: Path) -> None:
    if table:
        raise CatalogError(f"{path}: has no table '{table}'.", "A text file has one table, named ''.")
