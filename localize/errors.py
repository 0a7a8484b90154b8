"""Every exception that the library raises on purpose.

    LocalizeError                     exit 2 unless a subclass says otherwise
    ├── UsageError (ValueError)       exit 2   the call is wrong
    ├── ConfigError (ValueError)      exit 2   localize.toml, a dictionary, a rule or a table is wrong
    ├── CatalogError (ValueError)     exit 3   a catalog cannot be read
    ├── OutputError (OSError)         exit 3   an output cannot be written
    ├── MissingDataError (LookupError) exit 4  a model or a rate that a market needs is missing
    └── EngineError (RuntimeError)    exit 4   an engine fails, whatever it is given

Bad listings are findings, not exceptions. Each error says what to do in ``hint``.
"""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = [
    "CatalogError",
    "ConfigError",
    "EngineError",
    "LocalizeError",
    "MissingDataError",
    "OutputError",
    "UsageError",
    "did_you_mean",
]


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """``Did you mean 'pt-BR'?`` for a name that a person mistyped, or the empty string.

    >>> did_you_mean("pt-BT", ["pt-BR", "de-DE"])
    "Did you mean 'pt-BR'?"
    """
    by_fold = {name.casefold(): name for name in known}
    close = get_close_matches(word.casefold(), by_fold, n=1, cutoff=0.6)
    return f"Did you mean '{by_fold[close[0]]}'?" if close else ""


class LocalizeError(Exception):
    """Base of everything raised on purpose; ``hint`` says what to do about it."""

    exit_code = 2

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message, hint)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()


class UsageError(LocalizeError, ValueError):
    """The call is wrong: an unknown market, an option that contradicts another."""


class ConfigError(LocalizeError, ValueError):
    """A configuration, dictionary, rule or table is wrong; the message names file and line."""


class CatalogError(LocalizeError, ValueError):
    """A catalog cannot be read."""

    exit_code = 3


class OutputError(LocalizeError, OSError):
    """An output cannot be written."""

    exit_code = 3


class MissingDataError(LocalizeError, LookupError):
    """A model or a rate that a whole market needs is missing; ``hint`` is the command that gets it."""

    exit_code = 4


class EngineError(LocalizeError, RuntimeError):
    """An engine fails whatever it is given; a whole market waits for it, as it would for a missing model."""

    exit_code = 4
