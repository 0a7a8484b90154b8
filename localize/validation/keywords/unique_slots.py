"""`maxUniqueItems`, `minUniqueItems` with `selectors`: how many values a slot may hold.

As Amazon counts in its Product Type Definitions: `selectors` name the properties that make items of a list the same slot
(marketplace and language); each combination of their values may occur at most, or must occur at least, so many times.
An item without one of them is told from one that has it. Without `selectors` the whole list is one slot.

    {"selectors": ["marketplace_id", "language_tag"], "maxUniqueItems": 1}

- Wrong: two `item_name` for `ATVPDKIKX0DER` in `en_US`
- Right: one in `en_US`, one in `es_US`
- Fix: none; which of them holds is for a person to say.
"""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = ["at_least", "at_most"]


def at_most(limit: int, value: Any, schema: Mapping[str, Any], _language: str) -> Iterator[str]:
    """One message for each slot with too many values."""
    for slot, count in _slots(value, schema).items():
        if count > limit:
            yield f"{slot or 'the list'} occurs {count} times, at most {limit} are accepted"


def at_least(limit: int, value: Any, schema: Mapping[str, Any], _language: str) -> Iterator[str]:
    """One message for each slot with too few values, and for an empty list."""
    if not isinstance(value, list):
        return
    slots = _slots(value, schema) or {"": 0}
    for slot, count in slots.items():
        if count < limit:
            yield f"{slot or 'the list'} occurs {count} times, at least {limit} are needed"


def _slots(value: Any, schema: Mapping[str, Any]) -> Counter[str]:
    names = schema.get("selectors", ())
    items = value if isinstance(value, list) else ()
    return Counter(_slot(item, names) for item in items)


def _slot(item: Any, names: tuple[str, ...]) -> str:
    """The values of the selectors in words; equal for equal JSON values alone."""
    chosen = {name: item[name] for name in names if name in item} if isinstance(item, dict) else {}
    return ", ".join(f"{name} {json.dumps(v, sort_keys=True, ensure_ascii=False)}" for name, v in chosen.items())
