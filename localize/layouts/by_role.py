"""One master, several marketplaces: while a draft is fitted and checked, its fields bear the names of the marketplace wanted.

The limits of a marketplace are written for the paths of its own layouts (``description``, ``brand``). A catalog of another
kind calls them otherwise (``body_html``, ``vendor``); what they mean is in ``meanings.toml``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from localize.layouts.meanings import meaning_of, own_words, path_for, with_currency

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from localize.context import Context
    from localize.listing import Draft, Role

__all__ = ["with_names_of", "with_own_names"]

_NAMES, _VALUES = "names", "own values"


def with_names_of(drafts: Iterable[Draft], context: Context) -> Iterator[Draft]:
    """The drafts with the fields' names in the marketplace; prices without a currency that it does not want."""
    for draft in drafts:
        fields = tuple((path, f.role, f.label) for path, f in draft.listing.fields.items())
        names = _names(fields, context.marketplace)
        if context.identity or not fields:
            yield draft
            continue
        renamed = _renamed(draft, names)
        renamed.state[_NAMES] = names
        renamed.state[_VALUES] = {}
        if not with_currency(context.marketplace):
            _without_currency(renamed, context.market.currency)
        yield renamed


def with_own_names(drafts: Iterable[Draft], context: Context) -> Iterator[Draft]:
    """The drafts with the names of their own catalog again, findings and changes, too."""
    del context
    for draft in drafts:
        names: Mapping[str, str] | None = draft.state.pop(_NAMES, None)
        if names is None:
            yield draft
            continue
        for path, (own, plain) in draft.state.pop(_VALUES).items():
            if draft.values[path] == plain:
                draft.values[path] = own
        back = {new: old for old, new in names.items()}
        draft.findings = [replace(f, field=back[f.field]) if f.field in back else f for f in draft.findings]
        draft.changes = [replace(c, field=back[c.field]) if c.field in back else c for c in draft.changes]
        yield _renamed(draft, back)


@lru_cache(maxsize=4096)
def _names(fields: tuple[tuple[str, Role, str], ...], marketplace: str) -> Mapping[str, str]:
    """Own name → name in the marketplace, of those that differ; a name that is taken is not given twice."""
    names: dict[str, str] = {}
    taken = {path for path, _, _ in fields}
    for path, role, label in fields:
        meaning = meaning_of(path, role, label)
        new = path_for(meaning, marketplace) if meaning and meaning.name not in own_words("unchecked") else ""
        if new and new not in taken:
            names[path] = new
            taken.add(new)
    return MappingProxyType(names)


def _renamed(draft: Draft, names: Mapping[str, str]) -> Draft:
    fields = {names.get(path, path): replace(f, path=names.get(path, path)) for path, f in draft.listing.fields.items()}
    return replace(
        draft,
        listing=replace(draft.listing, fields=MappingProxyType(fields)),
        values=_keyed(draft.values, names),
        texts=_keyed(draft.texts, names),
        state={name: _keyed(value, names) for name, value in draft.state.items()},
        locked=frozenset(names.get(path, path) for path in draft.locked),
    )


def _keyed(value: Any, names: Mapping[str, str]) -> Any:
    """What is kept by field, or of fields, under their new names."""
    if isinstance(value, Mapping):
        return {names.get(key, key) if isinstance(key, str) else key: item for key, item in value.items()}
    if isinstance(value, frozenset):
        return frozenset(names.get(item, item) if isinstance(item, str) else item for item in value)
    return value


def _without_currency(draft: Draft, currency: str) -> None:
    for path, field in draft.listing.fields.items():
        own = draft.values[path]
        if field.role.is_money and own.endswith(f" {currency}"):
            plain = own.removesuffix(f" {currency}")
            draft.values[path] = plain
            draft.state[_VALUES][path] = (own, plain)
