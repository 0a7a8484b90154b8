"""``localize sizes``: check and test size tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from localize.cli.configured import named_or_configured, with_examples
from localize.cli.formats import format_option, show_problems
from localize.cli.options import settings_from
from localize.cli.shared import Group, config_option, paths_argument

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["sizes"]


@click.group(cls=Group, epilog="Example: localize sizes check my-sizes.csv")
def sizes() -> None:
    """Check and test size tables: the charts by which sizes are converted.

    A table of your own wins over the shipped ones once it is named in localize.toml, [sizes] tables.
    """


@sizes.command(epilog="Example: localize sizes check my-sizes.csv --format github")
@paths_argument
@config_option
@format_option
@click.pass_context
def check(ctx: click.Context, paths: tuple[Path, ...], config: Path | None, form: str) -> None:
    """Find what is wrong with size tables.

    Form, order, contradictions, rows that no system reaches. PATH is a CSV (brand,kind,audience and a column for each
    system), a TOML description with its rows, or a folder.
    All problems in one pass, each with file, line and what to do. Exit status 1 if there is something to mend.
    Without PATH: the tables of localize.toml.
    """
    from localize.tasks.sizes_check import check_tables

    settings = settings_from(config)
    found = named_or_configured(ctx, paths, settings.sizes.tables, "size tables", settings, form)
    show_problems(ctx, check_tables(found), form)


@sizes.command(epilog="Example: localize sizes test my-sizes.csv")
@paths_argument
@config_option
@format_option
@click.pass_context
def test(ctx: click.Context, paths: tuple[Path, ...], config: Path | None, form: str) -> None:
    """Run the examples beside size tables.

    They stand in acme.tests.csv beside acme.csv; each that fails is shown with a diff. An example has value, from, to,
    kind, audience, brand and what is expected; an empty expected says that the size must be refused, problem says why.
    The tables of localize.toml are asked, then the shipped ones; without PATH their own examples are run.
    """
    from localize.tasks.sizes_test import check_size_examples

    settings = settings_from(config)
    found = named_or_configured(ctx, paths, settings.sizes.tables, "size tables", settings, form)
    found = with_examples(ctx, paths, found, "size tables", form)
    show_problems(ctx, check_size_examples(found, settings.sizes.tables), form)
