"""``--over``: the store's own export of translations, which knows its products by ids and what of them is translated already."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from localize.errors import UsageError
from localize.layouts.targets import serves
from localize.tasks.catalog import Catalog
from localize.tasks.localized_rows import cell_at

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from localize.layouts.overlay import OverlayFile, StoreFile
    from localize.listing import Listing
    from localize.market import Market
    from localize.settings import Settings

__all__ = ["StoreExport", "StoreRow", "store_file_of"]


class StoreRow(NamedTuple):
    """What one row of the export is about, whatever its locale: a kind of thing, its id, a field of it, its own text."""

    type: str
    id: str
    field: str
    default: str


@dataclass(frozen=True)
class StoreExport:
    """The export as a run needs it: ``products`` by what tells them apart, ``rows`` that are known by their own text.

    ``known`` are translations that the store has for the market, ``locale`` is how it writes the market's language ('' where it
    has no row of that).
    """

    spec: StoreFile
    products: Mapping[tuple[str, str], str]
    rows: tuple[StoreRow, ...]
    known: Mapping[tuple[str, str, str], str]
    locale: str

    @classmethod
    def open(cls, path: Path, file: OverlayFile | None, market: Market, settings: Settings) -> StoreExport:
        """Read an export for the products of an overlay file.

        Raises:
            UsageError: it is no such export, or the overlay knows of none.
            CatalogError: it cannot be read.
        """
        spec = store_file_of(file)
        products: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
        rows: dict[StoreRow, None] = {}
        known: dict[tuple[str, str, str], str] = {}
        locale = ""
        kinds = {texts.type for texts in spec.texts}
        keys = {field for field, _ in spec.keys}
        for row, said in _rows(path, spec, settings):
            if row.type == spec.product and row.field in keys:
                products[row.field, _folded(row.default)].add(row.id)
            elif row.type in kinds:
                rows.setdefault(row)
            if serves(said["locale"], market) and not said["market"]:
                locale = max(locale, said["locale"], key=len)
                if said["text"].strip():
                    known[row.type, row.id, row.field] = said["text"]
        single = {key: ids.pop() for key, ids in products.items() if len(ids) == 1}
        return cls(spec, single, tuple(rows), known, locale)

    def product(self, listing: Listing, columns: Mapping[str, int]) -> str:
        """The id of a listing's product, by the surest of the fields that tell; '' where the store does not have it."""
        for field, path in self.spec.keys:
            text = _folded(cell_at(listing.cells, columns[path])) if path in columns else ""
            if text and (found := self.products.get((field, text))):
                return found
        return ""


def store_file_of(file: OverlayFile | None) -> StoreFile:
    """What the layout says of the store's own export.

    Raises:
        UsageError: the layout knows of none.
    """
    if file is None or file.store is None:
        raise UsageError(
            "--over: an overlay of this catalog needs no export of the store.",
            "It is for Shopify's product CSV; leave it out.",
        )
    return file.store


def _rows(path: Path, spec: StoreFile, settings: Settings) -> Iterator[tuple[StoreRow, dict[str, str]]]:
    catalog = Catalog.open(path, replace(settings, marketplace="", columns={}))
    layout = catalog.detection.main
    if layout.name != spec.layout:
        raise UsageError(
            f"--over: {path.name} is taken for a {layout.title}, not for the store's own export of translations.",
            "Export it from the store: Settings > Languages > Export.",
        )
    places = {name: column.index for name, of in spec.columns.items() if (column := layout.column(of)) is not None}
    for listing in catalog.listings(layout):
        if not listing.header:
            said = {name: cell_at(listing.cells, places[name]) if name in places else "" for name in spec.columns}
            row = StoreRow(said["type"].strip(), said["id"].strip().lstrip("'"), said["field"].strip(), said["default"])
            yield row, said


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()
