"""The last rung: the words between the slots, translated alone and joined. It cannot lose a slot, and is never refused."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from localize.text.casing import relax, restore
from localize.translation.abbreviations import in_words
from localize.translation.attempt import Attempt
from localize.translation.emphasis import without_emphasis
from localize.translation.engine_marks import with_known_marks
from localize.translation.guards import distrust
from localize.translation.plan import Plan, Slot, Translation

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["accept_pieces", "in_pieces", "without_remark"]

_SPACES = re.compile(r"\s+")
_LETTER = re.compile(r"[^\W\d_]")
_LEADING = re.compile(r"[,;:]\s*")
_REMARK = re.compile(r"\s*\([^()]*(?:\)|$)")


def in_pieces(plan: Plan) -> Attempt:
    """The attempt that asks for each stretch of words alone; without words it asks nothing."""
    texts = (_relaxed_piece(plan, item) for item in plan.words)
    return Attempt("pieces", tuple(t for t in texts if _LETTER.search(t)))


def _relaxed_piece(plan: Plan, words: str) -> str:
    written = with_known_marks(in_words(_SPACES.sub(" ", words).strip(), plan.source))
    return relax(without_emphasis(written, plan), plan.casing, plan.source, first=True)


def accept_pieces(plan: Plan, attempt: Attempt, outputs: Sequence[str]) -> Translation:
    """The stretches in the places of their sources; one that cannot be trusted stays, and the translation says why."""
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
        answer = without_remark(plan, answers[asked])
        problem = distrust(asked, answer, plan.source, plan.target)
        if not problem and attempt.strict and answer.casefold() == asked.casefold():
            problem = "echo"
        problems.append(problem)
        items.append(item if problem else _fitted(plan, item, answer, first=not items))
    return Translation(tuple(items), "pieces", problem=next(filter(None, problems), ""))


def _fitted(plan: Plan, source: str, answer: str, *, first: bool) -> str:
    """A piece in the place of its source: blanks around it and capital as there, no full stop that was not there."""
    core = source.strip()
    lead, trail = source[: len(source) - len(source.lstrip())], source[len(source.rstrip()) :]
    sign = _LEADING.match(core)
    if sign and not _LEADING.match(answer):  # “, and” came back as “e”, which would touch what stands before it
        lead += sign[0]
    if answer[-1:] in ".!?" and core[-1:] not in ".!?":
        answer = answer.rstrip(".!?") or answer
    if core[:1].islower() and answer[:1].isupper() and not answer[1:2].isupper():
        answer = answer[0].lower() + answer[1:]
    return lead + restore(answer, plan.casing, plan.target, first=first) + trail


def without_remark(plan: Plan, output: str) -> str:
    """The output with single blanks, and without the remark in brackets that small models like to add to names."""
    if "(" in output and not any("(" in part for part in (*plan.words, *(s.source + s.target for s in plan.slots))):
        output = _REMARK.sub("", output)
    return _SPACES.sub(" ", output).strip()
