"""``sample``: a small catalog that shows what the whole one has, without prices and stock, fit to commit for CI.

Groups are kept whole. Some of every product type are taken, then whatever shows a column, an option or a kind of value
that none shows yet. Cells of money and stock are emptied; all else stays byte for byte as it was.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from localize.data import package_folder, read_toml
from localize.errors import UsageError
from localize.protocols import RowPatch
from localize.tasks.catalog import Catalog

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from localize.layouts import BoundLayout
    from localize.listing import Field, Listing
    from localize.settings import Settings

__all__ = ["Sample", "make_sample"]

_OF_EACH_TYPE = 2
_NUMBER = re.compile(r"\s*[+-]?\d[\d.,\s]*\s*")
_WORDS = re.compile(r"[\W_]+")


@dataclass(slots=True)
class Sample:
    """What was taken: listings and groups of how many, cells emptied by column, cells that could not be."""

    path: Path
    listings: int = 0
    groups: int = 0
    of_listings: int = 0
    of_groups: int = 0
    emptied: dict[str, int] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Group:
    """One product: its records, its type, what it shows."""

    rows: list[int] = field(default_factory=list)
    kind: str = ""
    shows: set[str] = field(default_factory=set)


def make_sample(path: Path, out: Path, settings: Settings, *, most: int = 25) -> Sample:
    """Write a sample of at most ``most`` products (more only if that is what it takes to show every column).

    Raises:
        CatalogError: the catalog cannot be read.
        UsageError: both files are one.
        OutputError: the sample cannot be written.
    """
    if out.exists() and out.samefile(path):
        raise UsageError("The sample would overwrite the catalog.", "Give it another name: --out FILE")
    catalog = Catalog.open(path, settings)
    sample = Sample(out)
    patches: list[RowPatch] = []
    for layout in catalog.detection.layouts:
        patches += _patches(catalog, layout, most, sample)
    order = {table: at for at, table in enumerate(catalog.source.tables)}
    patches.sort(key=lambda p: (order[p.table], p.row))
    out.parent.mkdir(parents=True, exist_ok=True)
    catalog.source.write(out, patches)
    sample.refused = [f"{catalog.source.place(a.table, a.row, a.column)}: {why}" for a, why in catalog.source.refused]
    return sample


def _patches(catalog: Catalog, layout: BoundLayout, most: int, sample: Sample) -> Iterator[RowPatch]:
    groups: dict[str, _Group] = defaultdict(_Group)
    for listing in catalog.listings(layout):
        _see(groups[listing.group.key or listing.key], listing)
    chosen = _chosen(list(groups.values()), most)
    kept = {row for group in chosen for row in group.rows}
    sample.groups += len(chosen)
    sample.of_groups += len(groups)
    for listing in catalog.listings(layout):
        sample.of_listings += 1
        if listing.row not in kept:
            yield RowPatch(layout.table, listing.row, {}, drop=True)
            continue
        sample.listings += 1
        cells = {}
        for cell in listing.fields.values():
            if cell.value.strip() and (cell.role.is_money or _is_stock(cell)):
                cells[cell.address.column] = ""
                name = cell.header.strip() or cell.path
                sample.emptied[name] = sample.emptied.get(name, 0) + 1
        if cells:
            yield RowPatch(layout.table, listing.row, cells)


def _see(group: _Group, listing: Listing) -> None:
    group.rows.append(listing.row)
    group.kind = listing.group.product_type or listing.group.category
    for path, cell in listing.fields.items():
        if cell.value.strip():
            group.shows.add(path)
            group.shows.add(f"{cell.role}:{cell.label.casefold()}")
            if "<" in cell.value and cell.role.is_text:
                group.shows |= {f"{path}<{tag.lower()}" for tag in re.findall(r"<([a-zA-Z][\w-]*)", cell.value)}
    if len(group.rows) > 1:
        group.shows.add("several records")


def _chosen(groups: Sequence[_Group], most: int) -> list[_Group]:
    """Each turn the product that shows most that is new; a new type counts for much, small groups before large ones."""
    wanted = set().union(*(group.shows for group in groups)) if groups else set()
    chosen: list[_Group] = []
    left = list(groups)
    types: dict[str, int] = defaultdict(int)

    def gain(group: _Group) -> tuple[bool, int, int]:
        return types[group.kind] == 0, len(group.shows & wanted), -len(group.rows)

    while left and (wanted or any(types[g.kind] == 0 for g in left)):
        best = max(left, key=gain)
        if len(chosen) >= most and not best.shows & wanted & _paths(best):
            break
        _take(best, chosen, left, types)
        wanted -= best.shows
    for group in list(left):  # in file order, until there are enough of each type
        if len(chosen) < most and types[group.kind] < _OF_EACH_TYPE:
            _take(group, chosen, left, types)
    return chosen


def _take(group: _Group, chosen: list[_Group], left: list[_Group], types: dict[str, int]) -> None:
    chosen.append(group)
    left.remove(group)
    types[group.kind] += 1


def _paths(group: _Group) -> set[str]:
    """What a sample must show even beyond its size: columns, not tags or labels."""
    return {name for name in group.shows if "<" not in name and ":" not in name}


@cache
def _stock_words() -> frozenset[str]:
    return frozenset(read_toml(package_folder("tasks") / "stock_words.toml")["words"])


def _is_stock(cell: Field) -> bool:
    """A number in a column that says how many there are; where policies stand, words do."""
    if not _NUMBER.fullmatch(cell.value) or cell.role.is_text:
        return False
    names = (f" {_WORDS.sub(' ', text.casefold())} " for text in (cell.header, cell.path))
    return any(f" {word} " in name for name in names for word in _stock_words())
