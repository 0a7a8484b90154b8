"""The passes of a run over its run folder, which keeps what is finished.

    scan ─► translate ─► render ─► reduce ─► write

Markets of one language share the scan and the desk, so each text is translated once.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

from localize.errors import CatalogError, LocalizeError, MissingDataError, OutputError
from localize.tasks.catalog import Catalog
from localize.tasks.job import MarketJob
from localize.tasks.prepared import Prepared
from localize.tasks.render import render_market
from localize.tasks.run_folder import RunFolder
from localize.tasks.run_options import chunks_for
from localize.tasks.together import stages_of
from localize.translation.cache import SqliteCache
from localize.translation.desk import Desk
from localize.translation.solving import solve

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from localize.listing import Listing
    from localize.localizer import Stages
    from localize.tasks.crew import Order
    from localize.tasks.data_files import DataFiles
    from localize.tasks.summary import RunReport
    from localize.tasks.together import Together
    from localize.tasks.workers import Workers

__all__ = ["Passes", "as_ours", "job_for"]


@dataclass(frozen=True, slots=True)
class Passes:
    """The passes over one catalog for markets that are worked on together; without engines there is nothing to translate."""

    together: Together
    desk: Desk
    folder: RunFolder
    data: DataFiles
    report: RunReport
    prepared: Prepared = field(default_factory=Prepared)

    def run(self, stages: Sequence[Stages]) -> None:
        """All of them; markets that cannot go on are reported and drop out."""
        alive = stages
        if self.together.engines:
            workers = self.together.options.workers
            alive = self._scan_elsewhere(stages, workers) if workers else self._scan(stages)
            self._translate()
        for stage in alive:
            self._render(stage)

    def _scan(self, stages: Sequence[Stages]) -> list[Stages]:
        """Collect every distinct plan; markets that lack a rate drop out here. A run that goes on has them already."""
        alive = list(stages)
        if self.folder.scanned:
            return alive
        seen = 0
        for number, chunk in enumerate(self._chunks()):
            for stage in tuple(alive):
                market = stage.context.market.locale
                try:
                    drafts = stage.prepare(chunk)
                except MissingDataError as error:
                    self.report.fail(self.together.label(market), error)
                    alive.remove(stage)
                else:
                    self.desk.add(stage.plans(drafts))
                    self.prepared.keep(market, number, drafts)
            seen += len(chunk)
            self.together.options.progress("reading", seen, 0)
        if len(alive) == len(stages):
            self.folder.mark_scanned()
        return alive

    def _scan_elsewhere(self, stages: Sequence[Stages], workers: Workers) -> Sequence[Stages]:
        """The same by the call's workers."""
        jobs = [replace(self._job(stage), engines={}) for stage in stages]
        missing = workers.scan(jobs, self._chunks)
        for market, error in missing.items():
            self.report.fail(self.together.label(market), error)
        return [job.stages for job in jobs if job.market not in missing]

    def _translate(self) -> None:
        """Translate what lies on the desk and no cache knows."""
        options, engines = self.together.options, self.together.engines
        if options.workers:
            engines = options.workers.engines(engines, self.desk)
        cache = SqliteCache(options.cache)
        try:
            solve(self.desk, engines, cache, progress=partial(options.progress, "translating"))
        finally:
            self.report.notes += [note for note in cache.notes if note not in self.report.notes]
            cache.close()

    def _render(self, stages: Stages) -> None:
        job = self._job(stages)
        try:
            self.report.outputs.append(render_market(job, self._chunks))
        except (LocalizeError, OSError) as error:
            self.report.fail(self.together.label(job.market), self._as_ours(error))

    def _job(self, stages: Stages) -> MarketJob:
        one = self.together
        desk = self.desk if one.engines else None
        return MarketJob(
            one.catalog,
            stages,
            desk,
            one.engines,
            self.folder,
            self.prepared,
            one.options,
            datetime.now(UTC),
            self.data,
        )

    def _as_ours(self, error: Exception) -> LocalizeError:
        return as_ours(error, self.folder, self.together.catalog, self.data)

    def _chunks(self) -> Iterable[list[Listing]]:
        return chunks_for(self.together.catalog, self.together.options)


def as_ours(error: Exception, folder: RunFolder, catalog: Catalog, data: DataFiles) -> LocalizeError:
    """Files that changed, a full disk or a damaged run folder as an error that says what to do; others are raised."""
    try:
        catalog.refuse_changed()  # what else went wrong came of that
        data.refuse_changed()
    except (CatalogError, OutputError) as changed:
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


def job_for(order: Order) -> MarketJob:
    """The job that a worker process shares: read again from what it was told; rendering needs no session of an engine.

    Raises:
        OutputError: what it read beside the catalog is no longer what the run began with.
    """
    options, engines = order.options, order.engines
    catalog = Catalog.open(order.catalog, options.settings)
    folder = RunFolder(options.out, order.digest)
    stages = stages_of(order.market, catalog, engines, options)
    desk = Desk(folder.desk) if engines else None
    if not order.data.is_same:  # asked when all of it was read
        raise OutputError("Dictionaries, rules or tables were changed while the run went on.")
    return MarketJob(catalog, stages, desk, engines, folder, Prepared(), options, datetime.now(UTC), order.data)
