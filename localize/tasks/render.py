"""Render: chunk after chunk through the rest of the stages, kept in the run folder as they are finished."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from localize.layouts import row_patch
from localize.listing import Role, Severity, SpanKind
from localize.tasks.crew import Crew
from localize.tasks.excluded import word_for
from localize.tasks.held import standing_of
from localize.tasks.json_pieces import change_lines, quoted
from localize.tasks.review.record import record_line
from localize.tasks.row_states import state_line
from localize.tasks.run_folder import ChunkResult
from localize.tasks.views import view_line
from localize.tasks.writing import write_output

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Callable, Iterable, Mapping

    from localize.layouts import BoundLayout
    from localize.listing import Draft, Listing
    from localize.localizer import Stages
    from localize.tasks.excluded import Word
    from localize.tasks.job import MarketJob
    from localize.tasks.summary import OutputSummary
    from localize.translation.desk import Desk

__all__ = ["Renderer", "finish_chunk", "render_market", "words_of"]


def render_market(job: MarketJob, chunks: Callable[[], Iterable[list[Listing]]]) -> OutputSummary:
    """Finish every chunk that is not finished yet, look across listings, write all files of the market."""
    if job.options.workers:
        job.options.workers.render(job, chunks)
    else:
        _render_here(job, chunks)
    return write_output(job)


def _render_here(job: MarketJob, chunks: Callable[[], Iterable[list[Listing]]]) -> None:
    """Chunk after chunk, with the help of this machine's other cores."""
    renderer = Renderer(job)
    with closing(Crew(job)) as crew:
        done = 0
        for number, chunk in enumerate(chunks()):
            if not crew.takes(number):
                renderer.render(number, chunk)
            done += len(chunk)
            job.options.progress(f"writing {job.market}", done, 0)
        undone = frozenset(crew.undone())
    for number, chunk in enumerate(chunks() if undone else ()):
        if number in undone:
            renderer.render(number, chunk)


class Renderer:
    """Takes chunks through the rest of the stages and keeps them in the run folder."""

    def __init__(self, job: MarketJob) -> None:
        self._job = job
        self._name = job.engine.description if job.engine else ""
        self._layouts = {layout.table: layout for layout in job.catalog.detection.layouts}
        self._words = words_of(job)

    def render(self, number: int, chunk: list[Listing], *, timed: bool = False) -> None:
        """Render one chunk; ``timed`` keeps what its stages took with it, for another process adds that up."""
        job = self._job
        drafts = job.prepared.take(job.market, number)
        result = finish_chunk(chunk, job.stages, job.desk, self._name, self._layouts, self._words, drafts, timed=timed)
        job.folder.commit(job.market, number, result)


def words_of(job: MarketJob) -> dict[str, Word | None] | None:
    """How each table says that a listing is not for this market; None in a run in which no listing may leave."""
    if not (job.options.hold or job.stages.may_leave):
        return None
    return {layout.table: word_for(layout, job.context.market) for layout in job.catalog.detection.layouts}


def finish_chunk(
    chunk: list[Listing],
    stages: Stages,
    desk: Desk | None,
    engine: str,
    layouts: Mapping[str, BoundLayout],
    words: Mapping[str, Word | None] | None,
    prepared: list[Draft] | None = None,
    *,
    timed: bool,
) -> ChunkResult:
    """What a chunk gives: it is prepared, if it is not yet, and taken through the rest of the stages.

    ``engine`` is named in the changes. Standings are kept where there are ``words``: in runs in which a listing may leave.
    """
    seconds = dict(stages.seconds)
    drafts = prepared or stages.prepare(chunk)
    result = _result(stages.finish(drafts, desk, engine), layouts, words)
    for name, total in stages.seconds.items() if timed else ():
        result.figures[f"microseconds:{name}"] += round(1e6 * (total - seconds.get(name, 0.0)))
    return result


def _result(
    drafts: Iterable[Draft], layouts: Mapping[str, BoundLayout], words: Mapping[str, Word | None] | None
) -> ChunkResult:
    result = ChunkResult()
    for draft in drafts:
        listing = draft.listing
        before = result.counts() if words is not None else {}
        patch = row_patch(layouts[listing.table], draft)
        if patch:
            cells = ", ".join(f'"{column}": {quoted(text)}' for column, text in patch.items())
            result.add("patches", f"[{quoted(listing.table)}, {listing.row}, {{{cells}}}]")
        for finding in draft.findings:
            result.add("findings", finding.to_dict())
        result.lines["changes"] += change_lines(draft.changes)
        if view := view_line(draft):
            result.add("views", view)
        _add_title(result, draft)
        result.add("review", record_line(draft))
        for line in draft.state.get("prices", ()):
            result.add("prices", line)
        if not listing.header:
            result.add("rows", state_line(draft, patch))
            _count(result.figures, draft)
        if words is not None:
            own = {kind: count - before[kind] for kind, count in result.counts().items()}
            result.add("standings", standing_of(draft, layouts[listing.table], words[listing.table], own))
    return result


def _add_title(result: ChunkResult, draft: Draft) -> None:
    for path in ("title", "name"):
        field = draft.listing.fields.get(path)
        if field is not None and field.role is Role.TEXT and field.value:
            texts = [field.value, draft.values[path]]
            where = [path, field.place, draft.listing.line]
            result.add("titles", [draft.listing.key, draft.listing.group.key, *texts, *where])


_SPANS = {kind: f"span:{kind.name.lower()}" for kind in SpanKind}
"""What a converted or replaced span counts as; made once, for the name of a kind is slow to ask for."""


def _count(figures: Counter[str], draft: Draft) -> None:
    figures["listings"] += not draft.listing.header
    figures["with_errors"] += any(f.severity is Severity.ERROR for f in draft.findings)
    for change in draft.changes:
        if change.scope == "field":
            figures[f"change:{change.stage}"] += 1
    for rule in draft.state.get("rules", ()):
        figures[f"rule:{rule}"] += 1
    for entry in draft.state.get("approved", ()):
        figures[f"approved:{entry}"] += 1
    for block in (b for blocks in draft.texts.values() for b in blocks):
        for span in block.spans:
            if span.target is not None:
                figures[_SPANS[span.kind]] += 1
