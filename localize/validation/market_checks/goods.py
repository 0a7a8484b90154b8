"""Which fields of a listing speak of a duty, and whether it is offered, and new."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from localize.data import package_folder, read_toml
from localize.listing import Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from localize.listing import Draft

__all__ = ["fields_about", "has_price", "is_used"]

_MARKS = re.compile(r"[\W_]+")
_PRICES = frozenset({Role.PRICE, Role.SALE})


@lru_cache(maxsize=4096)
def _plain(text: str) -> str:
    return _MARKS.sub(" ", text.casefold()).strip()


def fields_about(draft: Draft, names: Iterable[str]) -> Iterator[str]:
    """Paths of the fields whose header, or the seller's name for them, is one of ``names`` (small letters, blanks)."""
    wanted = frozenset(names)
    for path, field in draft.listing.fields.items():
        if _named(field.header) & wanted or _plain(field.label) in wanted or _plain(path.rpartition("/")[2]) in wanted:
            yield path


@lru_cache(maxsize=4096)
def _named(header: str) -> frozenset[str]:
    """A header as people and as templates write it: ``g:certification``, ``C:Unit Type``, ``unit_count[…]#1.value``."""
    behind_prefix = header.rpartition(":")[2]
    before_selectors = re.split(r"[\[#.]", header)[0]
    return frozenset(map(_plain, (header, behind_prefix, before_selectors)))


def has_price(draft: Draft) -> bool:
    """Does the row offer something: is a price stated or, where the row has no cell for one, the product itself?"""
    prices = [path for path, field in draft.listing.fields.items() if field.role in _PRICES]
    title = draft.listing.group.title
    return any(draft.values[path] for path in prices) if prices else not title or title in _sources(draft)


def _sources(draft: Draft) -> frozenset[str]:
    return frozenset(field.value for field in draft.listing.fields.values())


def is_used(draft: Draft) -> bool:
    """Does the listing state a condition other than new?"""
    stated = (_plain(draft.values[path]) for path in fields_about(draft, _used()["fields"]))
    return any(word in condition.split() for condition in stated for word in _used()["words"])


@cache
def _used() -> dict[str, list[str]]:
    used: dict[str, list[str]] = read_toml(package_folder("validation") / "market_checks" / "facts.toml")["used"]
    return used
