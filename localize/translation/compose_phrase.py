"""Phrases that are nothing but terms, put together without an engine: where its answers will not do, grammar is the better guess.

“Kestrel Leather Boots, Brown” is “botas de couro Kestrel, marrom”: each stretch between separators is a noun phrase of its
own; a brand, a quantity or a code goes behind it, a plain number stays in front.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from localize.text.casing import Casing, restore, upper
from localize.text.noun_phrases import Part, Word, is_plural, noun_phrase
from localize.translation.ampersand import spelled_out
from localize.translation.plan import Plan, Slot, Translation, Travel, is_separator

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

__all__ = ["compose_phrase", "reads_as_source"]

_LETTER = re.compile(r"[^\W\d_]")
_COUNT = re.compile(r"\d+")


class _Phrase(NamedTuple):
    """The parts of a run in the target's order, and the separator behind it."""

    parts: tuple[Part, ...]
    end: str


class _Run(NamedTuple):
    """What stands between two separators: its slots, and the separator behind it."""

    slots: list[int]
    end: str


def compose_phrase(plan: Plan) -> Translation | None:
    """The plan's terms in the order of the target's language; None if something else stands there, or its grammar is unknown."""
    phrases = _phrases(plan)
    if phrases is None:
        return None
    items: list[str | int] = []
    forms: list[tuple[int, str]] = []
    for phrase in phrases:
        for part in phrase.parts:
            if part.word >= 0 and plan.slots[part.word].travel is not Travel.TERM:
                items.append(part.word)
                continue
            text = _cased(plan, part, first=not items)
            items.append(text)
            forms += [(part.word, text)] if part.word >= 0 else []
        items.append(phrase.end)
    return Translation(spelled_out(plan, [item for item in items if item != ""]), "composed", forms=tuple(forms))


def reads_as_source(plan: Plan, output: str, where: Mapping[int, tuple[int, int]]) -> bool:
    """Do nouns of an engine's answer stand as in the source, before what they belong to, or behind it without a preposition?

    ``where`` says where the terms are in the output. Asked only of plans that have a better phrase.
    """
    ends = {end for _, end in where.values()}
    for phrase in _phrases(plan) or ():
        terms = [part.word for part in phrase.parts if part.word in where]
        for before, part in pairwise(phrase.parts):
            if before.word >= 0 or not before.text.strip() or part.word not in where:
                continue
            start = where[part.word][0]
            bare = output[start - 1 : start].isspace() and start - 1 in ends
            if bare or start < where[_head(plan, terms)][0]:
                return True
    return False


def _head(plan: Plan, terms: Sequence[int]) -> int:
    """What a phrase names: the last of its terms in the source."""
    return max(index for index in terms if plan.slots[index].travel is Travel.TERM)


@lru_cache(maxsize=1_000)
def _phrases(plan: Plan) -> tuple[_Phrase, ...] | None:
    runs = _runs(plan)
    phrases = [(_phrase(plan, run.slots), run.end) for run in runs or ()]
    known = [_Phrase(tuple(parts), end) for parts, end in phrases if parts is not None]
    return tuple(known) if known and len(known) == len(phrases) else None


def _runs(plan: Plan) -> list[_Run] | None:
    """The stretches between separators, if there is nothing but slots, separators and single blanks, and one has two terms."""
    runs, slots, number = [], list[int](), 0
    glued = True
    for item in plan.items:
        if isinstance(item, Slot):
            if item.travel in {Travel.TAG, Travel.OPAQUE} or not glued:
                return None
            slots.append(number)
            number += 1
            glued = False
            continue
        if _LETTER.search(item) or not (item == " " or is_separator(item)):
            return None
        if is_separator(item):
            runs.append(_Run(slots, item))
            slots = []
        glued = True
    runs.append(_Run(slots, ""))
    several = any(sum(plan.slots[i].travel is Travel.TERM for i in run.slots) > 1 for run in runs)
    return runs if several else None


def _phrase(plan: Plan, slots: Sequence[int]) -> list[Part] | None:
    """One stretch: counts in front, the noun phrase of its terms, whatever else there is behind."""
    terms = [index for index in slots if plan.slots[index].travel is Travel.TERM]
    if not terms or len(terms) == len(slots) == 1:
        return list(_spaced([Part(plan.slots[index].target, index) for index in slots]))
    if slots[slots.index(terms[0]) : slots.index(terms[-1]) + 1] != terms:
        return None
    phrase = noun_phrase([_word(plan.slots[i], plan.target) for i in terms], plan.target) if len(terms) > 1 else None
    if len(terms) > 1 and phrase is None:
        return None
    words = [
        Part(p.text, terms[p.word] if p.word >= 0 else -1) for p in phrase or [Part(_plain(plan.slots[terms[0]]), 0)]
    ]
    others = [index for index in slots if index not in terms]
    counts = [index for index in others if index < terms[0] and _COUNT.fullmatch(plan.slots[index].target)]
    front = [part for index in counts for part in (Part(plan.slots[index].target, index), Part(" "))]
    behind = [part for index in others if index not in counts for part in (Part(" "), Part("", index))]
    return [*front, *words, *behind]


def _spaced(parts: Sequence[Part]) -> Iterator[Part]:
    for number, part in enumerate(parts):
        if number:
            yield Part(" ")
        yield part


def _word(slot: Slot, language: str) -> Word:
    plain, (pos, gender) = _plain(slot), slot.kin
    return Word(plain, pos, gender, is_plural(slot.source, plain, gender, language), frozenset((plain, *slot.accepted)))


def _plain(slot: Slot) -> str:
    """The term's translation as its dictionary writes it; ``target`` has the capitals of the source."""
    return slot.accepted[0] if slot.accepted else slot.target


def _cased(plan: Plan, part: Part, *, first: bool) -> str:
    """A part with the source's capitals; prepositions have none in titles."""
    if plan.casing is Casing.UPPER:
        return upper(part.text, plan.target)
    if part.word < 0:
        return part.text
    if plan.casing is Casing.TITLE:
        return restore(part.text, plan.casing, plan.target, first=first)
    source = _LETTER.search("".join(i if isinstance(i, str) else i.source for i in plan.items))
    begins = first and source is not None and source.group().isupper()
    return part.text[0].upper() + part.text[1:] if begins else part.text
