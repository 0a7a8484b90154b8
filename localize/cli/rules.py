"""``localize rules``: check and test rule files."""

from __future__ import annotations

from pathlib import Path

import click

from localize.cli.configured import named_or_configured
from localize.cli.formats import format_option, show_problems
from localize.cli.options import markets_of, settings_from
from localize.cli.shared import Group, config_option, paths_argument

__all__ = ["rules"]


@click.group(cls=Group, epilog="Example: localize rules check rules.toml")
def rules() -> None:
    """Check and test rules: the edits of fields that you declare in TOML."""


@rules.command(epilog="Example: localize rules check rules.toml --on shoes.csv")
@paths_argument
@click.option(
    "--on",
    "catalogs",
    multiple=True,
    type=click.Path(path_type=Path),
    help="Also say which fields a catalog does not have, and which rules match none of its listings.",
)
@click.option(
    "--to", multiple=True, metavar="MARKET", help="With --on: the markets to ask for (default: each rule's own)."
)
@click.option("--from", "source", metavar="LOCALE", help="Language and country of the catalog (default en-US).")
@click.option("--marketplace", metavar="NAME", help="Whose layout the catalog has (default: detected).")
@config_option
@format_option
@click.pass_context
def check(
    ctx: click.Context,
    paths: tuple[Path, ...],
    catalogs: tuple[Path, ...],
    to: tuple[str, ...],
    source: str | None,
    marketplace: str | None,
    config: Path | None,
    form: str,
) -> None:
    """Find everything that is wrong with rules: what cannot be read, can never fire, overlaps or is undone by another.

    All problems in one pass, each with file, line and what to do. No engine is needed and nothing is changed.
    Exit status 1 if there is something to mend. Without PATH: the rules of localize.toml.
    """
    from localize.tasks.rules_check import check_rule_files

    settings = settings_from(config, source=source, marketplace=marketplace)
    found = named_or_configured(ctx, paths, settings.rules, "rules", settings, form)
    markets = markets_of(to, settings) if to else ()
    show_problems(ctx, check_rule_files(found, settings, catalogs, markets), form)


@rules.command(epilog="Example: localize rules test rules.toml")
@paths_argument
@config_option
@format_option
@click.pass_context
def test(ctx: click.Context, paths: tuple[Path, ...], config: Path | None, form: str) -> None:
    """Run the [[test]] tables of rule files, with a diff for each that fails: - as expected, + as it came out.

    A test names a rule, a market, the seller's values and what must become of them: the field's new value (expected), a
    message, a reason of exclusion (excluded), or held = true. Without PATH: the rules of localize.toml.
    """
    from localize.tasks.rules_test import check_rule_tests

    settings = settings_from(config)
    found = named_or_configured(ctx, paths, settings.rules, "rules", settings, form)
    show_problems(ctx, check_rule_tests(found), form)
