"""What a call of ``run`` asks for: markets and ways of working beyond the settings, and which listings."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import count
from types import MappingProxyType
from typing import TYPE_CHECKING

from localize.tasks.catalog import chunks_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import date
    from pathlib import Path

    from localize.listing import Listing
    from localize.settings import Settings
    from localize.tasks.catalog import Catalog
    from localize.tasks.workers import Workers

__all__ = ["STAGE_NAMES", "RunOptions", "chunks_for"]

STAGE_NAMES = ("translate", "sizes", "units", "prices", "rules", "fit")


def _quiet(phase: str, done: int, total: int) -> None:
    """Nobody wants to hear of progress."""


@dataclass(frozen=True, slots=True)
class RunOptions:
    """What a call of ``run`` asks for beyond the settings; ``hold`` is ``errors`` or empty.

    ``changed_since`` is ``last``, a folder that a run wrote, or empty: then no delta is written.
    ``workers`` do the work that is cut into blocks and chunks; without them, this machine's ``processes`` (0: one a core).
    ``changes`` says how much of the changes is kept: ``full``, ``errors`` or ``none``.
    ``mode`` is ``copy`` or ``overlay``, the layout's default if empty; ``template`` is a marketplace's own, which
    is filled instead of the catalog's file; ``over`` is the store's own export, which an overlay takes its ids from.
    ``retranslate`` makes also anew what the file has in
    the target language already. ``marketplaces`` are those to fit and validate for, the input's own if there are none;
    ``target`` is the one at hand.
    """

    markets: tuple[str, ...]
    out: Path
    settings: Settings
    as_of: date
    cache: Path
    skip: frozenset[str] = frozenset()
    listing: str = ""
    field: str = ""
    limit: int = 0
    dry_run: bool = False
    overwrite: bool = False
    hold: str = ""
    changed_since: str = ""
    changes: str = "full"
    marketplaces: tuple[str, ...] = ()
    target: str = ""
    mode: str = ""
    retranslate: bool = False
    template: Path | None = None
    over: Path | None = None
    processes: int = 0
    workers: Workers | None = None
    progress: Callable[[str, int, int], None] = _quiet

    @property
    def sample(self) -> bool:
        """Only some listings or fields are asked for."""
        return bool(self.listing or self.field or self.limit)

    def wants(self, listing: Listing) -> bool:
        """Is this listing asked for? Its key, its group's key, or any listing."""
        return not self.listing or self.listing in {listing.key, listing.group.key}

    def columns_of(self, listing: Listing) -> frozenset[int]:
        """The columns of a listing that the named field stands in; a cell of several values is taken whole."""
        return frozenset(
            f.address.column for path, f in listing.fields.items() if self.field in {path, f.header.strip(), f.label}
        )


def chunks_for(catalog: Catalog, options: RunOptions) -> Iterable[list[Listing]]:
    """The listings that are asked for, in chunks: the same for every process of a run."""
    left = iter(range(options.limit)) if options.limit else count()  # one limit over all tables
    for layout in catalog.detection.layouts:
        wanted = (listing for listing in catalog.listings(layout) if options.wants(listing))
        limited = (listing for listing, _ in zip(wanted, left, strict=False))
        yield from chunks_of(_narrowed(limited, options))


def _narrowed(listings: Iterable[Listing], options: RunOptions) -> Iterator[Listing]:
    """Listings with only the named field, for trying things out."""
    if not options.field:
        yield from listings
        return
    for listing in listings:
        columns = options.columns_of(listing)
        fields = {path: field for path, field in listing.fields.items() if field.address.column in columns}
        yield replace(listing, fields=MappingProxyType(fields))
