"""What a rule does: one action a rule. ``ACTIONS`` maps the key in the file to the class that reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from localize.errors import ConfigError
from localize.rules.edits import Append, Case, Choice, CopyTo, Empty, Prepend, Remove, Replace, Set, Truncate
from localize.rules.outcomes import Error, Exclude, Hold, Warn

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from localize.rules.application import Action
    from localize.rules.read import Where

__all__ = ["ACTIONS", "REPORTS", "compile_action"]

ACTIONS: Mapping[str, Callable[[Any, str], Action]] = {
    "set": Set,
    "replace": Replace,
    "append": Append,
    "prepend": Prepend,
    "remove": Remove,
    "copy_to": CopyTo,
    "case": Case,
    "truncate": Truncate,
    "choice": Choice,
    "empty": Empty,
    "exclude": Exclude,
    "hold": Hold,
    "warn": Warn,
    "error": Error,
}
"""The key in the file → what reads it. Order as in the documentation."""

REPORTS = frozenset({"exclude", "hold", "warn", "error"})
"""Actions that change no field, so they may look at codes and at a listing as a whole."""


def compile_action(rule: Mapping[str, Any], where: Where) -> tuple[str, Action]:
    """The name of a rule's one action, and the action.

    Raises:
        ConfigError: none or several actions, a pattern or a template that cannot be used.
    """
    named = [key for key in rule if key in ACTIONS]
    if len(named) != 1:
        has = f"{len(named)} actions ({', '.join(named)})" if named else "no action"
        place = where(named[1]) if named else where()
        raise ConfigError(f"{place}: a rule has one action, this one has {has}.", f"Actions: {', '.join(ACTIONS)}.")
    return named[0], ACTIONS[named[0]](rule[named[0]], where(named[0]))
