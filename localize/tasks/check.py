"""``check``: a catalog against its marketplace's limits; nothing is changed and nothing written."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from localize.context import Context
from localize.listing import Draft
from localize.tasks.catalog import Catalog, chunks_of
from localize.validation.check import check_drafts

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from localize.listing import Finding
    from localize.settings import Settings

__all__ = ["check_catalog"]


def check_catalog(path: Path, tag: str, settings: Settings) -> Iterator[Finding]:
    """Every finding of a catalog that is meant for a market, in file order.

    Raises:
        CatalogError: it cannot be read.
    """
    catalog = Catalog.open(path, settings)
    today = datetime.now().astimezone().date()
    context = Context(settings.source_locale, settings.market(tag), catalog.marketplace, settings, today)
    for layout in catalog.detection.layouts:
        for chunk in chunks_of(catalog.listings(layout)):
            for draft in check_drafts([Draft.of(listing) for listing in chunk], context):
                yield from draft.findings
