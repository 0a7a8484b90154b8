"""CSV with places: every cell with its line and column, and a quote that is never closed costs one line, not the rest.

``csv.reader`` knows only the line where a record ended; a person who mends a file needs the cell.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Cell", "Record", "scan_csv"]

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z")
_QUOTED = re.compile(r'"((?:[^"]|"")*+)"')  # a doubled quote at the end of a line closes nothing


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell's text and where it stands: line and column from 1 (of its first character, behind a quote)."""

    text: str
    line: int
    column: int

    @property
    def end(self) -> int:
        """The column behind its last character, where it is one line."""
        return self.column + len(self.text)


@dataclass(slots=True)
class Record:
    """A record's cells, the line it begins in, and what is wrong with its quotes: place and kind."""

    line: int
    cells: list[Cell] = field(default_factory=list)
    quote_faults: list[tuple[int, int, str]] = field(default_factory=list)


def scan_csv(text: str, delimiter: str = ",") -> Iterator[Record]:
    r"""Every record of a text, empty ones left out.

    >>> [[c.text for c in r.cells] for r in scan_csv('a,"b, c"\\n')]
    [['a', 'b, c']]
    """
    lines = _LINE.findall(text)
    number = 0
    while number < len(lines):
        line = lines[number]
        if '"' in line:
            record, used = _quoted_record(lines, number, delimiter)
        else:
            record, used = _plain_record(line, number + 1, delimiter), 1
        number += used
        if any(cell.text.strip() for cell in record.cells) or record.quote_faults:
            yield record


def _plain_record(line: str, number: int, delimiter: str) -> Record:
    record, column = Record(number), 1
    for text in line.rstrip("\r\n").split(delimiter):
        record.cells.append(Cell(text, number, column))
        column += len(text) + 1
    return record


def _quoted_record(lines: list[str], first: int, delimiter: str) -> tuple[Record, int]:
    """One record that has a quote, and how many lines it takes."""
    record = Record(first + 1)
    number, text, at = first, lines[first], 0
    while True:
        stripped = len(text.rstrip("\r\n"))
        if text[at : at + 1] != '"':
            stop = text.find(delimiter, at)
            stop = stripped if stop < 0 else stop
            record.cells.append(Cell(text[at:stop], number + 1, at + 1))
        else:
            found = _closed(lines, number, at)
            if found is None or (found[1] > number and _stray(lines[found[1]], found[2], delimiter)):
                # What closes it, lines below, is the next cell's quote: the rest of this line is what was meant.
                record.quote_faults.append((number + 1, at + 1, "unclosed"))
                record.cells.append(Cell(text[at + 1 : stripped], number + 1, at + 2))
                return record, number - first + 1
            value, last, stop = found
            record.cells.append(Cell(value, number + 1, at + 2))
            number, text = last, lines[last]
            stripped = len(text.rstrip("\r\n"))
            if _stray(text, stop, delimiter):
                record.quote_faults.append((number + 1, stop + 1, "stray"))
                following = text.find(delimiter, stop)
                stop = stripped if following < 0 else following
        if stop >= stripped:
            return record, number - first + 1
        at = stop + 1


def _stray(line: str, stop: int, delimiter: str) -> bool:
    """Does text follow a closing quote?"""
    return stop < len(line.rstrip("\r\n")) and line[stop] != delimiter


_LONGEST = 60
"""A quoted cell of more lines than that is a quote that nobody closed."""


def _closed(lines: list[str], number: int, at: int) -> tuple[str, int, int] | None:
    """The value of the quoted cell that begins there, its last line and where it ends in it; None if it never ends."""
    text, last = lines[number][at:], number
    while True:
        match = _QUOTED.match(text)
        if match is not None:
            before = len(text) - len(lines[last]) if last > number else -at
            return match.group(1).replace('""', '"'), last, match.end() - before
        last += 1
        if last >= len(lines) or last - number > _LONGEST:
            return None
        text += lines[last]
