"""Files that hold several languages: each value has a cell of its own for every language, and only that one is written.

Shopify's translations have a row for each field and locale, other systems a column for each (``title.en``, ``title.de``). What
stands in a target's cell already was somebody's decision: it is kept, and checked like everything that goes out.
"""

from __future__ import annotations

import json
import re
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from localize.listing import Role, Target

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from localize.context import Context
    from localize.layouts.binding import BoundColumn, BoundLayout
    from localize.listing import Draft, Field, Listing
    from localize.market import Market
    from localize.protocols import Row

__all__ = [
    "KeepFilled",
    "as_localized",
    "is_json",
    "path_by",
    "role_by",
    "serves",
    "target_for",
    "target_patch",
    "targets_of",
]

SKIPPED = "filled"
"""The name under which ``--retranslate`` switches the stage off."""
_KEPT = frozenset({Role.CODE, Role.REFERENCE})
_ADDRESS = re.compile(r"(?:[a-z]+:)?//\S+|gid:\S+|[\d.,\s%-]+", re.IGNORECASE)


def path_by(column: BoundColumn, texts: Mapping[str, str]) -> str:
    """The path of a field whose name another cell of its row says."""
    if column.spec is None:
        return column.path
    said = texts.get(column.spec.by, "")
    return column.spec.paths.get(said.casefold(), said) or column.path


def role_by(column: BoundColumn, texts: Mapping[str, str], cell: str) -> Role:
    """Its role likewise; what is data for programs rather than words is a reference."""
    if column.spec is None or column.role is Role.REFERENCE:
        return column.role
    role = column.spec.roles.get(texts.get(column.spec.by, "").casefold(), column.role)
    return Role.REFERENCE if role.is_text and (_ADDRESS.fullmatch(cell.strip()) or is_json(cell)) else role


def is_json(cell: str) -> bool:
    """Is it a JSON object or list, such as the rich text of a metafield?

    >>> is_json('{"type": "root", "children": []}'), is_json("[NEW] Mug")
    (True, False)
    """
    if cell.strip()[:1] not in {"{", "["}:
        return False
    try:
        json.loads(cell)
    except ValueError:
        return False
    return True


def targets_of(layout: BoundLayout, column: BoundColumn, row: Row, texts: Mapping[str, str]) -> tuple[Target, ...]:
    """The cells that a field's localized values go into."""
    if column.targets:
        return tuple(Target(locale, index, _cell(row, index)) for locale, index in column.targets)
    into = layout.column(column.spec.into) if column.spec and column.spec.into else None
    if into is None:
        return ()
    locale, market = texts.get(layout.rows.locale, ""), texts.get(layout.rows.market, "")
    return (Target(locale, into.index, _cell(row, into.index), market),)


def _cell(row: Row, index: int) -> str:
    return (row.cells[index] or "") if index < len(row.cells) else ""


def serves(locale: str, market: Market) -> bool:
    """Is a target in a locale (``de``, ``pt_BR``, ``de-DE``) for a market?

    >>> from localize.market import load_market
    >>> [serves(tag, load_market("de-AT")) for tag in ("de", "de_AT", "de-DE", "fr")]
    [True, True, False, False]
    """
    return locale.replace("_", "-").casefold() in {market.locale.casefold(), market.language}


def target_for(field: Field, market: Market) -> Target | None:
    """The target of a field for a market: the one in its very locale, else the one in its language."""
    found = [t for t in field.targets if serves(t.locale, market) and _is_for(t.market, market)]
    return max(found, key=lambda target: len(target.locale), default=None)


def _is_for(name: str, market: Market) -> bool:
    """Does a file's word for a market mean this one? Nothing means all of them."""
    if not name:
        return True
    from babel import Locale  # late: 20 ms

    country = market.country
    names = {Locale.parse(tag).territories.get(country, country) for tag in ("en", market.language)}
    return name.casefold() in {word.casefold() for word in (*names, country, market.locale)}


def as_localized(listing: Listing, market: Market) -> Listing:
    """A listing of an output as its market reads it: with the values of its targets, where these are filled."""
    if not any(field.targets for field in listing.fields.values()):
        return listing
    fields = dict(listing.fields)
    for path, field in fields.items():
        target = target_for(field, market)
        if target and target.value.strip():
            fields[path] = replace(field, value=target.value)
    return replace(listing, fields=MappingProxyType(fields))


class KeepFilled:
    """Three steps: filled targets are locked before the first stage, stand in the draft before the rules, meet the check.

    Fields whose cells are for other markets alone stay locked to the end.
    """

    @staticmethod
    def lock(drafts: Iterable[Draft], context: Context) -> Iterator[Draft]:
        """Choose each field's target for the market, and keep every stage from those that are filled."""
        for draft in drafts:
            fields = {path: field for path, field in draft.listing.fields.items() if field.targets}
            if fields and not context.identity:
                _choose(draft, fields, context)
            yield draft

    @staticmethod
    def apply(drafts: Iterable[Draft], context: Context) -> Iterator[Draft]:
        """What the target has already becomes the draft's value."""
        del context
        for draft in drafts:
            filled: Mapping[str, str] = draft.state.get("filled", {})
            draft.values.update(filled)  # no change: the cell says so already
            yield draft

    @staticmethod
    def release(drafts: Iterable[Draft], context: Context) -> Iterator[Draft]:
        """Let the check say what it thinks of them."""
        del context
        for draft in drafts:
            if "into" in draft.state:
                draft.locked = draft.state["elsewhere"]
            yield draft


def _choose(draft: Draft, fields: Mapping[str, Field], context: Context) -> None:
    chosen = {path: target_for(field, context.market) for path, field in fields.items()}
    draft.state["into"] = {path: target.column for path, target in chosen.items() if target}
    draft.state["elsewhere"] = frozenset(path for path, target in chosen.items() if target is None)
    filled = {path: target.value for path, target in chosen.items() if target and target.value.strip()}
    if SKIPPED in context.skip:
        filled = {}
    draft.state["filled"] = {path: value for path, value in filled.items() if path not in draft.locked}
    draft.locked = draft.locked | draft.state["elsewhere"] | draft.state["filled"].keys()
    done = draft.locked & fields.keys()  # what was said of them when they were read concerns another market, or nobody
    draft.findings = [finding for finding in draft.findings if finding.field not in done]


def target_patch(layout: BoundLayout, draft: Draft) -> dict[int, str]:
    """The cells of a row that its localized values go into, and those of fields that have no such cell.

    What could not be translated leaves its target empty: the source's words would be taken for a translation.
    """
    into: Mapping[str, int] = draft.state.get("into", {})
    left = {finding.field for finding in draft.findings if finding.code == "untranslated"}
    columns = {column.index: column for column in layout.columns}
    patch: dict[int, str] = {}
    done: set[int] = set()
    for path, field in draft.listing.fields.items():
        at = field.address.column
        if at in done or field.role in _KEPT or (field.targets and (path not in into or path in left)):
            continue
        done.add(at)
        paths = [p for p, f in draft.listing.fields.items() if f.address.column == at]
        cell = draft.listing.cells[at] or ""
        new = columns[at].codec.put(cell, [draft.values[p] for p in paths])
        goes = into[path] if field.targets else at
        old = (draft.listing.cells[goes] or "") if goes < len(draft.listing.cells) else ""
        if path in draft.state.get("filled", {}) and draft.values[path] == draft.state["filled"][path]:
            continue
        if new != old:
            patch[goes] = new
    return patch
