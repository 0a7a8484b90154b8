"""Approved entries at work on a draft: which hold where, what is credited to them, what a person should know of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from localize.listing import Severity
from localize.translation.approved import Approved
from localize.translation.approved_entry import Place

if TYPE_CHECKING:
    from localize.context import Context
    from localize.listing import Draft, Span
    from localize.translation.approved import Answer
    from localize.translation.compose import Segment

__all__ = ["Approvals", "note_approved"]


class Approvals:
    """The approved entries of a context; none where a person skips translation itself, not merely the engine."""

    def __init__(self, approved: Approved | None, context: Context) -> None:
        skipped = "translate" in context.skip and context.settings.engine != "none"
        self._approved = Approved() if approved is None or skipped else approved

    def __bool__(self) -> bool:
        """Is there any?"""
        return bool(self._approved)

    def answer(self, draft: Draft, path: str, segment: Segment) -> Answer | None:
        """What the nearest entry says of a segment of a field."""
        return self._approved.answer(segment, _place(draft, path)) if self._approved else None

    def has(self, draft: Draft, path: str, segment: Segment) -> bool:
        """Is there a translation to use?"""
        answer = self.answer(draft, path, segment)
        return answer is not None and answer.translation is not None

    def cover(self, draft: Draft, path: str, blocks: list[list[Segment]]) -> bool:
        """Is there one for everything in a field that has words?"""
        worded = [s for segments in blocks for s in segments if s.plan.needs_engine]
        return bool(self._approved and worded) and all(self.has(draft, path, s) for s in worded)


def _place(draft: Draft, path: str) -> Place:
    """Where a field's segments stand. A numbered field answers to its name without the number as well."""
    field, group = draft.listing.fields[path], draft.listing.group
    head, _, tail = path.rpartition("/")
    names = (path, tail, head if tail.isdigit() else "", field.label, field.role.value)
    return Place(tuple(filter(None, names)), group.category or group.product_type, group.brand)


def note_approved(draft: Draft, path: str, answers: list[tuple[Segment, Answer]]) -> list[Span]:
    """Say of each used entry what it did, and of each refused or unruly one what is wrong.

    Returns the protected spans that used entries leave out on purpose.
    """
    left_out: list[Span] = []
    for segment, answer in answers:
        source = "".join(i if isinstance(i, str) else i.source for i in segment.plan.items)
        if answer.translation is None:
            _refused(draft, path, source, answer)
            continue
        draft.state.setdefault("approved", []).append(answer.entry.origin)
        text = answer.translation.text(segment.plan.slots)
        draft.note(path, "translate", source, text, "approved by a person", answer.entry.origin)
        if answer.broken:
            _broken(draft, path, source, answer)
        left_out += answer.left_out
    return left_out


def _refused(draft: Draft, path: str, source: str, answer: Answer) -> None:
    entry = answer.entry
    draft.find(
        "approved-not-usable",
        Severity.WARNING,
        f"The approved translation of “{source}” ({entry.origin}) was not used: {answer.problem}.",
        path,
        value=entry.target,
        suggestion="Correct the entry: each slot or value of the source exactly once, tags in their order.",
        group=f"approved-not-usable:{entry.origin}",
    )


def _broken(draft: Draft, path: str, source: str, answer: Answer) -> None:
    terms = ", ".join(f"“{s.text}” → “{s.rendered}”" + (f" ({s.by})" if s.by else "") for s in answer.broken)
    draft.find(
        "approved-breaks-term",
        Severity.INFO,
        f"The approved translation of “{source}” ({answer.entry.origin}) is kept, though it does not have {terms}.",
        path,
        value=answer.entry.target,
        suggestion="Correct the entry, or add its form to the dictionary.",
        group=f"approved-breaks-term:{answer.entry.origin}",
    )
