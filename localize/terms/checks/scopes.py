"""Scopes and pairs of two entries held against each other: can both apply, does one cover the other?"""

from __future__ import annotations

from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from localize.terms.checks.items import SCOPES

if TYPE_CHECKING:
    from localize.terms.checks.items import Item

__all__ = ["covers", "may_meet", "pairs_meet", "within"]


def pairs_meet(item: Item, other: Item) -> bool:
    """Can one run use both?"""
    return _locales_meet(item.source, other.source) and _locales_meet(item.target, other.target)


def _locales_meet(one: str, two: str) -> bool:
    """``de`` and ``de-AT`` meet, ``de-DE`` and ``de-AT`` do not."""
    if not one or not two:
        return True
    one, two = one.casefold(), two.casefold()
    return one == two or one.split("-")[0] == two or two.split("-")[0] == one


def may_meet(item: Item, other: Item) -> bool:
    """Can both apply in one place, as far as their scopes tell?

    Two patterns that say different things (``*color*``, ``option*``) are taken to be meant for different places.
    """
    pairs = zip(SCOPES, item.scope, other.scope, strict=True)
    return all(not a or not b or _one_covers(name, a, b) or _one_covers(name, b, a) for name, a, b in pairs)


def within(item: Item, other: Item) -> bool:
    """Does ``other`` apply wherever ``item`` does?"""
    pairs = zip(SCOPES, item.scope, other.scope, strict=True)
    return (
        all(covers(name, wide, narrow) for name, narrow, wide in pairs)
        and _locale_covers(other.source, item.source)
        and _locale_covers(other.target, item.target)
    )


def _locale_covers(wide: str, narrow: str) -> bool:
    wide, narrow = wide.casefold(), narrow.casefold()
    return not wide or wide == narrow or narrow.split("-")[0] == wide


def covers(name: str, wide: str, narrow: str) -> bool:
    """Does the scope ``wide`` of a dimension hold wherever ``narrow`` does? Empty is everywhere."""
    return wide in {"", "*"} or (bool(narrow) and _one_covers(name, wide, narrow))


def _one_covers(name: str, wide: str, narrow: str) -> bool:
    if wide in (narrow, "*"):
        return True
    if name == "fields":
        patterns = _patterns(wide)
        return all(any(fnmatchcase(n, w) for w in patterns) for n in _patterns(narrow))
    if name == "market":
        return fnmatchcase(narrow, wide) or wide in narrow.split("-")
    if name == "category":
        return wide in narrow or fnmatchcase(narrow, wide)
    return fnmatchcase(narrow, wide)


def _patterns(text: str) -> list[str]:
    return [part.strip() for part in text.replace(",", "|").split("|") if part.strip()]
