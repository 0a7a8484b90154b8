"""What is known to be right before anything is written: paths, languages, names of listings and fields, dictionaries."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from typing import TYPE_CHECKING

from localize.errors import LocalizeError, UsageError, did_you_mean
from localize.layouts import layout_specs
from localize.layouts.targets import serves
from localize.market import load_market
from localize.tasks.catalog import Catalog, check_language
from localize.tasks.outputs import OutputPaths
from localize.tasks.overlay import COPY, OVERLAY, mode_of, overlay_path, writes_own_files
from localize.tasks.store_export import StoreExport
from localize.tasks.template import Template

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from localize.listing import Listing, Target
    from localize.tasks.run_options import RunOptions
    from localize.tasks.summary import RunReport

__all__ = [
    "for_store",
    "for_template",
    "open_catalogs",
    "refuse_collisions",
    "refuse_modes",
    "refuse_unknown_marketplaces",
]


def refuse_collisions(catalogs: Sequence[Path], tags: Iterable[str], options: RunOptions) -> None:
    """No output may take the place of an input or of another output.

    Raises:
        UsageError: two files would be one.
    """
    inputs = {path.resolve(): path for path in catalogs}
    seen: dict[Path, Path] = {}
    for path in catalogs:
        for tag, name in product(list(tags), options.marketplaces or ("",)):
            paths = OutputPaths.of(path, tag, options.out, sample=options.sample, marketplace=name)
            for target in (paths.catalog, paths.held, paths.delta):
                if target in seen:
                    raise UsageError(
                        f"{seen[target]} and {path} would both be written to {target}.",
                        "Rename one of them or run them into different --out folders.",
                    )
                if target.resolve() in inputs:
                    whose = "its own input" if inputs[target.resolve()] == path else f"the input {target}"
                    raise UsageError(f"{path} for {tag} would overwrite {whose}.", "Name another --out folder.")
                seen[target] = path


def for_template(catalogs: Sequence[Catalog], options: RunOptions) -> RunOptions:
    """The options for filling a template: its marketplace is the one that is fitted and validated for.

    Raises:
        UsageError: it cannot be filled, belongs to another marketplace than ``--for`` names, or lies over nothing.
        CatalogError: it cannot be read.
    """
    if options.template is None:
        return options
    if options.mode:
        raise UsageError("--template and --as contradict each other.", "A template is a file of its own.")
    template = Template.open(options.template, options.settings)
    own = template.layout.marketplace
    if len(options.marketplaces) > 1 or (options.marketplaces and own not in {"generic", *options.marketplaces}):
        raise UsageError(
            f"--template: {template.path.name} is a {template.layout.title}, but --for says {', '.join(options.marketplaces)}.",
            f"Say --for {own}, or leave it out.",
        )
    if any(catalog.path.resolve() == options.template.resolve() for catalog in catalogs):
        raise UsageError("--template: the catalog cannot be its own template.", "Name the marketplace's empty one.")
    named = options.marketplaces or ((own,) if own != "generic" else ())
    return replace(options, marketplaces=named)


def for_store(catalogs: Sequence[Catalog], options: RunOptions) -> RunOptions:
    """The options for an overlay that takes its ids from the store's own export: ``--over`` means ``--as overlay``.

    Raises:
        UsageError: the file is no such export, or none of the catalogs has an overlay that needs one.
        CatalogError: it cannot be read.
    """
    if options.over is None:
        return options
    if options.template or options.mode == COPY:
        raise UsageError("--over speaks of an overlay.", "Leave out --template, and say --as overlay or nothing.")
    asked = replace(options, mode=OVERLAY)
    specs = [catalog.detection.main.spec for catalog in catalogs if mode_of(catalog, OVERLAY)]
    files = [spec.overlay[0] for spec in specs if spec and spec.overlay and spec.overlay[0].store]
    if catalogs:
        market = load_market(options.markets[0])
        StoreExport.open(options.over, files[0] if files else None, market, options.settings)
    return asked


def refuse_modes(catalogs: Sequence[Catalog], tags: Sequence[str], options: RunOptions) -> None:
    """A layout must support what was asked for, and no file of an overlay may take the place of an input or another output.

    Raises:
        UsageError: it does not, or two files would be one.
    """
    inputs = {catalog.path.resolve() for catalog in catalogs}
    seen: dict[Path, Path] = {}
    for catalog in catalogs:
        mode_of(catalog, options.mode)
        _refuse_without_target(catalog, tags)
        spec = catalog.detection.main.spec
        if not spec or not writes_own_files(catalog, options.mode):
            continue
        for tag, name in product(list(tags), options.marketplaces or ("",)):
            paths = OutputPaths.of(catalog.path, tag, options.out, sample=options.sample, marketplace=name)
            mains = (paths.catalog, paths.delta) if options.changed_since else (paths.catalog,)
            for target in (overlay_path(main, file.name) for main in mains for file in spec.overlay):
                if target in seen or target.resolve() in inputs:
                    other = seen.get(target, target)
                    raise UsageError(
                        f"{catalog.path}: its overlay {target} would take the place of that of {other}.",
                        "Run them into different --out folders.",
                    )
                seen[target] = catalog.path


def _refuse_without_target(catalog: Catalog, tags: Sequence[str]) -> None:
    """A file of several languages must have a place for each that is asked for; its rows and columns are never added to."""
    targets = list(_targets(catalog))
    if not targets:
        return
    said = sorted({target.locale for target in targets})
    for tag in tags:
        market = load_market(tag)
        if not any(serves(locale, market) for locale in said):
            raise UsageError(
                f"{catalog.path.name} has no place for {tag}: it holds {', '.join(said)} beside its own language.",
                "Export it with that language, or add the column.",
            )


def _targets(catalog: Catalog) -> Iterator[Target]:
    for layout in catalog.detection.layouts:
        if any(column.targets or (column.spec and column.spec.into) for column in layout.columns):
            for listing in catalog.listings(layout):
                for field in listing.fields.values():
                    yield from field.targets


def refuse_unknown_marketplaces(names: Iterable[str]) -> None:
    """Only marketplaces whose limits are known can be fitted and validated for.

    Raises:
        UsageError: there is no such marketplace.
    """
    known = {spec.marketplace for spec in layout_specs()}
    for name in names:
        if name not in known:
            hint = did_you_mean(name, known) or f"Known: {', '.join(sorted(known))}."
            raise UsageError(f"--for: there is no marketplace '{name}'.", hint)


def open_catalogs(catalogs: Sequence[Path], options: RunOptions, report: RunReport) -> list[Catalog]:
    """The catalogs that can be read, opened; the others are reported.

    Raises:
        UsageError: a catalog's texts are in another language than --from says; or no catalog has the listing or field
            that was named.
    """
    opened: list[Catalog] = []
    for path in catalogs:
        try:
            catalog = Catalog.open(path, options.settings)
            if not options.sample:
                check_language(catalog, options.settings.source_locale)
        except UsageError:
            raise
        except LocalizeError as error:
            report.fail(str(path), error)
        else:
            opened.append(catalog)
    if opened and options.sample:
        _check_names(opened, options)
    return opened


def _check_names(catalogs: Sequence[Catalog], options: RunOptions) -> None:
    wanted = next((listing for listing in _listings(catalogs) if options.wants(listing)), None)
    if options.listing and wanted is None:
        known = dict.fromkeys(name for item in _listings(catalogs) for name in (item.group.key, item.key))
        raise UsageError(
            f"There is no listing '{options.listing}'.",
            did_you_mean(options.listing, known) or "A listing is named by its SKU, id or handle.",
        )
    listings = (listing for listing in _listings(catalogs) if options.wants(listing))
    if options.field and not any(options.columns_of(listing) for listing in listings):
        columns = [column for catalog in catalogs for layout in catalog.detection.layouts for column in layout.columns]
        names = [name for column in columns for name in (column.path, column.header.strip()) if name]
        raise UsageError(
            f"There is no field '{options.field}'.",
            did_you_mean(options.field, names) or "'localize inspect CATALOG' lists the columns.",
        )


def _listings(catalogs: Sequence[Catalog]) -> Iterator[Listing]:
    return (
        listing for catalog in catalogs for layout in catalog.detection.layouts for listing in catalog.listings(layout)
    )
