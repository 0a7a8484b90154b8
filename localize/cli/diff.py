"""``localize diff``, and what ``localize dict diff`` shares with it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from localize.cli.formats import format_option, show_problems
from localize.cli.options import as_of_date, locale_tag, markets_of
from localize.cli.shared import cache_option, config_option
from localize.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from localize.problem import ProblemReport
    from localize.settings import Settings

__all__ = ["compare_sides", "diff", "diff_options"]

F = TypeVar("F", bound="Callable[..., Any]")

_OPTIONS = [
    click.option(
        "--on",
        "catalogs",
        metavar="CATALOG",
        multiple=True,
        required=True,
        type=click.Path(path_type=Path),
        help="The catalog to try both on; repeatable.",
    ),
    click.option("--to", "to", metavar="MARKET[,MARKET...]", multiple=True, help="Markets, e.g. de-DE."),
    click.option(
        "--fail-on",
        metavar="GATES",
        default="invalid,lost-term",
        show_default=True,
        help="What makes the exit status 1: invalid, lost-term, change, unknown, none.",
    ),
    click.option("--max-changes", metavar="N", type=click.IntRange(min=0), help="Also fail if more listings change."),
    click.option("--from", "source", metavar="LOCALE", help="Language and country of the catalog (default en-US)."),
    click.option("--marketplace", metavar="NAME", help="Whose layout the catalog has (default: detected)."),
    click.option("--engine", metavar="NAME", help="auto, argos, firefox or none (default auto)."),
    click.option("--as-of", metavar="DATE", help="Date whose rates are used (default: today)."),
    cache_option,
    config_option,
]


def diff_options(command: F) -> F:
    """The options of both commands."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


@click.command(epilog="Example: localize diff --before old-rules.toml --after rules.toml --on shoes.csv --to en-GB")
@click.option("--before", metavar="REV|PATH", required=True, help="A git revision, or a file or folder.")
@click.option("--after", metavar="REV|PATH", required=True, help="Likewise; . is what you have now.")
@diff_options
@format_option
@click.pass_context
def diff(ctx: click.Context, /, before: str, after: str, form: str, **options: Any) -> None:
    """Show what a change of configuration, dictionaries, rules or tables would change in a real catalog.

    Both sides are a localize.toml or its folder, a dictionary, a rule file, or a git revision (HEAD~1, or
    main:terms.csv). Only what the change reaches is localized, and only what the cache lacks is translated. Shows each
    field before and after, listings that become invalid or valid, and terms that are no longer honoured.
    """
    show_problems(ctx, compare_sides("diff", before, after, **options), form)


def compare_sides(
    command: str,
    before: str,
    after: str,
    *,
    catalogs: Sequence[Path],
    to: tuple[str, ...],
    fail_on: str,
    max_changes: int | None,
    source: str | None,
    marketplace: str | None,
    engine: str | None,
    as_of: str | None,
    cache: Path | None,
    config: Path | None,
) -> ProblemReport:
    """The report of a diff of two sides.

    Raises:
        UsageError: the call is wrong.
    """
    from localize.cli.progress import Progress
    from localize.data import home_folder
    from localize.market import load_market
    from localize.tasks.diff import diff_catalog
    from localize.tasks.diff_report import diff_report, gates_of
    from localize.tasks.diff_sides import open_sides

    gates = gates_of(fail_on)
    if config is not None and not config.is_file():
        raise UsageError(f"There is no configuration {config}.", "'localize init' makes one.")

    def laid_over(settings: Settings) -> Settings:
        return replace(
            settings,
            source_locale=locale_tag(source or settings.source_locale),
            marketplace=marketplace or settings.marketplace,
            engine=engine or settings.engine,
        )

    with open_sides(before, after, config) as (one, other), Progress() as progress:
        old, new = laid_over(one.settings), laid_over(other.settings)
        markets = list(dict.fromkeys(load_market(name).locale for name in markets_of(to, new)))
        if not markets:
            raise UsageError("No market was named.", "Add: --to de-DE  ('localize markets' lists them)")
        where = cache or new.cache or home_folder() / "cache.sqlite"
        day = as_of_date(as_of)
        diffs = [
            diff_catalog(path, tag, old, new, as_of=day, cache=where, progress=progress.update)
            for path in catalogs
            for tag in markets
        ]
    return diff_report(command, diffs, gates, max_changes)
