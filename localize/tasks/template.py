"""``--template``: a marketplace's own empty template, opened: which column means what, what it requires, which rows are free."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, Protocol

from localize.choices import closed_list, stated
from localize.errors import CatalogError, UsageError
from localize.formats import open_catalog
from localize.layouts import detect_layout, own_layouts
from localize.layouts.inference import infer_layout
from localize.layouts.known_headers import known_headers
from localize.layouts.meanings import Meaning, meaning_of
from localize.layouts.spec import fold_header

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from localize.layouts import BoundColumn, BoundLayout
    from localize.market import Market
    from localize.protocols import Row, RowPatch, Source
    from localize.settings import Settings

__all__ = ["Fillable", "Template"]

_SEARCHED_ROWS = 30
_REQUIRED = frozenset(
    {"required", "obligatoire", "pflichtfeld", "erforderlich", "obligatorio", "obbligatorio", "mandatory"}
)
_CODES, _LEVELS = frozenset({"code"}), frozenset({"requirement level"})


class Fillable(Protocol):
    """A source that takes rows which it does not have yet."""

    def fill(self, target: Path, patches: Iterable[RowPatch]) -> None:
        """Write the file with ``patches`` applied, rows that it does not have among them."""
        ...


@dataclass(frozen=True)
class Template:
    """An empty template. ``offered`` are the drop-downs of its columns, ``required`` the columns that it asks for."""

    path: Path
    source: Source
    layout: BoundLayout
    columns: Mapping[Meaning, BoundColumn]
    required: frozenset[int]
    offered: Mapping[int, Sequence[str]]

    @classmethod
    def open(cls, path: Path, settings: Settings) -> Template:
        """Open a template and find out what its columns mean.

        Raises:
            UsageError: it is no file that rows can be added to, or no row of it names columns.
            CatalogError: it cannot be read.
        """
        source = open_catalog(path, "", settings.limits)
        if not hasattr(source, "fill"):
            raise UsageError(f"--template: {path.name} is no XLSX, XLSM, CSV or TXT file.", "Save it as one of these.")
        layout = _layout_of(source, settings)
        if layout is None:
            raise UsageError(
                f"--template: no row of {path.name} names columns that are known.",
                "Is it the sheet for products? A layout of your own in localize.toml helps: docs/layouts.md",
            )
        columns: dict[Meaning, BoundColumn] = {}
        for column in layout.columns:
            if column.header.strip() and (found := meaning_of(column.path, column.role, column.named)):
                columns.setdefault(Meaning(found.name, found.number or 1), column)
        return cls(path, source, layout, columns, _required(source, layout), _offered(source, layout))

    @cached_property
    def prefilled(self) -> Mapping[int, str]:
        """What the first free row says already: it holds for all listings."""
        _, cells = next(self.free_rows())
        return {index: cell for index, cell in enumerate(cells) if cell and cell.strip()}

    @property
    def width(self) -> int:
        """How many columns it has."""
        return 1 + max(column.index for column in self.layout.columns)

    def free_rows(self) -> Iterator[tuple[int, Sequence[str | None]]]:
        """The rows that listings may go into, with what stands there already; they never end."""
        keys = [c.index for m, c in self.columns.items() if m.name in {"sku", "id", "title", "gtin"}]
        carried = self.layout.rows.carried
        number = max(self.layout.data_row, self.layout.header_row + 1) - 1
        for row in self.source.rows(self.layout.table):
            if row.number <= number:
                continue
            for missing in range(number + 1, row.number):
                yield missing, ()
            number = row.number
            filled = [cell.strip() for cell in row.cells if cell and cell.strip()]
            listing = any(index < len(row.cells) and (row.cells[index] or "").strip() for index in keys)
            comment = filled and filled[0].startswith(self.layout.rows.comments or ("\0",))
            if not listing and not comment and not (filled and all(fold_header(cell) in carried for cell in filled)):
                yield number, row.cells
        while True:
            number += 1
            yield number, ()

    def other_market(self, market: Market) -> str:
        """What the template says of its market, where that is another one; '' where it says nothing else."""
        for piece in self.layout.header_fields:
            text = self._text(piece.row, piece.column)[piece.start : piece.end]
            if piece.choices and (values := closed_list(piece.choices)).of_market:
                own = values.in_market(text, market.locale)
            elif "language" in piece.declares:
                own = stated(piece.declares, market.locale, market.currency)
            else:
                continue
            if own is None or own.casefold() != text.casefold():
                return text
        return ""

    def _text(self, row: int, column: int) -> str:
        if not row:
            return self.layout.columns[column].header
        found = next((r for r in self.source.rows(self.layout.table) if r.number == row), None)
        return (found.cells[column] or "") if found else ""


def _layout_of(source: Source, settings: Settings) -> BoundLayout | None:
    """The layout that the template has; where none is known, the row with most names that are."""
    own = own_layouts(settings.layouts, str(settings.source_file or "The settings"))
    try:
        found = detect_layout(source, "", {}, own)
    except CatalogError:
        found = None
    if found is not None and found.main.spec is not None:
        return found.main
    best: tuple[int, str, Row] | None = None
    for table in source.tables:
        for row in islice(source.rows(table), _SEARCHED_ROWS):
            known = known_headers(row.cells)
            if known > 1 and (best is None or known > best[0]):
                best = (known, table, row)
    return infer_layout(best[1], best[2].number, best[2].cells, ()) if best else None


def _required(source: Source, layout: BoundLayout) -> frozenset[int]:
    """Columns that the template says are required: with a word in a row near the header, a star, or a sheet that tells."""
    found = {c.index for c in layout.columns if c.header.strip().startswith("*") or c.header.strip().endswith("*")}
    for row in islice(source.rows(layout.table), _SEARCHED_ROWS):
        if row.number != layout.header_row:
            found |= {i for i, cell in enumerate(row.cells) if cell and fold_header(cell) in _REQUIRED}
    codes = {fold_header(column.header): column.index for column in layout.columns if column.header.strip()}
    for table in source.tables:
        if table != layout.table:
            found |= {codes[code] for code in _told_required(source, table) if code in codes}
    return frozenset(found)


def _offered(source: Source, layout: BoundLayout) -> dict[int, Sequence[str]]:
    """The values that columns offer: by drop-downs, or in a sheet that has a list under each column's code (Mirakl)."""
    drop_downs: Callable[[str], Mapping[int, Sequence[str]]] | None = getattr(source, "drop_downs", None)
    offered = {i: v for i, v in (drop_downs(layout.table) if drop_downs else {}).items() if v}
    codes = {fold_header(column.header): column.index for column in layout.columns if column.header.strip()}
    for table in source.tables:
        rows = source.rows(table) if table != layout.table else iter(())
        first = next(rows, None)
        names = [fold_header(cell or "") for cell in first.cells] if first else []
        lists = {at: codes[name] for at, name in enumerate(names) if name in codes}
        if not first or len(lists) < sum(1 for cell in first.cells if cell):
            continue  # it says other things, too
        found: dict[int, list[str]] = {}
        for row in rows:
            for at, index in lists.items():
                if at < len(row.cells) and (cell := row.cells[at]) and cell.strip():
                    found.setdefault(index, []).append(cell.strip())
        offered = {**found, **offered}
    return offered


def _told_required(source: Source, table: str) -> Iterator[str]:
    """Codes of columns that a sheet with *Code* and *Requirement level* (Mirakl's ``Columns``) calls required."""
    rows = source.rows(table)
    first = next(rows, None)
    header = [fold_header(cell or "") for cell in first.cells] if first else []
    code = next((i for i, name in enumerate(header) if name in _CODES), None)
    level = next((i for i, name in enumerate(header) if name in _LEVELS), None)
    if code is None or level is None:
        return
    for row in rows:
        if max(code, level) < len(row.cells) and fold_header(row.cells[level] or "") in _REQUIRED:
            yield fold_header(row.cells[code] or "")
