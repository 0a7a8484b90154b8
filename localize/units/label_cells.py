"""Where the values of a label stand that ends its own block: in the next cells of its row, below it, in the next ``<dd>``."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from localize.text.markup import Document

__all__ = ["names_of_cells", "values_of_labels"]

_TAG = re.compile(r"<(?P<close>/?)(?P<name>table|tr|td|th|dl|dt|dd)\b(?P<rest>[^>]*)>", re.IGNORECASE)
_DIGIT = re.compile(r"\d|[¼-¾⅐-⅞]")

Cell = list[int]
"""The numbers of a cell's blocks, mostly one."""


@dataclass(slots=True)
class _Table:
    """A table, or a list of terms with what is said of each; ``is_grid``: no cell spans several, no table lies inside."""

    rows: list[list[Cell]] = field(default_factory=list)
    is_grid: bool = True
    has_tables: bool = False


def values_of_labels(document: Document, labels: Collection[int]) -> Mapping[int, Sequence[Cell]]:
    """Block number of each label → the cells of its values; ``labels`` are the blocks that end with a label.

    No cells for a label in the first row of a table with numbers where nobody can say which cells are its.
    """
    found: dict[int, Sequence[Cell]] = {}
    for table in _tables(document):
        for number, row in enumerate(table.rows):
            for column, cell in enumerate(row):
                if len(cell) != 1 or cell[0] not in labels:
                    continue
                beside = list(_until_label(row[column + 1 :], labels))
                under = [other[column] for other in table.rows[1:]] if number == 0 and table.is_grid else []
                below = under if list(_until_label(under, labels)) == under else []
                if beside and _has_digit(document, beside[0]):
                    found[cell[0]] = beside
                elif below or beside:
                    found[cell[0]] = below or beside
                elif number == 0 and any(_has_digit(document, other) for later in table.rows[1:] for other in later):
                    found[cell[0]] = ()
    return found


def _has_digit(document: Document, cell: Cell) -> bool:
    return any(_DIGIT.search(document.blocks[block].text) for block in cell)


def names_of_cells(document: Document) -> Mapping[int, int]:
    """Block number of a cell → that of the cell before it, which says what it is, in rows of two: ``Age | 0-12m``."""
    pairs = (row for table in _tables(document) for row in table.rows if len(row) == 2)
    return {value[0]: name[0] for name, value in pairs if len(name) == 1 and len(value) == 1}


def _until_label(cells: Sequence[Cell], labels: Collection[int]) -> Iterator[Cell]:
    for cell in cells:
        if any(block in labels for block in cell):
            return
        yield cell


def _tables(document: Document) -> Iterator[_Table]:
    """Every table without tables inside, and every list of terms."""
    blocks = {block.first: number for number, block in enumerate(document.blocks) if block.attribute < 0}
    depth, table, cell = 0, _Table(), None
    for index, token in enumerate(document.tokens):
        if cell is not None and index in blocks:
            cell.append(blocks[index])
        match = _TAG.fullmatch(token) if token.startswith("<") else None
        if match is None:
            continue
        name, closing = match["name"].lower(), bool(match["close"])
        if name in {"table", "dl"}:
            cell = None
            depth = max(0, depth + (-1 if closing else 1))
            if closing and depth == 0:
                yield from _whole(table)
                table = _Table()
            table.has_tables = table.has_tables or depth > 1
        elif closing:
            cell = None
        else:
            cell = _opened(table, name, match["rest"])
    yield from _whole(table)


def _opened(table: _Table, name: str, attributes: str) -> Cell | None:
    """The cell that a tag begins in a table, if it is a cell's."""
    if name in {"tr", "dt"} or not table.rows:
        table.rows.append([])
    if name == "tr":
        return None
    table.is_grid = table.is_grid and name in {"td", "th"} and "span" not in attributes.lower()
    table.rows[-1].append([])
    return table.rows[-1][-1]


def _whole(table: _Table) -> Iterator[_Table]:
    rows = [row for row in table.rows if row]
    if rows and not table.has_tables:
        is_grid = table.is_grid and len({len(row) for row in rows}) == 1
        yield _Table(rows, is_grid)
