"""The parameters of ``localize run``: its options in groups, in the order of its help."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, TypedDict, TypeVar

import click

from localize.cli.options import common_options, values_option
from localize.cli.shared import cache_option

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["RunParameters", "run_parameters"]

F = TypeVar("F", bound="Callable[..., Any]")

_TO = click.option(
    "--to", "to", metavar="MARKET[,MARKET...]", multiple=True, help="Markets to localize for, e.g. de-DE."
)

_INPUT = [
    click.option(
        "--source-currency", metavar="CODE", help="Currency of the input (default: from the file, then --from)."
    ),
    click.option("--source-units", type=click.Choice(["metric", "us", "uk"]), help="Units of the input."),
    click.option("--source-sizes", metavar="SYSTEM", help="Size system of the input, e.g. US."),
]
"""What the input is in."""

_OUTPUT = [
    click.option(
        "--for", "wanted_by", metavar="NAME[,NAME...]", multiple=True, help="Marketplaces to fit and validate for."
    ),
    click.option("--out", type=click.Path(path_type=Path), help="Output folder (default localized/)."),
    click.option(
        "--as",
        "mode",
        type=click.Choice(["copy", "overlay"]),
        help="A whole catalog for a store of its own, or what lies over the same store (default: the layout's).",
    ),
    click.option(
        "--over",
        metavar="FILE",
        type=click.Path(path_type=Path),
        help="The store's own export of translations: an overlay takes its ids, and keeps what it has.",
    ),
    click.option("--template", type=click.Path(path_type=Path), help="Fill a marketplace's own empty template."),
    click.option(
        "--hold",
        type=click.Choice(["errors"]),
        help="Put listings with errors, whole groups, into a file of their own.",
    ),
    click.option(
        "--changed-since",
        metavar="last|DIR",
        default="",
        help="Also write what differs from what was uploaded ('uploaded').",
    ),
]
"""What is written."""

_TRYING = [
    click.option("--only", metavar="STAGES", help="Only these of: translate, sizes, units, prices, rules, fit."),
    click.option("--skip", metavar="STAGES", help="All but these."),
    click.option("--listing", metavar="KEY", default="", help="Only this listing or product, to try things out."),
    click.option("--field", metavar="NAME", default="", help="Only this field."),
    click.option("--limit", metavar="N", type=click.IntRange(min=1), help="Only the first N listings."),
    click.option("--dry-run", is_flag=True, help="Report, findings and changes; no catalog."),
]
"""Only a part, to try things out."""

_FACTS = [
    click.option("--engine", metavar="NAME", help="auto, argos, firefox or none (default auto)."),
    click.option("--retranslate", is_flag=True, help="Also what is already filled in the target language."),
    click.option("--rates", type=click.Path(path_type=Path), help="Your own rates: CSV with date,currency,per_eur."),
    click.option("--as-of", metavar="DATE", help="Date whose rates are used, e.g. 2026-10-30 (default: today)."),
    click.option("--max-rate-age", metavar="DAYS", type=click.IntRange(min=0), help="Refuse older rates."),
    cache_option,
]
"""What translates, and the rates."""

_WORK = [
    click.option(
        "--changes",
        type=click.Choice(["full", "errors", "none"]),
        help="How much of the changes to keep (default full).",
    ),
    click.option(
        "--on", "where", type=click.Choice(["local", "ray"]), help="Work on this machine, or on Ray (default local)."
    ),
    click.option(
        "--ray-address", metavar="A", default="", help="A Ray cluster: auto or HOST:PORT (default: Ray here)."
    ),
    click.option(
        "--jobs", metavar="N", type=click.IntRange(min=1), help="Processes to work with (default: one a core)."
    ),
    click.option("--overwrite", is_flag=True, help="Discard a person's edits in an earlier output."),
    click.option(
        "--fail-on",
        type=click.Choice(["error", "warning", "change", "new"]),
        help="What makes the exit status 1 (default error); new: errors and warnings that the last run did not have.",
    ),
    click.option("--json", "as_json", is_flag=True, help="The summary as one JSON object."),
]
"""Where it is worked, what is kept, and how it ends."""


class RunParameters(TypedDict):
    """What click gives ``run``: by name, None or empty where nothing was said."""

    catalogs: tuple[Path, ...]
    to: tuple[str, ...]
    source: str | None
    marketplace: str | None
    config: Path | None
    dictionaries: tuple[Path, ...]
    rules: tuple[Path, ...]
    encoding: str | None
    values: tuple[Path, ...]
    source_currency: str | None
    source_units: str | None
    source_sizes: str | None
    wanted_by: tuple[str, ...]
    out: Path | None
    mode: str | None
    over: Path | None
    template: Path | None
    hold: str | None
    changed_since: str
    only: str | None
    skip: str | None
    listing: str
    field: str
    limit: int | None
    dry_run: bool
    engine: str | None
    retranslate: bool
    rates: Path | None
    as_of: str | None
    max_rate_age: int | None
    cache: Path | None
    changes: str | None
    where: str | None
    ray_address: str
    jobs: int | None
    overwrite: bool
    fail_on: str | None
    as_json: bool


def run_parameters(command: F) -> F:
    """Give the command its options."""
    for option in reversed([*_INPUT, *_OUTPUT, *_TRYING, *_FACTS, *_WORK]):
        command = option(command)
    return _TO(common_options(values_option(command)))
