"""The outermost layer: the group of commands, and how errors are shown."""

from __future__ import annotations

import io
import os
import signal
import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any

import click

from localize._version import __version__
from localize.cli.shared import Group
from localize.cli.unforeseen import show_unforeseen
from localize.errors import LocalizeError

if TYPE_CHECKING:
    from types import FrameType

__all__ = ["cli", "entry", "main"]

COMMANDS = {
    "run": "Localize catalogs for other markets.",
    "check": "Check a catalog against a marketplace's limits; change nothing.",
    "inspect": "Show what was detected in a catalog, column by column, and correct it.",
    "explain": "Show the way of one text, step by step.",
    "convert": "Convert one size, quantity or price.",
    "dict": "Check, test, convert and extend dictionaries.",
    "rules": "Check and test rules.",
    "sizes": "Check and test size tables.",
    "sample": "Make a small catalog without prices and stock, fit to commit for CI.",
    "uploaded": "Mark a run's files as uploaded, so that the next run writes what has changed since.",
    "diff": "Show what a change of dictionaries, rules or settings would do to a catalog.",
    "models": "List, install, import and remove translation models.",
    "review": "Hand localized texts to a person, and take the corrections back.",
    "decide": "Write the answers from a report to localize.toml.",
    "memory": "Show what is remembered; approved translations from and to TMX.",
    "rates": "Show the exchange rates that are used.",
    "markets": "List markets, or show one's customs.",
    "marketplaces": "List the marketplaces whose files are known.",
    "init": "Start a localize.toml, a dictionary and a rule here.",
    "demo": "Localize a sample catalog and show what was done.",
    "completion": "Let your shell complete commands and options.",
}
INTERRUPTED, TERMINATED = 130, 143
COMPLETING = "_LOCALIZE_COMPLETE"
"""Set by the shell while it completes a line."""


class _Terminated(KeyboardInterrupt):
    """The system or a scheduler asks the process to end (SIGTERM)."""


def _terminate(number: int, frame: FrameType | None) -> None:
    """End as if the user had interrupted: workers are ended, drafts are taken away, and the way on is said."""
    del number, frame
    raise _Terminated


class LazyGroup(Group):
    """Commands by name, imported when they are called; ``--help`` imports none of them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names in the order of use."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a name."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"localize.cli.{cmd_name}")
        command: click.Command = getattr(module, cmd_name)
        if COMPLETING not in os.environ:
            return command
        from localize.cli.completing import proposing_names

        return proposing_names(command)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands, without importing them."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Example: localize run shoes.csv --to de-DE",
)
@click.version_option(__version__, prog_name="localize")
def cli() -> None:
    """Take a catalog across a border: texts, terms, sizes, units and prices, offline, and checked before you upload."""


def main(arguments: list[str] | None = None) -> Any:
    """Run the command line; every error ends as one message and its exit status, never as a traceback."""
    color = False if os.environ.get("NO_COLOR") else None  # no-color.org; None: colours in a terminal, none in a pipe
    try:
        return cli.main(args=arguments, prog_name="localize", standalone_mode=False, color=color) or 0
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except LocalizeError as error:
        click.secho(f"Error: {error.message}", fg="red", err=True, color=color)
        if error.hint:
            click.echo(error.hint, err=True)
        return error.exit_code
    except (KeyboardInterrupt, click.Abort) as stop:
        click.echo("\nInterrupted. What was done is kept: the same command goes on from there.", err=True)
        return TERMINATED if isinstance(stop.__cause__ or stop, _Terminated) else INTERRUPTED
    except Exception as error:  # noqa: BLE001 what nobody foresaw is told like the rest
        return show_unforeseen(error)


def entry() -> None:
    """The installed command. What a terminal cannot show (half a character, ``→`` in an old code page) is put plainly."""
    from localize.cli.plain import use_plain_signs

    plain = use_plain_signs()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=plain)
    signal.signal(signal.SIGTERM, _terminate)
    sys.exit(main())
