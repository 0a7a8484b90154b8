"""The delta: of an output only what differs from what was uploaded last, whole groups, and what is gone since then.

A row that was uploaded before carries the layout's word for a partial update, where it has one; new rows do not, for there is
nothing yet that could be updated, nor rows with a cell that has become empty, for a partial update would leave its old text.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from heapq import merge
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from localize.errors import UsageError
from localize.listing import Finding, Severity
from localize.protocols import RowPatch
from localize.tasks.catalog import catalog_digest
from localize.tasks.left_out import joined
from localize.tasks.outputs import replacing, write_lines
from localize.tasks.row_states import RowStates, columns_digest, read_states, states_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from localize.layouts import BoundLayout
    from localize.tasks.held import Place
    from localize.tasks.job import MarketJob
    from localize.tasks.left_out import LeftOut
    from localize.tasks.outputs import OutputPaths
    from localize.tasks.own_shape import OwnShape
    from localize.tasks.row_states import RowState

__all__ = ["Delta", "delta_of", "partial_words", "refuse_unknown_mark", "write_delta", "write_states"]

LAST = "last"
"""``--changed-since last``: since the output in the same folder that was marked as uploaded."""


def refuse_unknown_mark(changed_since: str) -> None:
    """Refuse a folder that cannot be compared with.

    Raises:
        UsageError: there is no such folder, or no run wrote into it.
    """
    if changed_since in {"", LAST}:
        return
    folder = Path(changed_since)
    if not folder.is_dir():
        raise UsageError(f"--changed-since: there is no folder {folder}.", "Name one that a run wrote, or: last")
    if not any(folder.glob("*.rows.jsonl")) and not any(folder.glob("*.uploaded.jsonl")):
        raise UsageError(
            f"--changed-since: no run wrote into {folder}, or an old one.",
            "Run 'localize run' into it again, or say: last",
        )


@dataclass(slots=True)
class Delta:
    """What of an output is new, changed or gone since ``before``; ``partial`` are rows that get the layout's word for that."""

    before: RowStates
    since: str
    groups: set[tuple[str, str]] = field(default_factory=set)
    rows: int = 0
    new: int = 0
    changed: int = 0
    unchanged: list[Place] = field(default_factory=list)
    partial: list[Place] = field(default_factory=list)
    gone: list[tuple[RowState, str]] = field(default_factory=list)

    def figures(self) -> dict[str, Any]:
        """How much of what, for the summary."""
        return {
            "since": self.since,
            "groups": len(self.groups),
            "listings": self.rows,
            "new": self.new,
            "changed": self.changed,
            "gone": len(self.gone),
        }

    def findings(self) -> Iterator[dict[str, Any]]:
        """What was uploaded and is no longer in the output: a file of changes cannot take it away."""
        for state, why in self.gone:
            yield Finding(
                "gone-since-upload",
                Severity.WARNING,
                f"It was uploaded and is {why} now; uploading the delta does not take it away.",
                listing=state.key,
                suggestion="Remove it, or end it, on the marketplace.",
                group=f"gone-since-upload:{why}",
            ).to_dict()


def delta_of(job: MarketJob, left_out: LeftOut, paths: OutputPaths, shape: OwnShape | None = None) -> Delta | None:
    """Compare an output with what was uploaded; None if nobody asked, or only a part is tried out.

    ``shape`` is that of an output in another shape than the catalog's.

    Raises:
        UsageError: the record of what was uploaded is damaged.
    """
    since = job.options.changed_since
    if not since or job.options.sample:
        return None
    before, name = _uploaded(since, paths)
    delta = Delta(before, name)
    columns = _columns(job, shape)
    comparable = {table for table, digest in columns.items() if before.columns.get(table) == digest}
    now: set[tuple[str, str]] = set()
    for _, state in _states(left_out, shape):
        now.add((state.table, state.key))
        old = before.rows.get((state.table, state.key))
        if old is None or old.digest != state.digest or old.group != state.group:
            delta.groups.add((state.table, state.group))
            delta.new += old is None
            delta.changed += old is not None
    left = defaultdict(lambda: "no longer in the catalog", _left(left_out))
    for at, old in before.rows.items():
        if at not in now:
            delta.gone.append((old, left[at]))
            delta.groups.add((old.table, old.group))
    for place, state in _states(left_out, shape):
        if (state.table, state.group) not in delta.groups:
            delta.unchanged.append(place)
            continue
        delta.rows += 1
        old = before.rows.get((state.table, state.key))
        if old is not None and state.table in comparable and not old.emptied(state):
            delta.partial.append(place)
    return delta


def _uploaded(since: str, paths: OutputPaths) -> tuple[RowStates, str]:
    """What was marked as uploaded, or what a run wrote into another folder; nothing where there is neither."""
    own = paths.uploaded if since == LAST else Path(since) / paths.uploaded.name
    found = read_states(own)
    if found is None and since != LAST:
        own = Path(since) / paths.rows.name
        found = read_states(own)
    return (found, str(own)) if found else (RowStates("", {}, {}), "")


def _states(left_out: LeftOut, shape: OwnShape | None) -> Iterator[tuple[Place, RowState]]:
    return shape.states() if shape else states_of(left_out.lines("rows"), left_out.marks)


def _columns(job: MarketJob, shape: OwnShape | None) -> Mapping[str, str]:
    return (
        shape.columns if shape else {layout.table: columns_digest(layout) for layout in job.catalog.detection.layouts}
    )


def _left(left_out: LeftOut) -> dict[tuple[str, str], str]:
    parts = left_out.partition
    return {(place.table, left.standing.key): "held back" for place, left in parts.held.items()} | {
        (place.table, left.standing.key): "excluded" for place, left in parts.excluded.items()
    }


def write_delta(job: MarketJob, delta: Delta | None, patches: Iterable[RowPatch], paths: OutputPaths) -> None:
    """Write the delta beside the output; where nothing differs, the file of an earlier run goes.

    Raises:
        OutputError: it cannot be written.
    """
    if job.options.sample:
        return
    if delta is None or not delta.rows:
        paths.delta.unlink(missing_ok=True)
        return
    with replacing(paths.delta) as draft:
        job.catalog.source.write(draft, _patches(job, delta, patches))


def _patches(job: MarketJob, delta: Delta, patches: Iterable[RowPatch]) -> Iterator[RowPatch]:
    """The output's own patches, rows that did not change dropped, the word for a partial update put in."""
    layouts = job.catalog.detection.layouts
    order = {layout.table: number for number, layout in enumerate(layouts)}
    words = {layout.table: partial_words(layout) for layout in layouts}
    own = [RowPatch(place.table, place.row, {}, drop=True) for place in delta.unchanged]
    own += [RowPatch(place.table, place.row, word) for place in delta.partial if (word := words[place.table])]
    own.sort(key=lambda patch: (order[patch.table], patch.row))
    yield from joined(merge(patches, own, key=lambda patch: (order[patch.table], patch.row)))


def partial_words(layout: BoundLayout) -> dict[int, str]:
    """The layout's word for a partial update, by the columns that the file has for it."""
    said = layout.spec.partial if layout.spec else {}
    return {column.index: word for path, word in said.items() if (column := layout.column(path)) is not None}


def write_states(job: MarketJob, left_out: LeftOut, paths: OutputPaths, shape: OwnShape | None = None) -> None:
    """What the output says of each listing, so that it can be marked as uploaded."""
    first = {"output": catalog_digest(paths.catalog), "columns": dict(_columns(job, shape))}
    states: Iterator[Any] = (list(state) for _, state in _states(left_out, shape))
    write_lines(paths.rows, chain([first], states))
