"""What a workbook is made of: its visible sheets, its date formats, its shared strings, the headers of its tables."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from posixpath import dirname, join, normpath
from typing import TYPE_CHECKING

from localize.errors import CatalogError
from localize.formats.columns import column_index
from localize.formats.xlsx_money import sign_styles
from localize.formats.xlsx_xml import as_utf8, start_tags

if TYPE_CHECKING:
    from collections.abc import Mapping

    from localize.formats.xlsx_package import Package

__all__ = ["Area", "Sheet", "Workbook", "read_workbook", "recalculating", "table_headers"]

# Built-in number formats that show a date or a time: ECMA-376 part 1, 18.8.30 (27-36 and 50-58: East Asian dates).
_BUILTIN_DATES = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
_NOT_CODE = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)
# calcPr stands after these in workbook.xml: ECMA-376 part 1, 18.2.27.
_BEFORE_CALC = ("sheets", "functionGroups", "externalReferences", "definedNames")


@dataclass(frozen=True, slots=True)
class Area:
    """A block of cells: rows from 1, columns from 0, both ends included."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int

    @classmethod
    def of(cls, reference: str) -> Area:
        """The area that ``A1:C3`` or ``B2`` names.

        Raises:
            ValueError: it is no such reference.
        """
        match = re.fullmatch(r"\$?([A-Za-z]+)\$?(\d+)(?::\$?([A-Za-z]+)\$?(\d+))?", reference)
        if match is None:
            raise ValueError(reference)
        left, top, right, bottom = match.groups()
        return cls(int(top), column_index(left), int(bottom or top), column_index(right or left))

    def __contains__(self, cell: object) -> bool:
        if not isinstance(cell, tuple):
            return False
        row: int
        column: int
        row, column = cell
        return self.first_row <= row <= self.last_row and self.first_column <= column <= self.last_column


@dataclass(frozen=True)
class Sheet:
    """A worksheet: the name on its tab, the part that holds it, whether the tab is shown."""

    name: str
    part: str
    visible: bool


@dataclass(frozen=True)
class Workbook:
    """The parts that matter, by name. ``date_styles`` are the cell styles (``s``) that show a number as a date.

    ``sign_styles`` are those that show it with the sign of a currency.
    """

    part: str
    sheets: tuple[Sheet, ...]
    shared_strings: str | None
    date_styles: frozenset[int]
    sign_styles: Mapping[int, str] = field(default_factory=dict)


def read_workbook(package: Package) -> Workbook:
    """The workbook in a package.

    Raises:
        CatalogError: there is none, it has no visible sheet, or one of these parts is damaged.
    """
    part = _target_of(_relations(package, ""), "/officeDocument") or package.find("xl/workbook.xml")
    if part is None or not package.find(part):
        raise CatalogError(f"{package.path}: has no workbook inside (xl/workbook.xml).", "Save it as .xlsx again.")
    relations = _relations(package, part)
    worksheets = {key: target for key, (kind, target) in relations.items() if kind.endswith("/worksheet")}
    sheets: list[Sheet] = []
    for path, attributes in start_tags(as_utf8(package.blocks(part)), part):
        if path[1:] == ("sheets", "sheet"):
            key = next((value for name, value in attributes.items() if name.endswith(":id")), "")
            if key in worksheets:  # else a chart or dialog sheet
                visible = attributes.get("state", "visible") == "visible"
                sheets.append(Sheet(attributes.get("name", ""), worksheets[key], visible))
    if not any(sheet.visible for sheet in sheets):
        raise CatalogError(f"{package.path}: has no visible worksheet.", "Unhide the sheet with the listings.")
    styles = _target_of(relations, "/styles")
    strings = _target_of(relations, "/sharedStrings")
    return Workbook(
        part,
        tuple(sheets),
        strings if strings and package.find(strings) else None,
        _date_styles(package, styles) if styles and package.find(styles) else frozenset(),
        sign_styles(package, styles) if styles and package.find(styles) else {},
    )


def table_headers(package: Package, sheet: Sheet) -> list[Area]:
    """Header rows of Excel tables on a sheet: their texts must equal names in the table's own part."""
    areas: list[Area] = []
    for kind, target in _relations(package, sheet.part).values():
        if kind.endswith("/table") and package.find(target):
            _, table = next(start_tags(as_utf8(package.blocks(target)), target))
            if table.get("headerRowCount", "1") != "0" and "ref" in table:
                area = Area.of(table["ref"])
                areas.append(Area(area.first_row, area.first_column, area.first_row, area.last_column))
    return areas


def _relations(package: Package, part: str) -> dict[str, tuple[str, str]]:
    """Kind and target of each relation of a part (of the package itself, if '')."""
    folder, _, name = part.rpartition("/")
    file = package.find(f"{folder}/_rels/{name}.rels")
    found: dict[str, tuple[str, str]] = {}
    if file is None:
        return found
    for path, attributes in start_tags(as_utf8(package.blocks(file)), file):
        if path[-1] == "Relationship" and attributes.get("TargetMode") != "External":
            target = normpath(join("/", dirname(part), attributes.get("Target", ""))).lstrip("/")
            found[attributes.get("Id", "")] = (attributes.get("Type", ""), target)
    return found


def _target_of(relations: dict[str, tuple[str, str]], kind: str) -> str | None:
    return next((target for name, target in relations.values() if name.endswith(kind)), None)


def _date_styles(package: Package, part: str) -> frozenset[int]:
    dates = set(_BUILTIN_DATES)
    styles: set[int] = set()
    count = 0
    for path, attributes in start_tags(as_utf8(package.blocks(part)), part):
        if path[1:] == ("numFmts", "numFmt"):
            code = _NOT_CODE.sub("", attributes.get("formatCode", ""))
            number = int(attributes.get("numFmtId", -1))
            dates.discard(number)
            if re.search("[dmyhs]", code, re.IGNORECASE) and "General" not in code:
                dates.add(number)
        elif path[1:] == ("cellXfs", "xf"):
            if int(attributes.get("numFmtId", 0)) in dates:
                styles.add(count)
            count += 1
    return frozenset(styles)


def recalculating(workbook: bytes) -> bytes:
    """``workbook.xml`` (in UTF-8) with ``fullCalcOnLoad``: every formula is computed anew when the file is opened."""
    if match := re.search(rb"<(?:[\w.-]+:)?calcPr\b[^>]*?(/?)>", workbook):
        tag = re.sub(rb"""\sfullCalcOnLoad\s*=\s*("[^"]*"|'[^']*')""", b"", match[0])
        end = b"/>" if match[1] else b">"
        new = tag.removesuffix(end).rstrip() + b' fullCalcOnLoad="1"' + end
        return workbook[: match.start()] + new + workbook[match.end() :]
    prefix, place = b"", -1
    for name in _BEFORE_CALC:
        pattern = rb"</([\w.-]+:)?%b\s*>|<([\w.-]+:)?%b\b[^>]*/>" % (name.encode(), name.encode())
        for match in re.finditer(pattern, workbook):
            prefix, place = match[1] or match[2] or b"", max(place, match.end())
    if place < 0:
        return workbook
    return workbook[:place] + b"<" + prefix + b'calcPr fullCalcOnLoad="1"/>' + workbook[place:]
