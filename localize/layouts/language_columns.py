"""Columns for several languages side by side: ``title.en``, ``title.de``; ``name-en_US``, ``name-de_DE``; ``Name``, ``Name (fr)``.

Only with a column of the source's language, or one without any, is a header's end taken for a language: ``color-no`` alone is
not Norwegian.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from localize.layouts.spec import fold_header
from localize.listing import Role
from localize.market import market_tags

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from localize.layouts.binding import BoundColumn

__all__ = ["Family", "families_of", "target_locales", "with_targets"]

_LOCALE_AT_END = re.compile(
    r"(?P<base>.*[^\s._:@/|\-\[(])[\s._:@/|-]*[._:@/|\-\s\[(](?P<locale>[a-z]{2,3}(?:[-_][A-Z]{2})?)[\])]?\s*"
)


_KEPT_ROLES = frozenset({Role.CODE, Role.REFERENCE})
_NOT_MISSED = frozenset({Role.COST, Role.UNIT, Role.CURRENCY, Role.QUANTITY})


@dataclass(frozen=True, slots=True)
class Family:
    """Columns that say one thing in several languages: the source's column, and the others by locale as their headers write it."""

    name: str
    source: int
    targets: tuple[tuple[str, int], ...]


@cache
def _languages() -> frozenset[str]:
    return frozenset(tag.split("-")[0] for tag in market_tags())


def families_of(header: Sequence[str | None], source_locale: str) -> list[Family]:
    """The families of a header, for a source locale."""
    plain: dict[str, int] = {}
    by_base: dict[str, list[tuple[str, int]]] = {}
    for index, cell in enumerate(header):
        match = _LOCALE_AT_END.fullmatch(cell or "")
        if (
            match
            and match["locale"][:2] in _languages()
            and match["locale"].split("_")[0].split("-")[0] in _languages()
        ):
            by_base.setdefault(fold_header(match["base"]), []).append((match["locale"], index))
        elif cell and cell.strip():
            plain.setdefault(fold_header(cell), index)
    families = []
    for base, columns in by_base.items():
        own = _source_of(columns, source_locale)
        source = own if own is not None else plain.get(base)
        if source is not None and (targets := tuple((tag, i) for tag, i in columns if i != source)):
            match = _LOCALE_AT_END.fullmatch(header[source] or "")
            name = match["base"] if match and own is not None else header[source]
            families.append(Family((name or "").strip(), source, targets))
    return families


def _source_of(columns: Iterable[tuple[str, int]], locale: str) -> int | None:
    """The column in the source's very locale, else the one in its language."""
    by_tag = {tag.replace("_", "-").casefold(): index for tag, index in columns}
    language = locale.split("-", 1)[0]
    exact = by_tag.get(locale.casefold(), by_tag.get(language))
    if exact is not None:
        return exact
    others = [index for tag, index in by_tag.items() if tag.split("-")[0] == language]
    return others[0] if len(others) == 1 else None


def with_targets(columns: Iterable[BoundColumn], families: Sequence[Family]) -> list[BoundColumn]:
    """The columns with those of other languages as places for the source's localized values.

    The file lies over its store: what has no column for another language must not be localized in place.
    """
    targets = {family.source: family.targets for family in families}
    places = {index: (tag, family) for family in families for tag, index in family.targets}
    found = []
    for column in columns:
        if column.index in places:
            tag, family = places[column.index]
            why = f"{family.name} in {tag}: filled where it is empty"
            path = f"{fold_header(family.name)}@{tag}".replace(" ", "_")
            found.append(replace(column, role=Role.REFERENCE, why=why, path=path, sure=True, unit="", currency=""))
        elif column.index in targets:
            found.append(replace(column, targets=targets[column.index]))
        elif families and column.role not in _KEPT_ROLES:
            why = f"{column.why.strip()}; no column for other languages: kept"
            found.append(replace(column, role=Role.REFERENCE, why=why, alone=column.role not in _NOT_MISSED))
        else:
            found.append(column)
    return found


def target_locales(columns: Iterable[BoundColumn]) -> list[str]:
    """The locales that a file has columns for, beside the source's."""
    return list(dict.fromkeys(tag for column in columns for tag, _ in column.targets))
