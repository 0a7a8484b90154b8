"""A Ray Data pipeline that the run feeds while it runs: one execution, one set of actors, for all passes of a call.

What a pass asks depends on what the one before it gave, so the pipeline's source reads from an actor that is given orders as
they arise. That keeps every worker's model open from the first block to the last, and leaves placing, retrying and restarting
to Ray Data.
"""

from __future__ import annotations

import asyncio
import signal
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

__all__ = ["Feed", "RayHand", "answers_of"]

_PARENT_DEATH_SIGNAL = 1
"""PR_SET_PDEATHSIG of linux/prctl.h."""


class Feed:
    """An actor with the orders by number, and the facts by name. An order is kept until it is answered: it may be tried again."""

    def __init__(self) -> None:
        self._orders: dict[int, bytes] = {}
        self._over = False
        self._facts: dict[str, Any] = {}
        self._new = asyncio.Condition()

    async def give(self, number: int, order: bytes) -> None:
        """One more order."""
        async with self._new:
            self._orders[number] = order
            self._new.notify_all()

    async def order(self, number: int) -> bytes | None:
        """The order of a number, once it is there; None when no more will come, and nothing (``b""``) of one that is answered."""
        async with self._new:
            await self._new.wait_for(lambda: self._over or number in self._orders)
            return self._orders.get(number)

    async def answered(self, number: int) -> None:
        """Forget what an order said."""
        self._orders[number] = b""

    async def tell(self, name: str, reference: list[Any]) -> None:
        """A fact, as a reference into Ray's object store (in a list, so that it is not resolved)."""
        async with self._new:
            self._facts[name] = reference
            self._new.notify_all()

    async def fact(self, name: str) -> list[Any]:
        """The same list, once it is told: an order may be here before the facts that it names."""
        async with self._new:
            await self._new.wait_for(lambda: self._over or name in self._facts)
            return list(self._facts[name])

    async def end(self) -> None:
        """No more orders will come."""
        async with self._new:
            self._over = True
            self._new.notify_all()


class RayHand:
    """A :class:`localize.scale.hand.Hand` as a Ray Data actor."""

    def __init__(self, feed: Any, shipped: str) -> None:
        import ray

        from localize.scale.hand import Hand

        _end_with_parent()
        self._hand = Hand(lambda name: bytes(ray.get(ray.get(feed.fact.remote(name))[0])), shipped)

    def __call__(self, batch: Any) -> Any:
        """The answers to a batch of orders, which is one."""
        import pyarrow as pa

        numbers, orders = batch["number"].to_pylist(), batch["order"].to_pylist()
        answers = [self._hand(order) if order else b"" for order in orders]
        return pa.table({"number": pa.array(numbers, pa.int64()), "answer": pa.array(answers, pa.large_binary())})


def _end_with_parent() -> None:
    """Let Linux end this process when the raylet that began it ends.

    Ray's worker closes down by itself, and may lock itself up while it does (2.60: a destructor waits for a lock that it
    holds); 700 MB with a model in them would then stay until somebody looks.
    """
    if sys.platform == "linux":
        import ctypes

        with suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(_PARENT_DEATH_SIGNAL, signal.SIGKILL)


def answers_of(feed: Any, workers: int, shipped: str) -> Generator[tuple[int, bytes]]:
    """Numbers and answers, as they come, of a pipeline with so many actors; it ends when the feed does."""
    import ray
    from ray.data import ActorPoolStrategy, DataContext

    context = DataContext.get_current()
    context.target_max_block_size = 1  # an order a block: it is passed on at once
    context.enable_progress_bars = False
    source = ray.data.read_datasource(_source(feed), override_num_blocks=1, num_cpus=0)
    pipeline = source.map_batches(
        RayHand,
        fn_constructor_args=(feed, shipped),
        batch_size=None,
        batch_format="pyarrow",
        num_cpus=1,
        compute=ActorPoolStrategy(size=workers, max_tasks_in_flight_per_actor=1),
    )
    for bundle in pipeline.iter_internal_ref_bundles():
        for reference in bundle.block_refs:
            table = ray.get(reference)
            yield from zip(table["number"].to_pylist(), table["answer"].to_pylist(), strict=True)


def _source(feed: Any) -> Any:
    """The pipeline's source: one read task that hands on order after order. Read again, it gives the same."""
    import ray
    from ray.data import Datasource, ReadTask
    from ray.data.block import BlockMetadata

    def read() -> Iterator[Any]:
        import pyarrow as pa

        number = 0
        while (order := ray.get(feed.order.remote(number))) is not None:
            yield pa.table({"number": pa.array([number], pa.int64()), "order": pa.array([order], pa.large_binary())})
            number += 1

    class Orders(Datasource):  # type: ignore[misc] # Ray's types are not looked at
        def get_read_tasks(self, *_args: Any, **_named: Any) -> list[Any]:
            return [ReadTask(read, BlockMetadata(num_rows=None, size_bytes=None, exec_stats=None))]

        def estimate_inmemory_data_size(self) -> int | None:
            return None

    return Orders()
