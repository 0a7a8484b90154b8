"""A rule file as read: its tables that the schema accepts, where each key stands, and every fault as a problem."""

from __future__ import annotations

import json
import re
import tomllib
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

from localize.data import package_folder
from localize.errors import ConfigError, did_you_mean
from localize.listing import Severity
from localize.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from jsonschema.exceptions import ValidationError

__all__ = ["RuleFile", "Where", "fault", "read_files", "read_rule_file", "refuse", "rule_files", "rules_schema"]

_HEADER = re.compile(r"\s*\[\[?\s*(?P<name>[\w.\"'-]+)\s*\]\]?")
_FENCE = re.compile(r"\"\"\"|'''")
_TOML_LINE = re.compile(r"\(at line (\d+), column (\d+)\)")


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
            files += sorted(p for p in path.rglob("*.toml") if p.name != "localize.toml")
        elif path.is_file():
            files.append(path)
        else:
            raise ConfigError(f"{path}: there is no such rule file or folder.", "Correct the path.")
    return list(dict.fromkeys(files))


@dataclass(frozen=True, slots=True)
class Where:
    """Where the nth ``[[rule]]`` or ``[[test]]`` of a file stands; called with a key: where that key stands in it."""

    path: Path
    lines: _Lines
    table: str
    number: int

    def __call__(self, key: str = "") -> str:
        """``file:line``."""
        return f"{self.path}:{self.line(key)}"

    def line(self, key: str = "", value: str = "") -> int:
        """The line of the table, or of a key in it (the one with ``value``); the table's own where that cannot be told."""
        return self.lines.line(self.table, self.number, key, value)


@dataclass(slots=True)
class RuleFile:
    """One file: its ``[[rule]]`` and ``[[test]]`` tables with their places, and what is wrong with the others."""

    path: Path
    rules: list[tuple[Where, dict[str, Any]]] = field(default_factory=list)
    tests: list[tuple[Where, dict[str, Any]]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def fault(code: str, message: str, hint: str, where: Where, key: str = "") -> Problem:
    """An error at a table or at a key of it."""
    return Problem(code, Severity.ERROR, message, hint, path=str(where.path), line=where.line(key))


def read_rule_file(path: Path) -> RuleFile:
    """Read one file; what is wrong is in its ``problems``, and nothing is raised."""
    found = RuleFile(path)
    try:
        text = path.read_text(encoding="utf-8-sig")
        data = tomllib.loads(text)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        found.problems.append(_unreadable(path, error))
        return found
    lines = _Lines(text)
    errors = sorted(_validator().iter_errors(data), key=lambda e: [f"{p:>9}" for p in e.absolute_path])
    found.problems += [_explain(error, data, path, lines) for error in errors]
    refused = {tuple(error.absolute_path)[:2] for error in errors}
    if not any(len(place) < 2 for place in refused):
        for name, kept in (("rule", found.rules), ("test", found.tests)):
            for number, table in enumerate(data.get(name, ())):
                if (name, number) not in refused:
                    kept.append((Where(path, lines, name, number), table))
    return found


def _unreadable(path: Path, error: Exception) -> Problem:
    if isinstance(error, UnicodeDecodeError):
        line = error.object[: error.start].count(b"\n") + 1
        return Problem(
            "rule-unreadable", Severity.ERROR, "The file is not UTF-8.", "Save it as UTF-8.", path=str(path), line=line
        )
    if isinstance(error, OSError):
        message = f"The file cannot be read ({error.strerror})."
        return Problem("rule-unreadable", Severity.ERROR, message, "Correct the path.", path=str(path))
    at = _TOML_LINE.search(str(error))
    line, column = (int(at[1]), int(at[2])) if at else (_last_line(path), 0)
    reason = _TOML_LINE.sub("", str(error)).replace("(at end of document)", "at the end of the file").strip()
    hint = "Correct the TOML: texts stand in quotes, a pattern best in '…', a table on one line in { }."
    return Problem(
        "rule-unreadable",
        Severity.ERROR,
        f"This is not TOML: {reason[:1].lower()}{reason[1:]}.",
        hint,
        path=str(path),
        line=line,
        column=column,
    )


def _last_line(path: Path) -> int:
    return max(1, len(path.read_text(encoding="utf-8-sig").splitlines()))


class _Lines:
    """Where the nth ``[[rule]]`` or ``[[test]]`` of a file starts, and where a key stands in it."""

    def __init__(self, text: str) -> None:
        self._lines = text.splitlines()
        self._headers: list[tuple[str, int]] = []
        fenced = False
        for number, line in enumerate(self._lines, 1):
            if not fenced and (match := _HEADER.match(line)):
                self._headers.append((match.group("name").strip("\"'"), number))
            fenced ^= len(_FENCE.findall(line)) % 2 == 1

    def line(self, table: str = "", number: int = 0, key: str = "", value: str = "") -> int:
        """The line of a table, or of a key in it; 1 where it cannot be told."""
        starts = [line for name, line in self._headers if name == table]
        start = starts[number] if number < len(starts) else 1
        return self._line_of(key, start, table, value) if key else start

    def _line_of(self, key: str, start: int, table: str, value: str) -> int:
        # Sub-tables ([rule.when]) belong to the rule; the next [[…]] of the same level ends it.
        end = next(
            (n for name, n in self._headers if n > start and not name.startswith(f"{table}.")), len(self._lines) + 1
        )
        named = re.compile(rf"(?:^|[\s,{{.\[])[\"']?{re.escape(key)}[\"']?\s*(?:[=.]|\]\s*$)")
        lines = [n for n in range(start, end) if named.search(_code(self._lines[n - 1]))]
        return next((n for n in lines if value and value in self._lines[n - 1]), lines[0] if lines else start)


def _code(line: str) -> str:
    """A line without its comment."""
    return "" if line.lstrip().startswith("#") else line


@cache
def _validator() -> Any:
    from jsonschema import Draft202012Validator  # late: 80 ms

    return Draft202012Validator(rules_schema())


def _explain(error: ValidationError, data: Mapping[str, Any], path: Path, lines: _Lines) -> Problem:
    place = list(error.absolute_path)
    unknown = _unknown(error)
    if len(place) < 2:
        hint = did_you_mean(unknown[0], ["rule", "test"]) if unknown else ""
        line = lines.line(unknown[0]) if unknown else 1
        hint = hint or "A rule file has [[rule]] and [[test]] tables."
        return Problem("rule-malformed", Severity.ERROR, _reason(error, unknown), hint, path=str(path), line=line)
    where = Where(path, lines, str(place[0]), int(place[1]))
    named = data[where.table][where.number]
    name = f"{where.table} '{named['id']}'" if "id" in named else f"{where.table} {where.number + 1}"
    keys = [str(key) for key in place[2:]]
    known = list(_known(error))
    key = unknown[0] if unknown else next((k for k in reversed(keys) if not k.isdigit()), "")
    message = f"{' '.join([name, '.'.join(keys)]).strip()}: {_reason(error, unknown)}"
    return fault("rule-malformed", message, _advice(error, unknown, known), where, key)


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
    if error.validator == "anyOf":
        return "this is of no kind that can stand here."
    return f"{error.message[:200]}."


_RENAMED = {"less_than": "below", "greater_than": "above", "min_length": "longer_than", "max_length": "shorter_than"}


def _advice(error: ValidationError, unknown: Sequence[str], known: Sequence[str]) -> str:
    if unknown:
        if (better := _RENAMED.get(unknown[0])) in known:
            return f"Did you mean '{better}'?"
        return did_you_mean(unknown[0], known) or f"Known keys: {', '.join(known)}."
    if error.validator == "enum" and isinstance(error.instance, str):
        words: Any = error.validator_value
        return did_you_mean(error.instance, map(str, words)) or f"One of: {', '.join(map(str, words))}."
    if error.validator == "required":
        return "Add the missing key."
    schema: Any = error.schema
    return str(schema.get("description", "Correct the value."))


def read_files(paths: Iterable[Path]) -> list[RuleFile]:
    """The files that paths stand for.

    Raises:
        ConfigError: a path does not exist.
    """
    return [read_rule_file(path) for path in rule_files(paths)]


def refuse(problems: Sequence[Problem]) -> None:
    """Raise if there are any.

    Raises:
        ConfigError: with every problem, one a line, each with file and line.
    """
    if problems:
        raise ConfigError("\n".join(f"{p.where}: {p.message} {p.hint}".strip() for p in problems))
