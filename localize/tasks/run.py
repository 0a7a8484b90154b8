"""``run``: catalogs in, for each market a file ready to upload. The passes of the design, over a run folder.

    scan ─► translate ─► render ─► reduce ─► write

Markets of one language share the scan and the desk, so each text is translated once.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from itertools import islice
from types import MappingProxyType
from typing import TYPE_CHECKING

from localize.context import Context
from localize.errors import LocalizeError, MissingDataError, UsageError
from localize.localizer import FINDERS, Stages
from localize.market import load_market
from localize.tasks.catalog import Catalog, catalog_digest, check_language, chunks_of
from localize.tasks.outputs import OutputPaths
from localize.tasks.render import render_market
from localize.tasks.run_folder import RunFolder, digest_of
from localize.tasks.summary import OutputSummary, RunReport
from localize.text.analysis import Analyse
from localize.translation.cache import SqliteCache
from localize.translation.desk import Desk
from localize.translation.engines import find_engine
from localize.translation.solving import solve

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from localize.listing import Listing
    from localize.protocols import Engine
    from localize.settings import Settings

__all__ = ["STAGE_NAMES", "RunOptions", "run_catalogs"]

STAGE_NAMES = ("translate", "sizes", "units", "prices", "rules", "fit")


def _quiet(phase: str, done: int, total: int) -> None:
    """Nobody wants to hear of progress."""


@dataclass(frozen=True, slots=True)
class RunOptions:
    """What a call of ``run`` asks for beyond the settings."""

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
    progress: Callable[[str, int, int], None] = _quiet

    @property
    def sample(self) -> bool:
        """Only some listings or fields are asked for."""
        return bool(self.listing or self.field or self.limit)

    def wants(self, listing: Listing) -> bool:
        """Is this listing asked for? Its key, its group's key, or any listing."""
        return not self.listing or self.listing in {listing.key, listing.group.key}


def run_catalogs(catalogs: Sequence[Path], options: RunOptions) -> RunReport:
    """Localize catalogs for markets. What fails is reported and the rest goes on.

    Raises:
        UsageError: the call is wrong; nothing was written.
        ConfigError: a configuration, dictionary or rule is wrong; nothing was written.
    """
    markets = [load_market(name) for name in dict.fromkeys(options.markets)]
    if not markets:
        raise UsageError("No market was named.", "Add: --to de-DE  ('localize markets' lists them)")
    tags = list(dict.fromkeys(market.locale for market in markets))
    _refuse_collisions(catalogs, tags, options)
    report = RunReport()
    for path in catalogs:
        try:
            catalog = Catalog.open(path, options.settings)
            if not options.sample:
                check_language(catalog, options.settings.source_locale)
        except UsageError:
            raise
        except LocalizeError as error:
            report.fail(str(path), error)
            continue
        for group in _by_language(tags):
            _run_language(catalog, group, options, report)
    return report


def _refuse_collisions(catalogs: Sequence[Path], tags: Iterable[str], options: RunOptions) -> None:
    seen: dict[Path, Path] = {}
    for path in catalogs:
        for tag in tags:
            target = OutputPaths.of(path, tag, options.out, sample=options.sample).catalog
            if target in seen:
                raise UsageError(
                    f"{seen[target]} and {path} would both be written to {target}.",
                    "Rename one of them or run them into different --out folders.",
                )
            if target.resolve() == path.resolve():
                raise UsageError(f"{target} would overwrite its own input.", "Name another --out folder.")
            seen[target] = path


def _by_language(tags: Sequence[str]) -> list[list[str]]:
    groups: dict[str, list[str]] = {}
    for tag in tags:
        groups.setdefault(tag.split("-", 1)[0], []).append(tag)
    return list(groups.values())


def _context(tag: str, catalog: Catalog, options: RunOptions) -> Context:
    settings = options.settings.for_market(tag)
    return Context(
        settings.source_locale,
        load_market(tag),
        catalog.marketplace,
        settings,
        options.as_of,
        settings.source_currency,
        options.skip,
    )


def _run_language(catalog: Catalog, tags: Sequence[str], options: RunOptions, report: RunReport) -> None:
    """All markets of one language: one desk, one scan, then each market by itself."""
    analyse = Analyse(FINDERS)
    stages = [Stages.load(_context(tag, catalog, options), analyse) for tag in tags]
    try:
        engine = _engine(stages[0].context, options)
    except MissingDataError as error:
        for tag in tags:
            report.fail(f"{catalog.path.name} → {tag}", error)
        return
    folder = RunFolder(options.out, _digest(catalog, stages, engine, options))
    desk = Desk(folder.desk)
    try:
        alive = _scan(catalog, stages, desk, options, report)
        if engine is not None:
            cache = SqliteCache(options.cache)
            solve(
                desk,
                {engine.source: engine},
                cache,
                progress=lambda done, total: options.progress("translating", done, total),
            )
            cache.close()
        for stage in alive:
            _one_market(catalog, stage, desk if engine else None, engine, folder, options, report)
    except (MissingDataError, OSError) as error:
        _fail_all(report, catalog, tags, error)
        return
    finally:
        desk.close()
    folder.remove()


def _fail_all(report: RunReport, catalog: Catalog, tags: Sequence[str], error: Exception) -> None:
    if not isinstance(error, LocalizeError):
        raise error
    for tag in tags:
        report.fail(f"{catalog.path.name} → {tag}", error)


def _engine(context: Context, options: RunOptions) -> Engine | None:
    off = context.same_language or "translate" in options.skip or options.settings.engine == "none"
    return None if off else find_engine(options.settings.engine, context.source_language, context.market.locale)


def _digest(catalog: Catalog, stages: Sequence[Stages], engine: Engine | None, options: RunOptions) -> str:
    settings = options.settings
    files = [*settings.dictionaries, *settings.rules, *settings.sizes.tables, settings.prices.rates]
    return digest_of(
        {
            "catalog": catalog_digest(catalog.path),
            "markets": [s.context.market.locale for s in stages],
            "settings": repr(settings),
            "files": [_content(path) for path in files if path],
            "engine": engine.fingerprint if engine else "",
            "skip": sorted(options.skip),
            "as_of": options.as_of,
            "only": [options.listing, options.field, options.limit],
        }
    )


def _content(path: Path) -> list[str]:
    files = sorted(p for p in path.rglob("*") if p.is_file()) if path.is_dir() else [path]
    return [f"{file.name}:{catalog_digest(file)}" for file in files if file.is_file()]


def _chunks(catalog: Catalog, options: RunOptions) -> Iterable[list[Listing]]:
    for layout in catalog.detection.layouts:
        wanted = (listing for listing in catalog.listings(layout) if options.wants(listing))
        limited = islice(wanted, options.limit or None)
        yield from chunks_of(_narrowed(limited, options.field))


def _narrowed(listings: Iterable[Listing], name: str) -> Iterator[Listing]:
    """Listings with only the named field, for trying things out."""
    if not name:
        yield from listings
        return
    for listing in listings:
        fields = {p: f for p, f in listing.fields.items() if name in {p, f.header.strip(), f.label}}
        yield replace(listing, fields=MappingProxyType(fields))


def _scan(
    catalog: Catalog, stages: Sequence[Stages], desk: Desk, options: RunOptions, report: RunReport
) -> list[Stages]:
    """Collect every distinct plan; markets that lack a rate drop out here."""
    alive = list(stages)
    seen = 0
    for chunk in _chunks(catalog, options):
        for stage in tuple(alive):
            try:
                desk.add(stage.plans(stage.prepare(chunk)))
            except MissingDataError as error:
                report.fail(f"{catalog.path.name} → {stage.context.market.locale}", error)
                alive.remove(stage)
        seen += len(chunk)
        options.progress("reading", seen, 0)
    return alive


def _one_market(
    catalog: Catalog,
    stages: Stages,
    desk: Desk | None,
    engine: Engine | None,
    folder: RunFolder,
    options: RunOptions,
    report: RunReport,
) -> None:
    started = datetime.now(UTC)
    market = stages.context.market.locale
    try:
        summary: OutputSummary = render_market(
            catalog, stages, _chunks(catalog, options), desk, engine, folder, options, started
        )
    except LocalizeError as error:
        report.fail(f"{catalog.path.name} → {market}", error)
    else:
        report.outputs.append(summary)
