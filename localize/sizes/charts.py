"""Size charts in HTML: their columns (or rows) are sizes and measures, not prose.

The seller's sizes become the market's with the original beside them, all of a chart or none: a chart that already shows
the market's sizes is left, one with a size that cannot be decided is kept whole and said. A column whose header names
inches becomes centimetres for a metric market, header and numbers together.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from localize.listing import Role, Severity, Span, SpanKind
from localize.sizes.desk import Place
from localize.sizes.grids import Grid, grids_of
from localize.sizes.measures import converted_measures, measure_unit, other_unit, with_unit
from localize.sizes.parsing import parse_size_value
from localize.sizes.policy import why
from localize.sizes.words import any_of, label_audiences, system_names, words

if TYPE_CHECKING:
    from localize.listing import Draft
    from localize.sizes.desk import SizeDesk
    from localize.sizes.grids import Cell
    from localize.sizes.labels import SizeValue
    from localize.sizes.render import Writer
    from localize.sizes.result import SizeResult

__all__ = ["convert_charts"]


@dataclass(frozen=True, slots=True)
class _Sizes:
    """A column of sizes: its header, the system that the header names, its cells and their labels."""

    header: Cell
    system: str
    cells: tuple[Cell, ...]
    values: tuple[SizeValue, ...]


def convert_charts(draft: Draft, desk: SizeDesk, writer: Writer, measures: str) -> frozenset[int]:
    """Give the cells of every chart their spans; the identities of the blocks that were settled come back."""
    settled: set[int] = set()
    for path, blocks in draft.texts.items():
        if draft.listing.fields[path].role is not Role.HTML or "<td" not in draft.values[path].casefold():
            continue
        document = draft.state.get("documents", {}).get(path)
        if document is None or len(document.blocks) != len(blocks):
            continue
        for grid in grids_of(document):
            chart = _Chart(draft, path, desk, writer)
            chart.convert(grid, measures)
            settled |= {id(blocks[number]) for number in chart.settled}
    return frozenset(settled)


class _Chart:
    """One chart of one text."""

    def __init__(self, draft: Draft, path: str, desk: SizeDesk, writer: Writer) -> None:
        self.settled: set[int] = set()
        self._draft = draft
        self._path = path
        self._blocks = draft.texts[path]
        self._desk = desk
        self._writer = writer

    def convert(self, grid: Grid, measures: str) -> None:
        """Headers stand in the first row, or else in the first column."""
        for upright in (grid, grid.turned):
            if sizes := _size_columns(upright):
                self._sizes(sizes)
                self._measures(upright, measures)
                return

    def _sizes(self, columns: list[_Sizes]) -> None:
        """Letters and the first column of numbers are converted; other systems of the seller's chart stay as they are."""
        decided = [(column, self._decided(column)) for column in columns]
        letters = [item for item in decided if all(value.labels[0].is_letters for value in item[0].values)]
        numbers = [item for item in decided if item not in letters]
        if any(r.problem == "same" for _, results in numbers for r in results):
            numbers = []
        for column, results in (*letters, *numbers[:1]):
            refused = next((r for r in results if r.label is None and r.problem != "same"), None)
            if refused is None:
                self._write(column, results)
            else:
                self._refuse(refused)
        self._leave(columns)

    def _refuse(self, refused: SizeResult) -> None:
        if refused.problem != "kept":
            self._draft.find(
                "size-chart-kept",
                Severity.WARNING,
                f"The size chart was kept: {refused.reason}",
                self._path,
                value=refused.original,
                suggestion="State gender and category, or give a table of the brand in [sizes] tables.",
                group=f"size-chart-kept:{self._draft.listing.group.key}",
            )

    def _decided(self, column: _Sizes) -> list[SizeResult]:
        place = Place(option=column.header.text, system=column.system)
        return [self._desk.decide(value, self._draft.listing.group, place) for value in column.values]

    def _write(self, column: _Sizes, results: list[SizeResult]) -> None:
        target = next((result.target for result in results if result.label is not None), "")
        if column.system and column.header.blocks and target:
            source = column.values[0].labels[0].system or column.system
            self._replace(column.header, f"{target} ({source})", results[0])
        cells = [cell for cell in column.cells if cell.text]
        for cell, value, result in zip(cells, column.values, results, strict=True):
            if result.label is None or result.label == value.text:
                continue
            text = self._writer.converted(result, value.labels[0], in_text=False)
            self._replace(cell, f"{text} ({self._writer.original(value, result)})", result)

    def _measures(self, grid: Grid, measures: str) -> None:
        """Columns of inches for a metric market; left where the chart shows the market's unit anyway."""
        headers = grid.rows[0]
        units = [measure_unit(cell.text) for cell in headers]
        for index, unit in enumerate(units):
            wanted = other_unit(unit, measures)
            if not wanted or wanted in units:
                continue
            cells = [row[index] for row in grid.rows[1:]]
            converted = converted_measures([cell.text for cell in cells], wanted)
            if converted is None or any(self._has_quantity(cell) for cell in cells):
                continue
            for cell, text in zip(cells, converted, strict=True):
                self._replace(cell, self._writer.number(text), None)
            self._unit(headers[index], wanted)

    def _unit(self, header: Cell, unit: str) -> None:
        """The header's unit as a span of its own: its other words are translated."""
        for number in header.blocks:
            block = self._blocks[number]
            new = with_unit(block.text, unit)
            if new != block.text:
                start = next(i for i, (a, b) in enumerate(zip(block.text, new, strict=False)) if a != b)
                tail = next(i for i, (a, b) in enumerate(zip(block.text[::-1], new[::-1], strict=False)) if a != b)
                end, new_end = len(block.text) - tail, len(new) - tail
                start = min(start, end, new_end)
                span = Span(start, end, SpanKind.QUANTITY, block.text[start:end], target=new[start:new_end])
                rest = [s for s in block.spans if s.end <= start or s.start >= end]
                block.spans = sorted([*rest, replace(span, why="unit of a size chart")], key=lambda s: s.start)

    def _has_quantity(self, cell: Cell) -> bool:
        return any(s.kind is SpanKind.QUANTITY for number in cell.blocks for s in self._blocks[number].spans)

    def _replace(self, cell: Cell, text: str, result: SizeResult | None) -> None:
        """The whole text of a cell's block becomes ``text``."""
        said, by = (why(result), result.by) if result else ("unit of a size chart", "")
        for number in cell.blocks[:1]:
            block = self._blocks[number]
            bare = block.text.strip()
            start = block.text.index(bare)
            kind = SpanKind.SIZE if result else SpanKind.QUANTITY
            block.spans = [Span(start, start + len(bare), kind, bare, target=text, why=said, by=by)]
            self._draft.note(self._path, "convert", bare, text, said, by)
            self.settled.add(number)

    def _leave(self, columns: list[_Sizes]) -> None:
        """Sizes of a chart that stay are not read as text, either."""
        for column in columns:
            self.settled.update(number for cell in (column.header, *column.cells) for number in cell.blocks)


def _size_columns(grid: Grid) -> list[_Sizes]:
    """The columns whose header says sizes and whose cells are labels; none where this is no size chart."""
    found = []
    for header, *cells in zip(*grid.rows, strict=True):
        told, system = _size_header(header.text)
        if not told or any(len(cell.blocks) > 1 for cell in cells):
            continue
        values = [parse_size_value(cell.text) for cell in cells if cell.text]
        known = tuple(value for value in values if value is not None)
        if known and len(known) == len(values):
            found.append(_Sizes(header, system, tuple(cells), known))
    return found


@lru_cache(maxsize=2_048)
def _size_header(text: str) -> tuple[bool, str]:
    """Does a header announce sizes, and of which system: ``US``, ``US Size``, ``Women's (UK)``, ``Size``?"""
    bare = text.strip(" :*").replace("’", "'")
    names = system_names(columns=True)
    systems = {names[m] for m in re.findall(rf"(?<!\w)(?:{any_of(names)})(?!\w)", bare.upper())}
    sizes = [word for lists in words()["size_word"].values() for word in lists]
    rest = re.sub(rf"(?<!\w)(?:{any_of(n.casefold() for n in names)})(?!\w)", " ", bare.casefold())
    rest, said = re.subn(rf"(?<!\w)(?:{any_of(sizes)})(?!\w)", " ", rest)
    left = [word for word in re.split(r"[\s()/:,-]+", rest) if word and word not in label_audiences()]
    kinds = words()["chart_words"]["sizes"]
    if len(systems) > 1 or any(word not in kinds for word in left) or not (systems or said):
        return False, ""
    return True, next(iter(systems), "")
