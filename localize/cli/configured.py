"""Check and test commands without PATH: what the nearest ``localize.toml`` names, as hooks and CI jobs call them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

from localize.cli.formats import show_problems
from localize.cli.paths import short_path
from localize.errors import UsageError
from localize.problem import ProblemReport

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    import click

    from localize.settings import Settings

__all__ = ["named_or_configured", "with_examples"]

_EXAMPLES = ".tests.csv"


def named_or_configured(
    ctx: click.Context, named: tuple[Path, ...], own: Sequence[Path], what: str, settings: Settings, form: str
) -> tuple[Path, ...]:
    """The paths of the call, or those of the configuration; with neither the command ends well, and says so.

    Raises:
        UsageError: no path is named, and there is no configuration.
    """
    if named:
        return named
    if settings.source_file is None:
        raise UsageError(f"Which {what}?", "Give PATH, or call it where a localize.toml names them.")
    if not own:
        _end(ctx, f"{short_path(settings.source_file)} names no {what}.", form)
    return tuple(short_path(path) for path in own)


def with_examples(
    ctx: click.Context, named: tuple[Path, ...], found: tuple[Path, ...], what: str, form: str
) -> tuple[Path, ...]:
    """Of configured paths those that have examples; a PATH that a person named must have some."""
    if named:
        return found
    having = tuple(path for path in found if _has_examples(path))
    if not having:
        _end(ctx, f"No examples stand beside the {what}: NAME{_EXAMPLES} beside NAME.csv.", form)
    return having


def _has_examples(path: Path) -> bool:
    beside: Iterable[Path] = path.rglob(f"*{_EXAMPLES}") if path.is_dir() else [path.with_suffix(_EXAMPLES)]
    return any(file.is_file() for file in beside)


def _end(ctx: click.Context, note: str, form: str) -> NoReturn:
    command = " ".join(ctx.command_path.split()[1:])
    show_problems(ctx, ProblemReport(command, [], "nothing to look at", [note]), form)
