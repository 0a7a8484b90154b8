"""Drop-downs of a worksheet: cells that hold values of a list, which stands in the sheet's XML behind its rows.

What a list offers is stated in the rule (``"S,M,L"``), or stands in cells that a range or a defined name points to. Lists
that are computed (``INDIRECT`` and the like) are not resolved.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from typing import TYPE_CHECKING

from localize.formats.xlsx_workbook import Area

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

__all__ = ["DropDown", "defined_names", "drop_down_lists", "drop_downs", "offered_values"]

_END_OF_ROWS = re.compile(rb"</(?:[\w.-]+:)?sheetData\s*>|<(?:[\w.-]+:)?sheetData\b[^>]*/>")
_OVERLAP = 64
# Excel writes a list that stands on another sheet as an extension (x14), with its cells in an element of their own.
_VALIDATION = re.compile(
    rb"<(?:[\w.-]+:)?dataValidation\b([^>]*?)(?:/>|>(.*?)</(?:[\w.-]+:)?dataValidation\s*>)", re.DOTALL
)
_IS_LIST = re.compile(rb"""\btype\s*=\s*["']list["']""")
_CELLS = re.compile(rb"""\bsqref\s*=\s*["']([^"']*)["']|<(?:[\w.-]+:)?sqref\s*>([^<]*)<""")


_FORMULA = re.compile(rb"<(?:[\w.-]+:)?(?:formula1|f)\s*>([^<]*)<")
_LENIENT = re.compile(rb"""\berrorStyle\s*=\s*["'](?:warning|information)["']""")
_STRICT = re.compile(rb"""\bshowErrorMessage\s*=\s*["'](?:1|true)["']""")
_NAME = re.compile(
    rb"""<(?:[\w.-]+:)?definedName\b[^>]*?\bname\s*=\s*["']([^"']*)["'][^>]*>([^<]*)</(?:[\w.-]+:)?definedName\s*>"""
)
_RANGE = re.compile(r"(?:(?:'((?:[^']|'')+)'|([^'!\s]+))!)?(\$?[A-Z]{1,3}\$?\d+(?::\$?[A-Z]{1,3}\$?\d+)?)")
_MOST_VALUES = 20_000


@dataclass(frozen=True, slots=True)
class DropDown:
    """A list for the cells of an area: where its values come from, and whether others are refused."""

    area: Area
    formula: str
    strict: bool


def drop_down_lists(blocks: Iterable[bytes]) -> list[DropDown]:
    """The drop-downs of a sheet (its XML in UTF-8), one for each area."""
    found: list[DropDown] = []
    for match in _VALIDATION.finditer(_behind_rows(blocks)):
        attributes, inside = match[1], match[2] or b""
        cells = _CELLS.search(attributes) or _CELLS.search(inside)
        if cells and _IS_LIST.search(attributes):
            formula = _FORMULA.search(inside)
            text = unescape(formula[1].decode()).strip() if formula else ""
            strict = bool(_STRICT.search(attributes)) and not _LENIENT.search(attributes)
            found += [DropDown(area, text, strict) for area in _areas((cells[1] or cells[2]).decode())]
    return found


def drop_downs(blocks: Iterable[bytes]) -> list[Area]:
    """The areas of a sheet (its XML in UTF-8) whose cells have a drop-down list."""
    return [found.area for found in drop_down_lists(blocks)]


def defined_names(workbook: bytes) -> dict[str, str]:
    """Names that a workbook (``workbook.xml`` in UTF-8) gives to ranges, folded → what they stand for."""
    return {unescape(m[1].decode()).casefold(): unescape(m[2].decode()).strip() for m in _NAME.finditer(workbook)}


def offered_values(
    formula: str, sheet: str, names: Mapping[str, str], texts: Callable[[str, Area], Iterable[str]]
) -> tuple[str, ...]:
    """The values of a list; none where they are not simply written down. ``texts`` reads the cells of a range."""
    if formula.startswith('"') and formula.endswith('"') and len(formula) > 1:
        return tuple(value.strip() for value in formula[1:-1].replace('""', '"').split(",") if value.strip())
    formula = names.get(formula.casefold(), formula)
    match = _RANGE.fullmatch(formula)
    if match is None:
        return ()
    area = Area.of(match[3])
    if (area.last_row - area.first_row + 1) * (area.last_column - area.first_column + 1) > _MOST_VALUES:
        return ()
    other = match[1].replace("''", "'") if match[1] else match[2]
    return tuple(text.strip() for text in texts(other or sheet, area) if text.strip())


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
