"""``check``: a catalog against its marketplace's limits; nothing is changed and nothing written."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from localize.context import Context
from localize.findings import is_of_the_run
from localize.layouts.targets import as_localized
from localize.listing import Draft
from localize.tasks.catalog import Catalog, chunks_of
from localize.tasks.market_cells import foreign_market_cells
from localize.validation.check import check_drafts

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from localize.listing import Finding
    from localize.settings import Settings

__all__ = ["check_catalog"]


def check_catalog(path: Path, tag: str, settings: Settings, schema: Path | None = None) -> Iterator[Finding]:
    """Every finding of a catalog that is meant for a market, in file order; what has one cause for all of it comes once.

    ``schema`` is the marketplace's own, a file or a folder by product type, in place of the configuration's.

    Raises:
        CatalogError: it cannot be read.
        ConfigError: ``schema`` is no JSON Schema.
    """
    catalog = Catalog.open(path, settings)
    if schema is not None:
        settings = _with_schema(settings, catalog.marketplace, schema)
    today = datetime.now().astimezone().date()
    context = Context(settings.source_locale, settings.market(tag), catalog.marketplace, settings, today)
    told: set[tuple[str, str]] = set()
    for layout in catalog.detection.layouts:
        listings = (as_localized(listing, context.market) for listing in catalog.listings(layout))
        for chunk in chunks_of(listings):
            for draft in check_drafts([Draft.of(listing) for listing in chunk], context):
                for finding in draft.findings:
                    cause = (finding.code, finding.group)
                    if cause not in told:
                        yield finding
                    if is_of_the_run(*cause):
                        told.add(cause)
    yield from foreign_market_cells(catalog, context)


def _with_schema(settings: Settings, marketplace: str, schema: Path) -> Settings:
    own = {**settings.marketplace_overrides.get(marketplace, {}), "schema": schema.name, "_base": schema.parent}
    return replace(settings, marketplace_overrides={**settings.marketplace_overrides, marketplace: own})
