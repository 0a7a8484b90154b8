"""What the shell proposes behind an option: markets, marketplaces and engines by name, several of them after commas.

Only asked for while a shell completes: no command pays for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click
from click.shell_completion import CompletionItem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

__all__ = ["proposing_names"]

_ENGINES = ("auto", "argos", "firefox", "none")


class _Name(click.types.StringParamType):
    """A name out of a list that the shell may be told; what is typed is taken as it is."""

    def __init__(self, known: Callable[[], Iterable[tuple[str, str]]]) -> None:
        self._known = known

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """The names that begin so, behind those that are typed already."""
        del ctx, param
        before, comma, begun = incomplete.rpartition(",")
        taken = before.split(",")
        return [
            CompletionItem(f"{before}{comma}{name}", help=words)
            for name, words in self._known()
            if name.lower().startswith(begun.lower()) and name not in taken
        ]


def proposing_names(command: click.Command) -> click.Command:
    """The command with lists behind those of its parameters that take a name."""
    for below in command.commands.values() if isinstance(command, click.Group) else ():
        proposing_names(below)
    for param in command.params:
        if known := _list_for(param, command):
            param.type = _Name(known)
    return command


def _list_for(param: click.Parameter, command: click.Command) -> Callable[[], Iterable[tuple[str, str]]] | None:
    metavar = str(getattr(param, "metavar", None) or "")
    if metavar.startswith(("MARKET", "LOCALE")) or (command.name == "markets" and isinstance(param, click.Argument)):
        return _markets
    if param.name in {"marketplace", "wanted_by"} or (
        command.name == "marketplaces" and isinstance(param, click.Argument)
    ):
        return _marketplaces
    return _engines if param.name == "engine" else None


def _markets() -> Iterable[tuple[str, str]]:
    from localize.market import load_market, market_tags

    return [(tag, str(load_market(tag).data["name"])) for tag in market_tags()]


def _marketplaces() -> Iterable[tuple[str, str]]:
    from localize.layouts import layout_specs

    return [(name, "") for name in sorted({spec.marketplace for spec in layout_specs()} - {""})]


def _engines() -> Iterable[tuple[str, str]]:
    return [(name, "") for name in _ENGINES]
