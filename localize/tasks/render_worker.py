"""A worker process of :mod:`localize.tasks.crew`; run as ``python -m localize.tasks.render_worker``."""

from __future__ import annotations

import contextlib
import os
import pickle
import sys
import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from localize.tasks.crew import Order

__all__ = ["work"]


def work(order: Order) -> None:
    """Render every chunk that nobody has claimed."""
    from localize.tasks.passes import job_for
    from localize.tasks.render import Renderer
    from localize.tasks.run_options import chunks_for

    job = job_for(order)
    renderer = Renderer(job)
    for number, chunk in enumerate(chunks_for(job.catalog, job.options)):
        if job.folder.claim(job.market, number):
            renderer.render(number, chunk, timed=True)


def _end_with_parent() -> None:
    """Nobody writes to us again; the end of the pipe is the end of the parent, however it came."""
    sys.stdin.buffer.read()
    os._exit(0)


def _main() -> None:
    order: Order = pickle.load(sys.stdin.buffer)  # noqa: S301 our own parent's bytes
    threading.Thread(target=_end_with_parent, daemon=True).start()
    work(order)


if __name__ == "__main__":
    # Whatever stops it (no memory, Ctrl-C, a fault): the parent finds the chunk undone, renders it and says what is wrong.
    with contextlib.suppress(BaseException):
        _main()
    os._exit(0)
