"""Markets that a run works on together: of one catalog, one language and the same engines, so each text is translated once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from localize.context import Context
from localize.errors import MissingDataError
from localize.localizer import Stages, all_finders
from localize.market import load_market
from localize.money import LastPrices
from localize.tasks.data_files import DataFiles
from localize.tasks.excluded import word_for
from localize.tasks.outputs import OutputPaths
from localize.text.analysis import Analyse
from localize.translation.engines import find_engines

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from localize.errors import LocalizeError
    from localize.protocols import Engine
    from localize.tasks.catalog import Catalog
    from localize.tasks.run_options import RunOptions
    from localize.tasks.summary import RunReport

__all__ = ["Together", "context_of", "stages_of", "together_of"]


@dataclass(frozen=True, slots=True)
class Together:
    """A catalog and the ``tags`` of the markets that share its scan and its desk; ``engines`` are by source language."""

    catalog: Catalog
    tags: Sequence[str]
    engines: Mapping[str, Engine]
    options: RunOptions

    def label(self, tag: str) -> str:
        """What a report calls a market's part."""
        return f"{self.catalog.path.name} → {tag}"

    def stages(self) -> list[Stages]:
        """The stages of each market; they analyse each text once for all."""
        analyse = Analyse(all_finders())
        stages = [stages_of(tag, self.catalog, self.engines, self.options, analyse) for tag in self.tags]
        layouts = self.catalog.detection.layouts
        for stage in stages:
            stage.keep_excluded = any(word_for(layout, stage.context.market) for layout in layouts if stage.may_leave)
        return stages

    def data_files(self) -> DataFiles:
        """The files that decide the outputs, as they are now."""
        contexts = (context_of(tag, self.catalog, self.engines, self.options) for tag in self.tags)
        return DataFiles.of(context.settings for context in contexts)

    def unfinished(self, report: RunReport) -> Together:
        """The same without the markets whose outputs are written."""
        done = self._done(report)
        return replace(self, tags=[tag for tag in self.tags if tag not in done])

    def fail_rest(self, report: RunReport, error: LocalizeError) -> None:
        """Note an error that ends all markets which are neither done nor noted yet."""
        done = self._done(report)
        noted = {failure.what for failure in report.failures}
        for tag in self.tags:
            if tag not in done and self.label(tag) not in noted:
                report.fail(self.label(tag), error)

    def _done(self, report: RunReport) -> set[str]:
        ours = self.catalog.path.name, self.options.target or self.catalog.marketplace
        return {output.market for output in report.outputs if (output.catalog, output.marketplace) == ours}


def together_of(catalog: Catalog, tags: Iterable[str], options: RunOptions, report: RunReport) -> list[Together]:
    """A catalog's markets by language and engines; those without a model are reported."""
    groups: dict[tuple[str, ...], tuple[list[str], dict[str, Engine]]] = {}
    for tag in tags:
        try:
            engines = _engines(tag, options)
        except MissingDataError as error:
            report.fail(f"{catalog.path.name} → {tag}", error)
            continue
        key = (tag.split("-", 1)[0], *(engine.fingerprint for engine in engines.values()))
        groups.setdefault(key, ([], engines))[0].append(tag)
    return [Together(catalog, of_one, engines, options) for of_one, engines in groups.values()]


def _engines(tag: str, options: RunOptions) -> dict[str, Engine]:
    """The engines by source language that a market needs; none where nothing is translated.

    Raises:
        MissingDataError: there is no model for the pair.
    """
    settings = options.settings.for_market(tag)
    market = load_market(tag)
    source = settings.source_locale.split("-", 1)[0]
    off = source == market.language or "translate" in options.skip or settings.engine == "none"
    return {} if off else find_engines(settings.engine, source, market.locale)


def context_of(tag: str, catalog: Catalog, engines: Iterable[str], options: RunOptions) -> Context:
    """What the stages know of a market; ``engines`` are the languages that there is an engine for."""
    marketplace = options.target or catalog.marketplace
    settings = options.settings.for_market(tag, marketplace)
    return Context(
        settings.source_locale,
        settings.market(tag),
        marketplace,
        settings,
        options.as_of,
        settings.source_currency,
        options.skip | ({"filled"} if options.retranslate else frozenset()),
        frozenset(engines),
        catalog.marketplace,
    )


def stages_of(
    tag: str,
    catalog: Catalog,
    engines: Iterable[str],
    options: RunOptions,
    analyse: Analyse | None = None,
) -> Stages:
    """The stages of one market; prices know what they were in the last run's output."""
    last = LastPrices.read(OutputPaths.of(catalog.path, tag, options.out, marketplace=options.target).prices)
    stages = Stages.load(context_of(tag, catalog, engines, options), analyse, last)
    if options.target not in {"", catalog.marketplace}:
        stages.by_role()
    return stages
