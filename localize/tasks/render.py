"""Render: chunk after chunk through the rest of the stages, kept in the run folder as they are finished."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from localize.layouts import row_patch
from localize.listing import Role, Severity
from localize.tasks.crew import Crew
from localize.tasks.excluded import word_for
from localize.tasks.held import standing_of
from localize.tasks.review.record import record_line
from localize.tasks.row_states import state_line
from localize.tasks.run_folder import ChunkResult, views_of
from localize.tasks.writing import write_output

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Callable, Iterable

    from localize.layouts import BoundLayout
    from localize.listing import Draft, Listing
    from localize.tasks.excluded import Word
    from localize.tasks.job import MarketJob
    from localize.tasks.summary import OutputSummary

__all__ = ["Renderer", "render_market"]


def render_market(job: MarketJob, chunks: Callable[[], Iterable[list[Listing]]]) -> OutputSummary:
    """Finish every chunk that is not finished yet, look across listings, write all files of the market."""
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
    return write_output(job)


class Renderer:
    """Takes chunks through the rest of the stages and keeps them in the run folder."""

    def __init__(self, job: MarketJob) -> None:
        self._job = job
        self._name = job.engine.description if job.engine else ""
        self._layouts = {layout.table: layout for layout in job.catalog.detection.layouts}
        self._words: dict[str, Word | None] | None = None  # standings are for runs in which a listing may leave
        if job.options.hold or job.stages.may_leave:
            self._words = {table: word_for(layout, job.context.market) for table, layout in self._layouts.items()}

    def render(self, number: int, chunk: list[Listing], *, timed: bool = False) -> None:
        """Render one chunk; ``timed`` keeps what its stages took with it, for another process adds that up."""
        job, seconds = self._job, dict(self._job.stages.seconds)
        drafts = job.prepared.take(job.market, number) or job.stages.prepare(chunk)
        result = _result(job.stages.finish(drafts, job.desk, self._name), self._layouts, self._words)
        for name, total in job.stages.seconds.items() if timed else ():
            result.figures[f"microseconds:{name}"] += round(1e6 * (total - seconds.get(name, 0.0)))
        job.folder.commit(job.market, number, result)


def _result(
    drafts: Iterable[Draft], layouts: dict[str, BoundLayout], words: dict[str, Word | None] | None
) -> ChunkResult:
    result = ChunkResult()
    for draft in drafts:
        listing = draft.listing
        before = result.counts() if words is not None else {}
        patch = row_patch(layouts[listing.table], draft)
        if patch:
            result.add("patches", [listing.table, listing.row, {str(c): text for c, text in patch.items()}])
        for finding in draft.findings:
            result.add("findings", finding.to_dict())
        for change in draft.changes:
            result.add("changes", change.to_dict())
        if view := views_of(draft):
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
                figures[f"span:{span.kind.name.lower()}"] += 1
