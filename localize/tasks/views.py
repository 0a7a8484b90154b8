"""What the report shows of a listing, as the run folder keeps it: short, for it is written and read for every listing.

A view is a line of pieces of JSON with tabs between them: the listing, then its fields. Variants repeat their product's
fields to the letter, so a reader who remembers pieces need not read those again. Fields and changes are lists, whose items
are in the order of what they are read into::

    {"key": "mug/MG-1", "place": "row 2", "title": "Mug"}⇥[path, source, target, role, label, header, changes]⇥…
    change   [is it a span's, stage, before, after, why, by]     null before: the whole source; after: the target
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from localize.remembered import Remembered
from localize.tasks.json_pieces import quoted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from localize.listing import Change, Draft, Field

__all__ = ["KeptField", "View", "changes_of", "read_field", "read_view", "view_line"]

_FIELDS = Remembered[str](characters=300_000)


class View(NamedTuple):
    """A listing; ``fields`` are pieces for :func:`read_field`."""

    key: str
    place: str
    title: str
    header: bool
    category: str
    fields: list[str]


class KeptField(NamedTuple):
    """A field of a view."""

    path: str
    source: str
    target: str
    role: str
    label: str
    header: str
    changes: list[list[Any]]


def view_line(draft: Draft) -> str:
    """Its changed fields, and those with findings, as a line; '' if there are none."""
    listing = draft.listing
    changes: dict[str, list[Change]] = {found.field: [] for found in draft.findings}
    for change in draft.changes:
        changes.setdefault(change.field, []).append(change)
    fields = [
        _field(source, draft.values[path], changes[path]) for path, source in listing.fields.items() if path in changes
    ]
    if not fields and not (listing.header and draft.findings):  # what is said of columns has no field
        return ""
    place = next((field.place for field in listing.fields.values()), "")
    group = listing.group
    head = f'"key": {quoted(listing.key)}, "place": {quoted(place)}, "title": {quoted(group.title)}'
    if category := group.product_type or group.category:
        head += f', "category": {quoted(category)}'
    header = ', "header": true' if listing.header else ""
    return "\t".join((f"{{{head}{header}}}", *fields))


def _field(source: Field, target: str, changes: Sequence[Change]) -> str:
    names = source.path, source.value, target, source.role, source.label, source.header
    key = (*names, *((c.scope, c.stage, c.before, c.after, c.why, c.by) for c in changes))
    if known := _FIELDS.get(key):
        return known
    written = _written(source, target, changes)
    return _FIELDS.put(key, written, len(written))


def _written(source: Field, target: str, changes: Sequence[Change]) -> str:
    names = source.path, source.value, target, source.role.value, source.label, source.header.strip()
    lines = (_change(change, source.value, target) for change in changes)
    return f"[{', '.join(map(quoted, names))}, [{', '.join(lines)}]]"


def _change(change: Change, source: str, target: str) -> str:
    before = "null" if change.before == source else quoted(change.before)
    after = "null" if change.after == target else quoted(change.after)
    return f'[{int(change.scope == "span")}, "{change.stage}", {before}, {after}, {quoted(change.why)}, {quoted(change.by)}]'


def read_view(line: str) -> View:
    """What :func:`view_line` wrote."""
    head, *fields = line.rstrip("\n").split("\t")
    listing = json.loads(head)
    header, category = listing.get("header", False), listing.get("category", "")
    return View(listing["key"], listing["place"], listing["title"], header, category, fields)


def read_field(piece: str) -> KeptField:
    """A piece of a view."""
    return KeptField(*json.loads(piece))


def changes_of(field: KeptField) -> list[dict[str, Any]]:
    """The changes of a field as findings' and changes' readers know them."""
    return [
        {
            "scope": "span" if is_span else "field",
            "stage": stage,
            "before": field.source if before is None else before,
            "after": field.target if after is None else after,
            "why": why,
            "by": by,
        }
        for is_span, stage, before, after, why, by in field.changes
    ]
