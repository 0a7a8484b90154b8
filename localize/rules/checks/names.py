"""Rules against a catalog: fields that it does not have, in conditions, actions and templates."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from localize.errors import did_you_mean
from localize.listing import Severity
from localize.rules.checks.single import problem_at
from localize.rules.patterns import compile_glob, is_glob
from localize.rules.templates import GROUP_NAMES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from localize.problem import Problem
    from localize.rules.model import Rule

__all__ = ["CatalogNames", "check_names"]


@dataclass(slots=True)
class CatalogNames:
    """What a catalog calls its fields: ``fields`` by path, ``shared`` what its groups know besides."""

    catalog: str
    marketplace: str
    fields: set[str] = field(default_factory=set)
    shared: set[str] = field(default_factory=lambda: set(GROUP_NAMES))


def check_names(rule: Rule, names: CatalogNames) -> Iterator[Problem]:
    """Names of a rule that a catalog does not know; a rule for another marketplace is not asked."""
    when = rule.table.get("when", {})
    if not compile_glob(when.get("marketplace", "*"))(names.marketplace):
        return
    told: set[str] = set()
    for key, name in (*_fields(rule), *((rule.action_name, n) for t in rule.action.templates for n in t.names)):
        known = names.fields | (names.shared if key == rule.action_name and key != "copy_to" else set())
        if name in told or name in known or (is_glob(name) and any(map(compile_glob(name), known))):
            continue
        told.add(name)
        message = f"{names.catalog} has no field '{name}'."
        hint = did_you_mean(name, known) or "'localize inspect CATALOG' lists its fields."
        yield problem_at(rule, key, "rule-field-unknown", Severity.ERROR, message, hint, name)


def _fields(rule: Rule) -> Iterator[tuple[str, str]]:
    if "field" in rule.table:
        yield "field", rule.table["field"]
    yield from _asked(rule.table.get("when", {}))
    if rule.action_name == "copy_to":
        yield "copy_to", rule.table["copy_to"]


def _asked(when: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    if "field" in when:
        yield "field", when["field"]
    for nested in (*when.get("all", ()), *when.get("any", ()), *([when["not"]] if "not" in when else ())):
        yield from _asked(nested)
