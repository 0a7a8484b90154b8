"""``diff``: what a change of dictionary, rule, table or the whole configuration would do to a real catalog.

    both sides' stages ─► suspects ─► prepare both ─► translate ─► finish both ─► compare

Only what the change can reach is prepared, only what it does reach is finished, listings of one content once; an engine is
opened only if the cache lacks a segment of theirs.
"""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from localize.context import Context
from localize.errors import MissingDataError
from localize.localizer import Stages, all_finders
from localize.market import load_market
from localize.tasks.catalog import Catalog, chunks_of
from localize.tasks.diff_listing import ListingDiff, compare, same_so_far
from localize.tasks.diff_suspects import Suspects
from localize.text.analysis import Analyse
from localize.translation.cache import SqliteCache
from localize.translation.desk import Desk
from localize.translation.engines import find_engines
from localize.translation.solving import solve

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator, Sequence
    from datetime import date
    from pathlib import Path

    from localize.listing import Draft, Listing
    from localize.protocols import Engine
    from localize.settings import Settings

__all__ = ["CatalogDiff", "diff_catalog"]


@dataclass(slots=True)
class CatalogDiff:
    """What a change does to one catalog in one market.

    ``reached`` counts listings that differ before translation or by a rule; ``unknown`` are those of them that could not
    be evaluated in full for want of a model (``lacking`` says which). ``translated`` and ``cached`` count engine inputs.
    """

    catalog: Path
    market: str
    listings: int = 0
    reached: int = 0
    diffs: list[ListingDiff] = field(default_factory=list)
    unknown: list[Listing] = field(default_factory=list)
    cached: int = 0
    translated: int = 0
    why_all: tuple[str, ...] = ()
    lacking: str = ""


@dataclass(slots=True)
class _Case:
    """Listings of one content, as far as a change may reach them, and as both sides prepare them where they differ."""

    narrowed: Listing
    by_rule: bool
    listings: list[Listing] = field(default_factory=list)
    differs: bool = False
    before: Draft = field(init=False)
    after: Draft = field(init=False)


@dataclass(frozen=True, slots=True)
class _Pair:
    """The two sides of a diff, and which listings may differ between them."""

    before: Stages
    after: Stages
    suspects: Suspects


def diff_catalog(
    path: Path,
    tag: str,
    before: Settings,
    after: Settings,
    *,
    as_of: date,
    cache: Path,
    progress: Callable[[str, int, int], None] = lambda _phase, _done, _total: None,
) -> CatalogDiff:
    """Localize a catalog for a market with both settings, as far as they differ, and compare.

    Raises:
        CatalogError: it cannot be read.
        ConfigError: a dictionary, rule or table of either side is wrong.
        MissingDataError: a rate is missing.
    """
    catalog = Catalog.open(path, after)
    found = CatalogDiff(path, tag)
    engines = _engines(after, tag, found)
    pair = _pair(catalog, tag, before, after, engines, as_of)
    found.why_all = pair.suspects.why
    if pair.suspects.nothing:
        found.listings = sum(1 for layout in catalog.detection.layouts for _ in catalog.listings(layout))
        return found
    reached = _reached(catalog, pair, found, progress)
    with closing(Desk()) as desk:
        for case in reached:
            desk.add([*pair.before.plans([case.before]), *pair.after.plans([case.after])])
        if engines:
            with closing(SqliteCache(cache)) as memory:
                solve(desk, engines, memory, progress=lambda done, total: progress("translating", done, total))
            stats = desk.stats()
            found.cached, found.translated = stats.cached, stats.translated
        name = ", ".join(engine.description for engine in engines.values())
        for done, case in enumerate(reached, 1):
            _judge(case, pair, desk if engines else None, name, found)
            progress("rendering", done, len(reached))
    found.diffs.sort(key=lambda d: (d.listing.table, d.listing.row))
    return found


def _judge(case: _Case, pair: _Pair, desk: Desk | None, engine: str, found: CatalogDiff) -> None:
    """Finish both sides of a case, and tell of every listing that it stands for."""
    needy = _needy(case.before) | _needy(case.after) if found.lacking else set[str]()
    (old,) = pair.before.finish([case.before], desk, engine)
    (new,) = pair.after.finish([case.after], desk, engine)
    difference = compare(old, new)
    unsure = difference.without(needy)
    for listing in case.listings:
        if unsure:
            found.unknown.append(listing)
        if difference:
            found.diffs.append(difference.of(listing))


def _needy(draft: Draft) -> set[str]:
    """The fields with words that only a model can translate; their plans are made."""
    segments = draft.state.get("segments", {})
    return {
        path
        for path, planned in segments.items()
        if any(segment.plan.needs_engine for block in planned for segment in block or ())
    }


def _engines(settings: Settings, tag: str, found: CatalogDiff) -> dict[str, Engine]:
    """The engines of the pair; none, with the reason in ``lacking``, where there is no model."""
    source, market = settings.source_locale.split("-", 1)[0], load_market(tag)
    if source == market.language:
        return {}
    if settings.engine == "none":
        found.lacking = "no engine was asked"
        return {}
    try:
        return find_engines(settings.engine, source, market.locale)
    except MissingDataError as error:
        found.lacking = f"{error.message} {error.hint}"
        return {}


def _pair(
    catalog: Catalog, tag: str, before: Settings, after: Settings, engines: dict[str, Engine], as_of: date
) -> _Pair:
    analyse = Analyse(all_finders())
    # Which files are read, and how, is the after side's: a diff is about what becomes of the same listings.
    before = replace(before, columns=after.columns, encoding=after.encoding, marketplace=after.marketplace)
    sides = []
    for settings in (before, after):
        own = settings.for_market(tag, catalog.marketplace)
        context = Context(
            own.source_locale,
            own.market(tag),
            catalog.marketplace,
            own,
            as_of,
            own.source_currency,
            translatable=frozenset(engines),
        )
        sides.append(Stages.load(context, analyse))
    suspects = Suspects.between(*sides)
    return _Pair(sides[0], sides[1], suspects)


def _reached(
    catalog: Catalog, pair: _Pair, found: CatalogDiff, progress: Callable[[str, int, int], None]
) -> list[_Case]:
    """Prepared drafts of both sides of what the change reaches, in the order of the catalog."""
    cases: dict[Hashable, _Case] = {}
    for layout in catalog.detection.layouts:
        for chunk in chunks_of(catalog.listings(layout)):
            found.listings += sum(not listing.header for listing in chunk)
            _prepare(list(_wanted(chunk, pair.suspects, cases)), pair)
            progress("comparing", found.listings, 0)
    reached = [case for case in cases.values() if case.differs]
    found.reached = sum(len(case.listings) for case in reached)
    return reached


def _wanted(chunk: Sequence[Listing], suspects: Suspects, cases: dict[Hashable, _Case]) -> Iterator[_Case]:
    """The new cases of a chunk. Where everything may differ, variants are looked at together, each as a case of its own."""
    for listing in chunk:
        if suspects.all:
            case = cases[listing.table, listing.row] = _Case(listing, by_rule=True, listings=[listing])
            yield case
        elif (some := suspects.reached(listing)) is not None:
            narrowed, by_rule = some
            key = _content(narrowed)
            if key not in cases:
                cases[key] = _Case(narrowed, by_rule=by_rule)
                yield cases[key]
            cases[key].listings.append(listing)


def _prepare(cases: Sequence[_Case], pair: _Pair) -> None:
    """Both sides of the cases of a chunk; the listings of a product stand together, as in a run."""
    olds = pair.before.prepare(case.narrowed for case in cases)
    news = pair.after.prepare(case.narrowed for case in cases)
    for case, old, new in zip(cases, olds, news, strict=True):
        if case.by_rule or not same_so_far(old, new):
            case.differs, case.before, case.after = True, old, new


def _content(listing: Listing) -> Hashable:
    """Everything that decides what becomes of a listing, but not where it stands."""
    group = listing.group
    return (
        *(group.title, group.brand, group.category, group.product_type, group.tags, *group.attributes.items()),
        listing.header,
        *((f.path, f.role, f.value, f.label, f.unit, f.currency) for f in listing.fields.values()),
    )
