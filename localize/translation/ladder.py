"""The ladder of repairs: ways to send one plan through an engine, from the most fluent to the one that cannot fail.

    free       terms are left to the engine, quantities and brands stand as themselves, tags and placeholders ride carriers
    placed     terms stand in the sentence in their target form
    carried    every slot rides a carrier
    other      every slot rides the other carrier form
    cased      as free, with the source's own capitals
    pieces     the words between the slots are translated alone and joined: every slot is where it was

After each attempt every slot is proved to be there exactly once and the words are judged; the first attempt that passes
wins. Words that no attempt translated trustworthily stay in the source language, and the translation says so.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from localize.text.casing import Casing, relax, restore
from localize.translation.guards import distrust
from localize.translation.plan import Plan, Slot, Translation, Travel

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["Attempt", "accept", "attempts"]

_SPACES = re.compile(r"\s+")
_LETTER = re.compile(r"[^\W\d_]")
# Both forms came back 25 of 25 with both engines (benchmarks/carriers.py prints the survival of every form).
_CARRIER, _OTHER_CARRIER = "[{}]", "X{}"
_FIRST_CARRIER = 11


@dataclass(frozen=True, slots=True)
class Attempt:
    """One way to ask: engine inputs, and for each slot the form it has in them (None: left to the engine's words)."""

    rung: str
    inputs: tuple[str, ...]
    forms: tuple[str | None, ...] = ()


def attempts(plan: Plan) -> Iterator[Attempt]:
    """The rungs for a plan, each only if it differs from those before. The last is always ``pieces``."""
    seen: set[tuple[str, ...]] = set()
    for rung in _rungs(plan):
        attempt = _pieces(plan) if rung == "pieces" else _whole(plan, rung)
        if attempt.inputs not in seen or rung == "pieces":
            seen.add(attempt.inputs)
            yield attempt


def _rungs(plan: Plan) -> tuple[str, ...]:
    if not plan.slots:
        return ("free", "cased", "pieces")
    return ("free", "placed", "carried", "other", "cased", "pieces")


def _whole(plan: Plan, rung: str) -> Attempt:
    carriers = _carriers(plan, _OTHER_CARRIER if rung == "other" else _CARRIER)
    parts: list[str] = []
    forms: list[str | None] = []
    first = True
    for item in plan.items:
        if isinstance(item, Slot):
            written, form = _written(plan, item, rung, next(carriers), first=first)
            forms.append(form)
            parts.append(written)
        else:
            casing = Casing.PLAIN if rung == "cased" else plan.casing
            parts.append(relax(_SPACES.sub(" ", item), casing, plan.source, first=first))
        first = first and not _LETTER.search(parts[-1])
    return Attempt(rung, (_joined(plan, parts),), tuple(forms))


def _written(plan: Plan, slot: Slot, rung: str, carrier: str, *, first: bool) -> tuple[str, str | None]:
    """What stands in the engine's input for a slot, and what must be found in its output."""
    if rung in {"carried", "other"} or slot.travel in {Travel.TAG, Travel.OPAQUE}:
        return carrier, carrier
    if slot.travel is Travel.TERM and rung != "placed":
        casing = Casing.PLAIN if rung == "cased" else plan.casing
        return relax(slot.source, casing, plan.source, first=first), None
    return slot.target, slot.target


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


def accept(plan: Plan, attempt: Attempt, outputs: Sequence[str]) -> Translation | str:
    """The translation, or why this attempt will not do. ``pieces`` is never refused."""
    if attempt.rung == "pieces":
        return _accept_pieces(plan, attempt, outputs)
    output = _SPACES.sub(" ", outputs[0]).strip()
    placed = _locate(plan, attempt, output)
    if isinstance(placed, str):
        return placed
    honoured = _honoured(plan, attempt, output, placed)
    if isinstance(honoured, str):
        return honoured
    words = _without(output, placed)
    free = (slot.source for slot, form in zip(plan.slots, attempt.forms, strict=True) if form is None)
    problem = distrust(" ".join([*plan.words, *free]), words, plan.source, plan.target)
    if problem:
        return problem
    return Translation(_items(plan, output, placed), attempt.rung, forms=tuple(honoured))


Found = dict[int, tuple[int, int]]


def _locate(plan: Plan, attempt: Attempt, output: str) -> Found | str:
    """Where each slot's form stands in the output; a reason if one is missing, doubled, or tags changed their order."""
    found: Found = {}
    taken: list[tuple[int, int]] = []
    for form in sorted({f for f in attempt.forms if f}, key=lambda f: (-len(f), f)):
        wanted = [i for i, f in enumerate(attempt.forms) if f == form]
        spots = [m.span() for m in _pattern(form).finditer(output) if not _crosses(m.span(), taken)]
        if len(spots) != len(wanted):
            return "lost" if len(spots) < len(wanted) else "doubled"
        taken.extend(spots)
        found.update(zip(wanted, spots, strict=True))
    tags = [found[i] for i, slot in enumerate(plan.slots) if slot.travel is Travel.TAG]
    return "order" if tags != sorted(tags) else found


def _pattern(form: str) -> re.Pattern[str]:
    if match := re.fullmatch(r"\[(\d+)\]", form):
        return re.compile(rf"\[\s*{match.group(1)}\s*\]")
    body = r"\s*".join(re.escape(part) for part in re.split(r"\s+", form.strip()))
    before = r"(?<![\w])(?<!\d[.,])" if form[:1].isalnum() else ""
    after = r"(?!\w)(?![.,]\d)" if form[-1:].isalnum() else ""
    return re.compile(before + body + after)


def _crosses(spot: tuple[int, int], taken: Sequence[tuple[int, int]]) -> bool:
    return any(start < spot[1] and spot[0] < end for start, end in taken)


def _honoured(plan: Plan, attempt: Attempt, output: str, placed: Found) -> list[tuple[int, str]] | str:
    """For terms that were left to the engine: the accepted form it chose, one occurrence for each; else a reason."""
    taken = list(placed.values())
    honoured: list[tuple[int, str]] = []
    for index, (slot, form) in enumerate(zip(plan.slots, attempt.forms, strict=True)):
        if form is not None:
            continue
        spot = _first_form(slot, output, taken)
        if spot is None:
            return "term"
        taken.append(spot)
        honoured.append((index, output[spot[0] : spot[1]]))
    return honoured


def _first_form(slot: Slot, output: str, taken: Sequence[tuple[int, int]]) -> tuple[int, int] | None:
    for form in sorted({slot.target, *slot.accepted}, key=lambda f: (-len(f), f)):
        for match in re.finditer(rf"(?<!\w){re.escape(form)}(?!\w)", output, re.IGNORECASE):
            if not _crosses(match.span(), taken):
                return match.span()
    return None


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
        answer = _SPACES.sub(" ", answers[asked]).strip()
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
