"""``when``: does a rule hold here? Reads the seller's listing; ``target`` reads the localized text.

A table's keys must all hold. Tests of a value (``matches``, ``above``, …) are about the field that the rule edits; a
table that names a ``field`` of its own asks whether any such field of the listing passes them; ``price`` asks the
listing's price, whatever its column is called.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from localize.errors import ConfigError
from localize.listing import Role
from localize.rules.patterns import compile_glob, is_glob
from localize.rules.values import number_tests, value_tests

if TYPE_CHECKING:
    from localize.context import Context
    from localize.listing import Draft, Field, Group
    from localize.rules.read import Where
    from localize.rules.values import ValueTest

__all__ = ["Condition", "Probe", "compile_audience", "compile_condition"]


@dataclass(frozen=True, slots=True)
class Probe:
    """One question: does the condition hold for the field ``path`` of this draft? ``path`` may be empty."""

    draft: Draft
    path: str
    context: Context


Condition = Callable[[Probe], bool]
"""True where a rule holds."""


def compile_audience(when: Mapping[str, Any]) -> Callable[[Context], bool]:
    """Whether a rule is for a market and marketplace at all, asked once a run and not once a listing."""
    market = compile_glob(when.get("market", "*"))
    marketplace = compile_glob(when.get("marketplace", "*"))
    return lambda context: market(context.market.locale) and marketplace(context.marketplace)


def compile_condition(when: Mapping[str, Any], where: Where, *, fields: str, top: bool = True) -> Condition:
    """A ``when`` table as a test.

    ``fields`` names the fields that the rule is about (empty: the listing as a whole); ``where`` says where a key stands.

    Raises:
        ConfigError: a pattern is refused, or a value is tested and no field is named.
    """
    tests: list[Condition] = []
    if not top:
        audience = compile_audience(when)
        tests.append(lambda probe: audience(probe.context))
    if "brand" in when:
        brand = lru_cache(maxsize=4096)(compile_glob(when["brand"]))
        tests.append(lambda probe: brand(probe.draft.listing.group.brand))
    if "category" in when:
        category = _category_test(when["category"])
        tests.append(lambda probe: category(probe.draft.listing.group))
    tests += _price_tests(when)
    tests += _field_tests(when, where, fields, top=top)
    tests += _combined(when, where, fields)
    return lambda probe: all(test(probe) for test in tests)


def _combined(when: Mapping[str, Any], where: Where, fields: str) -> list[Condition]:
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


def _price_tests(when: Mapping[str, Any]) -> list[Condition]:
    source = number_tests(when.get("price", {}))
    target = number_tests(when.get("target", {}).get("price", {}))
    if not source and not target:
        return []

    def holds(probe: Probe) -> bool:
        prices = (path for path, field in probe.draft.listing.fields.items() if field.role is Role.PRICE)
        return any(_passes(probe, path, source, target) for path in prices)

    return [holds]


def _field_tests(when: Mapping[str, Any], where: Where, fields: str, *, top: bool) -> list[Condition]:
    source = value_tests(when, where)
    target = value_tests(when.get("target", {}), where)
    named = when.get("field", "")
    if named and not (top and named == fields):
        return [_some_field(named, source, target)]
    if not source and not target:
        return []
    if not fields:
        raise ConfigError(f"{where()}: 'when' tests a value but names no field.", 'Add field = "…".')
    return [lambda probe: _passes(probe, probe.path, source, target)]


def _some_field(name: str, source: list[ValueTest], target: list[ValueTest]) -> Condition:
    """True if a field of that name is there, is not empty unless the tests allow it, and passes."""
    if not source and not target:
        source = [lambda value, _: bool(value)]
    if not is_glob(name):
        return lambda probe: _passes(probe, name, source, target)
    matches = lru_cache(maxsize=4096)(compile_glob(name))
    return lambda probe: any(
        matches(path) and _passes(probe, path, source, target) for path in probe.draft.listing.fields
    )


def _passes(probe: Probe, path: str, source: list[ValueTest], target: list[ValueTest]) -> bool:
    field = probe.draft.listing.fields.get(path)
    if field is None:
        return False
    context = probe.context
    return all(test(field.value, context.source_locale) for test in source) and all(
        test(probe.draft.values[path], _written_in(field, context)) for test in target
    )


def _written_in(field: Field, context: Context) -> str:
    """Whose number marks a localized value has: amounts of money keep the file's own."""
    return context.source_locale if field.role.is_money else context.market.locale


def _category_test(globs: str | list[str]) -> Callable[[Group], bool]:
    """The whole category, one level of its path, or the product type."""
    matches = compile_glob(globs)

    @lru_cache(maxsize=4096)
    def holds(category: str, product_type: str) -> bool:
        texts = (category, *(level.strip() for level in category.split(">")), product_type)
        return any(text and matches(text) for text in texts)

    return lambda group: holds(group.category, group.product_type)
