"""What travels between a run and its workers: facts, told once; orders, one a block or chunk; answers.

All of it goes by value, so a worker needs no disk but its own.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from localize.money import LastPrices
from localize.pins import pins_folder
from localize.scale.travel import Parcel, paths_in
from localize.tasks.outputs import OutputPaths
from localize.tasks.render import words_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from localize.context import Context
    from localize.layouts import BoundLayout
    from localize.listing import Listing
    from localize.protocols import Engine, TranslateOptions
    from localize.tasks.excluded import Word
    from localize.tasks.job import MarketJob
    from localize.translation.plan import Translation

__all__ = ["Answer", "EngineFact", "MarketFact", "Render", "Scan", "Translate", "engine_fact", "market_fact"]


@dataclass(frozen=True, slots=True)
class MarketFact:
    """One market of one catalog (by its name): everything that its stages are made from, and how its chunks are finished."""

    catalog: str
    context: Context
    last: LastPrices
    keep_excluded: bool
    layouts: Mapping[str, BoundLayout]
    words: Mapping[str, Word | None] | None
    parcel: Parcel


@dataclass(frozen=True, slots=True)
class EngineFact:
    """An engine with the files of its models."""

    engine: Engine
    parcel: Parcel


@dataclass(frozen=True, slots=True)
class Scan:
    """Find what must be asked of an engine for a chunk, in each of some markets (by the names of their facts)."""

    markets: tuple[str, ...]
    listings: list[Listing]


@dataclass(frozen=True, slots=True)
class Translate:
    """Translate a block with an engine (by the name of its fact)."""

    engine: str
    texts: Sequence[str]
    options: TranslateOptions


@dataclass(frozen=True, slots=True)
class Render:
    """Finish a chunk; ``solved`` are the translations of its plans, None without an engine, which is named in the changes."""

    market: str
    listings: list[Listing]
    engine: str
    solved: Mapping[str, Translation] | None


@dataclass(frozen=True, slots=True)
class Answer:
    """What an order gave: ``value``; or what went wrong."""

    value: Any = None
    error: Exception | None = None


def market_fact(job: MarketJob) -> MarketFact:
    """What a worker must know of a market. Paths that only the run itself uses do not travel."""
    catalog, options = job.catalog, job.options
    paths = OutputPaths.of(catalog.path, job.market, options.out, marketplace=options.target)
    context = replace(job.context, settings=replace(job.context.settings, out=None, cache=None))
    pins = pins_folder(context.settings)
    return MarketFact(
        catalog.path.name,
        context,
        LastPrices.read(paths.prices),
        job.stages.keep_excluded,
        {layout.table: layout for layout in catalog.detection.layouts},
        words_of(job),
        Parcel.of([*paths_in(context.settings), *([pins] if pins else [])]),
    )


def engine_fact(engine: Engine) -> EngineFact:
    """What a worker must have to open an engine. A plug-in's engine that names no paths travels as it is."""
    return EngineFact(engine, Parcel.of(paths_in(engine)))
