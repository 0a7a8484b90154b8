"""Corrections from the localized catalog itself, edited in whatever program."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from localize.layouts import header_listings
from localize.layouts.targets import as_localized
from localize.listing import Role
from localize.market import load_market
from localize.tasks.catalog import Catalog
from localize.tasks.review.alignment import edits_of
from localize.tasks.review.corrections import FieldCorrection, Problem, Review, SegmentCorrection
from localize.tasks.review.damage import judge, lost_letters
from localize.tasks.review.encodings import likely_encoding
from localize.tasks.review.headers import as_recorded
from localize.tasks.review.matching import match_rows
from localize.tasks.review.record import read_record

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from localize.listing import Field, Listing
    from localize.settings import Settings
    from localize.tasks.review.outputs import Output
    from localize.tasks.review.record import RecordedField, RecordedListing

__all__ = ["field_context", "review_of_catalog"]

_WORD = re.compile(r"[^\W\d_]+")


def review_of_catalog(file: Path, output: Output, settings: Settings, record: Path | None = None) -> Review:
    """What a person changed in an output, row by row; nothing is written yet. ``record`` may be that of an earlier run.

    Raises:
        CatalogError: the file cannot be read.
        UsageError: the run kept no record of the output.
    """
    recorded = list(read_record(record or output.record))
    catalog = Catalog.open(file, replace(settings, encoding=likely_encoding(file, recorded)))
    review = Review()
    matched = 0
    for layout in catalog.detection.layouts:
        width = max((c.index for c in layout.columns), default=0) + 1
        header = next((row for row in catalog.source.rows(layout.table) if row.number == layout.header_row), None)
        width = max(width, len(header.cells) if header else 0)
        # A workbook saved as CSV has lost its sheet's name: what is left is looked up by its rows alone.
        known = [item for item in recorded if item.table == layout.table] or recorded
        headers = header_listings(layout, catalog.source, catalog.source.rows(layout.table))
        found = catalog.listings(as_recorded(layout, headers, known))
        listings = [as_localized(listing, load_market(output.market)) for listing in found]
        for row, item in match_rows(listings, known):
            review.rows += not row.header
            if item is None:
                if not row.header:
                    review.problems.append(Problem(_place(row), row.key, "no listing of the output is like this row"))
                continue
            matched += 1
            if _overflows(row, width):
                cells = len(row.cells)
                reason = f"the row has {cells} cells, the header {width}: a separator in a text split it"
                review.damage.append(Problem(_place(row), row.key, reason))
                continue
            _compare(review, row, item, output.market)
    review.missing = len(recorded) - matched
    _explain_lost_letters(review, file, recorded, matched)
    return review


def _explain_lost_letters(review: Review, file: Path, recorded: Sequence[RecordedListing], matched: int) -> None:
    """Where no row is known again because its letters are gone, that is one problem with one remedy."""
    texts = (field.target for item in recorded for field in item.fields.values())
    if matched or review.rows == 0 or not any(lost_letters(text) for text in texts) or b"?" not in file.read_bytes():
        return
    reason = (
        "it was saved in an encoding that lacks letters of this market, they are question marks now: save it as UTF-8"
    )
    review.problems[:] = [Problem(file.name, f"{review.rows:,} rows", reason)]


def _place(row: Listing) -> str:
    return next((cell.place for cell in row.fields.values()), f"row {row.row}")


def _overflows(row: Listing, width: int) -> bool:
    return any((cell or "").strip() for cell in row.cells[width:])


def _compare(review: Review, row: Listing, item: RecordedListing, market: str) -> None:
    for path, cell in row.fields.items():
        recorded = item.fields.get(path)
        if recorded is None:
            _filled(review, cell, item, market)
            continue
        verdict = judge(recorded.target, cell.value, recorded.role)
        if verdict.damage:
            review.damage.append(Problem(cell.place, f"{item.key}: {path}", verdict.damage))
        if verdict.text is None:
            continue
        if not recorded.localized:
            reason = f"only localized fields are taken: “{recorded.target}” became “{verdict.text}”"
            review.damage.append(Problem(cell.place, f"{item.key}: {path}", reason))
            continue
        _correct(
            review,
            recorded,
            FieldCorrection(market, item.key, path, verdict.text, recorded.source, recorded.target, cell.place),
        )


def _filled(review: Review, cell: Field, item: RecordedListing, market: str) -> None:
    """A field that was empty, and is not any more."""
    if cell.value.strip() and (cell.role.is_text or cell.role.is_money or cell.role in {Role.SIZE, Role.QUANTITY}):
        review.fields.append(FieldCorrection(market, item.key, cell.path, cell.value.strip(), "", "", cell.place))


def _correct(review: Review, recorded: RecordedField, correction: FieldCorrection) -> None:
    """As segments where it is one of segments, so that it holds wherever they stand; else as the field's own value."""
    edits = edits_of(recorded, correction.value) if recorded.segments and not recorded.pinned else None
    if edits is None:
        review.fields.append(correction)
        return
    for segment, target in edits:
        review.segments.append(
            SegmentCorrection(
                correction.market,
                segment.source,
                target,
                segment.target,
                field_context(segment.source, recorded),
                (correction,),
                correction.place,
            )
        )


def field_context(source: str, field: RecordedField) -> str:
    """The field that a correction of a segment is for: a single word means other things elsewhere."""
    return field.name if field.role is Role.CHOICE or len(_WORD.findall(source)) < 2 else ""
