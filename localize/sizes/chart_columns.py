"""Which columns of a grid hold sizes, by their headers and their cells."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from localize.sizes.grids import Cell, Grid
from localize.sizes.letter_lists import rises
from localize.sizes.measures import measure_unit, without_unit
from localize.sizes.parsing import parse_size_value
from localize.sizes.words import any_of, label_audiences, system_names, words

if TYPE_CHECKING:
    from localize.sizes.labels import SizeValue

FOOT = "CM"
"""A column under a bare "cm": the length of the foot, in charts of shoes, which Japan and Mexico print as sizes."""

__all__ = ["FOOT", "SizeColumn", "age_columns", "size_columns", "with_one_header"]


@dataclass(frozen=True, slots=True)
class SizeColumn:
    """A column of sizes: its header, the system and for whom the header says, its cells that are not empty, their labels.

    ``unit`` is that of the measures beside the sizes, where each cell states it (``S (cm)``).
    """

    header: Cell
    system: str
    whom: str
    cells: tuple[Cell, ...]
    values: tuple[SizeValue, ...]
    unit: str = ""

    @property
    def is_letters(self) -> bool:
        """True where every label is letters."""
        return all(value.labels[0].is_letters for value in self.values)

    @property
    def rises(self) -> bool:
        """True for ``S, M, L``: sizes under any header."""
        return len(self.values) > 1 and rises([value.text for value in self.values])


def with_one_header(grid: Grid) -> Grid:
    """The grid with a second row of units (``Bust | Bust`` above ``in | cm``) in its header."""
    if len(grid.rows) < 3:
        return grid
    first, second, *rest = grid.rows
    below = [cell for above, cell in zip(first, second, strict=True) if above != cell]
    if not below or not all(measure_unit(cell.text) for cell in below):
        return grid
    header = tuple(
        a if a == b else Cell(a.blocks + b.blocks, f"{a.text} {b.text}") for a, b in zip(first, second, strict=True)
    )
    return Grid((header, *rest), grid.caption)


def size_columns(grid: Grid) -> list[SizeColumn]:
    """The columns whose header says sizes and whose cells are labels, and letters in rising order under any."""
    found = []
    for header, *cells in zip(*grid.rows, strict=True):
        told, system, whom = _size_header(header.text)
        if header.text.strip(" :*").casefold() == "cm":
            told, system = True, FOOT
        if any(len(cell.blocks) > 1 for cell in cells):
            continue
        filled = tuple(cell for cell in cells if cell.text)
        units = {measure_unit(cell.text) for cell in filled}
        unit = units.pop() if len(units) == 1 else ""
        values = [parse_size_value(without_unit(cell.text) if unit else cell.text) for cell in filled]
        known = tuple(value for value in values if value is not None)
        if not known or len(known) < len(values):
            continue
        column = SizeColumn(header, system, whom, filled, known, unit)
        if told or column.rises:
            found.append(column)
    return found


def age_columns(grid: Grid) -> list[tuple[Cell, ...]]:
    """Columns of ages: read everywhere, and no sizes beside a column of sizes."""
    ages = frozenset(words()["chart_words"]["ages"])
    return [column for column in zip(*grid.rows, strict=True) if column[0].text.strip(" :*").casefold() in ages]


@lru_cache(maxsize=2_048)
def _size_header(text: str) -> tuple[bool, str, str]:
    """Does a header announce sizes, of which system, and for whom: ``US``, ``US Size``, ``Women's (UK)``, ``Size``?"""
    bare = text.strip(" :*").replace("’", "'")
    systems_pattern, sizes_pattern = _patterns()
    names = system_names(columns=True)
    systems = {names[match] for match in systems_pattern.findall(bare.upper())}
    rest = systems_pattern.sub(" ", bare.upper()).casefold()
    rest, said = sizes_pattern.subn(" ", rest)
    left = [word for word in re.split(r"[\s()/:,-]+", rest) if word]
    audiences = {label_audiences()[word] for word in left if word in label_audiences()}
    kinds = (
        *words()["chart_words"]["sizes"],
        *(w for of in words()["size_of"].values() for w in of),
        *label_audiences(),
    )
    if len(systems) > 1 or any(word not in kinds for word in left) or not (systems or said):
        return False, "", ""
    return True, next(iter(systems), ""), audiences.pop() if len(audiences) == 1 else ""


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Names of systems, and words for a size, in all languages."""
    names = any_of(system_names(columns=True))
    sizes = any_of(word for lists in words()["size_word"].values() for word in lists)
    return re.compile(rf"(?<!\w)(?:{names})(?!\w)"), re.compile(rf"(?<!\w)(?:{sizes})(?!\w)")
