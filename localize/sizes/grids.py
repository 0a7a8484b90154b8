"""Tables in HTML as grids: which block of a document stands in which cell."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from localize.text.markup import Document

__all__ = ["Cell", "Grid", "grids_of"]

_TAG = re.compile(r"<(?P<close>/?)(?P<name>table|tr|td|th)\b(?P<rest>[^>]*)>", re.IGNORECASE)
_SPAN = re.compile(r"(?P<way>col|row)span\s*=\s*[\"']?(?P<count>\d{1,2})", re.IGNORECASE)
_LEAST = 2


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: the numbers of its blocks (mostly one), and their text."""

    blocks: tuple[int, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of equally long rows; a cell that spans several stands in each. ``caption`` is what stood above them."""

    rows: tuple[tuple[Cell, ...], ...]
    caption: tuple[Cell, ...] = ()

    @property
    def turned(self) -> Grid:
        """Rows as columns."""
        return Grid(tuple(zip(*self.rows, strict=True)), self.caption)


class _Extent(NamedTuple):
    """Where a cell's tokens begin and end, and how many columns and rows it fills."""

    start: int
    end: int
    columns: int
    rows: int


def grids_of(document: Document) -> Iterator[Grid]:
    """Every table of a document that is a grid of two rows and two columns at least.

    First rows of one cell are captions. Tables in tables and rows of different length are no grids.
    """
    blocks = {block.first: number for number, block in enumerate(document.blocks) if block.attribute < 0}
    depth, plain = 0, True
    rows: list[list[_Extent]] = []
    start, spans = -1, (1, 1)
    for index, token in enumerate(document.tokens):
        match = _TAG.fullmatch(token) if token.startswith("<") else None
        if match is None:
            continue
        name, closing = match["name"].casefold(), bool(match["close"])
        if name in {"td", "th", "tr", "table"} and start >= 0 and depth == 1:
            rows[-1].append(_Extent(start, index, *spans))
            start = -1
        if name == "table":
            depth += -1 if closing else 1
            plain = plain and depth <= 1 if depth else plain
            if closing and depth == 0:
                if plain and (grid := _grid(rows, document, blocks)):
                    yield grid
                rows, plain = [], True
            depth = max(depth, 0)
        elif depth == 1 and not closing:
            if name == "tr":
                rows.append([])
            elif rows:
                start, spans = index, _spans(match["rest"])


def _spans(attributes: str) -> tuple[int, int]:
    said = {match["way"].casefold(): max(int(match["count"]), 1) for match in _SPAN.finditer(attributes)}
    return said.get("col", 1), said.get("row", 1)


def _grid(rows: Sequence[Sequence[_Extent]], document: Document, blocks: dict[int, int]) -> Grid | None:
    filled = _spread([row for row in rows if row], document, blocks)
    caption: list[Cell] = []
    while len(filled) > _LEAST and len(set(filled[0])) == 1:
        caption.append(filled.pop(0)[0])
    if len(filled) < _LEAST or len(filled[0]) < _LEAST or len({len(row) for row in filled}) > 1:
        return None
    return Grid(tuple(map(tuple, filled)), tuple(caption))


def _spread(rows: Sequence[Sequence[_Extent]], document: Document, blocks: dict[int, int]) -> list[list[Cell]]:
    """Each row's cells, one that spans several columns or rows in each of them."""
    below: dict[int, tuple[Cell, int]] = {}
    spread: list[list[Cell]] = []
    for row in rows:
        cells: list[Cell] = []

        def fill(cells: list[Cell] = cells) -> None:
            while (held := below.get(len(cells))) and held[1]:
                below[len(cells)] = held[0], held[1] - 1
                cells.append(held[0])

        for extent in row:
            fill()
            cell = _cell(extent, document, blocks)
            for _ in range(extent.columns):
                below[len(cells)] = cell, extent.rows - 1
                cells.append(cell)
        fill()
        spread.append(cells)
    return spread


def _cell(extent: _Extent, document: Document, blocks: dict[int, int]) -> Cell:
    numbers = tuple(blocks[index] for index in range(extent.start, extent.end) if index in blocks)
    return Cell(numbers, " ".join(document.blocks[number].text for number in numbers).strip())
