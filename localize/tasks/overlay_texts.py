"""Texts that the store knows by ids of their own (options, pictures, metafields), met by what they say in the catalog."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from localize.layouts.overlay import path_matches
from localize.tasks.held import Place
from localize.tasks.localized_rows import cell_at

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from localize.tasks.overlay import Overlay
    from localize.tasks.store_export import StoreExport, StoreRow

__all__ = ["OverlayTexts"]


@dataclass(frozen=True)
class OverlayTexts:
    """The store's rows of such texts, each with the new text where the catalog has but one for it.

    ``new`` are the localized texts of the catalog by kind and by what they said: several, where products differ.
    """

    store: StoreExport
    new: Mapping[tuple[str, str], frozenset[str]]

    @classmethod
    def of(cls, overlay: Overlay, store: StoreExport) -> OverlayTexts:
        """The texts of an output that stays in the file."""
        parts = overlay.left_out.partition
        found: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
        for layout in overlay.job.catalog.detection.layouts:
            kinds = {
                c.index: kind for c in layout.columns for kind in store.spec.texts if path_matches(c.path, kind.paths)
            }
            for listing, cells in overlay.rows_with_patches(layout) if kinds else ():
                if (
                    Place(listing.table, listing.row) in parts.held
                    or Place(listing.table, listing.row) in parts.excluded
                ):
                    continue
                for index, text in cells.items():
                    if index in kinds and text:
                        found[kinds[index].type, cell_at(listing.cells, index).strip()].add(text)
        return cls(store, {key: frozenset(texts) for key, texts in found.items()})

    def rows(self) -> Iterator[tuple[StoreRow, str]]:
        """The store's rows that have a new text, in its order."""
        for row in self.store.rows:
            texts = self.new.get((row.type, row.default.strip()), frozenset())
            if len(texts) == 1:
                yield row, next(iter(texts))

    @cached_property
    def _met(self) -> frozenset[tuple[str, str]]:
        return frozenset((row.type, row.default.strip()) for row, _ in self.rows())

    def places(self, path: str, cell: str) -> bool:
        """Has a cell of a column its row in the store?"""
        kinds = (kind.type for kind in self.store.spec.texts if path_matches(path, kind.paths))
        return any((kind, cell.strip()) in self._met for kind in kinds)
