"""Terms that an engine said twice: “das pimentas da pimenta” for “the chili peppers”.

Only beside one another, with nothing but short words between: further off the other one may be another word's translation.
Where an everyday word was sent in a term's place (“the modern and the helmets”), the model may give it a noun of its own, which
it takes from another term (“os capacetes modernos e os capacetes”); that one is doubled, too.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from localize.text.borders import standing
from localize.translation.plan import Travel

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from localize.translation.plan import Plan, Slot

__all__ = ["doubled_terms"]

_SHORTEST = 4
_JOINT = re.compile(r"(?:\s+\w{1,3}){0,2}\s+")
_FAR = 48
"""How many characters away the other one may end, or begin."""


def doubled_terms(
    plan: Plan, output: str, where: Mapping[int, tuple[int, int]], stood_in: Collection[int] = ()
) -> frozenset[int]:
    """Terms of the plan that stand in the output beside themselves; ``where`` says where every slot is.

    A term that the source has twice is two slots, and each may stand beside the other. ``stood_in`` are the terms whose place
    another word held when the engine was asked: beside them no term may stand that is elsewhere.
    """
    taken = set(where.values())
    terms = {index: spot for index, spot in where.items() if plan.slots[index].travel is Travel.TERM}
    pairs = list(terms.items())
    pairs += [(index, terms[other]) for index in terms for other in stood_in if other in terms and other != index]
    return frozenset(index for index, spot in pairs if _stands_beside(plan.slots[index], output, *spot, taken))


@lru_cache(maxsize=10_000)
def _forms(target: str, accepted: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Forms long enough to tell, each with its letters folded; remembered, for a term stands in many texts."""
    return tuple((form, form.casefold()) for form in {target, *accepted} if len(form) >= _SHORTEST)


def _stands_beside(slot: Slot, output: str, start: int, end: int, taken: set[tuple[int, int]]) -> bool:
    first, last = max(0, start - _FAR), end + _FAR
    near = output[first:last].casefold()
    for form, small in _forms(slot.target, slot.accepted):
        if small not in near:
            continue
        for match in standing(form).finditer(output, first, last):
            between = output[match.end() : start] if match.end() <= start else output[end : match.start()]
            apart = match.end() <= start or match.start() >= end
            if apart and match.span() not in taken and _JOINT.fullmatch(between):
                return True
    return False
