"""A run's workers on Ray: blocks and chunks go out as orders, and what comes back is kept in the run folder as it comes."""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from functools import cached_property, partial
from hashlib import blake2b
from typing import TYPE_CHECKING

from localize.errors import MissingDataError
from localize.scale.asked import AskedPlans
from localize.scale.cluster import on_ray, refuse_without_ray
from localize.scale.elsewhere import ElsewhereEngine
from localize.scale.hand import shipped_digest
from localize.scale.orders import Render, Scan, Translate, engine_fact, market_fact
from localize.scale.pipeline import Pipeline
from localize.scale.quiet import own_words_only
from localize.scale.travel import dumps
from localize.tasks.render import Renderer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from localize.listing import Listing
    from localize.protocols import Engine, TranslateOptions
    from localize.scale.orders import Answer
    from localize.tasks.job import MarketJob
    from localize.translation.desk import Desk
    from localize.translation.plan import Plan

    Chunks = Callable[[], Iterable[list[Listing]]]

__all__ = ["RayWorkers", "ray_workers"]


@contextmanager
def ray_workers(address: str = "", jobs: int = 0, *, quiet: bool = False) -> Iterator[RayWorkers]:
    """Workers for :class:`localize.tasks.run.RunOptions`: actors on the cluster at ``address``, or on this machine.

    ``jobs`` is how many; one a core of all machines if 0. ``quiet`` keeps what Ray writes to standard error off the screen.

    Ray begins with the first order: a call that is wrong is refused before.

    Raises:
        UsageError: Ray is not installed; later, with the first order: nothing answers at the address.
    """
    refuse_without_ray()
    with ExitStack() as stack:

        def begin() -> Pipeline:
            if quiet:
                stack.enter_context(own_words_only())
            count = stack.enter_context(on_ray(address, jobs))
            return stack.enter_context(Pipeline.of(count, shipped_digest()))

        yield RayWorkers(begin)


class RayWorkers:
    """Does the passes of a run by orders to a pipeline; what a worker cannot do is done here, which says what is wrong."""

    def __init__(self, begin: Callable[[], Pipeline]) -> None:
        self._begin = begin
        self._known: set[str] = set()

    @cached_property
    def _pipeline(self) -> Pipeline:
        return self._begin()

    def scan(self, jobs: Sequence[MarketJob], chunks: Chunks) -> dict[str, MissingDataError]:
        """Lay every plan of every chunk on the desk, in the order of the catalog; chunks of a killed run are not asked again.

        Returns what markets lack that cannot go on, by their tags.
        """
        asked, desk, progress = AskedPlans(jobs[0].folder.path), jobs[0].desk, jobs[0].options.progress
        missing: dict[str, MissingDataError] = {}
        names = tuple(self._told_of_market(job) for job in jobs)
        seen = 0

        def orders() -> Iterator[tuple[tuple[int, list[Listing]], Scan]]:
            for number, chunk in enumerate(chunks()):
                if not all(asked.has(job.market, number) for job in jobs):
                    yield (number, chunk), Scan(names, chunk)

        for (number, chunk), answer in self._pipeline.carry_out(orders(), in_order=True):
            for job, found in zip(jobs, _scanned(answer, jobs, chunk), strict=True):
                if isinstance(found, MissingDataError):
                    missing.setdefault(job.market, found)
                elif desk is not None and job.market not in missing:
                    desk.add(found)
                    asked.keep(job.market, number, [plan.key for plan in found])
            seen += len(chunk)
            progress("reading", seen, 0)
        return missing

    def engines(self, engines: Mapping[str, Engine], desk: Desk) -> Mapping[str, Engine]:
        """The same engines, with sessions that have the blocks of ``desk`` translated by the workers."""
        return {
            language: ElsewhereEngine(engine, language, desk, partial(self._translated, engine))
            for language, engine in engines.items()
        }

    def render(self, job: MarketJob, chunks: Chunks) -> None:
        """Finish every chunk of a market that its run folder does not have yet."""
        market, folder, desk = job.market, job.folder, job.desk
        asked, here = AskedPlans(folder.path), Renderer(job)
        name, engine = self._told_of_market(job), job.engine.description if job.engine else ""
        done = 0

        def orders() -> Iterator[tuple[tuple[int, list[Listing]], Render]]:
            for number, chunk in enumerate(chunks()):
                if not folder.has(market, number):
                    solved = None if desk is None else {key: desk[key] for key in asked.of(market, number)}
                    yield (number, chunk), Render(name, chunk, engine, solved)

        for (number, chunk), answer in self._pipeline.carry_out(orders()):
            if answer.error is None:
                folder.commit(market, number, answer.value)
                _note_stages(job, answer.value.figures)
            else:
                here.render(number, chunk)
            done += len(chunk)
            job.options.progress(f"writing {market}", done, 0)

    def _translated(
        self, engine: Engine, blocks: Iterable[tuple[str, ...]], options: TranslateOptions
    ) -> Iterator[tuple[tuple[str, ...], dict[str, str | None]]]:
        name = self._told("engine", engine.fingerprint, lambda: dumps(engine_fact(engine)))
        for block, answer in self._pipeline.carry_out((block, Translate(name, block, options)) for block in blocks):
            if answer.error is not None:
                raise answer.error
            yield block, answer.value

    def _told_of_market(self, job: MarketJob) -> str:
        fact = dumps(market_fact(job))
        return self._told("market", blake2b(fact, digest_size=16).hexdigest(), lambda: fact)

    def _told(self, kind: str, key: str, fact: Callable[[], bytes]) -> str:
        """The name of a fact, which the workers are told once."""
        name = f"{kind}:{key}"
        if name not in self._known:
            self._pipeline.tell(name, fact())
            self._known.add(name)
        return name


def _scanned(answer: Answer, jobs: Sequence[MarketJob], chunk: list[Listing]) -> list[list[Plan] | MissingDataError]:
    """What a worker found; if it could not, what is found here."""
    if answer.error is None:
        found: list[list[Plan] | MissingDataError] = answer.value
        return found
    return [_plans_here(job, chunk) for job in jobs]


def _plans_here(job: MarketJob, chunk: list[Listing]) -> list[Plan] | MissingDataError:
    try:
        plans = job.stages.plans(job.stages.prepare(chunk))
    except MissingDataError as error:
        return error
    return list({plan.key: plan for plan in plans}.values())


def _note_stages(job: MarketJob, figures: Mapping[str, int]) -> None:
    """The stages that took time elsewhere; how much is in the figures."""
    for name in figures:
        if name.startswith("microseconds:"):
            job.stages.seconds[name.partition(":")[2]] += 0.0
