"""Records of a CSV file as raw text: where one ends, what its cells are, how a cell is put back.

A record is one or more physical lines. A quote opens only at the start of a cell; a doubled quote inside is a quote;
text after a closing quote belongs to the cell. This is how :mod:`csv` and spreadsheet programs read, and tests hold the
two together: :func:`read_values` (the C reader, in batches) is the fast path, :func:`plain_values` its plain twin.
"""

from __future__ import annotations

import csv
from itertools import islice
from typing import TYPE_CHECKING

from localize.errors import CatalogError
from localize.limits import Limits

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from localize.formats.dialect import Dialect

__all__ = ["cell_value", "plain_split", "plain_values", "raw_records", "read_values", "render_cell", "split_record"]

_BATCH = 256


def raw_records(
    lines: Iterable[str], dialect: Dialect, *, lenient: bool = False, most: int = Limits().record_bytes
) -> Iterator[tuple[int, str]]:
    """Each record's first physical line (from 1) and its raw text, line end included.

    ``lenient`` drops a record that the end of ``lines`` leaves open (for samples). A record of more than ``most``
    characters has a quote that was never closed.

    Raises:
        CatalogError: a quote is not closed; the message names the line where it opened.
    """
    quote, whole, closing = dialect.quote, dialect.whole, dialect.closing
    open_lines: list[str] = []
    size = 0
    number = 0
    for line in lines:
        number += 1
        if open_lines:
            open_lines.append(line)
            size += len(line)
            if quote in line and closing.fullmatch(line):
                yield number - len(open_lines) + 1, "".join(open_lines)
                open_lines = []
            elif size > most:
                break
        elif not quote or quote not in line or whole.fullmatch(line):
            yield number, line
        else:
            open_lines = [line]
            size = len(line)
    if open_lines and not lenient:
        raise _unclosed(number - len(open_lines) + 1, open_lines, dialect)


def _unclosed(first: int, lines: Sequence[str], dialect: Dialect) -> CatalogError:
    """The quote that is still open was opened on the last line that has one opening after the others closed."""
    opened = first
    for offset, line in enumerate(lines[1:], start=1):
        if dialect.closing.match(line):  # an earlier quote closes here, and another opens
            opened = first + offset
    return CatalogError(
        f'line {opened}: a quote (") opens a cell and is never closed.',
        'Close it, or write a quote that is part of the text twice ("") in a quoted cell.',
    )


def read_values(records: Iterable[tuple[int, str]], dialect: Dialect) -> Iterator[tuple[int, list[str]]]:
    """First line and values of each record, through the C reader; blank lines have no values."""
    options = dialect.reader_options()
    iterator = iter(records)
    while batch := list(islice(iterator, _BATCH)):
        texts = [raw for _, raw in batch]
        try:
            rows = list(csv.reader(texts, **options))
        except csv.Error:  # a cell beyond csv.field_size_limit(), which belongs to the whole process
            rows = []
        if len(rows) != len(batch):
            rows = [plain_values(raw, dialect) for raw in texts]
        for (line, _), cells in zip(batch, rows, strict=True):
            yield line, cells


def plain_values(raw: str, dialect: Dialect) -> list[str]:
    """The values of one raw record: the plain twin of ``csv.reader``."""
    if not raw.strip("\r\n"):
        return []
    return [cell_value(cell, dialect) for cell in split_record(raw, dialect)[0]]


def split_record(raw: str, dialect: Dialect) -> tuple[list[str], str]:
    """The raw cells of a record and its line end; ``delimiter.join(cells) + end`` is the record again."""
    body = raw.rstrip("\r\n")
    cells = _split_at_once(body, dialect)
    if dialect.delimiter.join(cells) == body and not (dialect.quote and "\n" in body):
        return cells, raw[len(body) :]
    return plain_split(raw, dialect)


def _split_at_once(body: str, dialect: Dialect) -> list[str]:
    """The raw cells as one search finds them; wrong where a line breaks in a quoted cell, or a record is not one."""
    if not dialect.quote or dialect.quote not in body:
        return body.split(dialect.delimiter)
    pairs = dialect.next_cell.findall(body)
    if len(pairs) > 1 and not pairs[-2][1]:
        pairs.pop()  # the empty match behind the last cell
    return [cell for cell, _ in pairs]


def plain_split(raw: str, dialect: Dialect) -> tuple[list[str], str]:
    """The cells of a record one by one: the plain twin of :func:`split_record`."""
    cells: list[str] = []
    position = 0
    following: str | None = dialect.delimiter
    while following:
        match = dialect.next_cell.match(raw, position)
        assert match is not None  # noqa: S101 - a cell may be empty, so it always matches in a complete record
        cells.append(match[1])
        following = match[2]
        position = match.end()
    return cells, raw[position:]


def cell_value(cell: str, dialect: Dialect) -> str:
    """The text that a raw cell stands for."""
    if not dialect.quote or not cell.startswith('"'):
        return cell
    inside, _, rest = cell[1:].replace('""', "\0").partition('"')  # NUL never occurs in an accepted file
    return inside.replace("\0", '"') + rest.replace("\0", '""')


def render_cell(text: str, before: str, dialect: Dialect, *, alone: bool = False) -> str | None:
    """``text`` as a raw cell in the style of the raw cell ``before``: quoted if that was, else only if it must be.

    ``alone`` says that it is the only cell of its record, where an empty one would read as a blank line. None if the
    file quotes nothing and the text would break the record.
    """
    special = dialect.delimiter in text or "\n" in text or "\r" in text
    if not dialect.quote:
        return None if special or (alone and not text) else text
    if before.startswith('"') or special or '"' in text or (alone and not text):
        return '"' + text.replace('"', '""') + '"'
    return text
