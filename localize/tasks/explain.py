"""``explain``: the way of one text or one cell, step by step."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from localize.errors import UsageError, did_you_mean
from localize.listing import Address, Field, Group, Listing, Role
from localize.localizer import Stages
from localize.translation.cache import MemoryCache
from localize.translation.desk import Desk
from localize.translation.engines import find_engine
from localize.translation.ladder import attempts
from localize.translation.plan import Translation
from localize.translation.proof import accept
from localize.translation.solving import solve

if TYPE_CHECKING:
    from collections.abc import Iterator

    from localize.context import Context
    from localize.listing import Draft, Finding, Span
    from localize.protocols import Engine
    from localize.tasks.catalog import Catalog
    from localize.translation.compose import Segment
    from localize.translation.plan import Plan

__all__ = ["Explanation", "explain_cell", "explain_text"]


@dataclass(frozen=True, slots=True)
class Explanation:
    """What happened to one text: spans, segments, result.

    Each segment has the rung that was needed and, where an engine was asked, every attempt: what was asked, what the engine
    answered, and why that was refused.
    """

    source: str
    result: str
    engine: str
    spans: tuple[Span, ...]
    segments: tuple[dict[str, Any], ...]
    changes: tuple[dict[str, Any], ...]
    findings: tuple[Finding, ...] = field(default=())

    def to_dict(self) -> dict[str, Any]:
        """Plain data."""
        return {
            "source": self.source,
            "result": self.result,
            "engine": self.engine,
            "spans": [
                {
                    "start": s.start,
                    "end": s.end,
                    "kind": s.kind.name.lower(),
                    "text": s.text,
                    "target": s.target,
                    "why": s.why,
                    "by": s.by,
                }
                for s in self.spans
            ],
            "segments": list(self.segments),
            "changes": list(self.changes),
            "findings": [f.to_dict() for f in self.findings],
        }


def explain_text(
    text: str, context: Context, *, name: str = "text", category: str = "", brand: str = ""
) -> Explanation:
    """The way of one text; ``name`` is the field it stands in, which decides which terms hold.

    Raises:
        MissingDataError: no model for the pair.
    """
    role = Role.HTML if "<" in text and ">" in text else Role.TEXT
    group = Group("", brand=brand, category=category)
    cell = Field(name, role, text, Address("", 1, 0), "A1", label=name)
    return _explain(Listing("", {name: cell}, group, 1, 1), name, context)


def explain_cell(catalog: Catalog, context: Context, key: str, name: str) -> Explanation:
    """The way of one cell of a catalog.

    Raises:
        UsageError: the catalog has no such listing or field.
    """
    listings = [item for layout in catalog.detection.layouts for item in catalog.listings(layout)]
    listing = next((item for item in listings if key in {item.key, item.group.key}), None)
    if listing is None:
        raise UsageError(f"There is no listing '{key}'.", did_you_mean(key, {item.key for item in listings}))
    path = next((p for p, f in listing.fields.items() if name in {p, f.header.strip()}), None)
    if path is None:
        known = {*listing.fields, *(f.header.strip() for f in listing.fields.values())}
        hint = did_you_mean(name, known) or f"It has: {', '.join(listing.fields)}."
        raise UsageError(f"The listing has no field '{name}'.", hint)
    return _explain(listing, path, context)


def _explain(listing: Listing, path: str, context: Context) -> Explanation:
    stages = Stages.load(context)
    drafts = stages.prepare([listing])
    off = context.same_language or "translate" in context.skip
    engine = None if off else find_engine(context.settings.engine, context.source_language, context.market.locale)
    desk = _solved(stages, drafts, engine)
    (draft,) = stages.finish(drafts, desk, engine.description if engine else "")
    spans = tuple(span for block in draft.texts.get(path, ()) for span in block.spans)
    answers: list[tuple[Segment, Translation]] = draft.state.get("answers", {}).get(path, [])
    return Explanation(
        listing.fields[path].value,
        draft.values[path],
        engine.description if engine else "none",
        spans,
        tuple(_segment(segment, translation, desk) for segment, translation in answers),
        tuple(c.to_dict() for c in draft.changes if c.field == path),
        tuple(f for f in draft.findings if f.field in {path, ""}),
    )


def _solved(stages: Stages, drafts: list[Draft], engine: Engine | None) -> Desk | None:
    if engine is None:
        return None
    desk = Desk()
    desk.add(stages.plans(drafts))
    solve(desk, {stages.context.source_language: engine}, MemoryCache())
    return desk


def _segment(segment: Segment, translation: Translation, desk: Desk | None) -> dict[str, Any]:
    plan = segment.plan
    return {
        "source": "".join(i if isinstance(i, str) else i.source for i in plan.items),
        "result": translation.text(plan.slots),
        "rung": translation.rung,
        "problem": translation.problem,
        "honoured": [form for _, form in translation.forms],
        "attempts": [] if desk is None else list(_attempts(plan, desk)),
    }


def _attempts(plan: Plan, desk: Desk) -> Iterator[dict[str, Any]]:
    """What was asked, in order, up to the answer that was taken; nothing for a plan that needed no engine."""

    def known(text: str) -> str | None:
        return desk.output(plan.source, text)

    for attempt in attempts(plan, known):
        answers = [known(text) for text in attempt.inputs]
        if any(answer is None for answer in answers):  # nobody asked: the plan was settled before
            return
        verdict = accept(plan, attempt, [answer or "" for answer in answers])
        refused = "" if isinstance(verdict, Translation) else verdict.problem
        yield {"rung": attempt.rung, "asked": list(attempt.inputs), "answered": answers, "refused": refused}
        if not refused:
            return
