"""From rule files to rules and tests, ready to be used. Every fault of every file is reported, not only the first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from localize.errors import ConfigError
from localize.listing import Role
from localize.rules.actions import REPORTS, compile_action
from localize.rules.conditions import compile_audience, compile_condition
from localize.rules.model import Rule, RuleTest
from localize.rules.read import fault, read_files, refuse

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from localize.problem import Problem
    from localize.rules.read import RuleFile, Where

__all__ = ["compile_rules", "compile_tests", "load_rules", "load_tests"]


def load_rules(paths: Iterable[Path]) -> tuple[Rule, ...]:
    """Every rule of the files, in file order.

    Raises:
        ConfigError: a file is no TOML, a key is unknown, an id is used twice, a pattern is refused; the message holds
            every fault of every file, one a line, each with file and line.
    """
    files = read_files(paths)
    rules, problems = compile_rules(files)
    refuse([*(p for file in files for p in file.problems), *problems])
    return rules


def load_tests(paths: Iterable[Path]) -> tuple[RuleTest, ...]:
    """Every ``[[test]]`` of the files, in file order.

    Raises:
        ConfigError: as :func:`load_rules`.
    """
    files = read_files(paths)
    refuse([p for file in files for p in file.problems])
    return compile_tests(files)


def compile_rules(files: Sequence[RuleFile]) -> tuple[tuple[Rule, ...], list[Problem]]:
    """The rules of files that can be used, in file order, and what is wrong with the others."""
    rules: dict[str, Rule] = {}
    problems: list[Problem] = []
    for where, table in (entry for file in files for entry in file.rules):
        try:
            rule = _rule(table, where)
        except ConfigError as error:
            problems.append(_problem(error, where, table))
            continue
        if (other := rules.get(rule.id)) is not None:
            message = f"The id '{rule.id}' is taken by {other.where()}."
            problems.append(fault("rule-id-taken", message, "Give each rule its own id.", where, "id"))
        rules.setdefault(rule.id, rule)
    return tuple(rules.values()), problems


def compile_tests(files: Iterable[RuleFile]) -> tuple[RuleTest, ...]:
    """The tests of files, in file order."""
    return tuple(_test(table, where) for file in files for where, table in file.tests)


def _problem(error: ConfigError, where: Where, table: Mapping[str, Any]) -> Problem:
    """The fault at the line that its message begins with."""
    place, _, message = error.message.partition(": ")
    key = next((k for k in _keys(table) if where(k) == place), "")
    code: str = getattr(error, "code", "rule-malformed")
    return fault(code, f"rule '{table['id']}': {message}", error.hint, where, key)


def _keys(table: Mapping[str, Any]) -> Iterator[str]:
    for key, value in table.items():
        yield key
        if isinstance(value, dict):
            yield from _keys(value)
        elif isinstance(value, list):
            yield from (k for item in value if isinstance(item, dict) for k in _keys(item))


def _rule(table: Mapping[str, Any], where: Where) -> Rule:
    when = table.get("when", {})
    name, action = compile_action(table, where)
    phase = table.get("phase") or _own_phase(name, when)
    field = table.get("field", when.get("field", ""))
    if not field and name not in REPORTS:
        raise ConfigError(f"{where(name)}: the rule does not say which field it edits.", 'Add field = "…".')
    if phase == "source" and reads_target(when):
        raise ConfigError(
            f"{where('target')}: the rule reads 'target', but a source rule runs before there is a localized text.",
            'Use phase = "target".',
        )
    return Rule(
        id=table["id"],
        phase=phase,
        field=field,
        action_name=name,
        action=action,
        concerns=compile_audience(when),
        holds=compile_condition(when, where, fields=field),
        where=where,
        table=table,
        fills=name not in REPORTS and _allows_empty(when),
        note=table.get("note", ""),
        reads=tuple(dict.fromkeys(_fields_read(when, field))),
    )


def _own_phase(action: str, when: Mapping[str, Any]) -> Any:
    """What is excluded whatever its localized text says is taken out before anything is translated in vain."""
    return "source" if action == "exclude" and not reads_target(when) else "target"


def _nested(when: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return [*when.get("all", ()), *when.get("any", ()), *([when["not"]] if "not" in when else ())]


def reads_target(when: Mapping[str, Any]) -> bool:
    """Does a condition ask the localized text?"""
    return "target" in when or any(map(reads_target, _nested(when)))


_VALUE_KEYS = frozenset(
    {"matches", "equals", "longer_than", "shorter_than", "above", "at_least", "below", "at_most", "target"}
)


def _fields_read(when: Mapping[str, Any], field: str) -> Iterator[str]:
    """The fields by whose values a condition decides; the price is ``price``, whatever its column is called."""
    if "field" in when or (field and _VALUE_KEYS & when.keys()):
        yield when.get("field", field)
    if "price" in when or "price" in when.get("target", {}):
        yield "price"
    for table in _nested(when):
        yield from _fields_read(table, field)


def _allows_empty(when: Mapping[str, Any]) -> bool:
    allowed = [when.get("equals", "-"), when.get("target", {}).get("equals", "-")]
    return any(value == "" or (isinstance(value, list) and "" in value) for value in allowed)


def _test(table: Mapping[str, Any], where: Where) -> RuleTest:
    given = table["given"]
    field = table.get("field", "")
    return RuleTest(
        rule=table["rule"],
        market=table["market"],
        field=field,
        given={field: given} if isinstance(given, str) else given,
        expected=table.get("expected"),
        message=table.get("message"),
        excluded=table.get("excluded"),
        held=table.get("held"),
        role=Role(table.get("role", "text")),
        target=table.get("target"),
        marketplace=table.get("marketplace", ""),
        brand=table.get("brand", ""),
        category=table.get("category", ""),
        attributes=table.get("attributes", {}),
        where=where,
    )
