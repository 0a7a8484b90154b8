"""Drop-downs of a worksheet: cells that hold values of a list, which stands in the sheet's XML behind its rows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from localize.formats.xlsx_workbook import Area

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["drop_downs"]

_END_OF_ROWS = re.compile(rb"</(?:[\w.-]+:)?sheetData\s*>|<(?:[\w.-]+:)?sheetData\b[^>]*/>")
_OVERLAP = 64
# Excel writes a list that stands on another sheet as an extension (x14), with its cells in an element of their own.
_VALIDATION = re.compile(
    rb"<(?:[\w.-]+:)?dataValidation\b([^>]*?)(?:/>|>(.*?)</(?:[\w.-]+:)?dataValidation\s*>)", re.DOTALL
)
_IS_LIST = re.compile(rb"""\btype\s*=\s*["']list["']""")
_CELLS = re.compile(rb"""\bsqref\s*=\s*["']([^"']*)["']|<(?:[\w.-]+:)?sqref\s*>([^<]*)<""")


def drop_downs(blocks: Iterable[bytes]) -> list[Area]:
    """The areas of a sheet (its XML in UTF-8) whose cells have a drop-down list."""
    areas: list[Area] = []
    for match in _VALIDATION.finditer(_behind_rows(blocks)):
        attributes, inside = match[1], match[2] or b""
        cells = _CELLS.search(attributes) or _CELLS.search(inside)
        if cells and _IS_LIST.search(attributes):
            areas += _areas((cells[1] or cells[2]).decode())
    return areas


def _behind_rows(blocks: Iterable[bytes]) -> bytes:
    held = b""
    tail: list[bytes] = []
    for block in blocks:
        if tail:
            tail.append(block)
            continue
        held = held[-_OVERLAP:] + block
        if match := _END_OF_ROWS.search(held):
            tail.append(held[match.end() :])
    return b"".join(tail)


def _areas(references: str) -> Iterable[Area]:
    for reference in references.split():
        try:
            yield Area.of(reference)
        except ValueError:  # whole columns (C:C) and the like: no program writes them here
            continue
