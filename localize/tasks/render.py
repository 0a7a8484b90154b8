"""Render, reduce and write: from solved texts to the files of one market."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from localize.findings import told_once
from localize.layouts import row_patch
from localize.listing import Finding, Role, Severity
from localize.protocols import RowPatch
from localize.report import FieldView, ListingView, ReportData, write_report
from localize.tasks.manifest import manifest_of
from localize.tasks.outputs import OutputPaths, header_patch, keep_edited, replacing, write_json, write_lines
from localize.tasks.run_folder import ChunkResult, RunFolder, views_of
from localize.tasks.summary import OutputSummary
from localize.validation.duplicates import TitleRecord, find_equal_titles

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from localize.context import Context
    from localize.layouts import BoundLayout
    from localize.listing import Draft, Listing
    from localize.localizer import Stages
    from localize.protocols import Engine
    from localize.tasks.catalog import Catalog
    from localize.tasks.run import RunOptions
    from localize.translation.desk import Desk

__all__ = ["render_market"]


def render_market(
    catalog: Catalog,
    stages: Stages,
    chunks: Iterable[list[Listing]],
    desk: Desk | None,
    engine: Engine | None,
    folder: RunFolder,
    options: RunOptions,
    started: datetime,
) -> OutputSummary:
    """Finish every chunk that is not finished yet, look across listings, write all files of the market."""
    market = stages.context.market.locale
    name = engine.description if engine else ""
    layouts = {layout.table: layout for layout in catalog.detection.layouts}
    done = 0
    for number, chunk in enumerate(chunks):
        if not folder.has(market, number):
            drafts = stages.finish(stages.prepare(chunk), desk, name)
            folder.commit(market, number, _result(drafts, layouts))
        done += len(chunk)
        options.progress(f"writing {market}", done, 0)
    return _write(catalog, stages, desk, engine, folder, options, started)


def _result(drafts: Iterable[Draft], layouts: dict[str, BoundLayout]) -> ChunkResult:
    result = ChunkResult()
    for draft in drafts:
        listing = draft.listing
        if patch := row_patch(layouts[listing.table], draft):
            result.add("patches", [listing.table, listing.row, {str(c): text for c, text in patch.items()}])
        for finding in draft.findings:
            result.add("findings", finding.to_dict())
        for change in draft.changes:
            result.add("changes", change.to_dict())
        if view := views_of(draft):
            result.add("views", view)
        _add_title(result, draft)
        _count(result.figures, draft)
    return result


def _add_title(result: ChunkResult, draft: Draft) -> None:
    for path in ("title", "name"):
        field = draft.listing.fields.get(path)
        if field is not None and field.role is Role.TEXT and field.value:
            record = [draft.listing.key, draft.listing.group.key, path, field.place, draft.listing.line]
            result.add("titles", [*record, field.value, draft.values[path]])


def _count(figures: Counter[str], draft: Draft) -> None:
    figures["listings"] += 1
    figures["with_errors"] += any(f.severity is Severity.ERROR for f in draft.findings)
    for change in draft.changes:
        if change.scope == "field":
            figures[f"change:{change.stage}"] += 1
    for block in (b for blocks in draft.texts.values() for b in blocks):
        for span in block.spans:
            if span.target is not None:
                figures[f"span:{span.kind.name.lower()}"] += 1


def _write(
    catalog: Catalog,
    stages: Stages,
    desk: Desk | None,
    engine: Engine | None,
    folder: RunFolder,
    options: RunOptions,
    started: datetime,
) -> OutputSummary:
    context = stages.context
    market = context.market.locale
    paths = OutputPaths.of(catalog.path, market, options.out, sample=options.sample)
    findings = [*told_once(folder.lines(market, "findings")), *_reduced(folder, market)]
    edited = None if options.overwrite or options.dry_run else keep_edited(paths)
    if not options.dry_run:
        with replacing(paths.catalog) as draft:
            catalog.source.write(draft, _patches(catalog, folder, context))
        findings += _refused(catalog)
    write_lines(paths.findings, findings)
    write_lines(paths.changes, folder.lines(market, "changes"))
    summary = _summary(catalog, stages, desk, engine, folder, options, paths, findings)
    summary.edited = edited
    write_report(paths.report, _report(catalog, context, folder, summary, findings, started))
    write_json(paths.manifest, manifest_of(catalog, context, engine, paths, summary, options))
    return summary


def _patches(catalog: Catalog, folder: RunFolder, context: Context) -> Iterator[RowPatch]:
    headers = {
        layout.table: RowPatch(layout.table, layout.header_row, patch)
        for layout in catalog.detection.layouts
        if (patch := header_patch(layout, context))
    }
    for table, row, cells in folder.lines(context.market.locale, "patches"):
        if table in headers:
            yield headers.pop(table)
        yield RowPatch(table, row, {int(column): text for column, text in cells.items()})


def _refused(catalog: Catalog) -> list[dict[str, Any]]:
    """Cells whose new text the file cannot take."""
    return [
        Finding(
            "cell-not-writable",
            Severity.WARNING,
            f"The new text was not written: {reason}.",
            place=catalog.source.place(address.table, address.row, address.column),
            line=address.row,
            suggestion="Put it in by hand, or make the cell a plain one.",
            group="cell-not-writable",
        ).to_dict()
        for address, reason in catalog.source.refused
    ]


def _reduced(folder: RunFolder, market: str) -> list[dict[str, Any]]:
    """What only shows across listings."""
    records = [TitleRecord(*line) for line in folder.lines(market, "titles")]
    return [finding.to_dict() for finding in find_equal_titles(records)]


def _summary(
    catalog: Catalog,
    stages: Stages,
    desk: Desk | None,
    engine: Engine | None,
    folder: RunFolder,
    options: RunOptions,
    paths: OutputPaths,
    findings: list[dict[str, Any]],
) -> OutputSummary:
    context = stages.context
    figures = folder.figures(context.market.locale)
    stats = desk.stats() if desk else None
    count = figures["listings"]
    return OutputSummary(
        catalog=catalog.path.name,
        market=context.market.locale,
        marketplace=catalog.marketplace,
        files={
            "catalog": None if options.dry_run else paths.catalog,
            "findings": paths.findings,
            "changes": paths.changes,
            "report": paths.report,
            "manifest": paths.manifest,
        },
        listings={"in": count, "out": count, "held": 0, "excluded": 0, "with_errors": figures["with_errors"]},
        segments={
            "distinct": stats.distinct if stats else 0,
            "cached": stats.cached if stats else 0,
            "approved": 0,
            "translated": stats.translated if stats else 0,
            "untranslated": stats.untranslated if stats else 0,
        },
        repairs=dict(sorted(stats.rungs.items())) if stats else {},
        changes={k.split(":", 1)[1]: v for k, v in sorted(figures.items()) if k.startswith(("change:", "span:"))},
        findings=dict(Counter(f["code"] for f in findings).most_common()),
        severities=dict(Counter(f["severity"] for f in findings)),
        seconds={name: round(s, 3) for name, s in stages.seconds.items()},
        engine=engine.description if engine else "none",
        rates=_rates(folder, context),
        assumptions=_assumptions(findings),
        overwrites=catalog.detection.main.upload,
    )


def _rates(folder: RunFolder, context: Context) -> str:
    """The rate that prices were converted with, as a change says it."""
    for change in folder.lines(context.market.locale, "changes"):
        if change["stage"] == "convert" and change["by"].startswith(("ECB", "rates", "peg")):
            return f"{change['why']} ({change['by']})"
    return ""


def _assumptions(findings: Iterable[dict[str, Any]]) -> list[str]:
    return [f["message"] for f in findings if f["code"].endswith(("-assumed", "-not-set"))]


def _report(
    catalog: Catalog,
    context: Context,
    folder: RunFolder,
    summary: OutputSummary,
    findings: list[dict[str, Any]],
    started: datetime,
) -> ReportData:
    from babel import Locale

    output = summary.files["catalog"]
    name = Locale.parse(context.market.babel).get_display_name("en") or context.market.locale
    return ReportData(
        catalog=catalog.path.name,
        market=context.market.locale,
        market_name=name,
        source_locale=context.source_locale,
        marketplace=catalog.detection.main.title,
        started=started.astimezone(UTC),
        as_of=context.as_of,
        output=output.name if output else "",
        summary=summary.to_dict(),
        findings=findings,
        listings=(_view(line) for line in folder.lines(context.market.locale, "views")),
    )


def _view(line: dict[str, Any]) -> ListingView:
    fields = [
        replace(FieldView(f["path"], f["source"], f["target"], f["changes"]), role=Role(f["role"]), label=f["label"])
        for f in line["fields"]
    ]
    return ListingView(line["key"], line["place"], fields, line["title"])
