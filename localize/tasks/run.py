"""``run``: catalogs in, for each market a file ready to upload.

What is known to be wrong is refused before anything is written (:mod:`localize.tasks.preflight`); then markets of one
language go through the passes together (:mod:`localize.tasks.passes`), and what fails costs only what it is about.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

from localize.errors import LocalizeError, OutputError, UsageError
from localize.localizer import Stages
from localize.market import load_market
from localize.tasks.across import compare_catalogs
from localize.tasks.delta import refuse_unknown_mark
from localize.tasks.overlay import overwritten, writes_own_files
from localize.tasks.passes import Passes, as_ours
from localize.tasks.preflight import (
    for_store,
    for_template,
    open_catalogs,
    refuse_collisions,
    refuse_modes,
    refuse_unknown_marketplaces,
)
from localize.tasks.review.taking_in import take_in_edits
from localize.tasks.run_folder import alone_with
from localize.tasks.run_options import STAGE_NAMES, RunOptions
from localize.tasks.summary import RunReport
from localize.tasks.together import Together, context_of, together_of
from localize.tasks.unfinished import open_folder
from localize.translation.cache import is_damage
from localize.translation.desk import Desk

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from localize.tasks.catalog import Catalog

__all__ = ["STAGE_NAMES", "RunOptions", "run_catalogs"]


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
    options = for_store(opened, for_template(opened, options))
    refuse_modes(opened, tags, options)
    options = _with_edits(opened, tags, options, report)
    if not options.sample:
        compare_catalogs(opened)
    if announce is not None and not options.dry_run:
        for catalog in opened:
            if overwrites := options.template is None and overwritten(catalog, options.mode):
                announce(catalog.path.name, overwrites)
    for tag in tags[1:] if opened else ():  # a wrong dictionary of a later market stops the call before it writes
        Stages.load(context_of(tag, opened[0], (), options))
    for catalog in opened:
        for together in together_of(catalog, tags, options, report):
            for target in options.marketplaces or ("",):
                _run_alone(replace(together, options=replace(options, target=target)), report)
    kept = {(taken.output.name, taken.market): taken.kept for taken in report.taken_in}
    for output in report.outputs:
        written = output.files["catalog"]
        output.edited = output.edited or (kept.get((written.name, output.market)) if written else None)
    return report


def _with_edits(opened: Sequence[Catalog], tags: Sequence[str], options: RunOptions, report: RunReport) -> RunOptions:
    """Take in what a person changed in earlier outputs, before they are written anew; the options with what was learned."""
    if not opened or options.overwrite or options.dry_run or options.sample:
        return options
    own = [] if options.template else opened
    paths = [catalog.path for catalog in own if not writes_own_files(catalog, options.mode)]
    names = options.marketplaces or ("",)
    report.taken_in, settings = take_in_edits(paths, tags, options.out, options.settings, names)
    return replace(options, settings=settings)


def _run_alone(together: Together, report: RunReport) -> None:
    """Run while no other run works on the same catalog for the same output folder."""
    try:
        with alone_with(together.catalog.path.name, together.options.out):
            _run_together(together, report)
    except OutputError as error:
        together.fail_rest(report, error)


def _run_together(together: Together, report: RunReport, *, again: bool = False) -> None:
    """Markets of one language and engine: one desk, one scan, then each market by itself.

    Unfinished work that turns out to be damaged is thrown away, and the run begins ``again``.
    """
    catalog = together.catalog
    data = together.data_files()  # before the first of them is read
    stages = together.stages()
    folder, notes = open_folder(together, data)
    report.notes += notes
    failed = len(report.failures)
    try:
        with closing(Desk(folder.desk)) as desk:
            Passes(together, desk, folder, data, report).run(stages)
    except Exception as error:  # noqa: BLE001 raised again unless it can be explained
        if not again and not catalog.has_changed and (is_damage(error) or (folder.is_old and _is_unforeseen(error))):
            folder.remove()
            report.notes.append(f"The unfinished work in {folder.path} was damaged: the run began anew.")
            _run_together(together.unfinished(report), report, again=True)
            return
        together.fail_rest(report, as_ours(error, folder, catalog, data))
    stuck = any(failure.exit_code == OutputError.exit_code for failure in report.failures[failed:])
    if not stuck or catalog.has_changed or data.changed:
        folder.remove()  # else the same command goes on from there once the disk has room


def _is_unforeseen(error: Exception) -> bool:
    """Nothing that the run can name: where it went on from work that it found, that work may be damaged."""
    return not isinstance(error, LocalizeError | OSError | sqlite3.Error | MemoryError)
