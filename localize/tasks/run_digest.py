"""What decides a run's outputs, as facts by name: a run goes on from unfinished work only if all of them are the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from localize.tasks.catalog import catalog_digest

if TYPE_CHECKING:
    from localize.tasks.data_files import DataFiles
    from localize.tasks.together import Together

__all__ = ["run_facts", "slot_of"]


def run_facts(together: Together, data: DataFiles) -> dict[str, Any]:
    """What decides the outputs of a catalog's run for some markets; names are as a person would say them."""
    catalog, options = together.catalog, together.options
    return {
        "the catalog": catalog.digest,
        "the settings": repr(options.settings),
        "dictionaries, rules, tables, rates or corrections": data.digests,
        "the model": {source: engine.fingerprint for source, engine in together.engines.items()},
        "the as-of date": options.as_of,
        "the options": [
            sorted(options.skip),
            options.hold,
            options.mode,
            options.retranslate,
            options.template and catalog_digest(options.template),
            options.over and catalog_digest(options.over),
        ],
        "listing-localizer itself": data.shipped,
    }


def slot_of(together: Together) -> list[Any]:
    """Whose outputs a run writes: of two unfinished runs of one slot only the newer can be gone on with."""
    options = together.options
    only = [options.listing, options.field, options.limit]
    return [together.catalog.path.name, list(together.tags), options.target, options.dry_run, only]
