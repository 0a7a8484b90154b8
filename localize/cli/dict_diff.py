"""``localize dict diff``: the short form of ``localize diff`` for two dictionaries."""

from __future__ import annotations

from typing import Any

import click

from localize.cli.diff import compare_sides, diff_options
from localize.cli.formats import format_option, show_problems

__all__ = ["dict_diff"]


@click.command("diff", epilog="Example: localize dict diff old.csv new.csv --on shoes.csv --to de-DE")
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@diff_options
@format_option
@click.pass_context
def dict_diff(ctx: click.Context, /, old: str, new: str, form: str, **options: Any) -> None:
    """Show what a changed dictionary does to a real catalog, field by field.

    OLD and NEW are files or folders, or one of a git revision: HEAD~1:terms.csv. They take each other's place in the
    nearest localize.toml.
    """
    show_problems(ctx, compare_sides("dict diff", old, new, **options), form)
