"""Translations that are longer than a marketplace allows the whole field that they are meant for."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from localize.data import package_folder
from localize.layouts import layout_specs
from localize.listing import Role, Severity
from localize.terms.entry import Kind, Place
from localize.validation.limits import limits_for

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from localize.problem import Problem
    from localize.terms.checks.items import Item

__all__ = ["check_limits"]

_LENGTHS = ("maxLength", "maxUtf8Bytes", "maxUtf16Units", "displayWidthMax")
_TITLES = frozenset({"title", "name", "item_name"})
"""What an entry without ``fields`` is surely written for: every catalog has a title, and terms stand in it."""


@dataclass(frozen=True, slots=True)
class _Field:
    """A text field of a marketplace and the smallest of its limits."""

    marketplace: str
    path: str
    role: Role
    shortest: int


def check_limits(items: Sequence[Item]) -> Iterator[Problem]:
    """Each translation that fits no text of a field where it applies, at the first such field."""
    fields = _fields()
    least = min((field.shortest for field in fields), default=0)
    for item in items:
        if item.kind == Kind.TRANSLATE and len(item.text("translation").encode()) > least:
            yield from _too_long(item, fields)


def _too_long(item: Item, fields: Sequence[_Field]) -> Iterator[Problem]:
    """The first limit that is broken.

    An entry that names no marketplace is for all: what one of them cannot take in an option is worth a word only where no
    other can take it either.
    """
    applying = [field for field in fields if _applies(item, field)]
    faults = [(field, fault) for field in applying if (fault := _fault(item, field))]
    spared = {field.marketplace for field in applying} - {field.marketplace for field, _ in faults}
    for field, fault in faults:
        if item.text("marketplace") or not item.text("fields") or not spared:
            yield item.problem(
                "dict-too-long",
                Severity.ERROR if fault.severity is Severity.ERROR else Severity.WARNING,
                f"'{fault.text[:40]}…' cannot fit '{field.path}' on {field.marketplace}: it alone is {fault.excess} too long.",
                "Shorten it, or say with fields or marketplace where it applies.",
                "translation",
            )
            return


@dataclass(frozen=True, slots=True)
class _Excess:
    text: str
    severity: Severity
    excess: int


def _fault(item: Item, field: _Field) -> _Excess | None:
    """By how much a translation is too long for a field, if one is."""
    for text in item.translations:
        if len(text.encode()) > field.shortest:
            faults = limits_for(field.marketplace).faults({field.path: text})
            if fault := next((f for f in faults if f.path == field.path and f.excess > 0), None):
                return _Excess(text, fault.severity, fault.excess)
    return None


def _applies(item: Item, field: _Field) -> bool:
    if (wanted := item.text("marketplace").casefold()) and wanted != field.marketplace:
        return False
    if not item.text("fields"):
        return field.path in _TITLES
    place = Place(field=field.path, role=field.role.value, marketplace=field.marketplace)
    return item.entry.applies(_beside(place, item))


def _beside(place: Place, item: Item) -> Place:
    """The place where all of the entry's other scopes hold."""
    return Place(
        field=place.field,
        label=place.label,
        role=place.role,
        category=item.text("category"),
        brand=item.text("brand"),
        market=item.text("market"),
        marketplace=place.marketplace,
    )


@cache
def _fields() -> tuple[_Field, ...]:
    """Every text field of every marketplace that has a limit of length."""
    found = {}
    for folder in sorted(package_folder("marketplaces").iterdir()):
        path = folder / "schema.json"
        if not path.is_file():
            continue
        schema = json.loads(path.read_text(encoding="utf-8"))
        for name, role in _paths(folder.name, schema).items():
            nodes = [schema.get("properties", {}).get(name)]
            nodes += [node for p, node in schema.get("patternProperties", {}).items() if re.search(p, name)]
            limits = [n for node in nodes for n in _limits(node)]
            if limits:
                found[folder.name, name] = _Field(folder.name, name, role, min(limits))
    return tuple(found.values())


def _paths(marketplace: str, schema: dict[str, Any]) -> dict[str, Role]:
    """Its text fields by path: those that its layouts know, numbers in them as the first."""
    specs = [spec for spec in layout_specs() if spec.marketplace == marketplace]
    known = {re.sub(r"\{\d\}", "1", c.path): c.role for spec in specs for c in spec.columns}
    named = {path: known.get(path, Role.TEXT) for path in schema.get("properties", {})} if not specs else known
    return {path: role for path, role in named.items() if role.is_text}


def _limits(node: Any) -> Iterator[int]:
    if isinstance(node, dict):
        for keyword in _LENGTHS:
            limit = node.get(keyword)
            if isinstance(limit, dict):
                limit = limit.get("limit")
            if isinstance(limit, int):
                yield limit
        for inner in (*node.get("allOf", ()), *node.get("anyOf", ())):
            yield from _limits(inner)
