"""Tables in HTML as grids: which block of a document stands in which cell."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from localize.text.markup import Document

__all__ = ["Cell", "Grid", "grids_of"]

_TAG = re.compile(r"<(?P<close>/?)(?P<name>table|tr|td|th)\b(?P<rest>[^>]*)>", re.IGNORECASE)
_SPANS = re.compile(r"(?:col|row)span\s*=\s*[\"']?(?!1\b)\d", re.IGNORECASE)
_LEAST = 2


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: the numbers of its blocks (mostly one), and their text."""

    blocks: tuple[int, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of equally long rows."""

    rows: tuple[tuple[Cell, ...], ...]

    @property
    def turned(self) -> Grid:
        """Rows as columns."""
        return Grid(tuple(zip(*self.rows, strict=True)))


def grids_of(document: Document) -> Iterator[Grid]:
    """Every table of a document that is a plain grid of two rows and two columns at least.

    A first row of one cell is a caption and left out. Tables in tables, merged cells and rows of different length are no
    grids.
    """
    blocks = {block.first: number for number, block in enumerate(document.blocks) if block.attribute < 0}
    depth, plain = 0, True
    rows: list[list[tuple[int, int]]] = []
    start = -1
    for index, token in enumerate(document.tokens):
        match = _TAG.fullmatch(token) if token.startswith("<") else None
        if match is None:
            continue
        name, closing = match["name"].casefold(), bool(match["close"])
        if name in {"td", "th", "tr", "table"} and start >= 0 and depth == 1:
            rows[-1].append((start, index))
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
            plain = plain and not _SPANS.search(match["rest"])
            if name == "tr":
                rows.append([])
            elif rows:
                start = index


def _grid(rows: Sequence[Sequence[tuple[int, int]]], document: Document, blocks: dict[int, int]) -> Grid | None:
    filled = [row for row in rows if row]
    if len(filled) > _LEAST and len(filled[0]) == 1:
        filled = filled[1:]
    if len(filled) < _LEAST or len(filled[0]) < _LEAST or len({len(row) for row in filled}) > 1:
        return None
    return Grid(tuple(tuple(_cell(extent, document, blocks) for extent in row) for row in filled))


def _cell(extent: tuple[int, int], document: Document, blocks: dict[int, int]) -> Cell:
    numbers = tuple(blocks[index] for index in range(*extent) if index in blocks)
    return Cell(numbers, " ".join(document.blocks[number].text for number in numbers).strip())
