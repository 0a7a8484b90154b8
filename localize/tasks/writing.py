"""Reduce and write: from finished chunks to the files of one output."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Any

from localize.findings import told_once
from localize.listing import Address, Change, Finding, Severity
from localize.money import LastPrices, PriceLine
from localize.protocols import RowPatch
from localize.report import write_report
from localize.tasks.catalog import catalog_digest
from localize.tasks.delta import delta_of, write_delta, write_states
from localize.tasks.gathered import Gathered
from localize.tasks.kept import Kept
from localize.tasks.left_out import left_out_of
from localize.tasks.manifest import manifest_of
from localize.tasks.market_cells import kept_market_cells
from localize.tasks.novelty import Novelty
from localize.tasks.outputs import (
    OutputPaths,
    header_patch,
    keep_edited,
    replacing,
    write_json,
    write_lines,
    written_digest,
)
from localize.tasks.overlay import overlay_of
from localize.tasks.own_files import (
    own_paths,
    shape_of,
    template_of,
    write_others,
    write_overlay_delta,
    write_template_delta,
)
from localize.tasks.reporting import report_of
from localize.tasks.summing import summary_of
from localize.tasks.unfinished import expect_prices
from localize.tasks.unwritten import with_unwritten
from localize.validation.duplicates import TitleRecord, find_equal_titles

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from localize.layouts import BoundLayout
    from localize.tasks.catalog import Catalog
    from localize.tasks.job import MarketJob
    from localize.tasks.left_out import LeftOut
    from localize.tasks.overlay import Overlay
    from localize.tasks.summary import OutputSummary
    from localize.tasks.template_fill import FilledTemplate

__all__ = ["write_output"]


def write_output(job: MarketJob) -> OutputSummary:
    """Write catalog, findings, changes, report and manifest of a job whose chunks are all finished.

    Raises:
        OutputError: a file cannot be written.
        CatalogError: the catalog is no longer what it was when it was opened.
    """
    options, catalog, market = job.options, job.catalog, job.market
    catalog.refuse_changed()
    job.data.refuse_changed()
    paths = OutputPaths.of(catalog.path, market, options.out, sample=options.sample, marketplace=options.target)
    left_out = left_out_of(job)
    overlay = overlay_of(job, left_out)
    filled = template_of(job, left_out)
    if filled:
        overlay = None
    paths = own_paths(paths, filled, overlay)
    shape = shape_of(job, left_out, filled, overlay)
    delta = delta_of(job, left_out, paths, shape) if shape or not job.options.template else None
    edited, others = None, {}
    if not options.dry_run:
        edited = _write_held(left_out, paths)
        if overlay and overlay.files:
            others = write_others(overlay, paths) | write_overlay_delta(overlay, delta, paths)
        elif filled:
            write_template_delta(job, left_out, delta, paths)
        else:
            write_delta(job, delta, _patches(job, left_out, overlay), paths)
        with replacing(paths.catalog) as draft:
            _write_catalog(job, left_out, filled, overlay, draft)
            catalog.refuse_changed()
            _write_record(job, paths, draft)
            edited = (None if options.overwrite else keep_edited(paths.catalog, paths.manifest, draft)) or edited
    findings, kept = Gathered(), Kept(options.changes)
    own = filled or overlay
    told = (delta.findings() if delta else (), own.findings() if own else ())
    novelty = Novelty.since(job.folder.before(paths.findings))
    found = novelty.noting(chain(_findings(job, left_out), *told))
    write_lines(paths.findings, findings.through(kept.noting(found)))
    lines = left_out.changes(whole=kept.all and not catalog.source.refused)
    changes = kept.write_changes(paths.changes, chain(_header_changes(job), with_unwritten(lines, catalog)))
    summary = summary_of(job, paths, findings, left_out)
    summary.files["changes"] = changes
    summary.edited = edited
    summary.new, summary.first = dict(novelty.codes.most_common()), novelty.first
    summary.files |= others
    if delta:
        summary.delta = delta.figures()
        summary.files["delta"] = paths.delta if paths.delta.exists() else None
    questions = write_report(paths.report, report_of(job, summary, findings.kept, left_out, kept))
    if not options.dry_run:  # a manifest tells of an output
        write_json(paths.manifest, manifest_of(job, paths, summary, questions))
        if not options.sample:
            write_states(job, left_out, paths, shape)
            _write_prices(job, paths.prices)
    return summary


def _write_record(job: MarketJob, paths: OutputPaths, draft: Path) -> None:
    """What reviews need of the output that is about to appear; of a run that wrote something else, the last is kept."""
    digest = catalog_digest(draft) if draft.exists() else ""
    if paths.review.exists() and written_digest(paths.review) != digest:
        paths.review.replace(paths.review.with_name(paths.review.name.removesuffix(".jsonl") + ".last.jsonl"))
    first = {"output": digest, "market": job.market, "source_locale": job.context.source_locale}
    write_lines(paths.review, chain([first], job.folder.written(job.market, "review")))


def _write_prices(job: MarketJob, path: Path) -> None:
    """The price list that the next run reads; a run without prices leaves the old one."""
    lines = {PriceLine(*line) for line in job.folder.lines(job.market, "prices")}
    if lines:
        with replacing(path) as draft:
            LastPrices.write(draft, lines)
            expect_prices(job.folder, job.market, catalog_digest(draft))


def _findings(job: MarketJob, left_out: LeftOut) -> Iterator[dict[str, Any]]:
    """Every finding of an output: of its listings, of who was left out, across listings, of cells that were refused."""
    yield from told_once(left_out.lines("findings"))
    yield from left_out.findings()
    yield from _reduced(left_out)
    yield from kept_market_cells(job)
    yield from (finding.to_dict() for finding in job.catalog.across)
    if not job.options.dry_run:
        yield from _refused(job.catalog)


def _write_held(left_out: LeftOut, paths: OutputPaths) -> Path | None:
    """What is held, as the seller wrote it: mended there and given to a run again, it takes the way it always takes.

    Where nothing is held, the file of an earlier run goes. Returns where a person's edited one was put.
    """
    options, source = left_out.job.options, left_out.job.catalog.source
    if not left_out.partition.held or options.sample:
        if options.sample or not paths.held.exists():
            return None
        kept = keep_edited(paths.held, paths.manifest, None, entry="held")
        paths.held.unlink(missing_ok=True)
        return kept
    with replacing(paths.held) as draft:
        source.write(draft, left_out.held_patches())
        return None if options.overwrite else keep_edited(paths.held, paths.manifest, draft, entry="held")


def _write_catalog(
    job: MarketJob, left_out: LeftOut, filled: FilledTemplate | None, overlay: Overlay | None, draft: Path
) -> None:
    """The file to upload: a template, the first of an overlay, or the catalog's own."""
    if filled:
        filled.write(draft)
    elif overlay and overlay.files:
        overlay.write(overlay.files[0], draft)
    else:
        job.catalog.source.write(draft, _patches(job, left_out, overlay))


def _patches(job: MarketJob, left_out: LeftOut, overlay: Overlay | None) -> Iterator[RowPatch]:
    """Every changed row, table by table; a table's header comes before its rows, also where no row changed."""
    headers = {layout.table: RowPatch(layout.table, layout.header_row, new) for layout, new in _new_headers(job)}
    patches = left_out.row_patches(job.folder.lines(job.market, "patches"))
    for patch in overlay.patches(patches) if overlay else patches:
        header = headers.pop(patch.table, None)
        if header is not None and header.row == patch.row:
            yield RowPatch(patch.table, patch.row, {**header.cells, **patch.cells})
            continue
        if header is not None:
            yield header
        yield patch
    yield from headers.values()


def _new_headers(job: MarketJob) -> list[tuple[BoundLayout, dict[int, str]]]:
    """Layouts whose headers must name another currency, and how; none where only one field is tried out."""
    layouts = () if job.options.field else job.catalog.detection.layouts
    return [(layout, new) for layout in layouts if (new := header_patch(layout, job.context))]


def _header_changes(job: MarketJob) -> Iterator[dict[str, Any]]:
    """The headers that name the market's currency now, each as a change of its column."""
    source = job.catalog.source
    refused = {address for address, _ in source.refused}
    why = f"the column is in {job.context.market.currency} now"
    for layout, new in _new_headers(job):
        for column in layout.columns:
            if column.index in new and Address(layout.table, layout.header_row, column.index) not in refused:
                place = source.place(layout.table, layout.header_row, column.index)
                text = new[column.index]
                yield Change("", column.path, place, 1, "field", "convert", column.header, text, why).to_dict()


def _reduced(left_out: LeftOut) -> list[dict[str, Any]]:
    """What only shows across the listings of the output."""
    return [finding.to_dict() for finding in find_equal_titles(_Titles(left_out))]


@dataclass(frozen=True, slots=True)
class _Titles:
    """The titles of the output, read from the run folder as often as they are asked for."""

    left_out: LeftOut

    def __iter__(self) -> Iterator[TitleRecord]:
        return (TitleRecord(*line) for line in self.left_out.lines("titles"))


def _refused(catalog: Catalog) -> list[dict[str, Any]]:
    """Cells whose new text the file cannot take."""
    paths = {(layout.table, c.index): c.path for layout in catalog.detection.layouts for c in layout.columns}
    return [
        Finding(
            "cell-not-writable",
            Severity.WARNING,
            f"The new text was not written: {reason}.",
            field=paths.get((address.table, address.column), ""),
            place=catalog.source.place(address.table, address.row, address.column),
            line=address.row,
            suggestion="Put it in by hand, or make the cell a plain one.",
            group="cell-not-writable",
        ).to_dict()
        for address, reason in catalog.source.refused
    ]
