"""Size charts in HTML: their columns (or rows) are sizes and measures, not prose.

The seller's sizes become the market's with the original beside them, all of a chart or none: a chart that already shows
the market's sizes is left, one with a size that cannot be decided is kept whole and said. A column whose header names
inches becomes centimetres for a metric market, header and numbers together; in a table of a thing's measures as in a chart
of sizes, unless a table beside it has the same in the market's unit.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from localize.listing import Role, Severity, Span, SpanKind
from localize.sizes.chart_columns import FOOT, age_columns, size_columns, with_one_header
from localize.sizes.desk import Place, nearly
from localize.sizes.measures import (
    converted_measures,
    measure_unit,
    other_unit,
    unit_extent,
    unit_sign,
    with_unit,
    without_unit,
)
from localize.sizes.own_charts import charts_of
from localize.sizes.policy import why

if TYPE_CHECKING:
    from collections.abc import Iterable

    from localize.listing import Draft
    from localize.sizes.chart_columns import SizeColumn
    from localize.sizes.desk import SizeDesk
    from localize.sizes.grids import Cell, Grid
    from localize.sizes.render import Writer
    from localize.sizes.result import SizeResult

__all__ = ["convert_charts"]

_INCH = Decimal("2.54")
_LENGTH = re.compile(r"(?P<number>\d+(?:\.\d+)?)\s?(?:(?P<inch>in|inch|inches|[\"″])|cm)\.?", re.IGNORECASE)


def convert_charts(draft: Draft, desk: SizeDesk, writer: Writer, measures: str) -> frozenset[int]:
    """Give the cells of every chart their spans; the identities of the blocks that were settled come back."""
    settled: set[int] = set()
    for path, blocks in draft.texts.items():
        if draft.listing.fields[path].role is not Role.HTML:
            continue
        grids = [grid for _, grid in charts_of(draft, path)]
        stated = frozenset(measure for grid in grids for measure in _stated(grid)) if len(grids) > 1 else frozenset()
        for grid in grids:
            chart = _Chart(draft, path, desk, writer, stated)
            chart.convert(grid, measures)
            settled |= {id(blocks[number]) for number in chart.settled}
    return frozenset(settled)


def _stated(grid: Grid) -> Iterable[tuple[str, str]]:
    """What the headers of a grid name, and in which unit: of both ways in which it can be read."""
    for cell in (*grid.rows[0], *grid.turned.rows[0]):
        if unit := measure_unit(cell.text):
            yield without_unit(cell.text).casefold(), unit


class _Chart:
    """One chart of one text; ``stated`` are the measures and units of all of them."""

    def __init__(
        self, draft: Draft, path: str, desk: SizeDesk, writer: Writer, stated: frozenset[tuple[str, str]]
    ) -> None:
        self.settled: set[int] = set()
        self._stated = stated
        self._draft = draft
        self._path = path
        self._blocks = draft.texts[path]
        self._desk = desk
        self._writer = writer

    def convert(self, grid: Grid, measures: str) -> None:
        """Headers stand in the first row, or else in the first column."""
        for upright in (with_one_header(grid), grid.turned):
            sizes = size_columns(upright)
            if any(column.system != FOOT for column in sizes):
                unit = self._measures(upright, measures, sizes)
                self._sizes(sizes, unit)
                self._twice(upright)
                self._leave(age_columns(upright))
                return
        for upright in (with_one_header(grid), grid.turned):
            if self._things(upright, measures):
                return

    def _things(self, grid: Grid, measures: str) -> bool:
        """A table without sizes: what the thing itself measures, column by column. True where one was read."""
        headers = grid.rows[0]
        units = [measure_unit(cell.text) for cell in headers]
        read = False
        for index, (header, unit) in enumerate(zip(headers, units, strict=True)):
            wanted = other_unit(unit, measures)
            is_there = wanted in units or (without_unit(header.text).casefold(), wanted) in self._stated
            if wanted and is_there:
                self._keep_unit(header)
            elif wanted and self._column(grid, index, wanted, fine=True):
                self._unit(header, wanted)
                read = True
        return read

    def _sizes(self, columns: list[SizeColumn], unit: str) -> None:
        """Letters and the first column of numbers are converted; other systems of the seller's chart stay as they are.

        ``unit`` is that of the measures where the cells of sizes state it, as it is now.
        """
        decided = [(column, self._decided(column)) for column in columns]
        letters = [item for item in decided if item[0].is_letters]
        numbers = [item for item in decided if not item[0].is_letters]
        if any(r.problem == "same" for _, results in numbers for r in results):
            numbers = []
        numbers = [item for item in numbers if item[0].system != FOOT]
        for column, results in (*letters, *numbers[:1]):
            refused = next((r for r in results if r.label is None and r.problem != "same"), None)
            if refused is None and (column, results) in numbers:
                refused = _contradicted(numbers)
            if refused is None:
                self._write(column, results, unit)
            else:
                self._refuse(refused)
        self._restate(columns, unit)
        self._leave((column.header, *column.cells) for column in columns)

    def _restate(self, columns: list[SizeColumn], unit: str) -> None:
        """Sizes that stay, beside measures that are in another ``unit`` now than their cells say."""
        for column in columns:
            if column.unit and column.unit != unit:
                for cell, value in zip(column.cells, column.values, strict=True):
                    if self.settled.isdisjoint(cell.blocks):
                        self._replace(cell, f"{value.text} ({unit_sign(unit)})", None)

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

    def _decided(self, column: SizeColumn) -> list[SizeResult]:
        place = Place(option=column.header.text, system=column.system)
        return [self._desk.decide(value, self._draft.listing.group, place) for value in column.values]

    def _write(self, column: SizeColumn, results: list[SizeResult], unit: str) -> None:
        target = next((result.target for result in results if result.label is not None), "")
        if column.system and column.header.blocks and target:
            source = column.values[0].labels[0].system or column.system
            self._replace(column.header, f"{target} ({source})", results[0])
        behind = f" ({unit_sign(unit)})" if column.unit else ""
        for cell, value, result in zip(column.cells, column.values, results, strict=True):
            if result.label is None or result.label == value.text:
                continue
            text = self._writer.converted(result, value.labels[0], in_text=False)
            self._replace(cell, f"{text} ({self._writer.original(value, result)}){behind}", result)

    def _measures(self, grid: Grid, measures: str, sizes: list[SizeColumn]) -> str:
        """Columns of inches for a metric market; left where the chart shows the market's unit anyway.

        Where the cells of sizes state the unit, that of the columns beside them comes back.
        """
        stated = next((column.unit for column in sizes if column.unit), "")
        headers = grid.rows[0]
        units = [measure_unit(cell.text) for cell in headers]
        caption = next((cell for cell in grid.caption if measure_unit(cell.text)), None)
        if (common := stated or (measure_unit(caption.text) if caption else "")) and not any(units):
            held = {column.header for column in sizes}
            units = ["" if cell in held else common for cell in headers]
        for index, unit in enumerate(units):
            wanted = other_unit(unit, measures)
            if wanted and wanted not in units and self._column(grid, index, wanted):
                self._unit(headers[index], wanted)
                stated = wanted if stated else ""
                if caption:
                    self._unit(caption, wanted)
        return stated

    def _column(self, grid: Grid, index: int, unit: str, *, fine: bool = False) -> bool:
        """A column of plain numbers in another unit; False where a cell is something else."""
        cells = [row[index] for row in grid.rows[1:]]
        converted = converted_measures([cell.text for cell in cells], unit, fine=fine)
        if converted is None or any(self._has_quantity(cell) for cell in cells):
            return False
        for cell, text in zip(cells, converted, strict=True):
            self._replace(cell, self._writer.measure(text), None)
        return True

    def _twice(self, grid: Grid) -> None:
        """Inches beside the same measure in centimetres stay: nothing is missing, and nothing is written twice."""
        columns = [column[1:] for column in zip(*grid.rows, strict=True)]
        read = [[self._length(cell) for cell in column] for column in columns]
        for column, inches in zip(columns, read, strict=True):
            metric = [other for other in read if _is_same_in_cm(inches, other)]
            for cell in column if metric else ():
                self._replace(cell, cell.text, None)

    def _length(self, cell: Cell) -> tuple[str, str]:
        """Number and unit of a cell such as ``36 in``."""
        match = _LENGTH.fullmatch(cell.text)
        return (match["number"], "inch" if match["inch"] else "cm") if match else ("", "")

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
                span = Span(start, end, SpanKind.QUANTITY, block.text[start:end], target=new[start:new_end], bound=True)
                rest = [s for s in block.spans if s.end <= start or s.start >= end]
                block.spans = sorted([*rest, replace(span, why="unit of a size chart")], key=lambda s: s.start)

    def _keep_unit(self, header: Cell) -> None:
        """The header's unit stays and is no word: ``Height, in`` has no preposition."""
        for number in header.blocks:
            block = self._blocks[number]
            start, end = unit_extent(block.text)
            if end > start and not any(s.start < end and start < s.end for s in block.spans):
                span = Span(start, end, SpanKind.QUANTITY, block.text[start:end], target=block.text[start:end])
                block.spans = sorted([*block.spans, span], key=lambda s: s.start)

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
            block.spans = [Span(start, start + len(bare), kind, bare, target=text, why=said, by=by, bound=True)]
            self._draft.note(self._path, "convert", bare, text, said, by)
            self.settled.add(number)

    def _leave(self, columns: Iterable[tuple[Cell, ...]]) -> None:
        """Sizes and ages of a chart that stay are not read as text, either."""
        for column in columns:
            self.settled.update(number for cell in column for number in cell.blocks)


def _contradicted(numbers: list[tuple[SizeColumn, list[SizeResult]]]) -> SizeResult | None:
    """Of the first column's sizes the first that another column of the same chart contradicts by our tables."""
    (first, answers), *others = numbers
    for other, results in others:
        if len(results) != len(answers) or first.whom != other.whom:
            continue
        for answer, result in zip(answers, results, strict=True):
            if answer.label and result.label and not nearly(answer.label, result.label):
                said = f"By our tables {answer.source} {answer.original} and {result.source} {result.original} of one row are"
                reason = f"{said} {answer.target} {answer.label} and {result.label}."
                return replace(answer, label=None, problem="ambiguous", reason=reason)
    return None


def _is_same_in_cm(inches: list[tuple[str, str]], other: list[tuple[str, str]]) -> bool:
    """Do two columns state one measure in both units, as close as whole numbers come?"""
    return all(
        one == "inch" and two == "cm" and abs(Decimal(number) * _INCH - Decimal(metric)) <= 2
        for (number, one), (metric, two) in zip(inches, other, strict=True)
    )
