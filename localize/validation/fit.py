"""Repairs what a marketplace would refuse: shortens texts, replaces forbidden characters.

One fix per field and round, at most five rounds; a fix stays only if it lowers the errors or the excess and breaks
nothing new. What cannot be repaired is left as it is, for the check to report. Warnings are advice and repair nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from localize.listing import Role, Severity
from localize.validation.check import faults_of
from localize.validation.instance import states_product
from localize.validation.limits import limits_of
from localize.validation.measures import MEASURES, excess_of
from localize.validation.shorten import connectors, shorten

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from localize.context import Context
    from localize.listing import Draft
    from localize.validation.fault import Fault
    from localize.validation.limits import Limits

__all__ = ["fit_drafts"]

_ROUNDS = 5


def fit_drafts(drafts: Iterable[Draft], context: Context) -> Iterator[Draft]:
    """Repair each draft; nothing in the identity run, where ``fit`` is skipped, and on pinned fields.

    ``draft.state["protected"][path]`` holds the strings that must survive in a field.
    """
    idle = context.identity or "fit" in context.skip
    limits = limits_of(context)
    dangling = connectors(context.target_language, context.source_language)
    seen: set[str] = set()
    for draft in drafts:
        if not idle:
            _fit(draft, limits, dangling, first=states_product(draft, seen))
        yield draft


def _fit(draft: Draft, limits: Limits, dangling: frozenset[str], *, first: bool) -> None:
    faults = _errors(faults_of(draft, limits, first=first))
    hopeless: set[str] = set()
    for _ in range(_ROUNDS):
        todo = {fault.path: fault for fault in reversed(faults) if fault.path not in hopeless}
        if not todo:
            return
        for path, fault in todo.items():
            fixed = _fixed(draft, fault, dangling)
            after = faults if fixed is None else _trial(draft, path, fixed, limits, first=first)
            if fixed is None or not _is_better(after, faults):
                hopeless.add(path)
                continue
            draft.set(path, fixed, "fit", f"{fault.code}: {_limit_in_words(fault)}", limits.name)
            faults = after


def _trial(draft: Draft, path: str, value: str, limits: Limits, *, first: bool) -> list[Fault]:
    return _errors(faults_of(draft, limits, first=first, values={**draft.values, path: value}))


def _errors(faults: list[Fault]) -> list[Fault]:
    return [fault for fault in faults if fault.severity is Severity.ERROR]


def _is_better(after: list[Fault], before: list[Fault]) -> bool:
    """Fewer errors or less excess, and no error that was not there before."""
    known = {(fault.path, fault.code, fault.keyword) for fault in before}
    if any((fault.path, fault.code, fault.keyword) not in known for fault in after):
        return False
    return _score(after) < _score(before)


def _score(faults: list[Fault]) -> tuple[int, int]:
    return len(faults), sum(fault.excess for fault in faults)


def _fixed(draft: Draft, fault: Fault, dangling: frozenset[str]) -> str | None:
    """The value that would meet the limit, or None if we know no honest one."""
    field = draft.listing.fields.get(fault.path)
    if field is None or _is_pinned(draft, fault.path):
        return None
    value = draft.values[fault.path]
    if fault.keyword == "forbiddenCharacters" and field.role.is_text:
        return _folded(value, fault.limit)
    if fault.keyword in MEASURES and field.role is Role.TEXT:
        protected = draft.state.get("protected", {}).get(fault.path, ())
        return shorten(value, lambda text: not excess_of(fault.keyword, fault.limit, text), protected, dangling)
    return None


def _folded(value: str, forbidden: dict[str, str | None]) -> str | None:
    for character, replacement in forbidden.items():
        if replacement is not None:
            value = value.replace(character, replacement)
    return value.strip() or None


def _limit_in_words(fault: Fault) -> str:
    if fault.keyword in MEASURES:
        longest = fault.limit["limit"] if isinstance(fault.limit, dict) else fault.limit
        return f"shortened to at most {longest}"
    return "forbidden characters replaced"


def _is_pinned(draft: Draft, path: str) -> bool:
    return path in draft.state.get("pinned", ()) or any(c.stage == "pin" and c.field == path for c in draft.changes)
