"""The proof: every slot exactly once, tags in their order, terms honoured, words to be trusted."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from localize.text.borders import has_unspaced, is_unspaced
from localize.text.casing import restore
from localize.translation.abbreviations import in_words
from localize.translation.ampersand import has_and, left_beside, spelled_out
from localize.translation.attempt import Attempt, Failure, Found, crosses
from localize.translation.compose_phrase import compose_phrase, reads_as_source
from localize.translation.copies import is_copy, is_known
from localize.translation.doubled import doubled_terms
from localize.translation.emphasis import without_emphasis
from localize.translation.enclose import enclosed
from localize.translation.forms import form_pattern
from localize.translation.guards import distrust
from localize.translation.honour import Honoured, honoured_terms, swapped
from localize.translation.labelled import unlabelled
from localize.translation.left_words import left_words
from localize.translation.pairs import emptied, well_nested
from localize.translation.pieces import accept_pieces, without_remark
from localize.translation.plan import Plan, Slot, Translation, Travel, unchanged

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

__all__ = ["accept"]

_WORD_CHAR = re.compile(r"\w")
_LETTER = re.compile(r"[^\W\d_]")
_TWICE = re.compile(r"\b(\w+)\s+\1\b", re.IGNORECASE)


def accept(plan: Plan, attempt: Attempt, outputs: Sequence[str]) -> Translation | Failure:
    """The translation, or why this attempt will not do. ``composed`` and ``pieces`` are never refused."""
    if attempt.rung == "pieces":
        found = accept_pieces(plan, attempt, outputs)
        return replace(found, items=spelled_out(plan, tuple(_parted(plan, found.items))))
    if attempt.rung == "composed" and (phrase := compose_phrase(plan)) is not None:
        return phrase
    if attempt.rung == "labelled":
        outputs = [unlabelled(plan, outputs[0]), *outputs[1:]]
    if attempt.rival is not None:
        return _better(plan, attempt, attempt.rival, outputs)
    return _judged(plan, attempt, outputs)


def _judged(plan: Plan, attempt: Attempt, outputs: Sequence[str]) -> Translation | Failure:
    """The answer to the whole, if every slot is there and the words are to be trusted."""
    output = _ended(plan, without_remark(plan, outputs[0]))
    placed, wrong = _locate(attempt, output)
    answers = dict(zip(attempt.inputs, outputs, strict=True))
    honoured, missing = honoured_terms(plan, attempt, output, placed, answers)
    stood_in = [i for i, slot in enumerate(plan.slots) if slot.proxy and attempt.alone[i : i + 1] == (slot.proxy,)]
    if bad := frozenset(wrong + missing) or doubled_terms(plan, output, placed | _spots(honoured), stood_in):
        return Failure("slots", bad)
    tagged = _tags_in_place(plan, attempt, output, placed, honoured, answers)
    if isinstance(tagged, Failure):
        return tagged
    placed |= tagged
    own = (without_emphasis(in_words(words, plan.source), plan) for words in plan.words)
    source, words = " ".join([*own, *_left_to_the_engine(plan, attempt)]), _without(output, placed)
    problem = distrust(source, words, plan.source, plan.target)
    if not problem and reads_as_source(plan, output, placed | _spots(honoured)):
        problem = "source order"
    if problem:
        return Failure(problem)
    if is_copy(plan, source, words):
        known = attempt.rung != "lowered" or is_known(plan, answers)
        return Failure("copy") if known else unchanged(plan, attempt.rung)
    forms = [(term.index, term.form or output[term.start : term.end]) for term in honoured]
    output, placed = swapped(output, placed, [term for term in honoured if term.form is not None])
    items = spelled_out(plan, _items(plan, output, placed))
    if attempt.doubted and left_beside(plan, items):
        return Failure("left")
    return _begun(plan, items, attempt.rung, forms)


def _better(plan: Plan, attempt: Attempt, rival: Attempt, outputs: Sequence[str]) -> Translation | Failure:
    """The answer to “and”, unless it will not do or leaves as many words as the one to “&”."""
    answers = dict(zip(attempt.inputs, outputs, strict=True))
    first = accept(plan, rival, [answers[text] for text in rival.inputs])
    second = accept(plan, replace(attempt, rival=None), outputs)
    if isinstance(second, Failure) or has_and(plan, second.items) or _stutters(plan, second):
        return first
    worse = isinstance(first, Translation) and _left(plan, second) >= _left(plan, first)
    return first if worse else second


def _stutters(plan: Plan, translation: Translation) -> bool:
    return _TWICE.search(translation.text(plan.slots)) is not None


def _left(plan: Plan, translation: Translation) -> int:
    return len(left_beside(plan, translation.items)) + len(left_words(plan, translation))


def _left_to_the_engine(plan: Plan, attempt: Attempt) -> Iterator[str]:
    """The words in the input for slots that have no form there: a term's own, or the everyday one that holds its place."""
    for slot, form, alone in zip(plan.slots, attempt.forms, attempt.alone, strict=True):
        if form is None:
            yield slot.proxy if alone and alone == slot.proxy else slot.source


def _ended(plan: Plan, output: str) -> str:
    """The output with the colon of a label, which engines like to drop."""
    last = plan.items[-1] if plan.items else ""
    if isinstance(last, str) and last.rstrip().endswith(":") and output[-1:].isalnum():
        return f"{output}:"
    return output


def _tags_in_place(
    plan: Plan, attempt: Attempt, output: str, placed: Found, honoured: Sequence[Honoured], answers: Mapping[str, str]
) -> Found | Failure:
    """Places for the tags that were left out of the input; or why the tags do not stand as in the source."""
    halves = frozenset(index for index, slot in enumerate(plan.slots) if slot.halves)
    where = placed | _spots(honoured)
    found: Found = {}
    if any(attempt.forms[index] is None for index in halves):
        spots = enclosed(plan, attempt, output, where, answers)
        if spots is None:
            return Failure("enclosed", halves)
        found = spots
    where |= found
    if not well_nested(plan, where):
        return Failure("order", frozenset(i for i, slot in enumerate(plan.slots) if slot.travel is Travel.TAG))
    lost = emptied(plan, output, where) if halves else frozenset[int]()
    return Failure("emptied", lost) if lost else found


def _spots(honoured: Sequence[Honoured]) -> Found:
    return {term.index: (term.start, term.end) for term in honoured}


def _locate(attempt: Attempt, output: str) -> tuple[Found, list[int]]:
    """Where each slot's form stands in the output, and the slots whose form is missing or doubled."""
    found: Found = {}
    wrong: list[int] = []
    taken: list[tuple[int, int]] = []
    spaced = not has_unspaced(output)
    for form in sorted({f for f in attempt.forms if f}, key=lambda f: (-len(f), f)):
        wanted = [i for i, f in enumerate(attempt.forms) if f == form]
        spots = [m.span() for m in form_pattern(form, spaced=spaced).finditer(output) if not crosses(m.span(), taken)]
        taken.extend(spots)
        if len(spots) == len(wanted):
            found.update(zip(wanted, spots, strict=True))
        else:
            wrong += wanted
    return found, wrong


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
    for index, (start, end) in sorted(placed.items(), key=lambda entry: (entry[1], entry[0])):
        before, after = glue[index] if end > start else (False, False)
        text = _unpadded(output[position:start], end=before)
        items += [_spaced(plan, index, text) if end > start else text, index]
        position = end
        if after:
            position += len(output[position:]) - len(output[position:].lstrip())
    items.append(output[position:])
    return _recased(plan, _parted(plan, [i for i in items if i != ""]))


def _parted(plan: Plan, items: Sequence[str | int]) -> list[str | int]:
    """The same with blanks between words and slots that an engine glued together, unless they touch in the source."""
    slots = plan.slots
    places = [position for position, item in enumerate(plan.items) if isinstance(item, Slot)]
    parted: list[str | int] = []
    last: str | int = ""  # what people see before this item: most tags are nothing to them
    for item in items:
        left, right = (part if isinstance(part, str) else slots[part].target for part in (last, item))
        of_slot = isinstance(item, int) or isinstance(last, int)
        if of_slot and right and left[-1:].isalnum() and right[:1].isalnum() and not is_unspaced(left[-1] + right[0]):
            touches = (isinstance(item, int) and _joins_word(plan, places[item], -1)) or (
                isinstance(last, int) and _joins_word(plan, places[last], 1)
            )
            if not touches:
                parted.append(" ")
        parted.append(item)
        last = item if right else last
    return parted


def _joins_word(plan: Plan, position: int, step: int) -> bool:
    """Is what people see beside it in the source another slot, or a letter or digit that touches it?"""
    beside = plan.items[:position][::-1] if step < 0 else plan.items[position + 1 :]
    seen = next((item for item in beside if isinstance(item, str) or item.target), "")
    return isinstance(seen, Slot) or (seen[-1:] if step < 0 else seen[:1]).isalnum()


def _glue(plan: Plan) -> list[tuple[bool, bool]]:
    """For each slot: does it touch what stands before and behind it in the source (so that padding must go again)?"""
    touching: list[tuple[bool, bool]] = []
    for position, item in enumerate(plan.items):
        if isinstance(item, Slot):
            carried = item.travel is Travel.TAG or (item.travel is Travel.OPAQUE and _is_sign(item.source))
            before, after = _neighbour(plan, position, -1), _neighbour(plan, position, 1)
            touching.append((carried and before, carried and after))
    return touching


def _is_sign(text: str) -> bool:
    """A sign or a call of a template language: where it touches a word, that word is why it stands there."""
    return text.startswith("{%") or not _WORD_CHAR.search(text)


def _neighbour(plan: Plan, position: int, step: int) -> bool:
    beside = position + step
    if not 0 <= beside < len(plan.items):
        return False
    item = plan.items[beside]
    if isinstance(item, Slot):
        return True
    return bool(item) and not (item[-1] if step < 0 else item[0]).isspace()


def _spaced(plan: Plan, index: int, text: str) -> str:
    """Text in front of a slot, with the blank behind its comma if the source has one there and the engine forgot it."""
    position = [i for i, item in enumerate(plan.items) if isinstance(item, Slot)][index]
    before = plan.items[position - 1] if position else ""
    forgotten = isinstance(before, str) and before[-1:].isspace() and text[-1:] in {",", ";", ":"}
    return f"{text} " if forgotten else text


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
