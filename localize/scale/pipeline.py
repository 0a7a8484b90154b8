"""The run's end of the Ray Data pipeline: orders in, answers out, so many at a time that memory stays flat."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

from localize.errors import OutputError
from localize.scale.feed import Feed, answers_of
from localize.scale.travel import dumps, loads

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator

    from localize.scale.orders import Answer

__all__ = ["Pipeline"]

T = TypeVar("T")

_AHEAD = 3
"""Orders a worker that are out at once: one that it is at, and enough beside it that it never waits."""


class Pipeline:
    """Actors that carry out orders; they start with the first order and stay until the pipeline is closed."""

    def __init__(self, feed: Any, workers: int, shipped: str) -> None:
        """``feed`` is the handle of a :class:`localize.scale.feed.Feed` actor."""
        self.workers = workers
        self._feed, self._shipped = feed, shipped
        self._given = 0
        self._answers: Generator[tuple[int, bytes]] | None = None
        self._facts: list[Any] = []  # the store forgets what nobody holds

    @classmethod
    @contextmanager
    def of(cls, workers: int, shipped: str) -> Iterator[Pipeline]:
        """A pipeline on the Ray that is begun; its actors end with it."""
        import ray

        feed = ray.remote(Feed).options(num_cpus=0).remote()
        pipeline = cls(feed, workers, shipped)
        try:
            yield pipeline
            pipeline._finish()
        finally:
            pipeline._stop()
            ray.kill(feed)

    def tell(self, name: str, fact: bytes) -> None:
        """A fact that orders name; it goes into Ray's object store once, and from there to each machine once.

        Nothing waits for it here: the actors start meanwhile.

        Raises:
            OutputError: Ray has failed as a whole.
        """
        import ray

        with _said():
            reference = ray.put(fact)
            self._facts.append(reference)
            self._feed.tell.remote(name, [reference])

    def carry_out(self, orders: Iterable[tuple[T, object]], *, in_order: bool = False) -> Iterator[tuple[T, Answer]]:
        """The answer to each order, with what was given beside it; as they come, or in the order of the orders.

        Raises:
            OutputError: Ray has failed as a whole.
        """
        waiting: dict[int, T] = {}
        early: dict[int, Answer] = {}
        coming = iter(orders)
        while True:
            while len(waiting) < _AHEAD * self.workers and (order := next(coming, None)) is not None:
                waiting[self._give(dumps(order[1]))] = order[0]
            if not waiting:
                return
            number = next(iter(waiting))
            while not early or (in_order and number not in early):
                came, answer = self._next()
                if came in waiting:
                    early[came] = answer
            if not in_order:
                number = next(iter(early))
            yield waiting.pop(number), early.pop(number)

    def _finish(self) -> None:
        """Let the actors end by themselves."""
        import ray

        with _said():
            ray.get(self._feed.end.remote())
            for _ in self._answers or ():
                pass

    def _stop(self) -> None:
        """End what is still at work: the run was interrupted, or failed."""
        if self._answers is not None:
            self._answers.close()

    def _give(self, order: bytes) -> int:
        number = self._given
        self._feed.give.remote(number, order)
        self._given += 1
        return number

    def _next(self) -> tuple[int, Answer]:
        if self._answers is None:
            self._answers = answers_of(self._feed, self.workers, self._shipped)
        with _said():
            number, answer = next(pair for pair in self._answers if pair[1])  # of what was answered, nothing comes
        self._feed.answered.remote(number)
        found: Answer = loads(answer)
        return number, found


@contextmanager
def _said() -> Iterator[None]:
    """What Ray raises when it cannot go on, whoever of its processes was lost, as an error that says how the run does.

    Raises:
        OutputError: always of that kind.
    """
    from ray.exceptions import RayError

    try:
        yield
    except (RayError, StopIteration, OSError) as error:
        reason = str(error).strip().partition("\n")[0].rstrip(".:")[:200] or type(error).__name__
        raise OutputError(
            f"Ray stopped working ({reason}).",
            "What was done is kept: the same command goes on from there. See that every machine of the cluster has "
            "'listing-localizer[ray]' and room in memory; Ray's own logs are in /tmp/ray.",
        ) from error
