"""Repairs what a marketplace would refuse: shortens texts, folds characters, takes out tags and search terms.

One fix per fault and round, at most five rounds; a fix stays only if it lowers the errors or the excess and breaks
nothing new. What cannot be repaired is left as it is, for the check to report. Warnings are advice and repair nothing;
pinned and approved texts stay, with a proposal.
"""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING

from localize.listing import Role, Severity
from localize.validation.check import faults_of
from localize.validation.instance import states_product
from localize.validation.limits import limits_of
from localize.validation.repairs import repairs_of
from localize.validation.shortening import order_for

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from localize.context import Context
    from localize.listing import Draft
    from localize.validation.fault import Fault
    from localize.validation.limits import Limits
    from localize.validation.repairs import Repair, Siblings

__all__ = ["fit_drafts"]

_ROUNDS = 5


def fit_drafts(drafts: Iterable[Draft], context: Context) -> Iterator[Draft]:
    """Repair each draft; nothing in the identity run and where ``fit`` is skipped.

    ``draft.state["protected"][path]`` holds the strings that must survive in a field; ``draft.state["proposals"][path]``
    is set to what a pinned or approved text could be.
    """
    if context.identity or "fit" in context.skip:
        yield from drafts
        return
    limits = limits_of(context)
    seen: set[str] = set()
    for _, members in groupby(drafts, key=lambda draft: draft.listing.group.key):
        group = list(members)
        # As they were before any of them was cut: otherwise the first one's cut words would tell the others apart.
        before = [dict(draft.values) for draft in group] if len(group) > 1 else []
        for draft in group:
            _Fit(draft, context, limits, before, first=states_product(draft, seen)).run()
        yield from group


class _Fit:
    """One draft's repairs, round by round."""

    def __init__(self, draft: Draft, context: Context, limits: Limits, siblings: Siblings, *, first: bool) -> None:
        self._draft = draft
        self._context = context
        self._limits = limits
        self._siblings = siblings
        self._first = first

    def run(self) -> None:
        """Up to five rounds; each fault is tried until no repair of it helps."""
        faults = self._errors()
        hopeless: set[tuple[str, str, str]] = set()
        for _ in range(_ROUNDS):
            todo = {f.path: f for f in reversed(faults) if _same(f) not in hopeless and f.path in self._draft.values}
            if not todo:
                return
            for fault in todo.values():
                after = self._repaired(fault, faults)
                if after is None:
                    hopeless.add(_same(fault))
                else:
                    faults = after

    def _errors(self, path: str = "", value: str = "") -> list[Fault]:
        values = {**self._draft.values, path: value} if path else None
        faults = faults_of(self._draft, self._limits, first=self._first, values=values)
        return [fault for fault in faults if fault.severity is Severity.ERROR]

    def _repaired(self, fault: Fault, before: list[Fault]) -> list[Fault] | None:
        """The faults that are left after the first repair that helps; None if none does."""
        for repair in repairs_of(self._draft, fault, self._context, self._siblings):
            after = self._errors(fault.path, repair.value)
            if not _is_better(after, before):
                continue
            if _is_a_persons(self._draft, fault.path):
                self._draft.state.setdefault("proposals", {})[fault.path] = repair.value
                return None
            self._apply(fault, repair)
            return self._errors()
        return None

    def _apply(self, fault: Fault, repair: Repair) -> None:
        draft, path = self._draft, fault.path
        value = draft.values[path]
        draft.set(path, repair.value, "fit", f"{fault.code}: {repair.why}", self._limits.name)
        if repair.dropped:
            _forget(draft, path)
            listed = ", ".join(repair.dropped)
            draft.find(
                "keywords-dropped",
                Severity.INFO,
                f"Search terms that do not fit were left out: {listed}.",
                path,
                suggestion="Enter shorter words for them in a dictionary (forms), or pin a value.",
            )
        elif draft.listing.fields[path].role is Role.TEXT and value.startswith(repair.value[:1]):
            self._move(path, _taken(value, repair.value))

    def _move(self, path: str, cut: str) -> None:
        """Give what was cut to the first field of the file that takes it without breaking anything."""
        draft = self._draft
        group = draft.listing.group
        if not cut or draft.listing.fields[path].value != group.title:
            return
        errors = self._errors()
        for other in order_for(self._context.marketplace, group.category).overflow:
            if other not in draft.values or _is_a_persons(draft, other):
                continue
            joint = " " if draft.listing.fields[other].role is Role.KEYWORDS else ", "
            moved = joint.join(filter(None, (draft.values[other], cut)))
            if cut not in draft.values[other] and len(self._errors(other, moved)) <= len(errors):
                draft.set(other, moved, "fit", f"takes what did not fit into {path}", self._limits.name)
                return


def _same(fault: Fault) -> tuple[str, str, str]:
    return fault.path, fault.code, fault.keyword


def _is_better(after: list[Fault], before: list[Fault]) -> bool:
    """Fewer errors or less excess, and no error that was not there before."""
    known = set(map(_same, before))
    if any(_same(fault) not in known for fault in after):
        return False
    return _score(after) < _score(before)


def _score(faults: list[Fault]) -> tuple[int, int]:
    return len(faults), sum(fault.excess for fault in faults)


def _taken(before: str, after: str) -> str:
    """The end of a text that was cut, without what joined it; empty where the cut was elsewhere."""
    return before[len(after) :].strip(" ,;:/|&+·•–—-") if before.startswith(after) else ""


def _forget(draft: Draft, path: str) -> None:
    """What went with a dropped search term need not be proved any more."""
    value = draft.values[path]
    protected = draft.state.get("protected", {})
    if path in protected:
        protected[path] = tuple(phrase for phrase in protected[path] if phrase in value)
    numbers = draft.state.get("numbers", {})
    if numbers.get(path) is not None:
        left = Counter(_digits(value))
        numbers[path] = tuple((left & Counter(numbers[path])).elements())


def _digits(text: str) -> list[str]:
    return "".join(c if c.isdecimal() else " " for c in text).split()


def _is_a_persons(draft: Draft, path: str) -> bool:
    """Did a person pin this text, or approve a part of it?"""
    if path in draft.state.get("pinned", ()):
        return True
    approved = draft.state.get("approved", ())
    return any(c.field == path and (c.stage == "pin" or (c.by and c.by in approved)) for c in draft.changes)
