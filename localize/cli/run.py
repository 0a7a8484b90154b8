"""``localize run``."""

from __future__ import annotations

import gc
import json
from contextlib import nullcontext
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

import click

from localize.cli.options import as_of_date, common_options, markets_of, settings_from, values_option
from localize.errors import UsageError, did_you_mean

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from localize.settings import Settings
    from localize.tasks.workers import Workers

__all__ = ["run"]

_COLLECTED_AFTER = 50_000, 20, 50
"""New objects between two passes of the garbage collector (Python: 700, 10, 10).

A run makes millions of small objects, and hardly any garbage in circles: looking for it took a sixth of the time.
"""


@click.command(
    epilog="In a pipe: localize run - --to de-DE < in.csv > out.csv\n\n"
    "Example: localize run shoes.csv --to de-DE,fr-FR --out localized"
)
@click.argument(
    "catalogs", metavar="CATALOG...", nargs=-1, required=True, type=click.Path(path_type=Path, readable=False)
)
@click.option("--to", "to", metavar="MARKET[,MARKET...]", multiple=True, help="Markets to localize for, e.g. de-DE.")
@common_options
@values_option
@click.option("--source-currency", metavar="CODE", help="Currency of the input (default: from the file, then --from).")
@click.option("--source-units", type=click.Choice(["metric", "us", "uk"]), help="Units of the input.")
@click.option("--source-sizes", metavar="SYSTEM", help="Size system of the input, e.g. US.")
@click.option(
    "--for", "wanted_by", metavar="NAME[,NAME...]", multiple=True, help="Marketplaces to fit and validate for."
)
@click.option("--out", type=click.Path(path_type=Path), help="Output folder (default localized/).")
@click.option(
    "--as",
    "mode",
    type=click.Choice(["copy", "overlay"]),
    help="A whole catalog for a store of its own, or what lies over the same store (default: the layout's).",
)
@click.option("--template", type=click.Path(path_type=Path), help="Fill a marketplace's own empty template.")
@click.option(
    "--hold", type=click.Choice(["errors"]), help="Put listings with errors, whole groups, into a file of their own."
)
@click.option(
    "--changed-since",
    metavar="last|DIR",
    default="",
    help="Also write what differs from what was uploaded ('uploaded').",
)
@click.option("--only", metavar="STAGES", help="Only these of: translate, sizes, units, prices, rules, fit.")
@click.option("--skip", metavar="STAGES", help="All but these.")
@click.option("--listing", metavar="KEY", default="", help="Only this listing or product, to try things out.")
@click.option("--field", metavar="NAME", default="", help="Only this field.")
@click.option("--limit", metavar="N", type=click.IntRange(min=1), help="Only the first N listings.")
@click.option("--dry-run", is_flag=True, help="Report, findings and changes; no catalog.")
@click.option("--engine", metavar="NAME", help="auto, argos, firefox or none (default auto).")
@click.option("--retranslate", is_flag=True, help="Also what is already filled in the target language.")
@click.option("--rates", type=click.Path(path_type=Path), help="Your own rates: CSV with date,currency,per_eur.")
@click.option("--as-of", metavar="DATE", help="Date whose rates are used, e.g. 2026-10-30 (default: today).")
@click.option("--max-rate-age", metavar="DAYS", type=click.IntRange(min=0), help="Refuse older rates.")
@click.option("--cache", type=click.Path(path_type=Path), help="Translation cache (default: per user).")
@click.option(
    "--changes", type=click.Choice(["full", "errors", "none"]), help="How much of the changes to keep (default full)."
)
@click.option(
    "--on", "where", type=click.Choice(["local", "ray"]), help="Work on this machine, or on Ray (default local)."
)
@click.option("--ray-address", metavar="A", default="", help="A Ray cluster: auto or HOST:PORT (default: Ray here).")
@click.option("--jobs", metavar="N", type=click.IntRange(min=1), help="Processes to work with (default: one a core).")
@click.option("--overwrite", is_flag=True, help="Discard a person's edits in an earlier output.")
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "change", "new"]),
    help="What makes the exit status 1 (default error); new: errors and warnings that the last run did not have.",
)
@click.option("--json", "as_json", is_flag=True, help="The summary as one JSON object.")
@click.pass_context
def run(
    ctx: click.Context,
    catalogs: tuple[Path, ...],
    to: tuple[str, ...],
    source: str | None,
    marketplace: str | None,
    config: Path | None,
    dictionaries: tuple[Path, ...],
    rules: tuple[Path, ...],
    encoding: str | None,
    values: tuple[Path, ...],
    source_currency: str | None,
    source_units: str | None,
    source_sizes: str | None,
    wanted_by: tuple[str, ...],
    out: Path | None,
    mode: str | None,
    template: Path | None,
    hold: str | None,
    changed_since: str,
    only: str | None,
    skip: str | None,
    listing: str,
    field: str,
    limit: int | None,
    dry_run: bool,  # noqa: FBT001 click gives flags by name
    engine: str | None,
    retranslate: bool,  # noqa: FBT001
    rates: Path | None,
    as_of: str | None,
    max_rate_age: int | None,
    cache: Path | None,
    changes: str | None,
    where: str | None,
    ray_address: str,
    jobs: int | None,
    overwrite: bool,  # noqa: FBT001
    fail_on: str | None,
    as_json: bool,  # noqa: FBT001
) -> None:
    """Localize catalogs: for each market a file ready to upload, a report to look at, and every change explained."""
    from localize.cli.progress import Progress
    from localize.cli.screens import show_run
    from localize.cli.streams import piped
    from localize.data import home_folder
    from localize.tasks.run import RunOptions, run_catalogs

    settings = settings_from(
        config,
        source=source,
        marketplace=marketplace,
        dictionaries=dictionaries,
        rules=rules,
        encoding=encoding,
        engine=engine,
        currency=source_currency,
        units=source_units,
        sizes=source_sizes,
        rates=rates,
        max_rate_age=max_rate_age,
        values=values,
    )
    skipped = _skipped(only, skip, settings)
    gc.set_threshold(*_COLLECTED_AFTER)
    wanted = markets_of(to, settings)
    names = _names(wanted_by)
    with piped(catalogs, out, [*product(wanted, names or ("",))], as_json=as_json) as call:
        with Progress() as progress, _workers(where, ray_address, jobs) as workers:
            report = run_catalogs(
                call.catalogs,
                RunOptions(
                    markets=wanted,
                    out=call.out or settings.out or Path("localized"),
                    settings=settings,
                    as_of=as_of_date(as_of),
                    cache=cache or settings.cache or home_folder() / "cache.sqlite",
                    skip=skipped,
                    listing=listing,
                    field=field,
                    limit=limit or 0,
                    dry_run=dry_run,
                    overwrite=overwrite,
                    hold=hold or "",
                    changed_since=changed_since,
                    marketplaces=names,
                    mode=mode or "",
                    template=template,
                    retranslate=retranslate,
                    changes=changes or "full",
                    processes=jobs or 0,
                    workers=workers,
                    progress=progress.update,
                ),
                announce=_announce,
            )
        if as_json:
            click.echo(json.dumps(report.to_dict(), ensure_ascii=False))
        else:
            show_run(report)
        call.deliver(report, kept=out is not None)
    ctx.exit(report.exit_code(fail_on or settings.fail_on))


def _workers(where: str | None, address: str, jobs: int | None) -> AbstractContextManager[Workers | None]:
    """Who works beside this process and its own workers: nobody, or Ray's actors."""
    if where != "ray":
        if address:
            raise UsageError("--ray-address says where Ray is, but the run is to work here.", "Add: --on ray")
        return nullcontext()
    from localize.scale.ray_workers import ray_workers  # late: an extra

    return ray_workers(address, jobs or 0, quiet=True)


def _announce(catalog: str, overwrites: str) -> None:
    """What uploading will overwrite, told before anything is written."""
    click.echo(f"{catalog}: {overwrites}", err=True)


def _names(items: tuple[str, ...]) -> tuple[str, ...]:
    """Names from ``a,b`` and repeated options, each once."""
    return tuple(dict.fromkeys(part.strip() for item in items for part in item.split(",") if part.strip()))


def _skipped(only: str | None, skip: str | None, settings: Settings) -> frozenset[str]:
    from localize.tasks.run_options import STAGE_NAMES

    if only and skip:
        raise UsageError("--only and --skip contradict each other.", "Use one of them.")
    named = {part.strip() for part in (only or skip or "").split(",") if part.strip()}
    for name in sorted(named):
        if name not in STAGE_NAMES:
            raise UsageError(
                f"There is no stage '{name}'.", did_you_mean(name, STAGE_NAMES) or f"Stages: {', '.join(STAGE_NAMES)}."
            )
    skipped = frozenset(STAGE_NAMES) - named if only else frozenset(named)
    return skipped | ({"translate"} if settings.engine == "none" else frozenset())
