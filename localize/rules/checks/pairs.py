"""Rules against each other: what an earlier exclude leaves nothing of, what a later rule undoes, what is said twice."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING, Any

from localize.listing import Severity
from localize.rules.checks.facts import follows, together
from localize.rules.checks.single import problem_at
from localize.rules.patterns import is_glob

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from localize.problem import Problem
    from localize.rules.model import Rule

__all__ = ["check_pairs"]

_WHOLE = frozenset({"set", "empty"})
"""Actions that leave nothing of the value before them."""


def check_pairs(rules: Sequence[Rule]) -> list[Problem]:
    """What is wrong with rules together; ``rules`` in the order in which they are applied within a phase."""
    return [*_shadowed(rules), *_by_field(rules)]


def _when(rule: Rule) -> Mapping[str, Any]:
    when: Mapping[str, Any] = rule.table.get("when", {})
    return when


def _shadowed(rules: Sequence[Rule]) -> Iterator[Problem]:
    excludes = [(number, rule) for number, rule in enumerate(rules) if rule.action_name == "exclude"]
    for number, rule in enumerate(rules):
        for place, exclude in excludes:
            before = (exclude.phase == rule.phase and place < number) or (
                exclude.phase == "source" and rule.phase == "target"
            )
            if before and follows(_when(rule), rule.field, _when(exclude), exclude.field):
                message = (
                    f"it is never reached: rule '{exclude.id}' ({exclude.where()}) excludes all its listings before."
                )
                hint = "Narrow the exclude, put this rule before it, or take it out."
                yield problem_at(rule, "", "rule-shadowed", Severity.WARNING, message, hint)
                break


def _by_field(rules: Sequence[Rule]) -> Iterator[Problem]:
    edits: defaultdict[tuple[str, str], list[Rule]] = defaultdict(list)
    for rule in rules:
        if rule.edits and not is_glob(rule.field):
            edits[rule.phase, rule.field].append(rule)
    for same in edits.values():
        for earlier, later in combinations(same, 2):
            yield from _pair(earlier, later)


def _pair(earlier: Rule, later: Rule) -> Iterator[Problem]:
    if _does(earlier) == _does(later) and follows(_when(later), later.field, _when(earlier), earlier.field):
        message = f"it does again what rule '{earlier.id}' ({earlier.where()}) did to '{later.field}' already."
        yield problem_at(later, "", "rule-repeated", Severity.WARNING, message, "Take one of the two out.")
        return
    if later.action_name not in _WHOLE or _uses(later, later.field):
        return
    if follows(_when(earlier), earlier.field, _when(later), later.field):
        message = f"rule '{later.id}' ({later.where()}) overwrites what it writes into '{earlier.field}', every time."
        hint = "Take it out, or put it behind the other."
        yield problem_at(earlier, earlier.action_name, "rule-overwritten", Severity.WARNING, message, hint)
    elif earlier.action_name in _WHOLE and together(_when(earlier), _when(later), later.field):
        both = f"where both hold, '{later.field}' is what this one says"
        message = f"it overlaps with rule '{earlier.id}' ({earlier.where()}): {both}."
        hint = "Fine if that is meant; else narrow one of the conditions."
        yield problem_at(later, later.action_name, "rule-overlap", Severity.INFO, message, hint)


def _does(rule: Rule) -> tuple[str, Any]:
    return rule.action_name, rule.table[rule.action_name]


def _uses(rule: Rule, name: str) -> bool:
    return any(name in template.names for template in rule.action.templates)
