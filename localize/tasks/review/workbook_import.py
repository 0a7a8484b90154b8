"""Corrections from a review workbook, or from one of its sheets saved as CSV, whatever the program made of it.

Columns are found by their names and rows by their ID, so both may come in any order, and some may be missing.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from localize.formats import open_catalog
from localize.tasks.review.alignment import slotted
from localize.tasks.review.corrections import FieldCorrection, Problem, Review, SegmentCorrection
from localize.tasks.review.damage import repaired
from localize.tasks.review.sheets import ACCEPT, CORRECTION, FIELD_COLUMNS, ID, REJECT, SEGMENT_COLUMNS, VERDICT
from localize.tasks.review.units import unit_id
from localize.translation.slot_text import parts_of, slot_fault

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from localize.protocols import Source
    from localize.settings import Settings

__all__ = ["correct_segment", "review_of_workbook"]

_NEEDED_SEGMENT = frozenset({"Market", "Source", "Translation", CORRECTION})
_NEEDED_FIELD = frozenset({"Market", "Listing", "Field", "Source", "Localized", CORRECTION})
_SEGMENT_ID = ("Market", "Source", "Translation", "Only in field")
_FIELD_ID = ("Market", "Listing", "Field", "Source", "Localized")
_HEADER_WITHIN = 5


@dataclass(frozen=True, slots=True)
class _Line:
    """One row of a review sheet: its cells by column name, and where it stands."""

    cells: Mapping[str, str]
    place: str

    def __getitem__(self, name: str) -> str:
        return self.cells.get(name, "")


def review_of_workbook(file: Path, settings: Settings) -> Review | None:
    """The corrections of a review file; None if the file is none.

    Raises:
        CatalogError: it cannot be read.
    """
    source = open_catalog(file, settings.encoding if file.suffix.lower() != ".xlsx" else "")
    review = Review()
    found = False
    for table in source.tables:
        header = _header(source, table)
        if header is None:
            continue
        found = True
        names = set(header[1])
        is_segments = names >= _NEEDED_SEGMENT
        for line in _lines(source, table, *header):
            review.rows += 1
            if is_segments:
                _segment(review, line)
            else:
                _field(review, line)
    return review if found else None


def _header(source: Source, table: str) -> tuple[int, list[str]] | None:
    for row in source.rows(table):
        names = [(cell or "").strip() for cell in row.cells]
        if any(needed.issubset(names) for needed in (_NEEDED_SEGMENT, _NEEDED_FIELD)):
            return row.number, names
        if row.number >= _HEADER_WITHIN:
            return None
    return None


def _lines(source: Source, table: str, header: int, names: list[str]) -> Iterator[_Line]:
    known = {*SEGMENT_COLUMNS, *FIELD_COLUMNS}
    for row in source.rows(table):
        cells = {name: cell or "" for name, cell in zip(names, row.cells, strict=False) if name in known}
        if row.number > header and any(text.strip() for text in cells.values()):
            yield _Line(cells, source.place(table, row.number, names.index(CORRECTION)))


def _whole(line: _Line, names: tuple[str, ...]) -> _Line | None:
    """The row as it was written, with damage to its letters undone; None if its locked cells are not those of its ID."""
    if not line[ID].strip():
        return line  # the column was removed; the source is what there is
    for undo in (str, _mended, _unix):
        cells = {name: undo(text) for name, text in line.cells.items()}
        if unit_id(*(cells.get(name, "") for name in names)) == line[ID].strip():
            return _Line(cells, line.place)
    return None


def _mended(text: str) -> str:
    return repaired(text) or text


def _unix(text: str) -> str:
    return text.replace("\r\n", "\n")


def _answer(review: Review, line: _Line, names: tuple[str, ...], current: str) -> tuple[_Line, str] | None:
    """What a person says of a row, and the row as it was; None if nothing, or nothing that can be used."""
    verdict = line[VERDICT].strip().casefold()
    said = line[CORRECTION].strip()
    if not said and not verdict:
        return None
    whole = _whole(line, names)
    if whole is None:
        reason = "its locked cells are not as they were written, so it is not certain what was corrected"
        review.damage.append(Problem(line.place, said or line["Source"], reason))
        return None
    said = whole[CORRECTION].strip()
    if said:
        return whole, said
    if verdict == ACCEPT:
        return whole, whole[current]
    reason = (
        "rejected, without a correction" if verdict == REJECT else f"“{line[VERDICT]}” is neither {ACCEPT} nor {REJECT}"
    )
    review.problems.append(Problem(line.place, whole["Source"], reason))
    return None


def _segment(review: Review, line: _Line) -> None:
    answer = _answer(review, line, _SEGMENT_ID, "Translation")
    if answer is not None:
        row, said = answer
        values = _values(row["Slots"])
        correct_segment(
            review, row["Market"], row["Source"], row["Translation"], said, values, row["Only in field"], row.place
        )


def correct_segment(
    review: Review,
    market: str,
    source: str,
    before: str,
    said: str,
    values: tuple[str, ...],
    context: str,
    place: str,
) -> None:
    """Add what a person said of a segment. Values written out instead of slots become slots again."""
    fault, remedy = slot_fault(parts_of(source), parts_of(said))
    if fault and values:
        said = slotted(said, values) or said
        fault, remedy = slot_fault(parts_of(source), parts_of(said))
    if fault:
        review.problems.append(Problem(place, said, f"{fault}. {remedy}"))
        return
    review.segments.append(SegmentCorrection(market, source, said, before, context, place=place))


def _values(text: str) -> tuple[str, ...]:
    try:
        return tuple(map(str, json.loads(text))) if text else ()
    except ValueError:
        return ()


def _field(review: Review, line: _Line) -> None:
    answer = _answer(review, line, _FIELD_ID, "Localized")
    if answer is not None:
        row, said = answer
        review.fields.append(
            FieldCorrection(
                row["Market"], row["Listing"], row["Field"], said, row["Source"], row["Localized"], row.place
            )
        )
