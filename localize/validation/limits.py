"""A marketplace's limits: its schema compiled once, and what of a listing breaks them.

A field's own limits depend on its value alone. Whether a value meets them is asked of plain functions
(:mod:`~localize.validation.passing`), and only what does not goes to the validator, whose verdicts are remembered by value.
:meth:`Limits.faults_plainly` is the plain twin that asks the whole schema at once.
"""

from __future__ import annotations

import json
import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from localize.data import package_folder
from localize.errors import ConfigError
from localize.listing import Severity
from localize.validation.definition import load_definitions
from localize.validation.fault import Fault
from localize.validation.measures import MEASURES, excess_of
from localize.validation.passing import all_of, passing
from localize.validation.vocabulary import check_schema, compile_schema

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from jsonschema.exceptions import ValidationError
    from jsonschema.protocols import Validator

    from localize.context import Context
    from localize.validation.definition import Definitions

__all__ = ["Limits", "limits_for", "limits_of"]

# Beyond this a value is hardly ever seen twice, and would only fill the memory.
_LONGEST_REMEMBERED = 120
_REMEMBERED = 1 << 16
_PER_FIELD = frozenset({"properties", "patternProperties"})
# Keywords at the top that look at the fields' own schemas, so that these cannot be taken apart.
_ENTANGLED = frozenset({"additionalProperties", "unevaluatedProperties"})
# Keywords by which a schema looks at fields that it does not name, or that stand elsewhere.
_ANY_FIELD = frozenset(
    {
        *("additionalProperties", "unevaluatedProperties", "patternProperties", "propertyNames"),
        *("dependentRequired", "dependentSchemas", "dependencies", "minProperties", "maxProperties"),
        *("joinedLength", "$ref", "$dynamicRef", "$recursiveRef", "enum", "const"),
    }
)


class Limits:
    """The limits of one marketplace in one market, or in any where ``locale`` is empty.

    ``definitions`` are those that the seller gave beside what we ship.

    Raises:
        ConfigError: the schema does not follow ``vocabulary.json``; the message names the place in it.
    """

    def __init__(
        self, schema: Mapping[str, Any], name: str, locale: str = "", definitions: Definitions | None = None
    ) -> None:
        if problems := check_schema(schema):
            raise ConfigError(f"The schema of '{name}' is wrong at {problems[0]}")
        self.name = name
        self.definitions = definitions
        schema = _for_market(schema, locale) if locale else schema
        self._schema = schema
        self._language = locale.partition("-")[0]
        self._patterns = [(re.compile(p), node) for p, node in schema.get("patternProperties", {}).items()]
        across = {key: value for key, value in schema.items() if key not in _PER_FIELD}
        self._whole = compile_schema(across, self._language)
        self._plain = compile_schema(schema, self._language)
        self._entangled = bool(_ENTANGLED & schema.keys())
        self._validators: dict[str, tuple[Validator, ...]] = {}
        self._tests = _Tests(self._test_of)
        self._longest: dict[str, tuple[bool, int, str, Any] | None] = {}
        self._remembered = lru_cache(_REMEMBERED)(self._field_faults)
        self._compared = _compared(across)
        self._remembered_across = lru_cache(_REMEMBERED)(self._judged_across)

    def faults(self, instance: Mapping[str, str]) -> list[Fault]:
        """Every limit that the instance breaks, by field in the instance's order, then across fields."""
        if self._entangled:
            return self.faults_plainly(instance)
        tests = self._tests
        found: list[Fault] = []
        for path, value in instance.items():
            test = tests[path]
            if test is not None and not test(value):
                ask = self._remembered if len(value) <= _LONGEST_REMEMBERED else self._field_faults
                found += ask(path, value)
        return found + self._faults_across(instance)

    def _faults_across(self, instance: Mapping[str, str]) -> list[Fault]:
        """Faults across fields; remembered by the fields that they look at: of some the value, of others only that it is there."""
        if self._compared is None:
            return _faults(self._whole.iter_errors(instance))
        seen = tuple([instance.get(p) if of_value else p in instance for p, of_value in self._compared.items()])
        if any(isinstance(value, str) and len(value) > _LONGEST_REMEMBERED for value in seen):
            return list(self._judged_across(seen))
        return list(self._remembered_across(seen))

    def _judged_across(self, seen: tuple[str | bool | None, ...]) -> tuple[Fault, ...]:
        """The faults of the fields that are compared; of those whose value does not matter only that they are there."""
        paths = self._compared or {}
        reduced = {
            path: value if isinstance(value, str) else "present"
            for path, value in zip(paths, seen, strict=True)
            if value
        }
        return tuple(_faults(self._whole.iter_errors(reduced)))

    def faults_plainly(self, instance: Mapping[str, str]) -> list[Fault]:
        """The same faults from the whole schema at once, in the order of the schema."""
        return _faults(self._plain.iter_errors(dict(instance)))

    def longest(self, path: str) -> tuple[str, Any] | None:
        """The tightest keyword that limits a field's length, and its value; one that is only advice where no other is.

        None where the field's own schema sets no such limit; conditions across fields are not asked.
        """
        if path not in self._longest:
            self._longest[path] = min(map(_tightness, _length_limits(self._field_nodes(path))), default=None)
        found = self._longest[path]
        return found[2:] if found else None

    def _field_nodes(self, path: str) -> list[Any]:
        named = self._schema.get("properties", {})
        nodes = [named[path]] if path in named else []
        return nodes + [node for pattern, node in self._patterns if pattern.search(path)]

    def _test_of(self, path: str) -> Callable[[str], object] | None:
        """Whether a value of this field meets its limits; never where only the validator can say. None if it has none."""
        tests = [passing(node, self._language) for node in self._field_nodes(path)]
        if not tests:
            return None
        known = [test for test in tests if test is not None]
        return all_of(known) if len(known) == len(tests) else lambda _: False

    def _compile_field(self, path: str) -> tuple[Validator, ...]:
        nodes = self._field_nodes(path)
        base = {"$defs": self._schema["$defs"]} if "$defs" in self._schema else {}
        return tuple(compile_schema({**base, **node}, self._language) for node in nodes)

    def _field_faults(self, path: str, value: str) -> tuple[Fault, ...]:
        if path not in self._validators:
            self._validators[path] = self._compile_field(path)
        errors = (error for validator in self._validators[path] for error in validator.iter_errors(value))
        return tuple(_faults(errors, path))


class _Tests(dict[str, "Callable[[str], object] | None"]):
    """Field → its test, made when the field is first met."""

    def __init__(self, make: Callable[[str], Callable[[str], object] | None]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, path: str) -> Callable[[str], object] | None:
        """Make the test and keep it."""
        self[path] = made = self._make(path)
        return made


@cache
def limits_for(marketplace: str, locale: str = "", given: Path | None = None) -> Limits:
    """The limits of a marketplace in a market (``de-DE``); the generic ones where it has none of its own.

    Without a market those that are the same in all of them, and those that differ, too. ``given`` is where the seller's own
    definitions lie.

    Raises:
        ConfigError: there are none, or they are no JSON Schemas.
    """
    definitions = load_definitions(given, locale.partition("-")[0]) if given else None
    folder = package_folder("marketplaces")
    path = folder / (marketplace or "generic") / "schema.json"
    if not path.is_file():
        path = folder / "generic" / "schema.json"
    return Limits(json.loads(path.read_text(encoding="utf-8")), path.parent.name, locale, definitions)


def limits_of(context: Context) -> Limits:
    """The limits that hold in a run: of its marketplace, in its market, with ``[marketplaces.NAME] schema``."""
    own = context.settings.marketplace_overrides.get(context.marketplace, {})
    given = own["_base"] / own["schema"] if "schema" in own else None
    return limits_for(context.marketplace, context.market.locale, given)


def _length_limits(nodes: Iterable[Any]) -> Iterator[tuple[bool, str, Any]]:
    """Is it advice, keyword and value of each limit of a length, also of those that must hold together (``allOf``)."""
    for node in nodes:
        if isinstance(node, dict):
            advice = node.get("x-severity", "error") != "error"
            yield from ((advice, keyword, node[keyword]) for keyword in MEASURES if keyword in node)
            yield from _length_limits(node.get("allOf", ()))


def _tightness(found: tuple[bool, str, Any]) -> tuple[bool, int, str, Any]:
    advice, keyword, limit = found
    return advice, limit["limit"] if isinstance(limit, dict) else limit, keyword, limit


def _for_market(node: Any, locale: str) -> Any:
    """The schema without what holds in other markets only."""
    if isinstance(node, list):
        return [_for_market(item, locale) for item in node]
    if not isinstance(node, dict):
        return node
    names = {locale, locale.rsplit("-", 1)[-1]}
    only, never = node.get("x-markets"), node.get("x-not-markets", ())
    if (only is not None and names.isdisjoint(only)) or not names.isdisjoint(never):
        return {}
    return {key: _for_market(value, locale) for key, value in node.items()}


def _compared(node: Any) -> dict[str, bool] | None:
    """The fields that a schema looks at, and whether at their values; None where it may look at any."""
    if not isinstance(node, dict) or not _ANY_FIELD.isdisjoint(node):
        return None
    found = dict.fromkeys(node.get("required", ()), False) | dict.fromkeys(node.get("properties", {}), True)
    parts = [*(node[key] for key in ("if", "then", "else", "not") if key in node)]
    parts += [part for key in ("allOf", "anyOf", "oneOf") for part in node.get(key, ())]
    for part in parts:
        inner = _compared(part)
        if inner is None:
            return None
        for path, of_value in inner.items():
            found[path] = found.get(path, False) or of_value
    return found


def _faults(errors: Iterable[ValidationError], path: str = "") -> list[Fault]:
    return [_fault(error, path) for error in errors]


def _fault(error: ValidationError, path: str) -> Fault:
    node: Any = error.schema if isinstance(error.schema, dict) else {}
    keyword, limit = str(error.validator), error.validator_value
    place = list(error.absolute_path)
    value = error.instance if isinstance(error.instance, str) else ""
    return Fault(
        path=path or (str(place[0]) if place else ""),
        code=node.get("x-code", "limit-broken"),
        severity=Severity(node.get("x-severity", "error")),
        message=_message(node, error.message, keyword, limit, value),
        suggestion=node.get("x-fix", ""),
        keyword=keyword,
        limit=limit,
        excess=excess_of(keyword, limit, value),
    )


def _message(node: Mapping[str, Any], reason: str, keyword: str, limit: Any, value: str) -> str:
    longest = limit["limit"] if isinstance(limit, dict) and "limit" in limit else limit
    actual = MEASURES[keyword](value, limit) if keyword in MEASURES else reason
    text = node["x-message"].format(limit=longest, actual=actual) if "x-message" in node else f"{reason}."
    if "x-source" not in node:
        return text
    return f"{text} Source ({node['x-grade']}, checked {node['x-checked']}): {node['x-source']}."
