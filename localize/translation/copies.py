"""Did an engine only copy a short phrase? A name may stay; “Canvas Tote” may not, and nothing but the engine can tell them apart.

Small models take words with a capital for names. So a phrase that came back as it was is asked again in small letters, and its
words alone: where the engine translates one of them, the phrase is no name.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from localize.text.casing import Casing, small_words
from localize.text.own_language import reads_as
from localize.translation.pieces import without_remark
from localize.translation.plan import Slot

if TYPE_CHECKING:
    from collections.abc import Mapping

    from localize.translation.plan import Plan

__all__ = ["is_copy", "is_known", "ordinary_words"]

_WORDS = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*")
_FEWEST, _MOST = 2, 4  # ordinary words that make a phrase; more of them tell nothing new
_SHORTEST = 3


def ordinary_words(plan: Plan) -> list[str]:
    """The first few words of a plan that may be everyday ones, in small letters: no acronym, no iPhone, no “with”."""
    small = small_words(plan.source)
    words = [word for item in plan.items if not isinstance(item, Slot) for word in _WORDS.findall(item)]
    plain = (w for w in words if w.islower() or w.istitle() or plan.casing is Casing.UPPER)
    long = (w.lower() for w in plain if len(w) >= _SHORTEST)
    return [word for word in dict.fromkeys(long) if word not in small][:_MOST]


def is_copy(plan: Plan, source: str, target: str) -> bool:
    """Are the target's words the source's, though they do not read like the target's language?"""
    if [w.casefold() for w in _WORDS.findall(source)] != [w.casefold() for w in _WORDS.findall(target)]:
        return False
    return len(ordinary_words(plan)) >= _FEWEST and not reads_as(source, plan.target, plan.source)


def is_known(plan: Plan, answers: Mapping[str, str | None]) -> bool:
    """Did the engine, asked for the ordinary words alone, translate one? Then together they are no name either."""
    return any(_translated(word, without_remark(plan, answers.get(word) or "")) for word in ordinary_words(plan))


def _translated(word: str, answer: str) -> bool:
    words = {w.casefold() for w in _WORDS.findall(answer)}
    return bool(words) and word not in words
