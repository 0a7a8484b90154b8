"""Acceptances: findings that a person looked at and lets stand, the ``[[accept]]`` tables of ``localize.toml``.

    [[accept]]
    code = "rate-old"
    market = "pt-BR"             # where: market, listing, field, group; all that are named must hold
    reason = "Prices are set by hand."
    until = 2027-11-22           # the last day on which it is silent

``*`` stands for any letters in ``listing`` and ``field``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Any

from localize.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from localize.listing import Finding

__all__ = ["Acceptance", "acceptance_of"]


@dataclass(frozen=True, slots=True)
class Acceptance:
    """Which findings are silent, where, why, and until when; empty places are everywhere, no day is for good."""

    code: str
    reason: str
    market: str = ""
    listing: str = ""
    field: str = ""
    group: str = ""
    until: date | None = None

    def concerns(self, finding: Finding, market: str) -> bool:
        """Is the finding one of those, whatever the day?"""
        return (
            finding.code == self.code
            and self.market in {"", market}
            and self.group in {"", finding.group}
            and _fits(self.listing, finding.listing)
            and _fits(self.field, finding.field)
        )

    def holds_on(self, day: date) -> bool:
        """Is it still in force?"""
        return self.until is None or day <= self.until


def _fits(pattern: str, text: str) -> bool:
    return not pattern or fnmatchcase(text, re.sub(r"([\[?])", r"[\1]", pattern))  # only the star is special


def acceptance_of(table: Mapping[str, Any], where: str) -> Acceptance:
    """An ``[[accept]]`` table, which the schema has checked.

    Raises:
        ConfigError: ``until`` is no date.
    """
    data = dict(table)
    until = data.pop("until", None)
    if isinstance(until, str):
        try:
            until = date.fromisoformat(until)
        except ValueError:
            raise ConfigError(
                f"{where}: [[accept]] until = '{until}' is not a date.", "Write it as 2027-11-22."
            ) from None
    return Acceptance(**data, until=until)
