"""``memory import --pair``: approved translations from two catalogs, one of which a person translated before.

Rows are matched by key and codes, fields by name, blocks of markup and sentences by their order. A translation is learnt
only where as many stand on both sides and its values are those that a run would write; all else is listed.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from localize.context import Context
from localize.errors import UsageError
from localize.listing import Role
from localize.localizer import Stages
from localize.settings import APPROVED_FOLDER
from localize.tasks.catalog import Catalog
from localize.tasks.memory import Imported, Merge
from localize.tasks.review.alignment import slotted
from localize.tasks.review.matching import match_rows
from localize.tasks.review.record import RecordedField, RecordedListing
from localize.text.markup import Document
from localize.text.segments import cut_segments
from localize.translation.approved import source_text
from localize.translation.approved_entry import ApprovedEntry, Pair
from localize.translation.approved_files import approved_files, read_entries, write_entries
from localize.translation.slot_text import parts_of
from localize.translation.tmx_entries import Skipped

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from localize.listing import Draft, Listing
    from localize.settings import Settings
    from localize.translation.compose import Segment

__all__ = ["import_pair"]

Found = tuple[Pair, ApprovedEntry] | Skipped


def import_pair(source: Path, target: Path, market: str, settings: Settings, *, replace: bool = False) -> Imported:
    """Learn from a catalog and its translation for a market.

    Raises:
        UsageError: there is no ``localize.toml`` that approved translations could lie beside.
        CatalogError: one of the files cannot be read.
        ConfigError: a file of approved translations, a dictionary or a rule is wrong.
        OutputError: the translations cannot be written.
    """
    if settings.source_file is None:
        raise UsageError("Approved entries live beside localize.toml, and there is none.", "'localize init' makes one.")
    folder = settings.approved or settings.source_file.parent / APPROVED_FOLDER
    files = approved_files(folder) if folder.is_dir() else {}
    merge = Merge({pair: read_entries(file) for pair, file in files.items()}, replace=replace)
    catalog, translated = Catalog.open(source, settings), Catalog.open(target, settings)
    today = datetime.now(UTC).date()
    own = settings.for_market(market, catalog.marketplace)
    context = Context(
        settings.source_locale, settings.market(market), catalog.marketplace, own, today, settings.source_currency
    )
    stages = Stages.load(context)
    drafts = [draft for layout in catalog.detection.layouts for draft in stages.prepare(list(catalog.listings(layout)))]
    list(stages.plans(drafts))  # cuts the texts
    by_key = {(draft.listing.table, draft.listing.key): draft for draft in drafts}
    rows = [row for layout in translated.detection.layouts for row in translated.listings(layout)]
    for row, item in match_rows(rows, [_known(draft) for draft in drafts]):
        if row.header:
            continue
        if item is None:
            merge.add(row.line, [Skipped(row.line, row.key, "no listing of the source is like this row")])
            continue
        merge.add(row.line, _learnt(by_key[item.table, item.key], row, context))
    for pair in merge.changed:
        write_entries(folder, pair, merge.entries(pair))
    return merge.report


def _known(draft: Draft) -> RecordedListing:
    listing = draft.listing
    fields = {
        path: RecordedField(path, f.role, f.label, f.place, f.value, f.value) for path, f in listing.fields.items()
    }
    return RecordedListing(listing.key, listing.table, listing.row, fields)


def _learnt(draft: Draft, row: Listing, context: Context) -> Iterator[Found]:
    pair = Pair(context.source_language, context.market.locale)
    planned: dict[str, list[list[Segment] | None]] = draft.state.get("segments", {})
    for path, blocks in planned.items():
        field, cell = draft.listing.fields[path], row.fields.get(path)
        if cell is None or not cell.value.strip() or cell.value.strip() == field.value.strip():
            continue
        is_html = field.role is Role.HTML
        texts = [block.text for block in Document(cell.value, entities=is_html, marks=True).blocks]
        if len(texts) != len(blocks):
            reason = f"{path} of {row.key}: {len(texts)} paragraphs for the source's {len(blocks)}"
            yield Skipped(row.line, field.value[:80], reason)
            continue
        for text, segments in zip(texts, blocks, strict=True):
            yield from _aligned(text, segments or [], pair, row, field.role, context.target_language)


def _aligned(
    text: str, segments: list[Segment], pair: Pair, row: Listing, role: Role, language: str
) -> Iterator[Found]:
    extents = cut_segments(text, [], language, lines=role is not Role.HTML, items=role is Role.KEYWORDS)
    parts = [text[start:end].strip() for start, end in extents]
    if len(parts) != len(segments):
        shown = " ".join(source_text(segment)[0] for segment in segments)
        yield Skipped(row.line, shown or text[:80], f"{len(parts)} sentences for the source's {len(segments)}")
        return
    for part, segment in zip(parts, segments, strict=True):
        source, slots = source_text(segment)
        words = any(isinstance(item, str) and item.strip() for item in parts_of(source))
        if not words or part == source:
            continue
        known = segment.plan.slots
        target = slotted(part, [known[index].target for index in slots])
        if target is None:
            yield Skipped(row.line, source, f"the values or tags of “{part}” are not those that a run would write")
        else:
            yield pair, ApprovedEntry(source, target)
