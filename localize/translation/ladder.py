"""The ladder of repairs: ways to send one plan through an engine, from the most fluent to the one that cannot fail.

Each slot climbs by itself, one step for each time that it came back wrong:

    labelled   a short value is asked for behind the name of its field
    free       a term is left to the engine's own words
    swapped    what the engine made of the term alone is looked for in the whole, and gives its place to the target form
    proxied    an everyday word of its kind holds its place in the input, and gives it up in the output
    numbered   a short number holds the place of a quantity's (quantities with a unit sign begin here)
    composed   a phrase that is nothing but terms, by the language's grammar: no engine is asked
    placed     it stands in the sentence in its target form (other quantities, brands and numbers begin here)
    enclosed   a pair of tags is left out, and put around what the engine makes of its words (pairs begin here)
    carried    it rides a carrier (other tags, placeholders and symbols begin here)
    other      it rides the other carrier form

and when no slot can climb any more, or the words themselves are not to be trusted:

    worded     a word beside “&” was copied: asked with “and”, and the better of both answers taken
    lowered    a phrase that was only copied again in small letters, and its words alone: which of them does the engine know?
    cased      the whole again, with the source's own capitals
    pieces     the words between the slots are translated alone and joined: every slot is where it was

After each attempt every slot is proved to be there exactly once and the words are judged; the first attempt that passes
wins. Words that no attempt translated trustworthily stay in the source language, and the translation says so.
"""

from __future__ import annotations

import re
from dataclasses import replace
from enum import IntEnum
from itertools import count
from typing import TYPE_CHECKING

from localize.text.casing import Casing, relax
from localize.text.shared_endings import with_each_ending
from localize.translation.abbreviations import in_words
from localize.translation.ampersand import with_and
from localize.translation.attempt import Attempt, Failure
from localize.translation.compose_phrase import compose_phrase
from localize.translation.copies import is_known, ordinary_words
from localize.translation.emphasis import without_emphasis
from localize.translation.engine_marks import with_known_marks
from localize.translation.labelled import labelled
from localize.translation.pairs import content, pairs_of
from localize.translation.pieces import in_pieces
from localize.translation.plan import Plan, Slot, Translation, Travel
from localize.translation.proof import accept
from localize.translation.standins import stand_in

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator, Mapping, Sequence

    from localize.translation.pairs import Pair

    Rungs = Generator[Attempt, Translation | Failure | None, None]

__all__ = ["attempts"]

_SPACES = re.compile(r"\s+")
_LETTER = re.compile(r"[^\W\d_]")
_DIGITS = re.compile(r"\d+")
# In short listing sentences as good as any, and never taken for a number of the seller's; around words inside long ones
# `[11]` came back 141 to 161 times of 200, `X11` 176 to 178 (benchmarks/carriers.py prints the survival of every form).
_CARRIER, _OTHER_CARRIER = "[{}]", "X{}"
_FIRST_NUMBER = 11


class _Level(IntEnum):
    FREE = 0
    SWAPPED = 1
    PROXIED = 2
    NUMBERED = 3
    PLACED = 4
    ENCLOSED = 5
    CARRIED = 6
    OTHER = 7


_FORMS: Mapping[_Level, Callable[[Slot], str]] = {
    _Level.NUMBERED: lambda slot: stand_in(slot.target),
    _Level.CARRIED: lambda _: _CARRIER,
    _Level.OTHER: lambda _: _OTHER_CARRIER,
}
"""What holds a slot's place under a number."""

Levels = tuple[_Level, ...]


def attempts(plan: Plan, known: Callable[[str], str | None]) -> Rungs:
    """The attempts for a plan, each only if it differs from those before. The last is always ``pieces``.

    ``known`` gives the engine's output for the inputs of earlier attempts: what went wrong there decides what is next.
    Whoever has judged an attempt may send the verdict; otherwise it is judged here.
    """
    seen: set[tuple[str, ...]] = set()
    levels: Levels | None = tuple(map(_first_level, plan.slots))
    verdict: Translation | Failure | None = None
    reached: Levels = ()
    composed = compose_phrase(plan) is not None
    doubted = any(with_and(words, plan.source) != words for words in plan.words)
    if plan.label and levels is not None:
        yield labelled(plan, _lowered(plan, levels, alone=False))
    while levels is not None and not (composed and _Level.PLACED in _terms(plan, levels)):
        attempt = replace(_whole(plan, levels, plan.casing), doubted=doubted)
        said = None
        if attempt.inputs not in seen:
            seen.add(attempt.inputs)
            said = yield attempt
        verdict = said or accept(plan, attempt, [known(text) or "" for text in attempt.inputs])
        reached, levels = levels, _climbed(plan, verdict, levels)
    if composed:
        yield Attempt("composed", ())
        return
    if isinstance(verdict, Failure) and verdict.problem == "left":
        yield _worded(plan, reached)
        return
    copied = isinstance(verdict, Failure) and verdict.problem in {"copy", "echo"}
    if copied:
        lowered = _lowered(plan, reached)
        yield lowered
        copied = is_known(plan, {text: known(text) for text in lowered.inputs})
    cased = _whole(plan, tuple(map(_first_level, plan.slots)), Casing.PLAIN)
    if cased.inputs not in seen:
        yield replace(cased, rung="cased")
    yield replace(in_pieces(plan), strict=copied)


def _terms(plan: Plan, levels: Levels) -> Iterator[_Level]:
    return (level for slot, level in zip(plan.slots, levels, strict=True) if slot.travel is Travel.TERM)


def _first_level(slot: Slot) -> _Level:
    if slot.travel is Travel.TERM:
        return _Level.FREE
    if slot.halves and not slot.target:
        return _Level.ENCLOSED
    if slot.travel is Travel.NATURAL:
        return _Level.NUMBERED if stand_in(slot.target) else _Level.PLACED
    return _Level.CARRIED


def _climbed(plan: Plan, verdict: Translation | Failure, levels: Levels) -> Levels | None:
    """The slots that came back wrong, one step up; None if none of them can climb."""
    if isinstance(verdict, Translation) or not verdict.slots:
        return None
    stuck = all(levels[index] is _Level.OTHER for index in verdict.slots)
    if stuck:
        return None
    wrong = verdict.slots
    if any(plan.slots[index].halves for index in wrong):  # pairs climb together, for they stand in one another
        wrong |= {index for index, slot in enumerate(plan.slots) if slot.halves}
    slots = enumerate(zip(plan.slots, levels, strict=True))
    return tuple(_next(slot, level) if i in wrong else level for i, (slot, level) in slots)


def _next(slot: Slot, level: _Level) -> _Level:
    step = _Level(min(level + 1, _Level.OTHER))
    if step is _Level.ENCLOSED:
        return _Level.CARRIED
    if step is _Level.NUMBERED or (step is _Level.PROXIED and not slot.proxy):
        return _Level.PLACED
    return step


def _rung(plan: Plan, levels: Levels) -> str:
    """The highest step that some slot had to climb to."""
    climbed = [level for slot, level in zip(plan.slots, levels, strict=True) if level > _first_level(slot)]
    return max(climbed).name.lower() if climbed else "free"


def _worded(plan: Plan, levels: Levels) -> Attempt:
    """The whole with “and” for “&”, and behind it the inputs of the answer that left words."""
    first = _whole(plan, levels, plan.casing)
    items = tuple(with_and(item, plan.source) if isinstance(item, str) else item for item in plan.items)
    second = _whole(replace(plan, items=items), levels, plan.casing)
    return replace(second, rung="worded", inputs=(*second.inputs, *first.inputs), rival=first)


def _lowered(plan: Plan, levels: Levels, *, alone: bool = True) -> Attempt:
    """The whole in small letters, and behind it its ordinary words alone."""
    attempt = _whole(plan, levels, plan.casing, first=False)
    whole, *terms = attempt.inputs
    if plan.casing is Casing.PLAIN and whole[1:2].islower() and isinstance(plan.items[0], str):
        whole = whole[0].lower() + whole[1:]
    words = ordinary_words(plan) if alone else ()
    return replace(attempt, rung="lowered", inputs=(whole, *terms, *words))


def _whole(plan: Plan, levels: Levels, casing: Casing, *, first: bool = True) -> Attempt:
    numbers = _numbers(plan, levels)
    parts: list[str] = []
    forms: list[str | None] = []
    alone: list[str | None] = []
    for item in plan.items:
        if isinstance(item, str):
            words = with_known_marks(in_words(_SPACES.sub(" ", item), plan.source))
            quiet = without_emphasis(words, plan) if casing is plan.casing else words
            parts.append(relax(quiet, casing, plan.source, first=first))
        else:
            level = levels[len(forms)]
            form = _FORMS[level](item).format(next(numbers)) if level in _FORMS else None
            form = item.target if level is _Level.PLACED else form
            forms.append(form)
            own = item.proxy if level is _Level.PROXIED else with_each_ending(item.source, plan.source)
            parts.append(relax(own, casing, plan.source, first=first) if form is None else form)
            alone.append(own.lower() if level in {_Level.SWAPPED, _Level.PROXIED} else None)
        first = first and not _LETTER.search(parts[-1])
    for pair in pairs_of(plan) if _Level.ENCLOSED in levels else ():
        holder = pair.start if pair.start >= 0 else pair.end
        if levels[holder] is _Level.ENCLOSED:
            alone[holder] = _words_of(plan, parts, pair)
    whole = _joined(plan, parts)
    return Attempt(_rung(plan, levels), (whole, *filter(None, alone)), tuple(forms), tuple(alone))


def _words_of(plan: Plan, parts: Sequence[str], pair: Pair) -> str | None:
    """What a pair encloses, as it stands in the input; None if there is no word in it."""
    words = "".join(content(plan, pair.start, pair.end, parts)).strip()
    return words if _LETTER.search(words) else None


def _numbers(plan: Plan, levels: Levels) -> Iterator[int]:
    """Numbers for stand-ins and carriers: none that stands in the input anyway, so that no other can be taken for it."""
    here = [item for item in plan.items if isinstance(item, str)]
    for slot, level in zip(plan.slots, levels, strict=True):
        if level not in _FORMS:
            here.append(slot.target if level is _Level.PLACED else slot.source)
    taken = set(_DIGITS.findall(" ".join(here)))
    return (number for number in count(_FIRST_NUMBER) if str(number) not in taken)


def _joined(plan: Plan, parts: Sequence[str]) -> str:
    """The input: a carrier gets blanks where it touches a word, so that the engine sees it as a word of its own."""
    out: list[str] = []
    own_before = False
    for item, part in zip(plan.items, parts, strict=True):
        if not part:
            continue
        own = isinstance(item, Slot) and part != item.source
        if out and _touches(out[-1][-1], part[0], carrier=own or own_before):
            out.append(" ")
        out.append(part)
        own_before = own
    return _SPACES.sub(" ", "".join(out)).strip()


def _touches(left: str, right: str, *, carrier: bool) -> bool:
    return carrier and (left.isalnum() or left == "]") and (right.isalnum() or right == "[")
