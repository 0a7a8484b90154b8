"""Where pairs of tags belong in a sentence that was translated without them: around the words that they enclosed.

The engine is asked for the sentence as a reader sees it, and for the words of each pair alone; those words are looked for
in the sentence, inflected or not.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from localize.translation.pairs import content, pairs_of
from localize.translation.plan import Slot, Travel

if TYPE_CHECKING:
    from collections.abc import Mapping

    from localize.translation.attempt import Attempt, Found
    from localize.translation.pairs import Pair
    from localize.translation.plan import Plan

__all__ = ["enclosed"]

_WORD = re.compile(r"\w+(?:[-'’.,]\w+)*")
_MARKS_BEFORE, _MARKS_BEHIND = re.compile(r"\A[^\w\s]+"), re.compile(r"[^\w\s]+\Z")
_LONGEST = 24  # words that a pair may enclose
_ENOUGH = 0.6  # share of words in common, as the F measure counts it
_SMALL = 3  # letters that a word must have to tell something
_INFLECTED = 0.8  # what a word in another form counts


@dataclass(frozen=True, slots=True)
class _Token:
    """A word of the output, and the slot that it belongs to (-1: none)."""

    start: int
    end: int
    text: str
    slot: int = -1


def enclosed(plan: Plan, attempt: Attempt, output: str, where: Found, answers: Mapping[str, str]) -> Found | None:
    """Places of no width for the tags that were left out of the input, or None if words of a pair are not to be found.

    ``where`` says where the other slots stand, terms included; ``answers`` what the engine made of pairs' words alone.
    """
    left_out = {i for i, form in enumerate(attempt.forms) if form is None and plan.slots[i].travel is Travel.TAG}
    tokens = _tokens(output, where)
    places: Found = {}
    extents: dict[tuple[int, int], tuple[int, int]] = {(-1, len(plan.slots)): (0, len(tokens))}
    for pair in pairs_of(plan):
        if not left_out & {pair.start, pair.end}:
            continue
        inside = _around(pair, extents)
        window = _window(plan, pair, tokens, inside, _asked(attempt, pair, answers))
        if window is None:
            return None
        first, last = window
        if (pair.start < 0 and first > 0) or (pair.end == len(plan.slots) and last < len(tokens)):
            return None
        extents[pair.start, pair.end] = window
        for slot, at in zip((pair.start, pair.end), _with_marks(plan, pair, output, tokens, window), strict=True):
            if slot in left_out and places.setdefault(slot, (at, at)) != (at, at):
                return None  # two pairs share the slot: an end and a beginning side by side
    return places if places.keys() == left_out else None


def _with_marks(plan: Plan, pair: Pair, output: str, tokens: list[_Token], window: tuple[int, int]) -> tuple[int, int]:
    """Where a pair begins and ends in the output: around its words, and the marks that it has at its ends (``<b>Wow!</b>``)."""
    first, last = window
    start, end = tokens[first].start, tokens[last - 1].end
    text = "".join(
        item if isinstance(item, str) else item.target for item in content(plan, pair.start, pair.end, plan.items)
    )
    before, behind = (mark.search(text.strip()) for mark in (_MARKS_BEFORE, _MARKS_BEHIND))
    if before:
        start -= _shared(before[0][::-1], output[tokens[first - 1].end if first else 0 : start][::-1])
    if behind:
        end += _shared(behind[0], output[end : tokens[last].start if last < len(tokens) else len(output)])
    return start, end


def _shared(one: str, other: str) -> int:
    """How many characters both begin with."""
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _asked(attempt: Attempt, pair: Pair, answers: Mapping[str, str]) -> str:
    holder = pair.start if pair.start >= 0 else pair.end
    asked = attempt.alone[holder]
    return answers.get(asked, "") if asked else ""


def _around(pair: Pair, extents: Mapping[tuple[int, int], tuple[int, int]]) -> tuple[int, int]:
    """The window of the nearest pair around this one."""
    outer = [extent for extent in extents if extent[0] <= pair.start and pair.end <= extent[1]]
    return extents[max(outer, key=lambda extent: (extent[0], -extent[1]))]


def _tokens(output: str, where: Found) -> list[_Token]:
    spots = sorted((start, end, slot) for slot, (start, end) in where.items())
    tokens: list[_Token] = []
    position = 0
    for start, end, slot in spots:
        tokens += [_Token(m.start(), m.end(), m.group().casefold()) for m in _WORD.finditer(output, position, start)]
        tokens.append(_Token(start, end, output[start:end].casefold(), slot))
        position = max(position, end)
    return [*tokens, *(_Token(m.start(), m.end(), m.group().casefold()) for m in _WORD.finditer(output, position))]


def _window(
    plan: Plan, pair: Pair, tokens: list[_Token], inside: tuple[int, int], answer: str
) -> tuple[int, int] | None:
    """The stretch of tokens that has most in common with the words that the pair encloses."""
    items = content(plan, pair.start, pair.end, plan.items)
    slots = {token.slot for token in tokens if pair.start < token.slot < pair.end}
    words = [m.group().casefold() for m in _WORD.finditer(answer)]
    if not answer:
        words = [m.group().casefold() for item in items if isinstance(item, str) for m in _WORD.finditer(item)]
    owned = {t.text for t in tokens if t.slot in slots}
    wanted = [w for w in words if w not in {part for text in owned for part in _WORD.findall(text)}]
    size = len(wanted) + len(slots)
    if not 0 < size <= _LONGEST:
        return None
    best: tuple[float, float, int, int] | None = None
    expected = _share_before(plan, pair)
    for first in range(*inside):
        for last in range(first + 1, min(inside[1], first + 2 * size + 2) + 1):
            score = _likeness(tokens[first:last], wanted, slots)
            if score >= _ENOUGH:
                distance = abs(first / max(1, len(tokens) - 1) - expected)
                found = (score, -distance, first, last)
                best = max(best, found) if best else found
    return None if best is None else best[2:]


def _share_before(plan: Plan, pair: Pair) -> float:
    """How far into the sentence the pair begins, from 0 to 1."""
    before = sum(map(_length, content(plan, -1, pair.start, plan.items))) if pair.start >= 0 else 0
    return before / max(1, sum(map(_length, plan.items)))


def _length(item: str | Slot) -> int:
    return len(item) if isinstance(item, str) else len(item.target)


def _likeness(window: list[_Token], wanted: list[str], slots: set[int]) -> float:
    """The F measure of words in common; 0 where a slot is missing or one too many is in it, or an edge fits nothing."""
    here = {token.slot for token in window if token.slot >= 0}
    if here != slots:
        return 0.0
    left = Counter(wanted)
    gains = [1.0 if token.slot >= 0 else _gain(token.text, left) for token in window]
    if not gains[0] or not gains[-1] or (not slots and _is_small(window, wanted)):
        return 0.0
    return 2 * sum(gains) / (len(window) + len(wanted) + len(slots))


def _is_small(window: list[_Token], wanted: list[str]) -> bool:
    """Nothing but articles and the like, where a longer word was enclosed, is no counterpart: “o” is none of “o ótimo”."""
    return all(len(token.text) < _SMALL for token in window) and any(len(word) >= _SMALL for word in wanted)


def _gain(word: str, left: Counter[str]) -> float:
    """What a word of the window is worth; it takes its counterpart with it."""
    if left[word] > 0:
        left[word] -= 1
        return 1.0
    for other, count in left.items():
        if count > 0 and _inflected(word, other):
            left[other] -= 1
            return _INFLECTED
    return 0.0


def _inflected(one: str, other: str) -> bool:
    """Two forms of one word, as far as letters tell: they differ in the last three at most."""
    short, long = sorted((len(one), len(other)))
    if short < 4 or not one[:4].isalpha():
        return False
    common = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), short)
    return common >= max(3, long - 3)
