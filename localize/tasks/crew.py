"""Worker processes for rendering: chunks know nothing of each other, so every core may take the next one.

A worker is a plain process with a pipe, so that a program that uses the library needs no ``if __name__ == "__main__"``. It
reads the catalog itself and claims chunks by files in the run folder; what it finishes is there for whoever looks. A worker
that dies leaves its chunk to the parent: nothing depends on workers but the time.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import subprocess
import sys
import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from localize.protocols import Engine
    from localize.tasks.data_files import DataFiles
    from localize.tasks.job import MarketJob
    from localize.tasks.run_options import RunOptions

__all__ = ["Crew", "Order"]

_ALONE = 4
"""Chunks that the parent renders before it calls for help: starting a worker takes as long as some two of them."""

_MOST = 16
_WORKER = "localize.tasks.render_worker"
_PAUSE = 0.05
_PATIENCE = 120.0
"""Seconds without a finished chunk after which workers are taken to hang; a chunk takes about one."""


@dataclass(frozen=True, slots=True)
class Order:
    """What a worker is told: which catalog, which market, and where finished chunks go."""

    catalog: Path
    market: str
    options: RunOptions
    engines: dict[str, Engine]
    digest: str
    data: DataFiles


class Crew:
    """The workers of one market's rendering; none until there is enough to do."""

    def __init__(self, job: MarketJob) -> None:
        self._job = job
        self._workers: list[subprocess.Popen[bytes]] = []
        self._left: list[int] = []
        job.folder.unclaim(job.market)  # what a killed run had claimed

    def takes(self, number: int) -> bool:
        """Is this chunk another's? Asked for each in turn; one that is not is the caller's to render."""
        if number == _ALONE and not self._job.options.sample:
            self._call()
        if self._job.folder.claim(self._job.market, number):
            return False
        self._left.append(number)
        return True

    def undone(self) -> list[int]:
        """Wait for the others; chunks that nobody finished are the caller's, too.

        Workers that have finished nothing for a long time hang, and are ended.
        """
        waiting, since = self._left, time.monotonic()
        while left := [number for number in waiting if not self._job.folder.has(self._job.market, number)]:
            if len(left) < len(waiting):
                waiting, since = left, time.monotonic()
            if all(worker.poll() is not None for worker in self._workers):
                return [number for number in left if not self._job.folder.has(self._job.market, number)]
            if time.monotonic() - since > _PATIENCE:
                self.close()
            time.sleep(_PAUSE)
        return left

    def close(self) -> None:
        """End the workers; what they have not finished nobody waits for."""
        for worker in self._workers:
            worker.kill()
            worker.wait()
            if worker.stdin is not None:
                with contextlib.suppress(OSError):
                    worker.stdin.close()

    def _call(self) -> None:
        job = self._job
        options = replace(job.options, progress=_silent)
        told = Order(job.catalog.path, job.market, options, dict(job.engines), job.folder.path.name, job.data)
        try:
            order = pickle.dumps(told)
        except (pickle.PicklingError, TypeError, AttributeError):  # an engine of a plug-in need not be able to travel
            return
        for _ in range(min(job.options.processes or os.cpu_count() or 1, _MOST) - 1):
            command = [sys.executable, "-m", _WORKER]
            worker = subprocess.Popen(command, stdin=subprocess.PIPE)  # noqa: S603 our own module
            self._workers.append(worker)
            if worker.stdin is not None:
                with contextlib.suppress(OSError):  # it died at once; its work is done here
                    worker.stdin.write(order)
                    worker.stdin.flush()  # it stays open: its end tells the worker that nobody is there any more


def _silent(phase: str, done: int, total: int) -> None:
    """The parent says how far the run is."""
