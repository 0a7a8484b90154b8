"""A draft as the instance that a marketplace's schema validates.

The instance maps field paths to values; an empty cell is not there. ``@row`` says whether the row states the product
(``first``) or continues it (``continuation``: another variant or image), so that a schema can ask for a title on the
first row alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from localize.listing import Draft

__all__ = ["CONTINUATION", "FIRST", "ROW", "instance_of", "states_product"]

ROW = "@row"
FIRST = "first"
CONTINUATION = "continuation"


def instance_of(values: Mapping[str, str], *, first: bool) -> dict[str, str]:
    """The instance of a draft's values; field paths are its keys, so that a pointer into it is a field path again."""
    instance = {path: value for path, value in values.items() if value}
    instance[ROW] = FIRST if first else CONTINUATION
    return instance


def states_product(draft: Draft, seen: set[str]) -> bool:
    """True for the row that states the group's title, or for the group's first row where no row does.

    ``seen`` collects the groups without a title; groups are met as a whole, in order.
    """
    group = draft.listing.group
    if group.title:
        return any(field.value == group.title for field in draft.listing.fields.values())
    if group.key in seen:
        return False
    seen.add(group.key)
    return True
