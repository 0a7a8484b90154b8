"""``--format`` of check, test and diff commands; :mod:`localize.problem` says how a command uses it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import click

from localize.report.problems import FORMATS, render

if TYPE_CHECKING:
    from collections.abc import Callable

    from localize.problem import ProblemReport

__all__ = ["format_option", "show_problems"]

F = TypeVar("F", bound="Callable[..., Any]")


def format_option(command: F) -> F:
    """Gives a command the parameter ``form``, by ``--format`` or by the ``--json`` that every command has."""
    choice = click.option(
        "--format",
        "form",
        type=click.Choice(FORMATS),
        default="text",
        show_default=True,
        help="For people, programs and CI systems.",
    )
    short = click.option(
        "--json",
        is_flag=True,
        expose_value=False,
        is_eager=False,
        callback=_as_json,
        help="Short for --format json.",
    )
    return choice(short(command))


def _as_json(ctx: click.Context, parameter: click.Parameter, value: bool) -> None:  # noqa: FBT001 - click's signature
    del parameter
    if value:
        ctx.params["form"] = "json"


def show_problems(ctx: click.Context, report: ProblemReport, form: str) -> NoReturn:
    """Print the report on standard output and end the command: exit status 1 for an error or a warning."""
    if form == "text":
        from localize.report.problems.text import lines

        for line, colour in lines(report):
            click.secho(line, fg=colour or None)
    else:
        click.echo(render(report, form), nl=False)
    ctx.exit(1 if report.failed else 0)
