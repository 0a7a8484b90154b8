"""A listing as the attributes that Amazon's Product Type Definitions describe, and the way back to its fields.

A flat file's header (``item_name[marketplace_id=A1][language_tag=de_DE]#1.value``) and a feed's pointer
(``/messages/3/attributes/item_name/0/value``) say where in the instance a value stands.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from localize.listing import Field, Listing

__all__ = ["Attributes", "attributes_of"]

_STEP = re.compile(r"(?P<name>[a-z][a-z0-9_]*)(?P<selectors>(?:\[[^\]=]+=[^\]]*\])*)(?:#(?P<number>[1-9]\d{0,3}))?")
_SELECTOR = re.compile(r"\[([^\]=]+)=([^\]]*)\]")
_POINTER = re.compile(r"/attributes/(?P<path>[a-z][a-z0-9_]*(?:/[^/]+)*)$")

Step = tuple[str, tuple[tuple[str, str], ...], int]
"""Name, selectors with their values, and the occurrence from 1; 0 for what is no list."""


@dataclass(slots=True)
class Attributes:
    """The instance, and for each place in it the field that its value is from."""

    instance: dict[str, Any] = field(default_factory=dict)
    fields: dict[tuple[str | int, ...], str] = field(default_factory=dict)

    def field_at(self, place: Sequence[str | int]) -> str:
        """The field at a place of the instance, or the first within it; empty if none is."""
        exact = tuple(place)
        if exact in self.fields:
            return self.fields[exact]
        inside = (path for at, path in self.fields.items() if at[: len(exact)] == exact)
        return next(inside, "")


def attributes_of(listing: Listing, values: Mapping[str, str], schema: Mapping[str, Any]) -> Attributes:
    """The attributes of a listing with ``values``, of the types that ``schema`` asks for; an empty cell is not there."""
    found = Attributes()
    slots: dict[tuple[tuple[str | int, ...], Any], int] = {}
    for path, source in listing.fields.items():
        value = values.get(path, "")
        if value and (steps := steps_of(source)):
            _put(found, slots, steps, path, value, schema)
    return found


def steps_of(source: Field) -> tuple[Step, ...]:
    """The way to a field's value in the instance; empty where it is no attribute."""
    if match := _POINTER.search(source.place):
        return _pointer_steps(match["path"])
    return _header_steps(source.header)


@lru_cache(maxsize=4096)
def _header_steps(header: str) -> tuple[Step, ...]:
    steps: list[Step] = []
    end = -1
    while end < len(header):
        match = _STEP.match(header, end + 1)
        if match is None or (match.end() < len(header) and header[match.end()] != "."):
            return ()
        selectors = tuple(_SELECTOR.findall(match["selectors"]))
        steps.append((match["name"], selectors, int(match["number"] or 0)))
        end = match.end()
    return tuple(steps) if len(steps) > 1 else ()


@lru_cache(maxsize=4096)
def _pointer_steps(path: str) -> tuple[Step, ...]:
    steps: list[Step] = []
    for part in path.split("/"):
        if part.isdecimal() and steps:
            steps[-1] = (steps[-1][0], (), int(part) + 1)
        else:
            steps.append((part, (), 0))
    return tuple(steps)


def _put(
    found: Attributes,
    slots: dict[tuple[tuple[str | int, ...], Any], int],
    steps: Sequence[Step],
    path: str,
    value: str,
    schema: Mapping[str, Any],
) -> None:
    """Set one value; items of a list stand in the order in which they are met, each told by selectors and number."""
    here: Any = found.instance
    node: Any = schema
    at: tuple[str | int, ...] = ()
    for name, selectors, number in steps[:-1]:
        node = _inside(node, name, listed=bool(number))
        at = (*at, name)
        if not number:
            here = here.setdefault(name, {})
            continue
        items = here.setdefault(name, [])
        slot = (at, (selectors, number))
        if slot not in slots:
            slots[slot] = len(items)
            items.append(dict(selectors))
        at = (*at, slots[slot])
        here = items[slots[slot]]
    name, _, number = steps[-1]
    node = _inside(node, name, listed=bool(number))
    if isinstance(here, dict):
        here[name] = [_typed(value, node)] if number else _typed(value, node)
        found.fields[(*at, name)] = path


def _inside(node: Any, name: str, *, listed: bool) -> Any:
    """The schema of a property, or of its items."""
    inner = node.get("properties", {}).get(name, {}) if isinstance(node, dict) else {}
    return inner.get("items", {}) if listed and isinstance(inner, dict) else inner


def _typed(value: str, node: Any) -> Any:
    """A cell's text as what the schema asks for; a label as the value that it labels. What is neither stays text."""
    if not isinstance(node, dict):
        return value
    values, labels = node.get("enum", ()), node.get("enumNames", ())
    if value in labels and labels.index(value) < len(values):
        return values[labels.index(value)]
    kind = node.get("type")
    if kind == "boolean" and value.lower() in {"true", "false"}:
        return value.lower() == "true"
    if kind == "integer" and re.fullmatch(r"-?[0-9]{1,18}", value):
        return int(value)
    if kind == "number" and re.fullmatch(r"-?[0-9]{1,18}(\.[0-9]{1,9})?", value):
        return float(value)
    return value
