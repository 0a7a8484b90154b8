"""A plain callable for jobs of your own: records in, localized records out, on whatever runs Python functions over batches.

It holds settings and no open model, so it can be pickled and sent; the process that calls it first loads what it needs and keeps
it for the next batch.
"""

from __future__ import annotations

import json
from collections import OrderedDict
from hashlib import blake2b
from itertools import islice
from typing import TYPE_CHECKING, Any, overload

from localize.market import load_market
from localize.scale.travel import dumps

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from localize.tasks.stream import Localizer, Result

__all__ = ["BatchLocalizer"]

BATCH = 500
"""Records that :meth:`BatchLocalizer.partition` localizes together: one window of a stream."""

_MOST_KEPT = 8
_KEPT: OrderedDict[bytes, Localizer] = OrderedDict()
"""Localizers of this process by their settings: a job's next batch, unpickled anew, finds dictionaries loaded and texts known."""


class BatchLocalizer:
    r"""Localizes batches for one market.

    A batch is a list of records (mappings, as :meth:`localize.Localizer.localize_many` takes them) or a pandas frame with a
    column for each field; what comes out has the same records, keys and types, in the same order.

    >>> from localize import Localizer
    >>> BatchLocalizer(Localizer(engine="none"), "de-DE")([{"title": "Mug, 12 oz"}])
    [{'title': 'Becher, 355\xa0ml'}]
    """

    def __init__(self, localizer: Localizer, market: str, marketplace: str = "", *, findings: str = "") -> None:
        """``findings`` names a field that is added to each record: its findings as JSON text, ``[]`` where there are none.

        Raises:
            UsageError: there is no such market.
        """
        self._localizer = localizer
        self._market = load_market(market).locale
        self._marketplace = marketplace
        self._findings = findings

    @overload
    def __call__(self, batch: list[Mapping[str, Any]] | list[dict[str, Any]]) -> list[dict[str, Any]]: ...

    @overload
    def __call__(self, batch: Any) -> Any: ...

    def __call__(self, batch: Any) -> Any:
        """A list of records or a pandas frame, localized.

        Raises:
            MissingDataError: a model or a rate that the market needs is missing on this machine.
        """
        return self._records(batch) if isinstance(batch, list | tuple) else self._frame(batch)

    def partition(self, records: Iterable[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
        """Records one after another, for ``mapPartitions`` and the like, in bounded memory."""
        stream = iter(records)
        while batch := list(islice(stream, BATCH)):
            yield from self._records(batch)

    def frames(self, frames: Iterable[Any]) -> Iterator[Any]:
        """Pandas frames one after another, for ``mapInPandas``."""
        return map(self._frame, frames)

    def _records(self, records: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
        results = _kept(self._localizer).localize_many(records, [self._market], self._marketplace)
        return [self._with_findings(result) for result in results]

    def _with_findings(self, result: Result) -> dict[str, Any]:
        if not self._findings:
            return result.listing
        found = [finding.to_dict() for finding in result.findings]
        return {**result.listing, self._findings: json.dumps(found, ensure_ascii=False)}

    def _frame(self, frame: Any) -> Any:
        """A frame of the same columns, index and, where the new values allow it, types."""
        plain = frame.astype(object).where(frame.notna(), None)
        records = self._records(plain.to_dict("records"))
        columns = [*frame.columns, *([self._findings] if self._findings else [])]
        localized = type(frame)(records, columns=columns, index=frame.index, dtype=object)
        for name, kind in frame.dtypes.items():
            try:
                localized[name] = localized[name].astype(kind)
            except (TypeError, ValueError):  # a number that is none any more: "5 – 7 days"
                continue
        return localized


def _kept(localizer: Localizer) -> Localizer:
    """The localizer of this process with these settings."""
    name = blake2b(dumps(localizer), digest_size=16).digest()
    _KEPT.setdefault(name, localizer)
    _KEPT.move_to_end(name)
    while len(_KEPT) > _MOST_KEPT:
        _KEPT.popitem(last=False)
    return _KEPT[name]
