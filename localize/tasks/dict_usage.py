"""Which entries of a dictionary the texts of real catalogs use: ``dict check --on CATALOG``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from localize.listing import Role, Severity
from localize.market import load_market
from localize.tasks.catalog import Catalog
from localize.terms.dictionary import load_dictionary
from localize.terms.entry import Kind, Place
from localize.text.markup import Document

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from localize.listing import Field, Listing
    from localize.problem import Problem
    from localize.settings import Settings
    from localize.terms.checks.items import Item
    from localize.terms.dictionary import Dictionary

__all__ = ["check_usage", "texts_of"]


def check_usage(
    items: Sequence[Item], files: Sequence[Path], catalogs: Iterable[Path], markets: Iterable[str], settings: Settings
) -> Iterator[Problem]:
    """Each entry that no text of the catalogs uses, for any of the markets.

    Forbidden words are looked for in translations, which only a run has: they are left out.

    Raises:
        CatalogError: a catalog cannot be read.
        ConfigError: a dictionary is too broken to be loaded; the other checks say where.
    """
    used: set[_Entry] = set()
    markets = tuple(markets)
    for path in catalogs:
        catalog = Catalog.open(path, settings)
        for tag in markets:
            language = load_market(tag).language
            meant = {item.path for item in items if item.target_language in {"", language}}
            chosen = [file for file in files if file.as_posix() in meant]
            used |= _used(load_dictionary(settings.source_locale, tag, chosen, shipped=False), catalog, tag)
    targets = {load_market(tag).language for tag in markets}
    for item in items:
        if item.kind == Kind.FORBID or (item.target and item.target_language not in targets):
            continue
        if (f"{item.path.rsplit('/', 1)[-1]}:{item.line}", item.term) not in used:
            yield item.problem(
                "dict-unused",
                Severity.WARNING,
                f"No text of the catalog uses '{item.term}'.",
                "Take it out if it is not meant for other catalogs, or check its spelling and where it applies.",
            )


_Entry = tuple[str, str]
"""An entry by its place (``file:line``) and its term."""


def _used(dictionary: Dictionary, catalog: Catalog, tag: str) -> set[_Entry]:
    """Entries that were found."""
    found: set[_Entry] = set()
    seen: set[tuple[str, Place]] = set()
    for listing, field, text in texts_of(catalog):
        place = Place(
            field=field.path,
            label=field.label,
            role=field.role.value,
            category=listing.group.category or listing.group.product_type,
            brand=listing.group.brand,
            market=tag,
            marketplace=catalog.marketplace,
        )
        if (text, place) not in seen:
            seen.add((text, place))
            found |= {(m.entry.origin, m.entry.term) for m in dictionary.matches(text, place)}
    return found


def texts_of(catalog: Catalog) -> Iterator[tuple[Listing, Field, str]]:
    """Every piece of plain text of a catalog's listings, with the field that it stands in."""
    for layout in catalog.detection.layouts:
        for listing in catalog.listings(layout):
            for field in listing.fields.values():
                if field.value.strip() and (field.role.is_text or field.role is Role.SIZE):
                    for block in Document(field.value, entities=field.role is Role.HTML).blocks:
                        if block.text.strip():
                            yield listing, field, block.text
