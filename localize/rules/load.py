"""Reads rule files: TOML with ``[[rule]]`` and ``[[test]]``, checked against the schema that ships beside this module.

A file is reported as a whole, not fault by fault; every fault names file, line and key.
"""

from __future__ import annotations

import json
import re
from functools import cache
from typing import TYPE_CHECKING, Any

from localize.data import package_folder, read_toml
from localize.errors import ConfigError, did_you_mean
from localize.listing import Role
from localize.rules.actions import REPORTS, compile_action
from localize.rules.conditions import compile_audience, compile_condition
from localize.rules.model import Rule, RuleTest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from jsonschema.exceptions import ValidationError

__all__ = ["load_rules", "load_tests", "rule_files", "rules_schema"]

_HEADER = re.compile(r"\s*\[\[?\s*(?P<name>[\w.\"'-]+)\s*\]\]?")
_FENCE = re.compile(r"\"\"\"|'''")


def rules_schema() -> dict[str, Any]:
    """The JSON Schema of a rule file."""
    text = package_folder("rules").joinpath("rules.schema.json").read_text(encoding="utf-8")
    schema: dict[str, Any] = json.loads(text)
    return schema


def rule_files(paths: Iterable[Path]) -> list[Path]:
    """The files that ``paths`` stand for: a folder stands for every ``*.toml`` below it, in order of name.

    Raises:
        ConfigError: a path does not exist.
    """
    files: list[Path] = []
    for path in paths:
        if path.is_dir():
            files += sorted(path.rglob("*.toml"))
        elif path.is_file():
            files.append(path)
        else:
            raise ConfigError(f"{path}: there is no such rule file or folder.", "Correct the path.")
    return list(dict.fromkeys(files))


def load_rules(paths: Iterable[Path]) -> tuple[Rule, ...]:
    """Every rule of the files, in file order.

    Raises:
        ConfigError: a file is no TOML, a key is unknown, an id is used twice, a pattern is refused; the message holds
            every fault of every file, one a line, each with file and line.
    """
    rules: dict[str, Rule] = {}
    problems: list[str] = []
    for path in rule_files(paths):
        tables, lines = _read(path, "rule", problems)
        for number, table in tables:
            rule = _attempt(table, lines.where("rule", number), problems)
            if rule is None:
                continue
            if (other := rules.get(rule.id)) is not None:
                problems.append(
                    f"{rule.where}: the id '{rule.id}' is taken by {other.where}. Give each rule its own id."
                )
            rules.setdefault(rule.id, rule)
    _raise(problems)
    return tuple(rules.values())


def load_tests(paths: Iterable[Path]) -> tuple[RuleTest, ...]:
    """Every ``[[test]]`` of the files, in file order.

    Raises:
        ConfigError: as :func:`load_rules`.
    """
    tests: list[RuleTest] = []
    problems: list[str] = []
    for path in rule_files(paths):
        tables, lines = _read(path, "test", problems)
        tests += [_test(table, lines.where("test", number)) for number, table in tables]
    _raise(problems)
    return tuple(tests)


class _Lines:
    """Where the nth ``[[rule]]`` or ``[[test]]`` of a file starts, and where a key stands in it."""

    def __init__(self, path: Path, text: str) -> None:
        self._path = path
        self._lines = text.splitlines()
        self._headers: list[tuple[str, int]] = []
        fenced = False
        for number, line in enumerate(self._lines, 1):
            if not fenced and (match := _HEADER.match(line)):
                self._headers.append((match.group("name").strip("\"'"), number))
            fenced ^= len(_FENCE.findall(line)) % 2 == 1

    def where(self, table: str = "", number: int = 0, key: str = "") -> str:
        """``file:line`` of a table or of a key in it; line 1 where it cannot be told."""
        starts = [line for name, line in self._headers if name == table]
        line = starts[number] if number < len(starts) else 1
        return f"{self._path}:{self._line_of(key, line, table) if key else line}"

    def _line_of(self, key: str, start: int, table: str) -> int:
        # Sub-tables ([rule.when]) belong to the rule; the next [[…]] of the same level ends it.
        end = next(
            (n for name, n in self._headers if n > start and not name.startswith(f"{table}.")), len(self._lines) + 1
        )
        named = re.compile(rf"(?:^|[\s,{{.\[])[\"']?{re.escape(key)}[\"']?\s*(?:[=.]|\]\s*$)")
        return next((n for n in range(start, end) if named.search(self._lines[n - 1])), start)


def _read(path: Path, table: str, problems: list[str]) -> tuple[list[tuple[int, dict[str, Any]]], _Lines]:
    """The file's tables of that name that the schema accepts, each with its number from 0."""
    data = read_toml(path)
    lines = _Lines(path, path.read_text(encoding="utf-8"))
    errors = sorted(_validator().iter_errors(data), key=lambda e: [f"{p:>9}" for p in e.absolute_path])
    problems += [_explain(error, data, lines) for error in errors]
    refused = {tuple(error.absolute_path)[:2] for error in errors}
    if any(len(place) < 2 for place in refused):
        return [], lines
    return [(n, entry) for n, entry in enumerate(data.get(table, ())) if (table, n) not in refused], lines


@cache
def _validator() -> Any:
    from jsonschema import Draft202012Validator  # late: 80 ms

    return Draft202012Validator(rules_schema())


def _explain(error: ValidationError, data: Mapping[str, Any], lines: _Lines) -> str:
    path = list(error.absolute_path)
    if len(path) < 2:
        unknown = _unknown(error)
        hint = did_you_mean(unknown[0], ["rule", "test"]) if unknown else ""
        return f"{lines.where()}: {_reason(error, unknown)} {hint}".strip()
    table, number = str(path[0]), int(path[1])
    named = data[table][number]
    name = f"{table} '{named['id']}'" if "id" in named else f"{table} {number + 1}"
    keys = [str(key) for key in path[2:]]
    unknown = _unknown(error)
    where = lines.where(table, number, unknown[0] if unknown else next((k for k in keys if not k.isdigit()), ""))
    known = list(_known(error))
    hint = (did_you_mean(unknown[0], known) or f"Known keys: {', '.join(known)}.") if unknown else ""
    return f"{where}: {' '.join([name, '.'.join(keys)]).strip()}: {_reason(error, unknown)} {hint}".strip()


def _unknown(error: ValidationError) -> list[str]:
    if error.validator != "additionalProperties":
        return []
    table: Any = error.instance
    return [key for key in table if key not in _known(error)]


def _known(error: ValidationError) -> Mapping[str, Any]:
    schema: Any = error.schema
    properties: Mapping[str, Any] = schema.get("properties", {})
    return properties


def _reason(error: ValidationError, unknown: Sequence[str]) -> str:
    if unknown:
        return f"unknown key {', '.join(repr(key) for key in unknown)}."
    return f"{error.message[:200]}."


def _attempt(table: Mapping[str, Any], where: str, problems: list[str]) -> Rule | None:
    try:
        return _rule(table, where)
    except ConfigError as error:
        problems.append(str(error))
        return None


def _rule(table: Mapping[str, Any], where: str) -> Rule:
    when = table.get("when", {})
    phase = table.get("phase", "target")
    name, action = compile_action(table, where)
    field = table.get("field", when.get("field", ""))
    if not field and name not in REPORTS:
        raise ConfigError(f"{where}: rule '{table['id']}' does not say which field it edits.", 'Add field = "…".')
    if phase == "source" and _reads_target(when):
        raise ConfigError(
            f"{where}: rule '{table['id']}' reads 'target', but a source rule runs before there is a localized text.",
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
        fills=name not in REPORTS and _allows_empty(when),
        note=table.get("note", ""),
        where=where,
    )


def _reads_target(when: Mapping[str, Any]) -> bool:
    nested = [*when.get("all", ()), *when.get("any", ()), *([when["not"]] if "not" in when else ())]
    return "target" in when or any(map(_reads_target, nested))


def _allows_empty(when: Mapping[str, Any]) -> bool:
    allowed = [when.get("equals", "-"), when.get("target", {}).get("equals", "-")]
    return any(value == "" or (isinstance(value, list) and "" in value) for value in allowed)


def _test(table: Mapping[str, Any], where: str) -> RuleTest:
    given = table["given"]
    return RuleTest(
        rule=table["rule"],
        market=table["market"],
        field=table["field"],
        given={table["field"]: given} if isinstance(given, str) else given,
        expected=table.get("expected"),
        message=table.get("message"),
        role=Role(table.get("role", "text")),
        target=table.get("target"),
        marketplace=table.get("marketplace", ""),
        brand=table.get("brand", ""),
        category=table.get("category", ""),
        attributes=table.get("attributes", {}),
        where=where,
    )


def _raise(problems: Sequence[str]) -> None:
    if problems:
        raise ConfigError("\n".join(problems))
