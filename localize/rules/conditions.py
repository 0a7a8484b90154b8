"""``when``: does a rule hold here? Reads the seller's listing; ``target`` reads the localized text.

A table's keys must all hold. Tests of a value (``matches``, ``equals``, …) are about the field that the rule edits; a
table that names a ``field`` of its own asks whether any such field of the listing passes them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from localize.errors import ConfigError
from localize.rules.patterns import compile_glob, compile_pattern, is_glob

if TYPE_CHECKING:
    from localize.context import Context
    from localize.listing import Draft, Group

__all__ = ["Condition", "Probe", "compile_audience", "compile_condition", "number_of"]

# A number as a listing writes it, alone or with a currency before or behind it: "19.99", "USD 19.99", "$19.99".
_NUMBER = re.compile(r"\s*(?:[A-Z]{3}\b|[^\w\s.,+-])?\s*([+-]?\d+(?:\.\d+)?)\s*(?:[A-Z]{3}\b|[^\w\s.,+-])?\s*")


@dataclass(frozen=True, slots=True)
class Probe:
    """One question: does the condition hold for the field ``path`` of this draft? ``path`` may be empty."""

    draft: Draft
    path: str
    context: Context


Condition = Callable[[Probe], bool]
"""True where a rule holds."""

_ValueTest = Callable[[str], bool]


def compile_audience(when: Mapping[str, Any]) -> Callable[[Context], bool]:
    """Whether a rule is for a market and marketplace at all, asked once a run and not once a listing."""
    market = compile_glob(when.get("market", "*"))
    marketplace = compile_glob(when.get("marketplace", "*"))
    return lambda context: market(context.market.locale) and marketplace(context.marketplace)


def compile_condition(when: Mapping[str, Any], where: str, *, fields: str, top: bool = True) -> Condition:
    """A ``when`` table as a test.

    ``fields`` names the fields that the rule is about (empty: the listing as a whole); ``where`` (``file:line``) starts
    every message.

    Raises:
        ConfigError: a pattern is refused, or a value is tested and no field is named.
    """
    tests: list[Condition] = []
    if not top:
        audience = compile_audience(when)
        tests.append(lambda probe: audience(probe.context))
    if "brand" in when:
        brand = compile_glob(when["brand"])
        tests.append(lambda probe: brand(probe.draft.listing.group.brand))
    if "category" in when:
        category = compile_glob(when["category"])
        tests.append(lambda probe: _in_category(probe.draft.listing.group, category))
    tests += _field_tests(when, where, fields, top=top)
    tests += _combined(when, where, fields)
    return lambda probe: all(test(probe) for test in tests)


def number_of(text: str) -> Decimal | None:
    """The number that a value is, with or without a currency; None for anything else.

    >>> number_of("19.99 USD"), number_of("12 x 8")
    (Decimal('19.99'), None)
    """
    match = _NUMBER.fullmatch(text)
    return Decimal(match.group(1)) if match else None


def _combined(when: Mapping[str, Any], where: str, fields: str) -> list[Condition]:
    def nested(table: Mapping[str, Any]) -> Condition:
        return compile_condition(table, where, fields=fields, top=False)

    tests: list[Condition] = []
    if "all" in when:
        every = [nested(table) for table in when["all"]]
        tests.append(lambda probe: all(test(probe) for test in every))
    if "any" in when:
        some = [nested(table) for table in when["any"]]
        tests.append(lambda probe: any(test(probe) for test in some))
    if "not" in when:
        denied = nested(when["not"])
        tests.append(lambda probe: not denied(probe))
    return tests


def _field_tests(when: Mapping[str, Any], where: str, fields: str, *, top: bool) -> list[Condition]:
    source = _value_tests(when, where)
    target = _value_tests(when.get("target", {}), where)
    named = when.get("field", "")
    if named and not (top and named == fields):
        return [_some_field(named, source, target)]
    if not source and not target:
        return []
    if not fields:
        raise ConfigError(f"{where}: 'when' tests a value but names no field.", 'Add field = "…".')
    return [lambda probe: _passes(probe.draft, probe.path, source, target)]


def _some_field(name: str, source: list[_ValueTest], target: list[_ValueTest]) -> Condition:
    """True if a field of that name is there, is not empty unless the tests allow it, and passes."""
    if not source and not target:
        source = [bool]
    if not is_glob(name):
        return lambda probe: _passes(probe.draft, name, source, target)
    matches = compile_glob(name)
    return lambda probe: any(
        matches(path) and _passes(probe.draft, path, source, target) for path in probe.draft.listing.fields
    )


def _passes(draft: Draft, path: str, source: list[_ValueTest], target: list[_ValueTest]) -> bool:
    field = draft.listing.fields.get(path)
    if field is None:
        return False
    return all(test(field.value) for test in source) and all(test(draft.values[path]) for test in target)


def _value_tests(when: Mapping[str, Any], where: str) -> list[_ValueTest]:
    tests: list[_ValueTest] = []
    if "equals" in when:
        equals = when["equals"]
        allowed = frozenset([equals] if isinstance(equals, str) else equals)
        tests.append(allowed.__contains__)
    if "longer_than" in when:
        longest: int = when["longer_than"]
        tests.append(lambda value: len(value) > longest)
    if "less_than" in when:
        ceiling = Decimal(str(when["less_than"]))
        tests.append(lambda value: (number := number_of(value)) is not None and number < ceiling)
    if "greater_than" in when:
        floor = Decimal(str(when["greater_than"]))
        tests.append(lambda value: (number := number_of(value)) is not None and number > floor)
    if "matches" in when:
        pattern = compile_pattern(when["matches"], where)
        tests.append(lambda value: pattern.search(value) is not None)
    return tests


def _in_category(group: Group, matches: Callable[[str], bool]) -> bool:
    """The whole category, one level of its path, or the product type."""
    texts = (group.category, *(level.strip() for level in group.category.split(">")), group.product_type)
    return any(text and matches(text) for text in texts)
