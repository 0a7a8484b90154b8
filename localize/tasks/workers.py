"""What a run asks of workers other than its own processes: the passes that are cut into blocks and chunks.

The run decides what is cut, keeps what is finished and writes the files; so outputs are the same whoever works. Package
``scale`` has workers on Ray.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from localize.errors import MissingDataError
    from localize.listing import Listing
    from localize.protocols import Engine
    from localize.tasks.job import MarketJob
    from localize.translation.desk import Desk

__all__ = ["Workers"]


class Workers(Protocol):
    """Who does the work of a run's passes; what they finish is kept by the run itself, in its run folder.

    ``chunks`` begins the catalog's chunks anew: the same for every pass and every process of a run.
    """

    def scan(
        self, jobs: Sequence[MarketJob], chunks: Callable[[], Iterable[list[Listing]]]
    ) -> dict[str, MissingDataError]:
        """Lay every plan of every chunk on the jobs' desk, in the order of the catalog.

        Returns what markets lack that cannot go on, by their tags.
        """
        ...

    def engines(self, engines: Mapping[str, Engine], desk: Desk) -> Mapping[str, Engine]:
        """The same engines, with sessions that have the blocks of ``desk`` translated elsewhere."""
        ...

    def render(self, job: MarketJob, chunks: Callable[[], Iterable[list[Listing]]]) -> None:
        """Finish every chunk of a market that its run folder does not have yet."""
        ...
