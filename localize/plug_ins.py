"""A user's finders and checks, announced by the entry points ``localize.finders`` and ``localize.checks``.

Layouts, formats and engines are loaded where ours are. What a plug-in does wrong is a :class:`ConfigError` that names it,
never a traceback out of our code.
"""

from __future__ import annotations

from functools import cache
from importlib.metadata import entry_points
from typing import TYPE_CHECKING, Any

from localize.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from localize.context import Context
    from localize.listing import Draft, Span
    from localize.protocols import Check, Finder

__all__ = ["PluggedFinder", "check_by_plug_ins", "plugged_checks", "plugged_finders"]


class PluggedFinder:
    """A user's finder, with its spans checked: one that lies elsewhere than it says would tear texts apart."""

    def __init__(self, name: str, finder: Finder) -> None:
        self._name, self._finder = name, finder

    def __call__(self, text: str, locale: str) -> list[Span]:
        """What the finder sees.

        Raises:
            ConfigError: it failed, or a span's text is not what stands at its place.
        """
        try:
            spans = list(self._finder(text, locale))
            wrong = next((s for s in spans if not s.text or text[s.start : s.end] != s.text), None)
        except Exception as error:  # a plug-in may raise anything
            raise ConfigError(f"The finder plug-in '{self._name}' failed at “{text[:80]}” ({error!r}).") from error
        if wrong is not None:
            stands = text[wrong.start : wrong.end]
            raise ConfigError(
                f"The finder plug-in '{self._name}' says that “{wrong.text}” stands at {wrong.start} to {wrong.end},"
                f" where “{stands}” stands.",
                "Give start and end of the match, end exclusive, and its text.",
            )
        return spans


@cache
def plugged_finders() -> tuple[Finder, ...]:
    """Every finder of a plug-in, by name.

    Raises:
        ConfigError: one cannot be loaded or cannot be called.
    """
    return tuple(PluggedFinder(name, loaded) for name, loaded in _loaded("finder"))


@cache
def plugged_checks() -> tuple[tuple[str, Check], ...]:
    """Every check of a plug-in with its name.

    Raises:
        ConfigError: one cannot be loaded or cannot be called.
    """
    return tuple(_loaded("check"))


def check_by_plug_ins(drafts: Iterable[Draft], context: Context) -> Iterator[Draft]:
    """The stage that asks users' checks about the final values, as ours are asked.

    Raises:
        ConfigError: a check failed; the message names it and the listing.
    """
    checks = plugged_checks()
    for draft in drafts:
        for name, check in checks:
            try:
                check(draft, context)
            except Exception as error:  # a plug-in may raise anything
                where = f"listing '{draft.listing.key}'"
                raise ConfigError(f"The check plug-in '{name}' failed at {where} ({error!r}).") from error
        yield draft


def _loaded(kind: str) -> Iterator[tuple[str, Any]]:
    for point in sorted(entry_points(group=f"localize.{kind}s"), key=lambda point: point.name):
        try:
            loaded = point.load()
        except Exception as error:  # a plug-in may raise anything
            raise ConfigError(f"The {kind} plug-in '{point.name}' cannot be loaded ({error}).") from error
        if not callable(loaded):
            raise ConfigError(f"The {kind} plug-in '{point.name}' ({point.value}) cannot be called.")
        yield point.name, loaded
