"""What the rows of each product state about it, gathered before the first is read: any row may state it."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from localize.layouts.reading import group_key, texts_of
from localize.layouts.rows import listing_rows
from localize.listing import Group
from localize.spilled import Spilled

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from localize.layouts.binding import BoundLayout
    from localize.protocols import Row

__all__ = ["GroupIndex", "index_groups"]

_NATURE = ("title", "brand", "category", "product_type", "tags")


class GroupIndex:
    """The groups of one table by their keys, in a memory that does not grow with the table."""

    def __init__(self, known: Spilled[dict[str, str]], house: str = "") -> None:
        """``known`` is what each group's rows state, ``house`` the only brand of the catalog if it names no other."""
        self._known, self._house = known, house
        self._last: Group | None = None

    def __getitem__(self, key: str) -> Group:
        """The group of a key.

        Raises:
            KeyError: no row has it.
        """
        if self._last is None or key != self._last.key:
            known = self._known.get(key)
            if known is None:
                raise KeyError(key)
            self._last = self._group(key, known)
        return self._last

    def __len__(self) -> int:
        """How many groups there are."""
        return len(self._known)

    def _group(self, key: str, known: Mapping[str, str]) -> Group:
        attributes = {name: value for name, value in known.items() if name not in _NATURE}
        if self._house and not known.get("brand"):
            attributes["house"] = self._house
        return Group(key, **{name: known.get(name, "") for name in _NATURE}, attributes=MappingProxyType(attributes))


def index_groups(layout: BoundLayout, rows: Iterable[Row]) -> GroupIndex:
    """What each group's rows state about it: the first row that says something counts. One pass."""
    found = Spilled[dict[str, str]]()
    leaning = sorted({path for c in layout.columns for path in (c.label, c.linked) if path})
    facts = {name: layout.nature.get(name, ()) for name in (*_NATURE, "gender", "age_group")}
    group, brands = "", set[str]()
    for row in listing_rows(layout, rows):
        texts = texts_of(layout, row)
        group = group_key(layout, texts, row, group)
        known = found.get(group) or {}
        for name, paths in facts.items():
            value = next((texts[p] for p in paths if texts.get(p)), "")
            if value:
                known.setdefault(name, value)
        for path in leaning:
            if texts.get(path):
                known.setdefault(f"label:{path}", texts[path])
        found[group] = known
        if len(brands) < 2 and known.get("brand"):
            brands.add(known["brand"])
    return GroupIndex(found, brands.pop() if len(brands) == 1 else "")
