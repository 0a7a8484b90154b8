"""``--as overlay``: what lies over the same store instead of a catalog for a store of its own.

Either the catalog's own file, with nothing in it that was not localized and the platform's word for a partial update; or the
files that the layout names, with a row for each listing, or for each field of one.
"""

from __future__ import annotations

import csv
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from heapq import merge
from typing import TYPE_CHECKING

from localize.errors import UsageError
from localize.formats.csv_formulas import FORMULA_REASON, becomes_formula
from localize.layouts.language_columns import target_locales
from localize.layouts.overlay import path_matches
from localize.listing import Finding, Role, Severity
from localize.protocols import RowPatch
from localize.tasks.delta import partial_words
from localize.tasks.localized_rows import cell_at, localized_rows
from localize.tasks.market_words import MarketWords
from localize.tasks.overlay_rows import OverlayRows
from localize.tasks.overlay_texts import OverlayTexts
from localize.tasks.store_export import StoreExport

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from localize.layouts import BoundLayout
    from localize.layouts.overlay import OverlayFile
    from localize.listing import Listing
    from localize.tasks.catalog import Catalog
    from localize.tasks.job import MarketJob
    from localize.tasks.left_out import LeftOut

__all__ = ["COPY", "OVERLAY", "Overlay", "mode_of", "overlay_of", "overlay_path", "overwritten", "writes_own_files"]

COPY, OVERLAY = "copy", "overlay"
_NOT_LOCALIZED = frozenset({Role.CODE, Role.REFERENCE})
_NOT_MISSED = frozenset({*_NOT_LOCALIZED, Role.COST, Role.UNIT, Role.CURRENCY})
"""Nobody looks for these in an overlay: a cost is the seller's own, a unit says nothing by itself."""


def mode_of(catalog: Catalog, asked: str) -> str:
    """What a run writes of a catalog: what was asked for, else the layout's default.

    Raises:
        UsageError: such files have no such mode; the hint names those that they have.
    """
    main = catalog.detection.main
    modes = main.spec.modes if main.spec else (OVERLAY if target_locales(main.columns) else COPY,)
    if asked and asked not in modes:
        raise UsageError(
            f"{catalog.path.name}: --as {asked} is nothing that a {main.title} can be.",
            f"Say --as {modes[0]}; or name whose file it is, if it was taken for another's: --marketplace NAME",
        )
    return asked or modes[0]


def writes_own_files(catalog: Catalog, asked: str) -> bool:
    """Does the overlay consist of files of the platform's own shape, not the catalog's?"""
    spec = catalog.detection.main.spec
    return bool(spec and spec.overlay) and mode_of(catalog, asked) == OVERLAY


def overwritten(catalog: Catalog, asked: str) -> str:
    """What uploading the output will overwrite, in one sentence."""
    main = catalog.detection.main
    if main.spec is None and (locales := target_locales(main.columns)):
        return (
            f"Its columns for other languages ({', '.join(locales)}) are filled where they are empty; all else stays."
        )
    return (main.spec.uploads.get(mode_of(catalog, asked)) if main.spec else "") or main.upload


def overlay_path(main: Path, name: str) -> Path:
    """``store.de-DE.xlsx`` → ``store.de-DE.csv``, and with a name ``store.de-DE.markets.csv``."""
    return main.with_name(f"{main.stem}.{name}.csv" if name else f"{main.stem}.csv")


def overlay_of(job: MarketJob, left_out: LeftOut) -> Overlay | None:
    """The overlay of a job that asks for one."""
    if mode_of(job.catalog, job.options.mode) != OVERLAY:
        return None
    overlay = Overlay(job, left_out)
    if job.options.over and overlay.files:
        main, settings = overlay.files[0], job.context.settings
        overlay.store = StoreExport.open(job.options.over, main, job.context.market, settings)
    return overlay


@dataclass
class Overlay:
    """An overlay on its way: what of the localized cells it carries, and what it cannot.

    ``store`` is the store's own export, where one was given.
    """

    job: MarketJob
    left_out: LeftOut
    missing: Counter[str] = field(default_factory=Counter)
    store: StoreExport | None = None

    @cached_property
    def texts(self) -> OverlayTexts | None:
        """What the store knows by ids of its own, with the catalog's new texts."""
        return OverlayTexts.of(self, self.store) if self.store else None

    @property
    def files(self) -> Sequence[OverlayFile]:
        """Its own files; none where it is the catalog's."""
        spec = self.job.catalog.detection.main.spec
        return spec.overlay if spec else ()

    def patches(self, patches: Iterable[RowPatch]) -> Iterator[RowPatch]:
        """The patches of the catalog's own file, and those that empty what nothing localizes.

        ``patches`` win over the platform's word for a partial update: theirs may be to delete.
        """
        from localize.tasks.left_out import joined

        order = {layout.table: number for number, layout in enumerate(self.job.catalog.detection.layouts)}
        own = (patch for layout in self.job.catalog.detection.layouts for patch in self._emptied(layout))
        yield from joined(merge(own, patches, key=lambda patch: (order[patch.table], patch.row)))

    def _emptied(self, layout: BoundLayout) -> Iterator[RowPatch]:
        keep = layout.spec.overlay_keep if layout.spec else ("*",)
        words = partial_words(layout)
        gone = [c.index for c in layout.columns if c.role in _NOT_LOCALIZED and not path_matches(c.path, keep)]
        for listing in self.job.catalog.listings(layout):
            if listing.header:
                continue
            cells = listing.cells
            empty = {index: "" for index in gone if index < len(cells) and (cells[index] or "").strip()}
            own = {index: word for index, word in words.items() if index < len(cells) and cells[index] is not None}
            if empty or own:
                yield RowPatch(layout.table, listing.row, empty | own)

    def write(self, file: OverlayFile, target: Path, wanted: Container[tuple[str, str]] | None = None) -> int:
        """Write one of the overlay's files, and say how many rows it has beside its header; ``wanted`` are groups, all if None."""
        made = OverlayRows(self, file)
        count = 0
        with target.open("w", encoding="utf-8", newline="") as opened:
            writer = csv.writer(opened, lineterminator="\n")
            writer.writerow(made.header())
            for row in made.rows():
                if wanted is None or (row.table, row.group) in wanted:
                    count += 1
                    writer.writerow([text.encode("utf-8", "replace").decode() for text in row.cells])
        if wanted is None:
            self.missing.update(made.missing)
        return count

    def rows_with_patches(self, layout: BoundLayout) -> Iterator[tuple[Listing, Mapping[int, str]]]:
        """Every listing of a table with its new cells; of a sample only those that have some."""
        for row in localized_rows(self.job):
            if row.layout is layout:
                yield row.listing, row.new

    def findings(self) -> Iterator[dict[str, object]]:
        """What the overlay needs and does not have, and what was localized and has no place in it."""
        if not self.files:
            return
        yield from (finding.to_dict() for finding in self._unplaced())
        yield from (finding.to_dict() for finding in self._formulas())
        for header, count in self.missing.items():
            column = next(c for file in self.files for c in file.columns if c.header == header)
            yield Finding(
                "overlay-id-missing",
                Severity.ERROR,
                f"{count} rows of the overlay have no {header}, which {self._sources} not say: they cannot be uploaded.",
                suggestion=column.needed,
                group="overlay-id-missing",
            ).to_dict()
        named = next((file for file in self.files if "name" in file.slots), None)
        words = MarketWords.of(self.job.context, self.job.catalog.marketplace, named)
        if words.assumed and named:
            market = self.job.market
            yield Finding(
                "market-name-assumed",
                Severity.INFO,
                f"The store is taken to call the market “{words.name}”.",
                suggestion=f'If it does not: [markets."{market}"] names = {{ {self.job.catalog.marketplace} = "…" }}',
                group="market-name-assumed",
            ).to_dict()

    @property
    def _sources(self) -> str:
        over = self.job.options.over
        return f"the catalog and {over.name} do" if over and self.store else "the catalog does"

    def _formulas(self) -> Iterator[Finding]:
        """New texts that the overlay does not say, for a spreadsheet program would run them."""
        for layout in self.job.catalog.detection.layouts:
            paths = {column.index: column.path for column in layout.columns}
            for listing, new in self.rows_with_patches(layout):
                for index, text in new.items():
                    if not becomes_formula(text, cell_at(listing.cells, index)):
                        continue
                    yield Finding(
                        "cell-not-writable",
                        Severity.WARNING,
                        f"The new text is not in the overlay: {FORMULA_REASON.format(text[0])}.",
                        listing=listing.key,
                        field=paths[index],
                        place=self.job.catalog.source.place(layout.table, listing.row, index),
                        line=listing.line,
                        value=text,
                        suggestion="Put it in by hand, or have it begin with a letter.",
                        group="cell-not-writable",
                    )

    def _has_place(self, path: str, listing: Listing, index: int) -> bool:
        own = self.texts is not None and self.texts.places(path, cell_at(listing.cells, index))
        return own or any(file.carries(path) for file in self.files)

    def _unplaced(self) -> Iterator[Finding]:
        for layout in self.job.catalog.detection.layouts:
            changed: Counter[int] = Counter()
            places: dict[int, str] = {}
            for listing, new in self.rows_with_patches(layout):
                left = [index for index in new if not self._has_place(layout.columns[index].path, listing, index)]
                changed.update(left)
                for index in left:
                    places.setdefault(index, self.job.catalog.source.place(layout.table, listing.row, index))
            for index, count in sorted(changed.items()):
                column = layout.columns[index]
                if column.role not in _NOT_MISSED:
                    yield Finding(
                        "overlay-no-place",
                        Severity.WARNING,
                        f"{count} localized cells of “{column.header.strip()}” have no place in the overlay.",
                        field=column.path,
                        place=places[index],
                        suggestion="Enter them by hand, or localize the platform's own export of translations.",
                        group=f"overlay-no-place:{column.path}",
                    )
