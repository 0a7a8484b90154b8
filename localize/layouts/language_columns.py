"""Columns for several languages side by side: ``title.en``, ``title.de``; ``name-en_US``, ``name-de_DE``; ``Name``, ``Name (fr)``.

Only with a column of the source's language, or one without any, is a header's end taken for a language: ``color-no`` alone is
not Norwegian. Where a header begins with one (``de_title``), or countries stand for languages (``Title UK``, ``Title DE``),
the source's own must be there: ``it_weight`` beside ``weight`` is nothing Italian.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from localize.layouts.header_languages import readings
from localize.layouts.spec import fold_header
from localize.listing import Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from localize.layouts.binding import BoundColumn
    from localize.layouts.header_languages import Reading

__all__ = ["Family", "families_of", "is_of_words", "target_locales", "with_targets"]

_KEPT_ROLES = frozenset({Role.CODE, Role.REFERENCE})
_NOT_MISSED = frozenset({Role.COST, Role.UNIT, Role.CURRENCY, Role.QUANTITY})


@dataclass(frozen=True, slots=True)
class Family:
    """Columns that say one thing in several languages: the source's column, and the others by locale as their headers write it.

    ``by_country`` says that the headers name countries.
    """

    name: str
    source: int
    targets: tuple[tuple[str, int], ...]
    by_country: bool = False


def families_of(header: Sequence[str | None], source_locale: str) -> list[Family]:
    """The families of a header, for a source locale; a column belongs to one of them at most."""
    plain: dict[str, int] = {}
    read: dict[tuple[str, str], dict[int, Reading]] = {}
    for index, cell in enumerate(header):
        found = list(readings(cell)) if cell and cell.strip() else []
        for reading in found:
            read.setdefault((reading.place, fold_header(reading.base)), {}).setdefault(index, reading)
        if cell and cell.strip() and not any(r.place == "end" and r.locale for r in found):
            plain.setdefault(fold_header(cell), index)
    families: list[Family] = []
    taken: set[int] = set()
    for (place, base), members in read.items():
        own = {index: reading for index, reading in members.items() if index not in taken}
        family = _family(own, source_locale, plain.get(base) if place == "end" else None, header)
        if family is not None and family.source not in taken:
            families.append(family)
            taken |= {family.source, *(index for _, index in family.targets)}
    return families


def _family(
    members: dict[int, Reading], source_locale: str, plain: int | None, header: Sequence[str | None]
) -> Family | None:
    """The family of columns whose headers are alike but for the language; ``plain`` is the one that names none."""
    by_country = any(not reading.locale for reading in members.values())
    columns = [(r.country if by_country else r.locale, index) for index, r in members.items()]
    columns = [(tag, index) for tag, index in columns if tag]
    own = _source_of(columns, source_locale)
    source = own if own is not None or by_country else plain
    targets = tuple((tag, index) for tag, index in columns if index != source)
    if source is None or not targets:
        return None
    name = members[source].base if own is not None else header[source] or ""
    return Family(name.strip(), source, targets, by_country)


def _source_of(columns: Iterable[tuple[str, int]], locale: str) -> int | None:
    """The column in the source's very locale, else the one in its language."""
    by_tag = {tag.replace("_", "-").casefold(): index for tag, index in reversed(list(columns))}
    language = locale.split("-", 1)[0]
    exact = by_tag.get(locale.casefold(), by_tag.get(language))
    if exact is not None:
        return exact
    others = [index for tag, index in by_tag.items() if tag.split("-")[0] == language]
    return others[0] if len(others) == 1 else None


def is_of_words(family: Family, role: Role) -> bool:
    """May a family's column have a role? Sizes and prices by country are systems and currencies, no languages."""
    return role.is_text or not family.by_country


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
