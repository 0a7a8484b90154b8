"""The rows of an overlay's own file: one for each listing, or for each localized field of one, as the layout says.

Behind them, where the store's own export is given, those of texts that it knows by ids of their own.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from localize.formats.csv_formulas import becomes_formula
from localize.layouts.spec import fold_header
from localize.tasks.held import Place, is_lead
from localize.tasks.localized_rows import cell_at
from localize.tasks.market_words import MarketWords
from localize.tasks.store_export import StoreRow

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from localize.layouts import BoundColumn
    from localize.layouts.overlay import OverlayColumn, OverlayFile
    from localize.listing import Listing
    from localize.tasks.overlay import Overlay

__all__ = ["OverlayRow", "OverlayRows"]


class OverlayRow(NamedTuple):
    """One row of an overlay file, and which listing it is of; a text that belongs to none is a group by itself."""

    table: str
    row: int
    key: str
    group: str
    cells: list[str]


class OverlayRows:
    """The rows of one overlay file, beneath :meth:`header`; ``missing`` counts by header what the catalog does not say."""

    def __init__(self, overlay: Overlay, file: OverlayFile) -> None:
        self._overlay = overlay
        self._job = overlay.job
        self._file = file
        self._words = MarketWords.of(self._job.context, self._job.catalog.marketplace, file)
        self._layout = self._job.catalog.detection.main
        self._changed = self._changed_columns()
        self._filled: dict[str, Mapping[int, str]] = {}
        self._columns = [place for column in file.columns for place in self._places(column)]
        self.missing: Counter[str] = Counter()

    def _changed_columns(self) -> frozenset[int]:
        """Columns with something new to say; one that was only emptied (a former price) says nothing."""
        rows = self._overlay.rows_with_patches(self._layout)
        return frozenset(index for _, new in rows for index, text in new.items() if text)

    def _places(self, column: OverlayColumn) -> Iterator[tuple[str, OverlayColumn, BoundColumn | None]]:
        """The columns that one of the layout becomes: header, what it is, and where its cells are."""
        if not column.paths:
            yield self._words.fill(column.header), column, None
            return
        found = [c for c in self._layout.columns if column.matches(c.path)]
        wanted = [c for c in found if column.source or c.index in self._changed]
        for c in wanted:
            yield (self._words.fill(column.header) or c.header.strip()), column, c
        if not found and column.needed:
            yield self._words.fill(column.header), column, None

    def header(self) -> list[str]:
        """The names of the columns."""
        return [header for header, _, _ in self._columns]

    def rows(self) -> Iterator[OverlayRow]:
        """The rows, in the order of the catalog; none where nothing was localized."""
        if not (self._file.fields or any(c and not spec.source for _, spec, c in self._columns)):
            return
        older = self._older()
        for listing, new in self._overlay.rows_with_patches(self._layout):
            if self._is_source(listing):
                for cells in self._rows_of(listing, new, older.get(self._sku(listing), {})):
                    yield OverlayRow(listing.table, listing.row, listing.key, listing.group.key, cells)
        texts = self._overlay.texts if self._file.store and self._file.fields else None
        for own, text in texts.rows() if texts else ():
            if not becomes_formula(text, own.default):
                key = f"{own.type}/{own.id}/{own.field}"
                yield OverlayRow(self._layout.table, 0, key, key, self._field_row(own, text))

    def _rows_of(self, listing: Listing, new: Mapping[int, str], older: Mapping[int, str]) -> Iterator[list[str]]:
        place = Place(listing.table, listing.row)
        parts = self._overlay.left_out.partition
        gone = place in parts.excluded
        if place in parts.held or (gone and not any(spec.excluded for _, spec, _ in self._columns)):
            return
        if self._file.fields:
            yield from self._field_rows(listing, new)
            return
        cells = [self._cell(listing, new, older, header, spec, column, gone) for header, spec, column in self._columns]
        if any(
            cell for cell, (_, spec, column) in zip(cells, self._columns, strict=True) if self._counts(spec, column)
        ):
            yield cells

    @staticmethod
    def _counts(spec: OverlayColumn, column: BoundColumn | None) -> bool:
        """Is a cell here a reason for a row? What only says which listing it is, is none."""
        return (column is not None and not spec.source) or spec.lead

    def _cell(
        self,
        listing: Listing,
        new: Mapping[int, str],
        older: Mapping[int, str],
        header: str,
        spec: OverlayColumn,
        column: BoundColumn | None,
        gone: bool,  # noqa: FBT001 - whether the listing is excluded
    ) -> str:
        if not self._job.options.retranslate and (known := self._known(listing, header, column, older)):
            return known
        if spec.lead:
            if not is_lead(listing, self._layout):
                return ""
            whole = (listing.table, listing.group.key) in self._overlay.left_out.partition.whole_groups
            return spec.excluded if whole else spec.says
        if column is None:
            return self._words.fill(spec.says)
        cell = cell_at(listing.cells, column.index)
        if spec.source:
            return self._words.fill(spec.says, cell=cell) if spec.says and cell else cell
        text = "" if gone else new.get(column.index, cell)
        return cell if becomes_formula(text, cell) else text

    def _known(self, listing: Listing, header: str, column: BoundColumn | None, older: Mapping[int, str]) -> str:
        """What the catalog has there already: in a column of that very name, or in an older row of the overlay."""
        if column is not None and fold_header(header) == fold_header(column.header):
            return older.get(column.index, "")
        own = next((c for c in self._layout.columns if fold_header(c.header) == fold_header(header)), None)
        return cell_at(listing.cells, own.index).strip() if own else ""

    def _field_rows(self, listing: Listing, new: Mapping[int, str]) -> Iterator[list[str]]:
        for path, name in self._file.fields.items():
            column = self._layout.column(path)
            if column is None or column.index not in new:
                continue
            default = cell_at(listing.cells, column.index)
            text = new[column.index]
            if becomes_formula(text, default):
                continue
            own = StoreRow(self._file.type, self._id_of(listing), name, default)
            yield self._field_row(own, text, listing)

    def _field_row(self, own: StoreRow, text: str, listing: Listing | None = None) -> list[str]:
        """The row of one field; what the store has there already is kept."""
        store, again = self._overlay.store, self._job.options.retranslate
        if store and not again:
            text = store.known.get((own.type, own.id, own.field)) or text
        words = {"type": own.type, "field": own.field, "default": own.default, "text": text}
        if store and store.locale:
            words["code"] = store.locale
        row = []
        for header, spec, column in self._columns:
            cell = cell_at(listing.cells, column.index).strip() if column and listing else ""
            cell = cell or (own.id if spec.needed else "")
            row.append(self._words.fill(spec.says if cell or not spec.paths else "", cell=cell, **words))
            if spec.needed and not row[-1]:
                self.missing[header] += 1
        return row

    def _id_of(self, listing: Listing) -> str:
        store = self._overlay.store
        return store.product(listing, {column.path: column.index for column in self._layout.columns}) if store else ""

    def _is_source(self, listing: Listing) -> bool:
        if self._file.rows is None:
            return True
        path, values = self._file.rows
        column = self._layout.column(path)
        return column is None or cell_at(listing.cells, column.index).strip().casefold() in values

    def _older(self) -> Mapping[str, Mapping[int, str]]:
        """Rows that the catalog has of this market's overlay already, by their key: filled cells of theirs are kept."""
        if self._file.rows is None or (column := self._layout.column(self._file.rows[0])) is None:
            return {}
        return {
            self._sku(listing): {i: cell for i, cell in enumerate(listing.cells) if cell and cell.strip()}
            for listing in self._job.catalog.listings(self._layout)
            if not listing.header and cell_at(listing.cells, column.index).strip() == self._words.name
        }

    def _sku(self, listing: Listing) -> str:
        column = self._layout.column(self._layout.keys[0][0])
        return cell_at(listing.cells, column.index).strip() if column else ""
