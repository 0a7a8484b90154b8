"""What a listing says of its sizes itself: a chart with a column of the market's system, a dual label in a text.

That is the brand's own table: option, title and texts say what stands beside them.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations, product
from typing import TYPE_CHECKING, NamedTuple

from localize.sizes.chart_columns import size_columns
from localize.sizes.evidence import AUDIENCES
from localize.sizes.grids import grids_of
from localize.sizes.mention import SizeMention

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from localize.listing import Draft
    from localize.sizes.chart_columns import SizeColumn
    from localize.sizes.evidence import Evidence
    from localize.sizes.grids import Grid
    from localize.sizes.labels import SizeLabel
    from localize.sizes.result import SizeResult
    from localize.sizes.tables import SizeTable
    from localize.text.markup import Document

__all__ = ["OwnChart", "OwnSizes", "charts_of", "own_sizes"]

_BY = "the listing itself"


class _Label(NamedTuple):
    system: str
    whom: str
    key: str


OwnSizes = tuple[tuple[_Label, tuple[_Label, ...]], ...]
"""Labels, each with those that the chart has beside it."""


def charts_of(draft: Draft, path: str) -> Iterator[tuple[Document, Grid]]:
    """The tables of a text, where it has any."""
    value = draft.values[path]
    if "<td" not in value and "<TD" not in value:
        return
    document = draft.state.get("documents", {}).get(path)
    if document is None or len(document.blocks) != len(draft.texts[path]):
        return
    for grid in grids_of(document):
        yield document, grid


def own_sizes(drafts: Iterable[Draft]) -> OwnSizes:
    """What charts and dual labels of a group say: of each label those of other systems beside it; nothing that differs."""
    said: dict[_Label, dict[tuple[str, str], set[str]]] = {}
    for draft in drafts:
        for path in draft.texts:
            for row in (*_chart_rows(draft, path), *_dual_labels(draft, path)):
                for label, other in permutations(row, 2):
                    if label.system != other.system:
                        said.setdefault(label, {}).setdefault((other.system, other.whom), set()).add(other.key)
    return tuple(
        (label, tuple(_Label(*where, *keys) for where, keys in beside.items() if len(keys) == 1))
        for label, beside in said.items()
    )


def _chart_rows(draft: Draft, path: str) -> Iterator[tuple[_Label, ...]]:
    for _, grid in charts_of(draft, path):
        for upright in (grid, grid.turned):
            columns = [c for c in size_columns(upright) if c.system and len(c.cells) == len(upright.rows) - 1]
            yield from zip(*(_labels(column) for column in columns), strict=True)


def _dual_labels(draft: Draft, path: str) -> Iterator[tuple[_Label, ...]]:
    """``US 8 (EU 38.5)`` and ``size 8 (EU 38.5)`` in a text; a bare number is the source's."""
    for block in draft.texts[path]:
        for span in block.spans:
            if isinstance(span.value, SizeMention) and len(span.value.values) == 1:
                labels = span.value.values[0].labels
                if len(labels) > 1 and all(label.form == "number" and not label.suffix for label in labels):
                    yield tuple(_Label(label.system, label.audience, label.key) for label in labels)


def _labels(column: SizeColumn) -> list[_Label]:
    return [
        _Label(column.system, column.whom, value.labels[0].key if len(value.labels) == 1 else "")
        for value in column.values
    ]


class OwnChart:
    """Answers by what a listing's charts say; ``tables`` tell which systems print the same labels, and their units."""

    def __init__(self, said: OwnSizes, tables: Sequence[SizeTable]) -> None:
        self._said = said
        self._tables = tables
        self._seller = frozenset(table.name for table in tables if table.seller)

    def __hash__(self) -> int:
        return hash(self._said)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, OwnChart) and self._said == other._said

    def answer(
        self, label: SizeLabel, evidence: Evidence, source: str, target: str, result: SizeResult
    ) -> SizeResult | None:
        """``result`` with the chart's label, if the chart has one and no table of the seller's spoke."""
        if result.by.partition(":")[0] in self._seller:
            return None
        columns = [
            table.columns[table.system(target)]
            for table in self._tables
            for kind, whom in product(evidence.kinds, evidence.audiences or AUDIENCES)
            if not table.seller and table.covers(kind, whom, "") and table.knows(source, target)
        ]
        if not columns:
            return None
        names = frozenset({target, *(name for column in columns for name in (*column.also, *column.reads))})
        ends = label.number.split("-") if label.form == "range" and not label.suffix else [label.key]
        found = [self._beside(label.system or source, end, label.audience, evidence.audiences, names) for end in ends]
        if not all(found):
            return None
        whole = "-".join(dict.fromkeys(key for key in found if key)) + columns[0].unit
        return replace(
            result, source=label.system or source, target=target, label=whole, problem="", reason="", by=_BY, note="",
            status="verified",
        )  # fmt: skip

    def _beside(self, system: str, key: str, whom: str, audiences: frozenset[str], names: frozenset[str]) -> str:
        """The one label of a system among ``names`` that stands beside ``key``; none where charts for several differ."""
        keys = {
            other.key
            for label, beside in self._said
            if label.system in {system, ""} and label.key == key and _fits(label.whom, whom, audiences)
            for other in beside
            if other.system in names
        }
        return keys.pop() if len(keys) == 1 else ""


def _fits(said: str, whom: str, audiences: frozenset[str]) -> bool:
    """May a column for somebody answer for a label or a product?"""
    return not said or (said == whom if whom else not audiences or said in audiences)
