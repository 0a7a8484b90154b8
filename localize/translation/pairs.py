"""Pairs of tags in a plan: what they enclose, and whether a translation keeps that up."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, TypeVar

from localize.translation.plan import Slot, Travel

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from localize.translation.attempt import Found
    from localize.translation.plan import Plan

__all__ = ["Pair", "content", "emptied", "pairs_of", "well_nested"]

_Item = TypeVar("_Item")
_WORD_CHAR = re.compile(r"[^\W_]")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two tags: ``start`` and ``end`` are the slots that hold them, -1 and the number of slots where a half is outside.

    ``worded`` says that it encloses something to read.
    """

    start: int
    end: int
    worded: bool


@lru_cache(maxsize=4096)
def pairs_of(plan: Plan) -> tuple[Pair, ...]:
    """The pairs of a plan, each before those inside it. A half alone pairs with the beginning or the end of the segment."""
    behind = len(plan.slots)
    begun: list[int] = []
    extents: list[tuple[int, int]] = []
    for index, half in _halves(plan):
        if half == "(":
            begun.append(index)
        else:
            extents.append((begun.pop() if begun else -1, index))
    extents += [(index, behind) for index in begun]
    extents.sort(key=lambda extent: (extent[0], -extent[1]))
    return tuple(Pair(start, end, _is_worded(plan, start, end)) for start, end in extents)


def _halves(plan: Plan) -> Iterator[tuple[int, str]]:
    return ((index, half) for index, slot in enumerate(plan.slots) for half in slot.halves)


def _is_worded(plan: Plan, start: int, end: int) -> bool:
    return any(
        _WORD_CHAR.search(item) if isinstance(item, str) else item.travel is not Travel.TAG or bool(item.target)
        for item in content(plan, start, end, plan.items)
    )


def content(plan: Plan, start: int, end: int, items: Sequence[_Item]) -> list[_Item]:
    """Of ``items``, which stand for the plan's, those between two slots."""
    at = [position for position, item in enumerate(plan.items) if isinstance(item, Slot)]
    first = at[start] + 1 if start >= 0 else 0
    return list(items[first : at[end] if end < len(at) else len(items)])


def emptied(plan: Plan, output: str, placed: Found) -> frozenset[int]:
    """The slots of pairs that enclose something in the source and nothing in the output."""
    lost: set[int] = set()
    for pair in pairs_of(plan):
        begin = placed[pair.start][1] if pair.start >= 0 else 0
        end = placed[pair.end][0] if pair.end < len(plan.slots) else len(output)
        if pair.worded and not _shows(plan, output, (begin, end), placed):
            lost |= {pair.start, pair.end} & placed.keys()
    return frozenset(lost)


def _shows(plan: Plan, output: str, extent: tuple[int, int], placed: Found) -> bool:
    """Is there anything to read in a stretch? The carrier of a tag is nothing."""
    position, end = extent
    for index in sorted(placed, key=lambda i: placed[i]):
        if placed[index][0] < position or placed[index][1] > end:
            continue
        slot = plan.slots[index]
        if slot.travel is not Travel.TAG or slot.target or _WORD_CHAR.search(output, position, placed[index][0]):
            return True
        position = placed[index][1]
    return position < end and _WORD_CHAR.search(output, position, end) is not None


def well_nested(plan: Plan, placed: Found) -> bool:
    """Do the tags stand so that a reader of markup sees the same tree?

    Whole pairs may change places, as words do; every tag keeps its parent, and tags without another half their order.
    """
    tags = [i for i, slot in enumerate(plan.slots) if slot.travel is Travel.TAG]
    order = sorted(tags, key=lambda i: (placed[i], i))
    return order == tags or (_is_balanced(plan) and _tree(plan, order) == _tree(plan, tags))


def _is_balanced(plan: Plan) -> bool:
    return all(pair.start >= 0 and pair.end < len(plan.slots) for pair in pairs_of(plan))


def _tree(plan: Plan, order: Sequence[int]) -> tuple[dict[int, int], list[tuple[int, int]]] | None:
    """The parent of each half by its number, and the single tags in order with theirs; None if ends cross beginnings."""
    numbers: dict[int, list[tuple[str, int]]] = {index: [] for index in order}
    for number, (index, half) in enumerate(_halves(plan)):
        numbers[index].append((half, number))
    partner = _partners(plan)
    stack: list[int] = [-1]
    parents: dict[int, int] = {}
    single: list[tuple[int, int]] = []
    for index in order:
        for half, number in numbers[index]:
            if half == "(":
                parents[number] = stack[-1]
                stack.append(number)
            elif stack.pop() != partner[number]:
                return None
        if not numbers[index]:
            single.append((index, stack[-1]))
    return parents, single


def _partners(plan: Plan) -> dict[int, int]:
    """Closing half → opening half, by number, of a balanced plan."""
    begun: list[int] = []
    partner: dict[int, int] = {}
    for number, (_, half) in enumerate(_halves(plan)):
        if half == "(":
            begun.append(number)
        else:
            partner[number] = begun.pop()
    return partner
