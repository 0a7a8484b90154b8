"""What fields mean across layouts: ``body_html`` of one file is ``description`` in another, ``vendor`` is ``brand``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from localize.data import package_folder, read_toml
from localize.layouts.spec_files import layout_specs
from localize.listing import Role

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Meaning", "instead_of", "meaning_of", "own_words", "path_for", "with_currency"]

_SLOT = re.compile(r"\{\d\+?\}")


class Meaning(NamedTuple):
    """What a field says; ``number`` tells several of a kind apart (the second bullet is 2), 0 where there is but one."""

    name: str
    number: int = 0


@dataclass(frozen=True, slots=True)
class _Entry:
    name: str
    pattern: re.Pattern[str]
    roles: frozenset[Role]


@cache
def _entries() -> tuple[_Entry, ...]:
    data = read_toml(package_folder("layouts") / "meanings.toml")
    return tuple(
        _Entry(
            entry["name"],
            re.compile("|".join(f"(?:{path})" for path in entry["paths"]), re.IGNORECASE),
            frozenset(map(Role, entry.get("roles", ()))),
        )
        for entry in data["meaning"]
    )


@cache
def with_currency(marketplace: str) -> bool:
    """Does a marketplace want the currency in the cell of a price?"""
    data = read_toml(package_folder("layouts") / "meanings.toml")
    return marketplace in data["money"]["with_currency"]


@cache
def own_words(use: str) -> frozenset[str]:
    """The meanings that each marketplace has words of its own for: those ``unchecked`` or ``uncarried`` elsewhere."""
    data = read_toml(package_folder("layouts") / "meanings.toml")
    return frozenset(data["own_words"][use])


@cache
def instead_of(name: str) -> tuple[str, ...]:
    """The meanings that may stand for one, the best first."""
    data = read_toml(package_folder("layouts") / "meanings.toml")
    return tuple(data["instead"].get(name, ()))


@cache
def meaning_of(path: str, role: Role, label: str = "") -> Meaning | None:
    """What a field means, by its path; by the seller's name for it (an option Color); by its role.

    >>> meaning_of("body_html", Role.HTML)
    Meaning(name='description', number=0)
    >>> meaning_of("bullet_point/2", Role.TEXT)
    Meaning(name='bullet', number=2)
    >>> meaning_of("option2/value", Role.CHOICE, "Color").name
    'color'
    """
    for text in filter(None, (path, re.sub(r"\W+", "_", label.casefold()).strip("_"))):
        for entry in _entries():
            if match := entry.pattern.fullmatch(text):
                number = next((int(group) for group in match.groups() if group), 0)
                return Meaning(entry.name, number)
    by_role = next((entry for entry in _entries() if role in entry.roles and "/name" not in path), None)
    return Meaning(by_role.name) if by_role and not path.startswith(("markets/", "price/")) else None


@cache
def _paths(marketplace: str) -> Mapping[str, str]:
    """What a marketplace's layouts call each meaning: a path, with ``{}`` for its number."""
    found: dict[str, str] = {}
    for spec in layout_specs():
        if spec.marketplace != marketplace:
            continue
        for column in spec.columns:
            meaning = meaning_of(_SLOT.sub("1", column.path), column.role)
            if meaning:
                found.setdefault(meaning.name, _SLOT.sub("{}", column.path))
    return found


def path_for(meaning: Meaning, marketplace: str) -> str:
    """The path of a meaning in a marketplace's layouts, '' where they have none.

    >>> path_for(Meaning("description"), "shopify"), path_for(Meaning("bullet", 2), "amazon")
    ('body_html', 'bullet_point/2')
    """
    return _paths(marketplace).get(meaning.name, "").replace("{}", str(meaning.number or 1))
