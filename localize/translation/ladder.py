"""The ladder of repairs: ways to send one plan through an engine, from the most fluent to the one that cannot fail.

Each slot climbs by itself, one step for each time that it came back wrong:

    free       a term is left to the engine's own words
    swapped    what the engine made of the term alone is looked for in the whole, and gives its place to the target form
    placed     it stands in the sentence in its target form (quantities, brands and numbers begin here)
    carried    it rides a carrier (tags, placeholders and symbols begin here)
    other      it rides the other carrier form

and when no slot can climb any more, or the words themselves are not to be trusted:

    cased      the whole again, with the source's own capitals
    pieces     the words between the slots are translated alone and joined: every slot is where it was

After each attempt every slot is proved to be there exactly once and the words are judged; the first attempt that passes
wins. Words that no attempt translated trustworthily stay in the source language, and the translation says so.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import IntEnum
from typing import TYPE_CHECKING

from localize.text.casing import Casing, relax, restore
from localize.translation.guards import distrust
from localize.translation.plan import Plan, Slot, Translation, Travel

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

__all__ = ["Attempt", "Failure", "accept", "attempts"]

_SPACES = re.compile(r"\s+")
_LETTER = re.compile(r"[^\W\d_]")
_WORD = re.compile(r"\w+")
_LONGEST_SWAP = 5
_REMARK = re.compile(r"\s*\([^()]*\)")
# Both forms came back 25 of 25 with both engines (benchmarks/carriers.py prints the survival of every form).
_CARRIER, _OTHER_CARRIER = "[{}]", "X{}"
_FIRST_CARRIER = 11


@dataclass(frozen=True, slots=True)
class Attempt:
    """One way to ask.

    ``inputs`` go to the engine: the whole, then terms alone; or the pieces. ``forms`` says for each slot what stands for
    it in the whole (None: left to the engine's words), ``alone`` the term's own input where it may be swapped.
    """

    rung: str
    inputs: tuple[str, ...]
    forms: tuple[str | None, ...] = ()
    alone: tuple[str | None, ...] = ()


@dataclass(frozen=True, slots=True)
class Failure:
    """Why an attempt will not do: the problem, and the slots that came back wrong (none: the words are to blame)."""

    problem: str
    slots: frozenset[int] = frozenset()


class _Level(IntEnum):
    FREE = 0
    SWAPPED = 1
    PLACED = 2
    CARRIED = 3
    OTHER = 4


Levels = tuple[_Level, ...]


def attempts(plan: Plan, known: Callable[[str], str | None]) -> Iterator[Attempt]:
    """The attempts for a plan, each only if it differs from those before. The last is always ``pieces``.

    ``known`` gives the engine's output for the inputs of earlier attempts: what went wrong there decides what is next.
    """
    seen: set[tuple[str, ...]] = set()
    levels: Levels | None = tuple(map(_first_level, plan.slots))
    while levels is not None:
        attempt = _whole(plan, levels, plan.casing)
        if attempt.inputs not in seen:
            seen.add(attempt.inputs)
            yield attempt
        levels = _climbed(plan, attempt, levels, known)
    cased = _whole(plan, tuple(map(_first_level, plan.slots)), Casing.PLAIN)
    if cased.inputs not in seen:
        yield replace(cased, rung="cased")
    yield _pieces(plan)


def _first_level(slot: Slot) -> _Level:
    if slot.travel is Travel.TERM:
        return _Level.FREE
    return _Level.PLACED if slot.travel is Travel.NATURAL else _Level.CARRIED


def _climbed(plan: Plan, attempt: Attempt, levels: Levels, known: Callable[[str], str | None]) -> Levels | None:
    """The slots that came back wrong, one step up; None if none of them can climb."""
    verdict = accept(plan, attempt, [known(text) or "" for text in attempt.inputs])
    if isinstance(verdict, Translation) or not verdict.slots:
        return None
    stuck = all(levels[index] is _Level.OTHER for index in verdict.slots)
    if stuck:
        return None
    return tuple(_Level(min(level + (i in verdict.slots), _Level.OTHER)) for i, level in enumerate(levels))


def _rung(plan: Plan, levels: Levels) -> str:
    """The highest step that some slot had to climb to."""
    climbed = [level for slot, level in zip(plan.slots, levels, strict=True) if level > _first_level(slot)]
    return max(climbed).name.lower() if climbed else "free"


def _whole(plan: Plan, levels: Levels, casing: Casing) -> Attempt:
    carriers, other = _carriers(plan, _CARRIER), _carriers(plan, _OTHER_CARRIER)
    parts: list[str] = []
    forms: list[str | None] = []
    alone: list[str | None] = []
    first = True
    for item in plan.items:
        if isinstance(item, str):
            parts.append(relax(_SPACES.sub(" ", item), casing, plan.source, first=first))
        else:
            level = levels[len(forms)]
            form = {_Level.PLACED: item.target, _Level.CARRIED: next(carriers), _Level.OTHER: next(other)}.get(level)
            forms.append(form)
            parts.append(relax(item.source, casing, plan.source, first=first) if form is None else form)
            alone.append(item.source.lower() if level is _Level.SWAPPED else None)
        first = first and not _LETTER.search(parts[-1])
    whole = _joined(plan, parts)
    return Attempt(_rung(plan, levels), (whole, *filter(None, alone)), tuple(forms), tuple(alone))


def _carriers(plan: Plan, form: str) -> Iterator[str]:
    taken = set(re.findall(r"\d+", "".join(s.target + s.source for s in plan.slots) + "".join(plan.words)))
    number = _FIRST_CARRIER
    while True:
        if str(number) not in taken:
            yield form.format(number)
        number += 1


def _joined(plan: Plan, parts: Sequence[str]) -> str:
    """The input: a carrier gets blanks where it touches a word, so that the engine sees it as a word of its own."""
    out: list[str] = []
    for item, part in zip(plan.items, parts, strict=True):
        own = isinstance(item, Slot) and part != item.source
        if out and part and out[-1] and _touches(out[-1][-1], part[0], carrier=own or _is_own(out[-1])):
            out.append(" ")
        out.append(part)
    return _SPACES.sub(" ", "".join(out)).strip()


def _is_own(part: str) -> bool:
    return part.startswith("[") and part.endswith("]")


def _touches(left: str, right: str, *, carrier: bool) -> bool:
    return carrier and (left.isalnum() or left == "]") and (right.isalnum() or right == "[")


def _pieces(plan: Plan) -> Attempt:
    texts = (_relaxed_piece(plan, item) for item in plan.words)
    return Attempt("pieces", tuple(t for t in texts if _LETTER.search(t)))


def _relaxed_piece(plan: Plan, words: str) -> str:
    return relax(_SPACES.sub(" ", words).strip(), plan.casing, plan.source, first=True)


def accept(plan: Plan, attempt: Attempt, outputs: Sequence[str]) -> Translation | Failure:
    """The translation, or why this attempt will not do. ``pieces`` is never refused."""
    if attempt.rung == "pieces":
        return _accept_pieces(plan, attempt, outputs)
    output = _plain(plan, outputs[0])
    placed, wrong = _locate(attempt, output)
    answers = dict(zip(attempt.inputs, outputs, strict=True))
    honoured, missing = _honoured(plan, attempt, output, placed, answers)
    if wrong or missing:
        return Failure("slots", frozenset(wrong + missing))
    tags = [i for i, slot in enumerate(plan.slots) if slot.travel is Travel.TAG]
    if [placed[i] for i in tags] != sorted(placed[i] for i in tags):
        return Failure("order", frozenset(tags))
    free = (slot.source for slot, form in zip(plan.slots, attempt.forms, strict=True) if form is None)
    problem = distrust(" ".join([*plan.words, *free]), _without(output, placed), plan.source, plan.target)
    if problem:
        return Failure(problem)
    forms = [(term.index, term.form or output[term.start : term.end]) for term in honoured]
    output, placed = _swap(output, placed, [term for term in honoured if term.form is not None])
    return _begun(plan, _items(plan, output, placed), attempt.rung, forms)


def _begun(plan: Plan, items: tuple[str | int, ...], rung: str, forms: list[tuple[int, str]]) -> Translation:
    """The translation, with a capital at its start if the source has one: a term may have come to stand there."""
    source = _LETTER.search("".join(i if isinstance(i, str) else i.source for i in plan.items))
    first = items[0] if items else ""
    text = first if isinstance(first, str) else plan.slots[first].target
    if source is None or not source.group().isupper() or not text[:1].islower():
        return Translation(items, rung, forms=tuple(forms))
    if isinstance(first, int):
        if plan.slots[first].travel is not Travel.TERM:
            return Translation(items, rung, forms=tuple(forms))
        forms = [*forms, (first, text[0].upper() + text[1:])]
    return Translation((text[0].upper() + text[1:], *items[1:]), rung, forms=tuple(forms))


def _plain(plan: Plan, output: str) -> str:
    """The output with single blanks, and without the remark in brackets that small models like to add to names."""
    if "(" in output and not any("(" in part for part in (*plan.words, *(s.source + s.target for s in plan.slots))):
        output = _REMARK.sub("", output)
    return _SPACES.sub(" ", output).strip()


Found = dict[int, tuple[int, int]]


def _locate(attempt: Attempt, output: str) -> tuple[Found, list[int]]:
    """Where each slot's form stands in the output, and the slots whose form is missing or doubled."""
    found: Found = {}
    wrong: list[int] = []
    taken: list[tuple[int, int]] = []
    for form in sorted({f for f in attempt.forms if f}, key=lambda f: (-len(f), f)):
        wanted = [i for i, f in enumerate(attempt.forms) if f == form]
        spots = [m.span() for m in _pattern(form).finditer(output) if not _crosses(m.span(), taken)]
        taken.extend(spots)
        if len(spots) == len(wanted):
            found.update(zip(wanted, spots, strict=True))
        else:
            wrong += wanted
    return found, wrong


def _pattern(form: str) -> re.Pattern[str]:
    if match := re.fullmatch(r"\[(\d+)\]", form):
        return re.compile(rf"\[\s*{match.group(1)}\s*\]")
    body = r"\s*".join(re.escape(part) for part in re.split(r"\s+", form.strip()))
    before = r"(?<![\w])(?<!\d[.,])" if form[:1].isalnum() else ""
    after = r"(?!\w)(?![.,]\d)" if form[-1:].isalnum() else ""
    return re.compile(before + body + after)


def _crosses(spot: tuple[int, int], taken: Sequence[tuple[int, int]]) -> bool:
    return any(start < spot[1] and spot[0] < end for start, end in taken)


@dataclass(frozen=True, slots=True)
class _Honoured:
    """Where the engine's words honour a term; ``form`` is what must take the place of other words there."""

    index: int
    start: int
    end: int
    form: str | None = None


def _honoured(
    plan: Plan, attempt: Attempt, output: str, placed: Found, answers: Mapping[str, str]
) -> tuple[list[_Honoured], list[int]]:
    """For terms that were left to the engine: an accepted form, or words that can be swapped for one; and those without."""
    taken = list(placed.values())
    honoured: list[_Honoured] = []
    missing: list[int] = []
    for index, (slot, form) in enumerate(zip(plan.slots, attempt.forms, strict=True)):
        if form is not None:
            continue
        alone = attempt.alone[index]
        term = _accepted(index, slot, output, taken) or _swappable(
            index, slot, answers.get(alone, "") if alone else "", output, taken
        )
        if term is None:
            missing.append(index)
        else:
            taken.append((term.start, term.end))
            honoured.append(term)
    return honoured, missing


def _accepted(index: int, slot: Slot, output: str, taken: Sequence[tuple[int, int]]) -> _Honoured | None:
    for form in sorted({slot.target, *slot.accepted}, key=lambda f: (-len(f), f)):
        for match in re.finditer(rf"(?<!\w){re.escape(form)}(?!\w)", output, re.IGNORECASE):
            if not _crosses(match.span(), taken):
                return _Honoured(index, *match.span())
    return None


def _swappable(index: int, slot: Slot, alone: str, output: str, taken: Sequence[tuple[int, int]]) -> _Honoured | None:
    """The engine's own translation of the term, found once in the whole, inflected or not."""
    words = _WORD.findall(alone)
    if not words or len(words) > _LONGEST_SWAP:
        return None
    pattern = r"\W+".join(_inflected(word) for word in words)
    spots = [m for m in re.finditer(rf"(?<!\w){pattern}(?!\w)", output, re.IGNORECASE) if not _crosses(m.span(), taken)]
    if len(spots) != 1:
        return None
    return _Honoured(index, *spots[0].span(), form=_agreeing(slot, spots[0].group()))


def _inflected(word: str) -> str:
    """A pattern for a word and its likely inflections: the stem, and an ending of its own."""
    stem = word[:-2] if len(word) >= 7 else word[:-1] if len(word) >= 5 else word
    return re.escape(stem) + (r"\w{0,3}" if stem != word else "")


def _agreeing(slot: Slot, replaced: str) -> str:
    """Of the target and its accepted forms the one that ends most like the words it replaces, with their capital."""

    def likeness(form: str) -> int:
        pairs = zip(reversed(form.casefold()), reversed(replaced.casefold()), strict=False)
        return next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(form), len(replaced)))

    form = max((slot.target, *slot.accepted), key=likeness)
    return form[:1].upper() + form[1:] if replaced[:1].isupper() else form


def _swap(output: str, placed: Found, terms: Sequence[_Honoured]) -> tuple[str, Found]:
    """The output with swapped terms in place, and where the other slots are now."""
    for term in sorted(terms, key=lambda t: -t.start):
        form = term.form or ""
        shift = len(form) - (term.end - term.start)
        output = output[: term.start] + form + output[term.end :]
        placed = {i: (s + shift, e + shift) if s >= term.end else (s, e) for i, (s, e) in placed.items()}
    return output, placed


def _without(output: str, placed: Found) -> str:
    words, position = [], 0
    for start, end in sorted(placed.values()):
        words.append(output[position:start])
        position = end
    return " ".join([*words, output[position:]])


def _items(plan: Plan, output: str, placed: Found) -> tuple[str | int, ...]:
    """The output as texts and slot indices, blanks beside tags and carriers as the source had them."""
    items: list[str | int] = []
    position = 0
    glue = _glue(plan)
    for index, (start, end) in sorted(placed.items(), key=lambda entry: entry[1]):
        before, after = glue[index]
        items += [_unpadded(output[position:start], end=before), index]
        position = end
        if after:
            position += len(output[position:]) - len(output[position:].lstrip())
    items.append(output[position:])
    return _recased(plan, [i for i in items if i != ""])


def _glue(plan: Plan) -> list[tuple[bool, bool]]:
    """For each slot: does it touch what stands before and behind it in the source (so that padding must go again)?"""
    touching: list[tuple[bool, bool]] = []
    for position, item in enumerate(plan.items):
        if isinstance(item, Slot):
            carried = item.travel is Travel.TAG
            before, after = _neighbour(plan, position, -1), _neighbour(plan, position, 1)
            touching.append((carried and before, carried and after))
    return touching


def _neighbour(plan: Plan, position: int, step: int) -> bool:
    beside = position + step
    if not 0 <= beside < len(plan.items):
        return False
    item = plan.items[beside]
    if isinstance(item, Slot):
        return True
    return bool(item) and not (item[-1] if step < 0 else item[0]).isspace()


def _unpadded(text: str, *, end: bool) -> str:
    return text.rstrip() if end else text


def _recased(plan: Plan, items: Sequence[str | int]) -> tuple[str | int, ...]:
    out: list[str | int] = []
    first = True
    for item in items:
        if isinstance(item, str):
            out.append(restore(item, plan.casing, plan.target, first=first))
            first = first and not _LETTER.search(item)
        else:
            out.append(item)
            first = False
    return tuple(out)


def _accept_pieces(plan: Plan, attempt: Attempt, outputs: Sequence[str]) -> Translation:
    answers = dict(zip(attempt.inputs, outputs, strict=True))
    items: list[str | int] = []
    problems: list[str] = []
    slot = 0
    for item in plan.items:
        if isinstance(item, Slot):
            items.append(slot)
            slot += 1
            continue
        asked = _relaxed_piece(plan, item)
        if asked not in answers:
            items.append(item)
            continue
        answer = _plain(plan, answers[asked])
        problem = distrust(asked, answer, plan.source, plan.target)
        problems.append(problem)
        items.append(item if problem else _fitted(plan, item, answer, first=not items))
    return Translation(tuple(items), "pieces", problem=next(filter(None, problems), ""))


def _fitted(plan: Plan, source: str, answer: str, *, first: bool) -> str:
    """A piece in the place of its source: blanks around it and capital as there, no full stop that was not there."""
    core = source.strip()
    lead, trail = source[: len(source) - len(source.lstrip())], source[len(source.rstrip()) :]
    if answer[-1:] in ".!?" and core[-1:] not in ".!?":
        answer = answer.rstrip(".!?") or answer
    if core[:1].islower() and answer[:1].isupper() and not answer[1:2].isupper():
        answer = answer[0].lower() + answer[1:]
    return lead + restore(answer, plan.casing, plan.target, first=first) + trail
