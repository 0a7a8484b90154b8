"""``localize run``."""

from __future__ import annotations

import json
from contextlib import nullcontext
from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Unpack

import click

from localize.cli.options import as_of_date, markets_of, settings_from
from localize.cli.run_parameters import RunParameters, run_parameters
from localize.errors import UsageError, did_you_mean
from localize.garbage import look_for_garbage_seldom

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from localize.settings import Settings
    from localize.tasks.run_options import RunOptions
    from localize.tasks.workers import Workers

__all__ = ["run"]


@click.command(
    epilog="In a pipe: localize run - --to de-DE < in.csv > out.csv\n\n"
    "Example: localize run shoes.csv --to de-DE,fr-FR --out localized"
)
@click.argument(
    "catalogs", metavar="CATALOG...", nargs=-1, required=True, type=click.Path(path_type=Path, readable=False)
)
@run_parameters
@click.pass_context
def run(ctx: click.Context, /, **given: Unpack[RunParameters]) -> None:
    """Localize catalogs: for each market a file ready to upload, a report to look at, and every change explained."""
    from localize.cli.progress import Progress
    from localize.cli.screens import show_run
    from localize.cli.streams import piped
    from localize.tasks.run import run_catalogs

    settings = _settings(given)
    asked = _asked(given, settings)
    look_for_garbage_seldom()
    outputs = [*product(asked.markets, asked.marketplaces or ("",))]
    with piped(given["catalogs"], given["out"], outputs, as_json=given["as_json"]) as call:
        with Progress() as progress, _workers(given) as workers:
            options = replace(asked, out=call.out or asked.out, workers=workers, progress=progress.update)
            report = run_catalogs(call.catalogs, options, announce=_announce)
        if given["as_json"]:
            click.echo(json.dumps(report.to_dict(), ensure_ascii=False))
        else:
            show_run(report)
        call.deliver(report, kept=given["out"] is not None)
    ctx.exit(report.exit_code(given["fail_on"] or settings.fail_on))


def _settings(given: RunParameters) -> Settings:
    """The configuration with the options laid over it."""
    return settings_from(
        given["config"],
        source=given["source"],
        marketplace=given["marketplace"],
        dictionaries=given["dictionaries"],
        rules=given["rules"],
        encoding=given["encoding"],
        engine=given["engine"],
        currency=given["source_currency"],
        units=given["source_units"],
        sizes=given["source_sizes"],
        rates=given["rates"],
        max_rate_age=given["max_rate_age"],
        values=given["values"],
    )


def _asked(given: RunParameters, settings: Settings) -> RunOptions:
    """What the options ask for beyond the settings."""
    from localize.data import home_folder
    from localize.tasks.run_options import RunOptions

    return RunOptions(
        markets=markets_of(given["to"], settings),
        out=settings.out or Path("localized"),
        settings=settings,
        as_of=as_of_date(given["as_of"]),
        cache=given["cache"] or settings.cache or home_folder() / "cache.sqlite",
        skip=_skipped(given["only"], given["skip"], settings),
        listing=given["listing"],
        field=given["field"],
        limit=given["limit"] or 0,
        dry_run=given["dry_run"],
        overwrite=given["overwrite"],
        hold=given["hold"] or "",
        changed_since=given["changed_since"],
        changes=given["changes"] or "full",
        marketplaces=_names(given["wanted_by"]),
        mode=given["mode"] or "",
        retranslate=given["retranslate"],
        template=given["template"],
        over=given["over"],
        processes=given["jobs"] or 0,
    )


def _workers(given: RunParameters) -> AbstractContextManager[Workers | None]:
    """Who works beside this process and its own workers: nobody, or Ray's actors."""
    if given["where"] != "ray":
        if given["ray_address"]:
            raise UsageError("--ray-address says where Ray is, but the run is to work here.", "Add: --on ray")
        return nullcontext()
    from localize.scale.ray_workers import ray_workers  # late: an extra

    return ray_workers(given["ray_address"], given["jobs"] or 0, quiet=True)


def _announce(catalog: str, overwrites: str) -> None:
    """What uploading will overwrite, told before anything is written."""
    click.echo(f"{catalog}: {overwrites}", err=True)


def _names(items: tuple[str, ...]) -> tuple[str, ...]:
    """Names from ``a,b`` and repeated options, each once."""
    return tuple(dict.fromkeys(part.strip() for item in items for part in item.split(",") if part.strip()))


def _skipped(only: str | None, skip: str | None, settings: Settings) -> frozenset[str]:
    """The stages that are left out."""
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
