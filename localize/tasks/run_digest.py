"""What decides a run's outputs, as one digest: a run goes on from unfinished work only if all of it is the same."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from localize._version import __version__
from localize.data import data_folder, package_folder
from localize.money import rate_files
from localize.pins import pins_folder
from localize.tasks.catalog import catalog_digest
from localize.tasks.outputs import OutputPaths
from localize.tasks.run_folder import digest_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from localize.localizer import Stages
    from localize.tasks.together import Together

__all__ = ["run_digest"]


def run_digest(together: Together, stages: Sequence[Stages]) -> str:
    """The digest of a catalog's run for the markets of ``stages``."""
    catalog, options = together.catalog, together.options
    settings = options.settings
    files = [*settings.dictionaries, *settings.rules, *settings.values, *settings.sizes.tables, settings.approved]
    files += [folder] if (folder := pins_folder(settings)) and folder.is_dir() else []
    files += [file for s in stages for file in rate_files(s.context.settings.prices.rates)]
    last = partial(OutputPaths.of, catalog.path, out=options.out, marketplace=options.target)
    files += [last(s.context.market.locale).prices for s in stages]
    return digest_of(
        {
            "catalog": [catalog.path.name, catalog.digest],
            "markets": [s.context.market.locale for s in stages],
            "settings": repr(settings),
            "files": [_content(path) for path in files if path],
            "engines": {source: engine.fingerprint for source, engine in together.engines.items()},
            "skip": sorted(options.skip),
            "as_of": options.as_of,
            "only": [options.listing, options.field, options.limit],
            "hold": options.hold,
            "marketplace": options.target,
            "mode": [options.mode, options.retranslate, options.template and catalog_digest(options.template)],
            "tool": __version__,
            "data": _shipped_state(),
        }
    )


def _shipped_state() -> str:
    """A digest of what ships, by size and time: an upgrade or a corrected table starts a run anew."""
    folders = [data_folder(name) for name in ("dictionaries", "size_tables", "currency")]
    files = sorted(
        file
        for folder in (*folders, package_folder("."))
        for file in folder.rglob("*")
        if file.suffix in {".csv", ".toml", ".json", ".py"} and file.is_file()
    )
    return digest_of({str(file): [(state := file.stat()).st_size, state.st_mtime_ns] for file in files})


def _content(path: Path) -> list[str]:
    files = sorted(p for p in path.rglob("*") if p.is_file()) if path.is_dir() else [path]
    return [f"{file.name}:{catalog_digest(file)}" for file in files if file.is_file()]
