"""Terms that were left to the engine: are they honoured by its own words, or can its words be swapped for the entry's?"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from localize.text.borders import has_unspaced, is_unspaced, standing
from localize.translation.attempt import Attempt, Found, crosses
from localize.translation.plan import Travel

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from localize.translation.plan import Plan, Slot

__all__ = ["Honoured", "honoured_terms", "swapped"]

_WORD = re.compile(r"\w+")
_MARKS_BEFORE, _MARKS_BEHIND = re.compile(r"\A[^\w\s]+"), re.compile(r"[^\w\s]+\Z")
_OWN_MARKS = re.compile(r"[^\w\s.,;:!?)\]]+\Z")
_WHOLE = r"(?!\w|-(?-i:[^\W\d_A-Z]{4}))"  # montanha is no word of its own in montanha-russa; lavá is one in lavá-lo
_LONGEST_SMALL = 3  # letters of a preposition or an article
_LONGEST_SWAP = 5


@dataclass(frozen=True, slots=True)
class Honoured:
    """Where the engine's words honour a term; ``form`` is what must take the place of other words there."""

    index: int
    start: int
    end: int
    form: str | None = None


def honoured_terms(
    plan: Plan, attempt: Attempt, output: str, placed: Found, answers: Mapping[str, str]
) -> tuple[list[Honoured], list[int]]:
    """For terms that were left to the engine: an accepted form, or words that can be swapped for one; and those without."""
    taken = list(placed.values())
    honoured: list[Honoured] = []
    missing: list[int] = []
    for index, (slot, form) in enumerate(zip(plan.slots, attempt.forms, strict=True)):
        if form is not None or slot.travel is not Travel.TERM:
            continue
        alone = attempt.alone[index]
        answer = answers.get(alone, "") if alone else ""
        own = alone != slot.proxy and _accepted(index, slot, output, taken)
        opens = plan.items[0] is slot and slot.source[1:].islower()
        term = own or _swappable(index, slot, answer, output, taken, opens=opens)
        if term is None:
            missing.append(index)
        else:
            taken.append((term.start, term.end))
            honoured.append(term)
    return honoured, missing


def _accepted(index: int, slot: Slot, output: str, taken: list[tuple[int, int]]) -> Honoured | None:
    spaced = not has_unspaced(output)
    for form in _longest_first(slot.target, slot.accepted, slot.guesses):
        for match in standing(form, spaced=spaced).finditer(output):
            if not crosses(match.span(), taken):
                return Honoured(index, *match.span())
    return None


@lru_cache(maxsize=10_000)
def _longest_first(target: str, accepted: tuple[str, ...], guesses: tuple[str, ...]) -> tuple[str, ...]:
    """Every form that honours a term, remembered, for a term stands in many texts."""
    return tuple(sorted({target, *accepted, *guesses}, key=lambda form: (-len(form), form)))


def _swappable(
    index: int, slot: Slot, alone: str, output: str, taken: list[tuple[int, int]], *, opens: bool
) -> Honoured | None:
    """The engine's own translation of the term, found once in the whole, inflected or not."""
    words = _WORD.findall(alone)
    if not words or len(words) > _LONGEST_SWAP:
        return None
    pattern = r"(?<!\w)" + r"\W+".join(_inflected(word) for word in words) + _WHOLE
    found = _compiled(re.escape(alone.strip()) if is_unspaced(alone) else pattern).finditer(output)
    spots = [m for m in found if not crosses(m.span(), taken)]
    if len(spots) != 1:
        return None
    form = _agreeing(slot, spots[0].group(), opens=opens)
    spot = _with_marks(output, spots[0].span(), form, alone)
    return Honoured(index, *(spots[0].span() if crosses(spot, taken) else spot), form=form)


def _with_marks(output: str, spot: tuple[int, int], form: str, alone: str) -> tuple[int, int]:
    """Where words stand, with the marks before and behind them that the form brings itself: “inglês (Reino Unido)”.

    A mark behind them that the engine made of the term is the term's, too: the plus of “idade 3+” for “ages 3+”.
    """
    start, end = spot
    before, behind = (found[0] if (found := mark.search(form)) else "" for mark in (_MARKS_BEFORE, _MARKS_BEHIND))
    own = _OWN_MARKS.search(alone)
    if own and output.startswith(own[0], end):
        behind = own[0]
    return start - len(before) * output.endswith(before, 0, start), end + len(behind) * output.startswith(behind, end)


@lru_cache(maxsize=10_000)
def _compiled(pattern: str) -> re.Pattern[str]:
    """Remembered, for the same terms are looked for again and again."""
    return re.compile(pattern, re.IGNORECASE)


def _inflected(word: str) -> str:
    """A pattern for a word and its likely inflections: the stem, and an ending of its own."""
    stem = word[:-2] if len(word) >= 7 else word[:-1] if len(word) >= 5 else word
    return re.escape(stem) + (r"\w{0,3}" if stem != word else "")


def _agreeing(slot: Slot, replaced: str, *, opens: bool) -> str:
    """Of the target and its accepted forms the one that ends most like the words it replaces, with their capital.

    A term that ``opens`` its sentence has a capital for that, which it leaves there when it moves on.
    """

    def likeness(form: str) -> int:
        pairs = zip(reversed(form.casefold()), reversed(replaced.casefold()), strict=False)
        return next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(form), len(replaced)))

    form = max((f for f in (slot.target, *slot.accepted) if f[:1] != "-" and f[-1:] != "-"), key=likeness)
    if replaced[:1].isupper():
        return form[:1].upper() + form[1:]
    small = (f for f in slot.accepted if opens and f[:1].islower() and f.casefold() == form.casefold())
    return next(small, form)


def swapped(output: str, placed: Found, terms: Sequence[Honoured]) -> tuple[str, Found]:
    """The output with swapped terms in place, and where the other slots are now."""
    for term in sorted(terms, key=lambda t: -t.start):
        form = term.form or ""
        start = _from_its_own_word(output, term.start, form, placed)
        shift = len(form) - (term.end - start)
        output = output[:start] + form + output[term.end :]
        placed = {i: (s + shift, e + shift) if s >= term.end else (s, e) for i, (s, e) in placed.items()}
    return output, placed


def _from_its_own_word(output: str, start: int, form: str, placed: Found) -> int:
    """Where a form goes that begins with a small word which stands there already: “silicone de | de grau alimentício”."""
    first, blank, _ = form.partition(" ")
    if not blank or len(first) > _LONGEST_SMALL:
        return start
    said = _compiled(rf"(?<!\w){re.escape(first)}\s+\Z").search(output, 0, start)
    return said.start() if said and not crosses((said.start(), start), list(placed.values())) else start
