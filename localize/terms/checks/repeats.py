"""Entries for the same words: said twice, contradicting each other, or never reached because another always wins."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from localize.listing import Severity
from localize.terms.checks.scopes import may_meet, pairs_meet, within
from localize.terms.entry import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from localize.problem import Problem
    from localize.terms.checks.items import Item

__all__ = ["check_repeats"]

_MOST_TOGETHER = 200
"""More entries for the same words than that are compared with their neighbours only."""


def check_repeats(items: Sequence[Item]) -> Iterator[Problem]:
    """Each entry against the others for the same words, across files and scopes; said at the later one."""
    by_words: dict[tuple[str, ...], list[Item]] = defaultdict(list)
    for item in items:
        if item.tokens:
            by_words[item.tokens].append(item)
    for together in by_words.values():
        if len(together) > 1:
            yield from _compare(together)


def _compare(together: Sequence[Item]) -> Iterator[Problem]:
    for position, item in enumerate(together):
        others = together[max(position - _MOST_TOGETHER, 0) : position]
        earlier = [o for o in others if _comparable(item, o)]
        if problem := next(filter(None, (_against(item, other) for other in earlier)), None):
            yield problem
            continue
        rivals = [o for o in together if o is not item and _comparable(item, o)]
        if problem := _shadowed(item, rivals, [o for o in together if o is not item]):
            yield problem


def _comparable(item: Item, other: Item) -> bool:
    """For the same pair, both asked before or both after translation, with the same need of capitals."""
    forbids = (item.kind == Kind.FORBID) == (other.kind == Kind.FORBID)
    same_words = item.exact == other.exact and (not item.exact or item.term == other.term)
    return forbids and same_words and pairs_meet(item, other) and may_meet(item, other)


def _says_same(item: Item, other: Item) -> bool:
    return item.kind == other.kind and (item.text("translation") == other.text("translation") or item.kind == Kind.KEEP)


def _knows_same(item: Item, other: Item) -> bool:
    """Does the other know all that this one does: accepted forms, part of speech, gender?"""
    same = all(item.text(name) in {"", other.text(name)} for name in ("pos", "gender"))
    return same and set(item.forms) <= {*other.forms, *other.translations}


def _against(item: Item, other: Item) -> Problem | None:
    """Is it the same again, or a contradiction, to an entry that neither precedes nor follows by its scope?"""
    if _narrowness(item) != _narrowness(other):
        return None
    if _says_same(item, other):
        if item.scope == other.scope and (item.source, item.target) == (other.source, other.target):
            return item.problem(
                "dict-duplicate",
                Severity.WARNING,
                f"'{item.term}' stands with the same translation in {other.where}.",
                "Take one of the two out.",
            )
        return None
    return item.problem(
        "dict-contradiction",
        Severity.ERROR,
        f"'{item.term}' {_said(item)} here, but {_said(other)} in {other.where}, in the same places.",
        "Decide for one, or say with fields, category, brand or market where each applies.",
        "translation" if item.text("translation") else "term",
    )


def _narrowness(item: Item) -> tuple[bool, bool, int]:
    """A narrower pair precedes (en-de-AT before en-de), then a narrower scope."""
    return bool(item.target), "-" in item.target, item.entry.narrowness


def _said(item: Item) -> str:
    if item.kind == Kind.TRANSLATE:
        return f"is '{item.text('translation')}'"
    return {Kind.KEEP: "is kept", Kind.FORBID: "is forbidden", Kind.LEGAL: "is legal"}.get(Kind(item.kind), "stands")


def _shadowed(item: Item, rivals: Sequence[Item], all_others: Sequence[Item]) -> Problem | None:
    """Does another entry always win, or say the same everywhere?"""
    mine = _narrowness(item)
    for other in rivals:
        theirs = _narrowness(other)
        wins = theirs > mine or (theirs == mine and other.order < item.order)
        if wins and within(item, other) and item.scope != other.scope:
            return _shadow(
                item, f"'{item.term}' is never used: {other.where} applies wherever this entry would, and wins."
            )
    wider = [o for o in rivals if _narrowness(o) < mine and within(item, o)]
    # Patterns that look different may meet after all: only where nobody says otherwise does it surely add nothing.
    if wider and all(_says_same(item, o) and _knows_same(item, o) for o in all_others):
        return _shadow(item, f"'{item.term}' adds nothing: {wider[0].where} says the same in more places.")
    return None


def _shadow(item: Item, message: str) -> Problem:
    return item.problem("dict-shadowed", Severity.WARNING, message, "Take it out, or change where it applies.")
