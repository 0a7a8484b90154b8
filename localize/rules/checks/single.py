"""A rule by itself: markets that there are not, conditions that never hold, actions that do nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from localize.errors import LocalizeError, did_you_mean
from localize.listing import Severity
from localize.market import load_market, market_tags
from localize.problem import Problem
from localize.rules.checks.facts import known_marketplaces, never
from localize.rules.patterns import compile_glob, compile_pattern, is_glob

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from localize.rules.model import Rule

__all__ = ["check_rule", "problem_at"]


def problem_at(
    rule: Rule, key: str, code: str, severity: Severity, message: str, hint: str, value: str = ""
) -> Problem:
    """A problem at a key of a rule; ``value`` tells which, where a key stands in it several times."""
    said = f"rule '{rule.id}': {message}"
    return Problem(code, severity, said, hint, path=str(rule.where.path), line=rule.where.line(key, value))


def check_rule(rule: Rule) -> Iterator[Problem]:
    """What is wrong with one rule."""
    when = rule.table.get("when", {})
    unknown = [*_unknown_names(rule, when)]
    yield from unknown
    if not unknown and (reason := never(when, rule.field)):
        hint = "Correct the condition, or take the rule out: as it is, it never does anything."
        yield problem_at(rule, "when", "rule-never", Severity.WARNING, f"the condition can never hold: {reason}.", hint)
    yield from _patterns(rule, when)
    yield from _idle(rule)


def _tables(when: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    yield when
    for nested in (*when.get("all", ()), *when.get("any", ()), *([when["not"]] if "not" in when else ())):
        yield from _tables(nested)


def _unknown_names(rule: Rule, when: Mapping[str, Any]) -> Iterator[Problem]:
    for table in _tables(when):
        for name in _listed(table.get("market", ())):
            if not any(map(compile_glob(name), market_tags())):
                message = f"there is no market '{name}', so the rule holds nowhere."
                hint = _market_hint(name)
                yield problem_at(rule, "market", "rule-market-unknown", Severity.ERROR, message, hint, name)
        for name in _listed(table.get("marketplace", ())):
            if not any(map(compile_glob(name), known_marketplaces())):
                message = f"there is no marketplace '{name}', so the rule holds nowhere."
                known = ", ".join(known_marketplaces())
                hint = did_you_mean(name, known_marketplaces()) or f"Known: {known}."
                yield problem_at(rule, "marketplace", "rule-marketplace-unknown", Severity.WARNING, message, hint, name)


def _market_hint(name: str) -> str:
    """``DE`` and ``de`` are no tags, but it is plain what they mean."""
    language = f"{name.casefold()}-*"
    if any(map(compile_glob(language), market_tags())):
        return f"Did you mean '{language}'?"
    try:
        return f"Did you mean '{load_market(name).locale}'?"
    except LocalizeError:
        country = f"*-{name.casefold()}"
        if not is_glob(name) and any(map(compile_glob(country), market_tags())):
            return f"Did you mean '{country}'?"
        return did_you_mean(name, market_tags()) or "'localize markets' lists what there is."


def _patterns(rule: Rule, when: Mapping[str, Any]) -> Iterator[Problem]:
    for table in _tables(when):
        for part in (table, table.get("target", {})):
            if "matches" in part and _matches_nothing(part["matches"]):
                message = f"the pattern '{part['matches']}' matches every value, the empty one too."
                yield problem_at(rule, "matches", "rule-pattern-matches-all", Severity.WARNING, message, _LOOSE_HINT)
    for key, pattern in (
        ("remove", rule.table.get("remove")),
        ("pattern", rule.table.get("replace", {}).get("pattern")),
    ):
        if pattern is not None and _matches_nothing(pattern):
            message = f"the pattern '{pattern}' matches between any two characters, too."
            yield problem_at(rule, key, "rule-pattern-matches-all", Severity.WARNING, message, _LOOSE_HINT)


_LOOSE_HINT = "Ask for at least one character: + instead of *, and no | without something on both sides."


def _matches_nothing(pattern: str) -> bool:
    """Does it match the empty text, other than by asking for just that (``^$``)?"""
    compiled = compile_pattern(pattern, "")
    return compiled.search("") is not None and compiled.search("\u0001x\u0001") is not None


def _idle(rule: Rule) -> Iterator[Problem]:
    table = rule.table
    replace = table.get("replace", {})
    if "text" in replace and replace["text"] == replace["with"]:
        yield _nothing(rule, "replace", f"it replaces '{replace['text']}' by itself")
    if rule.action_name == "copy_to" and table["copy_to"] == rule.field:
        yield _nothing(rule, "copy_to", f"it copies '{rule.field}' to itself")
    if rule.action_name == "set" and table["set"] == f"{{{rule.field}}}":
        yield _nothing(rule, "set", f"it sets '{rule.field}' to itself")
    if rule.action_name == "choice" and all(key == value for key, value in table["choice"].items()):
        yield _nothing(rule, "choice", "every value of its table stands for itself")
    if (
        rule.action_name == "empty"
        and table.get("when", {}).get("equals") == ""
        and table["when"].get("field") == rule.field
    ):
        yield _nothing(rule, "empty", f"it empties '{rule.field}' where it is empty")


def _nothing(rule: Rule, key: str, what: str) -> Problem:
    return problem_at(
        rule, key, "rule-idle", Severity.WARNING, f"it does nothing: {what}.", "Correct the action, or take it out."
    )


def _listed(value: Any) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)
