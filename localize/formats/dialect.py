"""How a CSV file separates cells: its delimiter, whether it quotes, how its lines end."""

from __future__ import annotations

import csv
import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from localize.formats.records import raw_records, split_record

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Dialect", "detect_dialect", "line_ends"]

_DELIMITERS = (",", ";", "\t", "|")
_SAMPLE_RECORDS = 60
_NAMES = {",": "comma", ";": "semicolon", "\t": "tab", "|": "pipe"}
_END_NAMES = {"\r\n": "CRLF", "\n": "LF", "\r": "CR"}


@dataclass(frozen=True)
class Dialect:
    """``delimiter`` is one character; ``quote`` is ``"``, or empty in files where a quote is an ordinary character."""

    delimiter: str = ","
    quote: str = '"'

    @cached_property
    def cell(self) -> str:
        """A pattern for one raw cell: a quote opens only at its start, what follows a closing quote belongs to it."""
        plain = f"[^{re.escape(self.delimiter)}\r\n]*+"
        if not self.quote:
            return plain
        return f'(?:"(?:[^"]++|"")*+"{plain}|(?!"){plain})'

    @cached_property
    def whole(self) -> re.Pattern[str]:
        """Matches a line, from its first cell, that leaves no quote open."""
        return re.compile(f"{self.cell}(?:{re.escape(self.delimiter)}{self.cell})*+[\r\n]*+")

    @cached_property
    def closing(self) -> re.Pattern[str]:
        """Matches a line that begins inside quotes and leaves none open."""
        plain = f"[^{re.escape(self.delimiter)}\r\n]*+"
        return re.compile(f'(?:[^"]++|"")*+"{plain}(?:{re.escape(self.delimiter)}{self.cell})*+[\r\n]*+')

    @cached_property
    def next_cell(self) -> re.Pattern[str]:
        """Matches one raw cell and, as group 2, the delimiter after it, if any."""
        return re.compile(f"({self.cell})({re.escape(self.delimiter)})?")

    def reader_options(self) -> dict[str, Any]:
        """For ``csv.reader``."""
        quoting = csv.QUOTE_MINIMAL if self.quote else csv.QUOTE_NONE
        return {"delimiter": self.delimiter, "quotechar": '"' if self.quote else None, "quoting": quoting}

    def describe(self) -> dict[str, str]:
        """For people."""
        return {"delimiter": _NAMES.get(self.delimiter, self.delimiter), "quoting": self.quote or "none"}


def line_ends(text: str) -> str:
    r"""The kinds of line end that occur: ``CRLF``, ``LF``, ``CR``, ``mixed`` or ``none``.

    >>> line_ends("a,b\r\n1,2\r\n")
    'CRLF'
    """
    kinds = set(re.findall(r"\r\n|\n|\r", text))
    if len(kinds) > 1:
        return "mixed"
    return _END_NAMES[kinds.pop()] if kinds else "none"


def detect_dialect(lines: Sequence[str], suffix: str = ".csv") -> Dialect:
    """The dialect that makes the records of a sample agree best on a number of cells.

    ``lines`` are physical lines with their ends. The suffix decides where the text does not: a tab for ``.tsv`` and
    ``.txt``, else a comma.
    """
    if lines and (told := re.fullmatch(r'"?sep=([,;\t|])"?[\r\n]*', lines[0], re.IGNORECASE)):
        return Dialect(told[1])  # Excel's own hint
    usual = "\t" if suffix.lower() in {".tsv", ".txt"} else ","
    candidates = sorted(_DELIMITERS, key=lambda delimiter: delimiter != usual)
    delimiter = max(candidates, key=lambda candidate: _agreement(lines, Dialect(candidate)))
    if not _agreement(lines, Dialect(delimiter)):
        delimiter = usual
    return Dialect(delimiter, "" if delimiter == "\t" and _only_stray_quotes(lines) else '"')


def _agreement(lines: Sequence[str], dialect: Dialect) -> float:
    """0 if the delimiter separates nothing; more, the more records have the number of cells that the header has."""
    counts = _cell_counts(lines, dialect)
    common, frequency = max(Counter(counts).items(), key=lambda item: (item[1], item[0]), default=(1, 0))
    if common < 2:
        return 0.1 if counts and counts[0] > 1 else 0.0
    header = 1.0 if counts[0] == common else 0.0
    return frequency / len(counts) + header + min(common, 50) / 1000


def _cell_counts(lines: Sequence[str], dialect: Dialect) -> list[int]:
    counts: list[int] = []
    for _, raw in raw_records(lines, dialect, lenient=True):
        if raw.strip() and not raw.startswith("#"):
            counts.append(len(split_record(raw, dialect)[0]))
        if len(counts) == _SAMPLE_RECORDS:
            break
    return counts


def _only_stray_quotes(lines: Sequence[str]) -> bool:
    """True if cells start with a quote and not one of them ends with it: inches and quotations, not quoting."""
    starts = ends = 0
    for line in lines:
        for cell in line.rstrip("\r\n").split("\t"):
            starts += cell.startswith('"')
            ends += cell.endswith('"') and len(cell) > 1
    return starts > 0 and ends == 0
