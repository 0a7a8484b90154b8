"""Parameters that many commands have, each written once; a group of commands that suggests names."""

from __future__ import annotations

import re
from pathlib import Path

import click

from localize.errors import did_you_mean

__all__ = ["Group", "cache_option", "config_option", "encoding_option", "json_option", "paths_argument", "typed"]

config_option = click.option(
    "--config", type=click.Path(path_type=Path), help="Default: the nearest localize.toml upwards."
)
json_option = click.option("--json", "as_json", is_flag=True, help="One JSON object on standard output.")
encoding_option = click.option(
    "--encoding", metavar="NAME", help="Encoding of the input, where it is not detected right."
)
cache_option = click.option("--cache", type=click.Path(path_type=Path), help="Translation cache (default: per user).")
paths_argument = click.argument("paths", metavar="[PATH]...", nargs=-1, type=click.Path(path_type=Path))


def typed(path: Path | str) -> str:
    """A path as a person types it, in any shell.

    >>> typed("my shop.csv"), typed("shop.csv")
    ('"my shop.csv"', 'shop.csv')
    """
    text = str(path)
    return f'"{text}"' if re.search(r"[\s&();'|<>]", text) else text


class Group(click.Group):
    """A group that lists its commands in the order of use, and suggests a name where one was mistyped."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names in the order in which they are written."""
        del ctx
        return list(self.commands)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command of a name, or the names that are like it."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            if args and (hint := did_you_mean(args[0], self.list_commands(ctx))):
                raise click.UsageError(f"{error.message} {hint}", ctx) from None
            raise
