"""The API for sync jobs: listings as mappings in, localized mappings out; the passes of a run for each window."""

from __future__ import annotations

import threading
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from localize.context import Context
from localize.layouts import own_layouts
from localize.layouts.records import listings_of, rebuilt
from localize.listing import Severity
from localize.localizer import Stages
from localize.market import load_market
from localize.rules.outcomes import exclusion_of, held_by
from localize.settings import Settings, load_settings
from localize.translation.cache import MemoryCache, SqliteCache
from localize.translation.desk import Desk
from localize.translation.engines import find_engine
from localize.translation.solving import solve

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from localize.layouts import BoundLayout, LayoutSpec
    from localize.listing import Change, Draft, Finding
    from localize.protocols import Engine, EngineFactory
    from localize.translation.cache import Cache

__all__ = ["Localizer", "Result"]

WINDOW = 500
"""Listings that are read ahead: the unit of batching for a stream."""


@dataclass(frozen=True, slots=True)
class Result:
    """One listing in one market: ``listing`` has the keys that were given.

    ``excluded`` is the reason if a rule takes it out of this market; it is then as it was given. ``held`` says that a rule
    holds it back. What that means for other variants of its product is the caller's to say, who alone knows them all.
    """

    listing: dict[str, Any]
    market: str
    findings: tuple[Finding, ...]
    changes: tuple[Change, ...]
    excluded: str = ""
    held: bool = False

    @property
    def ok(self) -> bool:
        """No finding is an error."""
        return not any(f.severity is Severity.ERROR for f in self.findings)


class Localizer:
    r"""Localizes listings. Safe to share between threads, can be pickled: it holds settings, and opens engines late.

    >>> localizer = Localizer(engine="none")
    >>> localizer.localize({"title": "Mug, 12 oz"}, market="de-DE").listing
    {'title': 'Becher, 355\xa0ml'}
    """

    def __init__(
        self,
        settings: Settings | None = None,
        *,
        source_locale: str | None = None,
        dictionaries: Sequence[str | Path] = (),
        rules: Sequence[str | Path] = (),
        engine: str | EngineFactory | None = None,
        cache: str | Path | None = None,
        as_of: date | None = None,
    ) -> None:
        """Settings, or defaults, with what is named here laid over them. Without ``cache`` it remembers in memory.

        ``engine`` is a name (``auto``, ``none``, a plug-in's) or makes the engine of a pair itself, as a plug-in does.
        """
        base = settings or Settings()
        self._factory = None if engine is None or isinstance(engine, str) else engine
        name = engine if isinstance(engine, str) else "own" if engine else base.engine
        self._settings = replace(
            base,
            source_locale=source_locale or base.source_locale,
            dictionaries=(*map(Path, dictionaries), *base.dictionaries),
            rules=(*base.rules, *map(Path, rules)),
            engine=name or base.engine,
            cache=Path(cache) if cache else base.cache,
        )
        self._as_of = as_of
        self._begin()

    def _begin(self) -> None:
        self._lock = threading.Lock()
        self._stages: dict[tuple[str, str], Stages] = {}
        self._layouts: tuple[LayoutSpec, ...] | None = None
        self._memory = MemoryCache()

    @classmethod
    def load(cls, path: str | Path) -> Localizer:
        """A localizer with the settings of a ``localize.toml``.

        Raises:
            ConfigError: the file is wrong.
        """
        return cls(load_settings(Path(path)))

    def __getstate__(self) -> dict[str, Any]:
        return {"_settings": self._settings, "_as_of": self._as_of, "_factory": self._factory}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state)
        self._begin()

    def localize(self, listing: Mapping[str, Any], market: str, marketplace: str = "") -> Result:
        """One listing for one market.

        Raises:
            UsageError: there is no such market.
            MissingDataError: a model or a rate that the market needs is missing.
        """
        return next(self.localize_many([listing], markets=[market], marketplace=marketplace))

    def localize_many(
        self, listings: Iterable[Mapping[str, Any]], markets: Sequence[str], marketplace: str = ""
    ) -> Iterator[Result]:
        """Listings for markets, streamed in order: each listing in every market, then the next; in bounded memory."""
        tags = [load_market(market).locale for market in markets]
        stream = iter(listings)
        while window := list(islice(stream, WINDOW)):
            columns = [self._localize_window(window, tag, marketplace) for tag in tags]
            for row in zip(*columns, strict=True):
                yield from row

    def _localize_window(self, window: Sequence[Mapping[str, Any]], tag: str, marketplace: str) -> list[Result]:
        stages = self._stages_for(tag, marketplace or self._settings.marketplace or "generic")
        settings = self._settings
        pairs = listings_of(
            window,
            marketplace or settings.marketplace,
            settings.columns,
            self._own(),
            settings.values,
            settings.source_locale,
        )
        drafts = stages.prepare(listing for _, listing in pairs)
        engine = self._engine(stages.context)
        desk = self._solved(stages, drafts, engine) if engine else None
        drafts = stages.finish(drafts, desk, engine.description if engine else "")
        return [
            _result(record, layout, draft, tag)
            for record, (layout, _), draft in zip(window, pairs, drafts, strict=True)
        ]

    def _own(self) -> tuple[LayoutSpec, ...]:
        """The seller's own layouts, read once."""
        if self._layouts is None:
            origin = str(self._settings.source_file or "The settings")
            self._layouts = own_layouts(self._settings.layouts, origin)
        return self._layouts

    def _solved(self, stages: Stages, drafts: list[Draft], engine: Engine) -> Desk:
        desk = Desk()
        desk.add(stages.plans(drafts))
        with self._lock:  # one session at a time: engines keep their own cores busy
            cache: Cache = SqliteCache(self._settings.cache) if self._settings.cache else self._memory
            try:
                solve(desk, {stages.context.source_language: engine}, cache)
            finally:
                cache.close()
        return desk

    def _engine(self, context: Context) -> Engine | None:
        off = context.same_language or context.skip or self._settings.engine == "none"
        make = self._factory or partial(find_engine, self._settings.engine)
        return None if off else make(context.source_language, context.market.locale)

    def _stages_for(self, tag: str, marketplace: str) -> Stages:
        with self._lock:
            if (tag, marketplace) not in self._stages:
                self._stages[tag, marketplace] = Stages.load(self._context(tag, marketplace))
            return self._stages[tag, marketplace]

    def _context(self, tag: str, marketplace: str) -> Context:
        settings = self._settings.for_market(tag, marketplace)
        return Context(
            settings.source_locale,
            settings.market(tag),
            marketplace,
            settings,
            self._as_of or datetime.now().astimezone().date(),
            settings.source_currency,
            frozenset({"translate"}) if settings.engine == "none" else frozenset(),
        )


def _result(record: Mapping[str, Any], layout: BoundLayout, draft: Draft, tag: str) -> Result:
    exclusion = exclusion_of(draft)
    if exclusion is None:
        held = bool(held_by(draft))
        return Result(rebuilt(record, layout, draft), tag, tuple(draft.findings), tuple(draft.changes), held=held)
    draft.findings.clear()
    message = f"Excluded from {tag}: {exclusion.reason}"
    draft.find("excluded", Severity.INFO, message, group=f"excluded:{exclusion.rule}")
    return Result(dict(record), tag, tuple(draft.findings), (), excluded=exclusion.reason)
