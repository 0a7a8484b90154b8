"""A catalog, opened: its source, its layouts, its groups; and what the user named that does not fit it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from hashlib import blake2b
from itertools import islice
from typing import TYPE_CHECKING

from localize.errors import CatalogError, UsageError
from localize.formats import open_catalog
from localize.layouts import Detection, detect_layout, header_listings, index_groups, own_layouts, read_listings
from localize.layouts.binding import overridden
from localize.text.languages import language_name, prevailing_language
from localize.text.markup import Document

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from localize.layouts import BoundLayout, GroupIndex
    from localize.listing import Finding, Listing
    from localize.protocols import Source
    from localize.settings import Settings

__all__ = ["Catalog", "catalog_digest", "check_language", "chunks_of", "language_of", "main_locale"]

CHUNK_SIZE = 500
"""Listings in a chunk; a group is never cut, so a chunk may be longer."""

_SAMPLE = 200
_FEWEST_CHARACTERS = 24
"""Texts that are asked for the catalog's language: so many, and none so short that it is no evidence."""


@dataclass(slots=True)
class Catalog:
    """One input file: how it is read, what its products state, and what other catalogs of the call tell otherwise (``across``)."""

    path: Path
    source: Source
    detection: Detection
    groups: Mapping[str, GroupIndex]
    across: tuple[Finding, ...] = ()
    digest: str = ""

    @classmethod
    def open(cls, path: Path, settings: Settings) -> Catalog:
        """Open, detect the layout, index the groups.

        Raises:
            CatalogError: it cannot be read.
            UsageError: a marketplace or column that was named does not fit.
        """
        source = open_catalog(path, settings.encoding, settings.limits)
        digest = catalog_digest(path)
        own = own_layouts(settings.layouts, str(settings.source_file or "The settings"))
        detection = detect_layout(
            source, settings.marketplace, settings.columns, own, settings.values, settings.source_locale
        )
        if roles := {d.column: d.role for d in settings.decisions if d.column and d.role}:
            decided = tuple(overridden(layout, roles)[0] for layout in detection.layouts)  # not every catalog has them
            detection = replace(detection, layouts=decided)
        groups = {layout.table: index_groups(layout, source.rows(layout.table)) for layout in detection.layouts}
        return cls(path, source, detection, groups, digest=digest)

    @property
    def has_changed(self) -> bool:
        """Is the file another one, or gone, since it was opened?"""
        try:
            return catalog_digest(self.path) != self.digest
        except OSError:
            return True

    def refuse_changed(self) -> None:
        """A catalog is read several times; all of them must see the same bytes.

        Raises:
            CatalogError: somebody has changed the file, or taken it away, since it was opened.
        """
        if self.has_changed:
            raise CatalogError(
                f"{self.path} was changed or taken away while it was read; nothing was written from it.",
                "Wait until it is saved or copied whole, then give the same command again.",
            )

    @property
    def marketplace(self) -> str:
        """The marketplace whose layout it has."""
        return self.detection.main.marketplace

    def listings(self, layout: BoundLayout) -> Iterator[Listing]:
        """Every listing of one table, in file order; before them the header, where something in it is localized."""
        yield from header_listings(layout, self.source, self.source.rows(layout.table))
        yield from read_listings(layout, self.source, self.source.rows(layout.table), self.groups[layout.table])


def chunks_of(listings: Iterator[Listing], size: int = CHUNK_SIZE) -> Iterator[list[Listing]]:
    """Listings in chunks that are cut between groups."""
    chunk: list[Listing] = []
    for listing in listings:
        if len(chunk) >= size and listing.group.key != chunk[-1].group.key:
            yield chunk
            chunk = []
        chunk.append(listing)
    if chunk:
        yield chunk


def catalog_digest(path: Path) -> str:
    """A digest of the file's bytes."""
    digest = blake2b(digest_size=16)
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()


def check_language(catalog: Catalog, source_locale: str) -> None:
    """Refuse a catalog whose texts are surely in another language than ``--from`` says.

    Raises:
        UsageError: most of its texts are in another language; the hint names the option that is right.
    """
    language = language_of(catalog, source_locale.split("-", 1)[0])
    if language != source_locale.split("-", 1)[0]:
        raise UsageError(
            f"{catalog.path.name}: its texts are {language_name(language)}, but --from says {source_locale}.",
            f"Add: --from {main_locale(language)}",
        )


def language_of(catalog: Catalog, expected: str) -> str:
    """The language that most of its longer texts are in; ``expected`` where nothing surely speaks against it."""
    listings = (listing for layout in catalog.detection.layouts for listing in catalog.listings(layout))
    long = (
        field.value
        for listing in listings
        for field in listing.fields.values()
        if field.role.is_text and len(field.value) > _FEWEST_CHARACTERS
    )
    texts = (" ".join(block.text for block in Document(value, entities=True).blocks) for value in islice(long, _SAMPLE))
    return prevailing_language(texts, expected)


def main_locale(language: str) -> str:
    """The locale that CLDR thinks likeliest for a language (``de`` → ``de-DE``)."""
    from babel.core import get_global

    likely = get_global("likely_subtags").get(language, language).split("_")
    return f"{likely[0]}-{likely[-1]}"
