"""``run``: catalogs in, for each market a file ready to upload. The passes of the design, over a run folder.

    scan ─► translate ─► render ─► reduce ─► write

Markets of one language share the scan and the desk, so each text is translated once.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import partial
from itertools import count
from types import MappingProxyType
from typing import TYPE_CHECKING

from localize._version import __version__
from localize.context import Context
from localize.data import data_folder, package_folder
from localize.errors import CatalogError, LocalizeError, MissingDataError, OutputError, UsageError
from localize.localizer import Stages, all_finders
from localize.market import load_market
from localize.money import LastPrices, rate_files
from localize.pins import pins_folder
from localize.tasks.across import compare_catalogs
from localize.tasks.catalog import Catalog, catalog_digest, chunks_of
from localize.tasks.delta import refuse_unknown_mark
from localize.tasks.excluded import word_for
from localize.tasks.job import MarketJob
from localize.tasks.outputs import OutputPaths
from localize.tasks.overlay import overwritten, writes_own_files
from localize.tasks.preflight import (
    for_template,
    open_catalogs,
    refuse_collisions,
    refuse_modes,
    refuse_unknown_marketplaces,
)
from localize.tasks.prepared import Prepared
from localize.tasks.render import render_market
from localize.tasks.review.taking_in import take_in_edits
from localize.tasks.run_folder import RunFolder, alone_with, digest_of
from localize.tasks.summary import RunReport
from localize.text.analysis import Analyse
from localize.translation.cache import SqliteCache, is_damage
from localize.translation.desk import Desk
from localize.translation.engines import find_engines
from localize.translation.solving import solve

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from localize.listing import Listing
    from localize.protocols import Engine
    from localize.settings import Settings
    from localize.tasks.crew import Order
    from localize.tasks.workers import Workers

__all__ = ["STAGE_NAMES", "RunOptions", "chunks_for", "job_for", "run_catalogs"]

STAGE_NAMES = ("translate", "sizes", "units", "prices", "rules", "fit")


def _quiet(phase: str, done: int, total: int) -> None:
    """Nobody wants to hear of progress."""


@dataclass(frozen=True, slots=True)
class RunOptions:
    """What a call of ``run`` asks for beyond the settings; ``hold`` is ``errors`` or empty.

    ``changed_since`` is ``last``, a folder that a run wrote, or empty: then no delta is written.
    ``workers`` do the work that is cut into blocks and chunks; without them, this machine's ``processes`` (0: one a core).
    ``changes`` says how much of the changes is kept: ``full``, ``errors`` or ``none``.
    ``mode`` is ``copy`` or ``overlay``, the layout's default if empty; ``template`` is a marketplace's own, which
    is filled instead of the catalog's file. ``retranslate`` makes also anew what the file has in
    the target language already. ``marketplaces`` are those to fit and validate for, the input's own if there are none;
    ``target`` is the one at hand.
    """

    markets: tuple[str, ...]
    out: Path
    settings: Settings
    as_of: date
    cache: Path
    skip: frozenset[str] = frozenset()
    listing: str = ""
    field: str = ""
    limit: int = 0
    dry_run: bool = False
    overwrite: bool = False
    hold: str = ""
    changed_since: str = ""
    changes: str = "full"
    marketplaces: tuple[str, ...] = ()
    target: str = ""
    mode: str = ""
    retranslate: bool = False
    template: Path | None = None
    processes: int = 0
    workers: Workers | None = None
    progress: Callable[[str, int, int], None] = _quiet

    @property
    def sample(self) -> bool:
        """Only some listings or fields are asked for."""
        return bool(self.listing or self.field or self.limit)

    def wants(self, listing: Listing) -> bool:
        """Is this listing asked for? Its key, its group's key, or any listing."""
        return not self.listing or self.listing in {listing.key, listing.group.key}

    def columns_of(self, listing: Listing) -> frozenset[int]:
        """The columns of a listing that the named field stands in; a cell of several values is taken whole."""
        return frozenset(
            f.address.column for path, f in listing.fields.items() if self.field in {path, f.header.strip(), f.label}
        )


def run_catalogs(
    catalogs: Sequence[Path], options: RunOptions, announce: Callable[[str, str], None] | None = None
) -> RunReport:
    """Localize catalogs for markets. What fails is reported and the rest goes on.

    Before anything is written, ``announce`` is told of each catalog, by name, what uploading its output will overwrite.

    Raises:
        UsageError: the call is wrong; nothing was written.
        ConfigError: a configuration, dictionary or rule is wrong; nothing was written.
    """
    markets = [load_market(name) for name in dict.fromkeys(options.markets)]
    if not markets:
        raise UsageError("No market was named.", "Add: --to de-DE  ('localize markets' lists them)")
    tags = list(dict.fromkeys(market.locale for market in markets))
    refuse_collisions(catalogs, tags, options)
    refuse_unknown_mark(options.changed_since)
    refuse_unknown_marketplaces(options.marketplaces)
    report = RunReport()
    opened = open_catalogs(catalogs, options, report)
    options = for_template(opened, options)
    refuse_modes(opened, tags, options)
    if opened and not (options.overwrite or options.dry_run or options.sample):
        own = [] if options.template else opened
        catalogs_read = [catalog.path for catalog in own if not writes_own_files(catalog, options.mode)]
        names = options.marketplaces or ("",)
        report.taken_in, settings = take_in_edits(catalogs_read, tags, options.out, options.settings, names)
        options = replace(options, settings=settings)
    if not options.sample:
        compare_catalogs(opened)
    if announce is not None and not options.dry_run:
        for catalog in opened:
            if overwrites := options.template is None and overwritten(catalog, options.mode):
                announce(catalog.path.name, overwrites)
    for tag in tags[1:] if opened else ():  # a wrong dictionary of a later market stops the call before it writes
        Stages.load(_context(tag, opened[0], {}, options))
    for catalog in opened:
        for together, engines in _groups(catalog.path, tags, options, report):
            for target in options.marketplaces or ("",):
                one = replace(options, target=target)
                try:
                    with alone_with(catalog.path.name, options.out):
                        _run_together(catalog, together, engines, one, report)
                except OutputError as error:
                    _fail_rest(report, catalog, together, error, one)
    kept = {(taken.output.name, taken.market): taken.kept for taken in report.taken_in}
    for output in report.outputs:
        written = output.files["catalog"]
        output.edited = output.edited or (kept.get((written.name, output.market)) if written else None)
    return report


def _groups(
    path: Path, tags: Sequence[str], options: RunOptions, report: RunReport
) -> list[tuple[list[str], dict[str, Engine]]]:
    """Markets that can share a desk: of one language, and served by the same models."""
    groups: dict[tuple[str, ...], tuple[list[str], dict[str, Engine]]] = {}
    for tag in tags:
        try:
            engines = _engines(tag, options)
        except MissingDataError as error:
            report.fail(f"{path.name} → {tag}", error)
            continue
        key = (tag.split("-", 1)[0], *(engine.fingerprint for engine in engines.values()))
        groups.setdefault(key, ([], engines))[0].append(tag)
    return list(groups.values())


def _context(tag: str, catalog: Catalog, engines: Mapping[str, Engine], options: RunOptions) -> Context:
    marketplace = options.target or catalog.marketplace
    settings = options.settings.for_market(tag, marketplace)
    return Context(
        settings.source_locale,
        settings.market(tag),
        marketplace,
        settings,
        options.as_of,
        settings.source_currency,
        options.skip | ({"filled"} if options.retranslate else frozenset()),
        frozenset(engines),
    )


def _stages(
    tag: str,
    catalog: Catalog,
    engines: Mapping[str, Engine],
    options: RunOptions,
    analyse: Analyse | None = None,
) -> Stages:
    """The stages of one market; prices know what they were in the last run's output."""
    last = LastPrices.read(OutputPaths.of(catalog.path, tag, options.out, marketplace=options.target).prices)
    stages = Stages.load(_context(tag, catalog, engines, options), analyse, last)
    if options.target not in {"", catalog.marketplace}:
        stages.by_role()
    return stages


def _run_together(
    catalog: Catalog,
    tags: Sequence[str],
    engines: Mapping[str, Engine],
    options: RunOptions,
    report: RunReport,
    *,
    again: bool = False,
) -> None:
    """Markets of one language and engine: one desk, one scan, then each market by itself.

    Unfinished work that turns out to be damaged is thrown away, and the run begins ``again``.
    """
    analyse = Analyse(all_finders())
    stages = [_stages(tag, catalog, engines, options, analyse) for tag in tags]
    for stage in stages:
        layouts = catalog.detection.layouts
        stage.keep_excluded = any(word_for(layout, stage.context.market) for layout in layouts if stage.may_leave)
    folder = RunFolder(options.out, _digest(catalog, stages, engines, options))
    folder.own()
    prepared = Prepared()
    failed = len(report.failures)
    try:
        with closing(Desk(folder.desk)) as desk:
            alive = _scan(catalog, stages, desk, folder, prepared, options, report) if engines else stages
            if engines:
                workers = options.workers
                _solve(desk, workers.engines(engines, desk) if workers else engines, options, report)
            for stage in alive:
                _one_market(catalog, stage, desk if engines else None, engines, folder, prepared, options, report)
    except Exception as error:  # noqa: BLE001 raised again unless it can be explained
        if not again and not catalog.has_changed and (is_damage(error) or (folder.is_old and _is_unforeseen(error))):
            folder.remove()
            report.notes.append(f"The unfinished work in {folder.path} was damaged: the run began anew.")
            left = [tag for tag in tags if tag not in _done(catalog, options, report)]
            _run_together(catalog, left, engines, options, report, again=True)
            return
        _fail_rest(report, catalog, tags, _as_ours(error, folder, catalog), options)
    stuck = any(failure.exit_code == OutputError.exit_code for failure in report.failures[failed:])
    if not stuck or catalog.has_changed:
        folder.remove()  # else the same command goes on from there once the disk has room


def _is_unforeseen(error: Exception) -> bool:
    """Nothing that the run can name: where it went on from work that it found, that work may be damaged."""
    return not isinstance(error, LocalizeError | OSError | sqlite3.Error | MemoryError)


def _as_ours(error: Exception, folder: RunFolder, catalog: Catalog) -> LocalizeError:
    """A catalog that changed, a full disk or a damaged run folder as an error that says what to do; others are raised."""
    try:
        catalog.refuse_changed()  # what else went wrong came of that
    except CatalogError as changed:
        return changed
    if isinstance(error, LocalizeError):
        return error
    if not isinstance(error, OSError | sqlite3.Error):
        raise error
    reason = getattr(error, "strerror", None) or error
    return OutputError(
        f"The run folder {folder.path} cannot be used ({reason}).",
        "Free the disk or name another --out DIR; if it is damaged, remove it: the cache keeps what was translated.",
    )


def _solve(desk: Desk, engines: Mapping[str, Engine], options: RunOptions, report: RunReport) -> None:
    cache = SqliteCache(options.cache)
    try:
        solve(desk, engines, cache, progress=lambda done, total: options.progress("translating", done, total))
    finally:
        report.notes += [note for note in cache.notes if note not in report.notes]
        cache.close()


def _fail_rest(
    report: RunReport, catalog: Catalog, tags: Sequence[str], error: LocalizeError, options: RunOptions
) -> None:
    """Note an error that ends all markets which are neither done nor noted yet."""
    done = _done(catalog, options, report)
    noted = {failure.what for failure in report.failures}
    for tag in tags:
        what = f"{catalog.path.name} → {tag}"
        if tag not in done and what not in noted:
            report.fail(what, error)


def _done(catalog: Catalog, options: RunOptions, report: RunReport) -> set[str]:
    """The markets of a catalog whose outputs are written."""
    marketplace = options.target or catalog.marketplace
    written = [o for o in report.outputs if (o.catalog, o.marketplace) == (catalog.path.name, marketplace)]
    return {output.market for output in written}


def _engines(tag: str, options: RunOptions) -> dict[str, Engine]:
    """The engines by source language that a market needs; none where nothing is translated.

    Raises:
        MissingDataError: there is no model for the pair.
    """
    settings = options.settings.for_market(tag)
    market = load_market(tag)
    source = settings.source_locale.split("-", 1)[0]
    off = source == market.language or "translate" in options.skip or settings.engine == "none"
    return {} if off else find_engines(settings.engine, source, market.locale)


def _digest(catalog: Catalog, stages: Sequence[Stages], engines: Mapping[str, Engine], options: RunOptions) -> str:
    settings = options.settings
    files = [*settings.dictionaries, *settings.rules, *settings.values, *settings.sizes.tables, settings.approved]
    files += [folder] if (folder := pins_folder(settings)) and folder.is_dir() else []
    files += [file for s in stages for file in rate_files(s.context.settings.prices.rates)]
    last = partial(OutputPaths.of, catalog.path, out=options.out, marketplace=options.target)
    files += [last(s.context.market.locale).prices for s in stages]
    return digest_of(
        {
            "catalog": [catalog.path.name, catalog.digest],
            "markets": [s.context.market.locale for s in stages],
            "settings": repr(settings),
            "files": [_content(path) for path in files if path],
            "engines": {source: engine.fingerprint for source, engine in engines.items()},
            "skip": sorted(options.skip),
            "as_of": options.as_of,
            "only": [options.listing, options.field, options.limit],
            "hold": options.hold,
            "marketplace": options.target,
            "mode": [options.mode, options.retranslate, options.template and catalog_digest(options.template)],
            "tool": __version__,
            "data": _shipped_state(),
        }
    )


def _shipped_state() -> str:
    """A digest of what ships, by size and time: an upgrade or a corrected table starts a run anew."""
    folders = [data_folder(name) for name in ("dictionaries", "size_tables", "currency")]
    files = sorted(
        file
        for folder in (*folders, package_folder("."))
        for file in folder.rglob("*")
        if file.suffix in {".csv", ".toml", ".json", ".py"} and file.is_file()
    )
    return digest_of({str(file): [(state := file.stat()).st_size, state.st_mtime_ns] for file in files})


def _content(path: Path) -> list[str]:
    files = sorted(p for p in path.rglob("*") if p.is_file()) if path.is_dir() else [path]
    return [f"{file.name}:{catalog_digest(file)}" for file in files if file.is_file()]


def chunks_for(catalog: Catalog, options: RunOptions) -> Iterable[list[Listing]]:
    """The listings that are asked for, in chunks: the same for every process of a run."""
    left = iter(range(options.limit)) if options.limit else count()  # one limit over all tables
    for layout in catalog.detection.layouts:
        wanted = (listing for listing in catalog.listings(layout) if options.wants(listing))
        limited = (listing for listing, _ in zip(wanted, left, strict=False))
        yield from chunks_of(_narrowed(limited, options))


def _narrowed(listings: Iterable[Listing], options: RunOptions) -> Iterator[Listing]:
    """Listings with only the named field, for trying things out."""
    if not options.field:
        yield from listings
        return
    for listing in listings:
        columns = options.columns_of(listing)
        fields = {path: field for path, field in listing.fields.items() if field.address.column in columns}
        yield replace(listing, fields=MappingProxyType(fields))


def _scan(
    catalog: Catalog,
    stages: Sequence[Stages],
    desk: Desk,
    folder: RunFolder,
    prepared: Prepared,
    options: RunOptions,
    report: RunReport,
) -> list[Stages]:
    """Collect every distinct plan; markets that lack a rate drop out here. A run that goes on has them already."""
    if options.workers:
        return _scan_elsewhere(catalog, stages, desk, folder, options, report, options.workers)
    if folder.scanned:
        return list(stages)
    alive = list(stages)
    seen = 0
    for number, chunk in enumerate(chunks_for(catalog, options)):
        for stage in tuple(alive):
            market = stage.context.market.locale
            try:
                drafts = stage.prepare(chunk)
            except MissingDataError as error:
                report.fail(f"{catalog.path.name} → {market}", error)
                alive.remove(stage)
            else:
                desk.add(stage.plans(drafts))
                prepared.keep(market, number, drafts)
        seen += len(chunk)
        options.progress("reading", seen, 0)
    if len(alive) == len(stages):
        folder.mark_scanned()
    return alive


def _scan_elsewhere(
    catalog: Catalog,
    stages: Sequence[Stages],
    desk: Desk,
    folder: RunFolder,
    options: RunOptions,
    report: RunReport,
    workers: Workers,
) -> list[Stages]:
    """The same by the call's workers."""
    now = datetime.now(UTC)
    jobs = [MarketJob(catalog, stage, desk, {}, folder, Prepared(), options, now) for stage in stages]
    missing = workers.scan(jobs, partial(chunks_for, catalog, options))
    for market, error in missing.items():
        report.fail(f"{catalog.path.name} → {market}", error)
    return [job.stages for job in jobs if job.market not in missing]


def _one_market(
    catalog: Catalog,
    stages: Stages,
    desk: Desk | None,
    engines: Mapping[str, Engine],
    folder: RunFolder,
    prepared: Prepared,
    options: RunOptions,
    report: RunReport,
) -> None:
    market = stages.context.market.locale
    job = MarketJob(catalog, stages, desk, engines, folder, prepared, options, datetime.now(UTC))
    try:
        report.outputs.append(render_market(job, partial(chunks_for, catalog, options)))
    except (LocalizeError, OSError) as error:
        report.fail(f"{catalog.path.name} → {market}", _as_ours(error, folder, catalog))


def job_for(order: Order) -> MarketJob:
    """The job that a worker process shares: read again from what it was told; rendering needs no session of an engine."""
    options, engines = order.options, order.engines
    catalog = Catalog.open(order.catalog, options.settings)
    folder = RunFolder(options.out, order.digest)
    stages = _stages(order.market, catalog, engines, options)
    desk = Desk(folder.desk) if engines else None
    return MarketJob(catalog, stages, desk, engines, folder, Prepared(), options, datetime.now(UTC))
