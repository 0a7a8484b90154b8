"""The translate stage, in its two halves: what must be asked of an engine, and what to do with the answers.

Between the two the desk is solved: by the run in blocks, by the API for each window of listings.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from localize.listing import Role, Span, SpanKind, TextBlock
from localize.text.analysis import documents_of
from localize.text.numbers import localize_number
from localize.translation.approved import RUNG
from localize.translation.approved_use import Approvals, note_approved
from localize.translation.block_languages import TERM_KINDS, languages_of
from localize.translation.compose import Segment, plan_block, render_block
from localize.translation.labelled import label_of, with_label
from localize.translation.plan import Translation, unchanged
from localize.translation.reports import report_left_words, report_untranslated
from localize.translation.shared import once
from localize.translation.usage import in_usage_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from localize.context import Context
    from localize.listing import Draft, StageName
    from localize.translation.approved import Answer, Approved
    from localize.translation.desk import Desk
    from localize.translation.plan import Plan
    from localize.translation.usage import Rewrite

__all__ = ["plans_of", "translate_drafts"]

_DIGIT_KINDS = frozenset({SpanKind.NUMBER})


def plans_of(drafts: Iterable[Draft], context: Context, approved: Approved | None = None) -> Iterator[Plan]:
    """Every plan that the drafts need an engine for: none that a person approved a translation of, none without an engine."""
    if _engine_is_off(context):
        return
    approvals = Approvals(approved, context)
    for draft in drafts:
        for path in draft.texts:
            for segments in _segments(draft, path, context, approvals):
                yield from (s.plan for s in segments or () if not approvals.has(draft, path, s))


def translate_drafts(
    drafts: Iterable[Draft], context: Context, desk: Desk | None, engine: str, approved: Approved | None = None
) -> Iterator[Draft]:
    """Put approved translations and the desk's into the drafts; ``engine`` is named in the changes.

    Without a desk (no engine wanted, or none needed between locales of one language) approved translations, terms and
    conversions still take their places in the source's words.
    """
    off = desk is None or _engine_is_off(context)
    approvals = Approvals(approved, context)
    for draft in drafts:
        for path in draft.texts:
            _translate_field(draft, path, context, approvals, None if off else desk, engine)
        yield draft


def _engine_is_off(context: Context) -> bool:
    return context.same_language or "translate" in context.skip


Planned = list[list[Segment] | None]
"""Segments of each block of a field; None for a block that is left alone."""


def _segments(draft: Draft, path: str, context: Context, approvals: Approvals) -> Planned:
    """Segments of each block of a field, made once; empty where the field is left alone."""
    known: dict[str, Planned] = draft.state.setdefault("segments", {})
    if path not in known:
        known[path] = _plan_field(draft, path, context, approvals)
    return known[path]


def _plan_field(draft: Draft, path: str, context: Context, approvals: Approvals) -> Planned:
    if draft.listing.fields[path].role is Role.SIZE and _converted(draft, path):
        return []
    spans, planned = _planned(draft, path, context)
    blocks = [TextBlock(b.text, list(own)) for b, own in zip(draft.texts[path], spans, strict=True)]
    # A text that is taken for another language is left alone, unless a person translated all of it.
    if not _engine_is_off(context) and not approvals.cover(draft, path, [block or [] for block in planned]):
        languages = languages_of(draft, path, context)
        if set(languages) != {context.source_language}:
            some = any(languages)
            blocks = [
                _in_language(block, code, context, some=some) for block, code in zip(blocks, languages, strict=True)
            ]
            planned = _plan_blocks(draft, path, blocks, languages, context)
            if not some:  # nothing that was noted of its pieces will happen
                draft.changes = [c for c in draft.changes if c.field != path or c.scope == "field"]
    draft.texts[path] = blocks
    return planned


def _planned(draft: Draft, path: str, context: Context) -> tuple[tuple[tuple[Span, ...], ...], Planned]:
    """The spans of a field's blocks with plain numbers as the market writes them, and the segments that they are cut into."""
    blocks, field = draft.texts[path], draft.listing.fields[path]

    def plan() -> tuple[tuple[tuple[Span, ...], ...], Planned]:
        numbered = [TextBlock(b.text, [_numbered(s, b.text, context) for s in b.spans]) for b in blocks]
        planned = _plan_blocks(draft, path, numbered, [context.source_language] * len(blocks), context)
        return tuple(tuple(block.spans) for block in numbered), planned

    spans = tuple(tuple(block.spans) for block in blocks)
    kind = field.role is Role.HTML, field.role is Role.KEYWORDS, label_of(field)
    key = "planned", spans, kind, context.source_locale, context.market.locale
    return once(documents_of(draft)[path], key, plan)


def _in_language(block: TextBlock, language: str | None, context: Context, *, some: bool) -> TextBlock:
    """The block without spans that were found by reading it as the catalog's language.

    What is bound to other blocks stays where ``some`` of the field is localized: no unit goes without its numbers.
    """
    if language == context.source_language:
        return block
    if language is None:
        return TextBlock(block.text, [s for s in block.spans if s.bound] if some else [])
    return TextBlock(block.text, [s for s in block.spans if s.kind not in TERM_KINDS])


def _plan_blocks(
    draft: Draft, path: str, blocks: list[TextBlock], languages: Sequence[str | None], context: Context
) -> Planned:
    document, field, target = documents_of(draft)[path], draft.listing.fields[path], context.target_language
    lines, items, label = field.role is not Role.HTML, field.role is Role.KEYWORDS, label_of(field)

    def plan(number: int, block: TextBlock, language: str) -> list[Segment]:
        segments = plan_block(document.blocks[number], block, language, target, lines=lines, items=items)
        return with_label(segments, label)

    return [
        once(
            document,
            ("segments", number, tuple(block.spans), language, target, lines, items, label),
            partial(plan, number, block, language),
        )
        if language is not None
        else None
        for number, (block, language) in enumerate(zip(blocks, languages, strict=True))
    ]


def _converted(draft: Draft, path: str) -> bool:
    return draft.values[path] != draft.listing.fields[path].value


def _numbered(span: Span, text: str, context: Context) -> Span:
    if span.kind not in _DIGIT_KINDS or span.target is not None:
        return span
    written = localize_number(span.text, text[: span.start], context.source_locale, context.market.locale)
    if written == span.text:
        return span
    return replace(span, target=written, why=f"number as written in {context.market.locale}", by="CLDR")


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What becomes of a field; without approved entries, which look at the place, its text alone decides that.

    ``terms`` are changes: before, after, why and by. ``kept`` are spans that must stand in the value, ``standing`` their texts.
    """

    answers: list[tuple[Segment, Translation]]
    value: str
    credit: tuple[StageName, str, str]
    terms: list[tuple[str, str, str, str]]
    rewrites: list[Rewrite]
    approved: list[tuple[Segment, Answer]]
    kept: list[Span]
    standing: tuple[str, ...]


def _translate_field(
    draft: Draft, path: str, context: Context, approvals: Approvals, desk: Desk | None, engine: str
) -> None:
    planned = _segments(draft, path, context, approvals)
    if not planned:
        return
    make = partial(_outcome, draft, path, planned, context, approvals, desk, engine)
    if approvals:
        outcome = make()
    else:
        solved = tuple(desk[s.plan.key] for segments in planned for s in segments or ()) if desk is not None else None
        # The spans of a block are those that its segments were planned with, so these lists stand for them, too.
        key = "outcome", tuple(map(id, planned)), _bound(draft, path), solved, context.market.locale, engine
        outcome = once(documents_of(draft)[path], key, make)
    draft.set(path, outcome.value, *outcome.credit)
    left_out = note_approved(draft, path, outcome.approved)
    _protect(draft, path, outcome, left_out)
    for before, after, why, by in outcome.terms:
        draft.note(path, "terms", before, after, why, by)
    for before, after, by in outcome.rewrites:
        draft.note(path, "translate", before, after, f"usage in {context.market.locale}", by)
    report_untranslated(draft, path, outcome.answers, context, off=desk is None)
    report_left_words(draft, path, outcome.answers, context)
    draft.state.setdefault("answers", {})[path] = outcome.answers


def _outcome(
    draft: Draft,
    path: str,
    planned: Planned,
    context: Context,
    approvals: Approvals,
    desk: Desk | None,
    engine: str,
) -> _Outcome:
    answers: list[tuple[Segment, Translation]] = []
    rewrites: list[Rewrite] = []
    approved: list[tuple[Segment, Answer]] = []

    def answer(segment: Segment) -> Translation:
        found = approvals.answer(draft, path, segment)
        if found is not None:
            approved.append((segment, found))
        solved = found.translation if found else None
        if solved is None and desk is not None:
            solved, rewritten = in_usage_of(context.market.locale, desk[segment.plan.key])
            rewrites.extend(rewritten)
        solved = solved or unchanged(segment.plan, "off")
        answers.append((segment, solved))
        return solved

    document = documents_of(draft)[path]
    solved = tuple(tuple(map(answer, segments or ())) for segments in planned)
    value = once(
        document,
        ("value", tuple(map(id, planned)), _bound(draft, path), solved),
        lambda: document.render(_replaced(draft, path, planned, solved)),
    )
    entries = [a.entry.origin for _, a in approved if a.translation is not None]
    credit = _credit(draft, path, answers, engine, entries)
    kept = [span for block in draft.texts[path] for span in block.spans if _must_stand(span)]
    standing = tuple(span.rendered for span in kept)
    return _Outcome(answers, value, credit, list(_terms(answers)), rewrites, approved, kept, standing)


def _replaced(
    draft: Draft, path: str, planned: Planned, solved: Sequence[Sequence[Translation]]
) -> dict[int, list[str | int]]:
    """The blocks whose text changed, in parts; the others keep the source's own characters."""
    blocks = documents_of(draft)[path].blocks
    replaced: dict[int, list[str | int]] = {}
    for number, (block, segments) in enumerate(zip(draft.texts[path], planned, strict=True)):
        if segments or any(span.target is not None for span in block.spans):
            answers = dict(zip(map(id, segments or ()), solved[number], strict=True))
            parts = render_block(blocks[number], block, segments or [], partial(_answer, answers))
            if "".join(p for p in parts if isinstance(p, str)) != block.text:
                replaced[number] = parts
    return replaced


def _bound(draft: Draft, path: str) -> tuple[Span, ...]:
    """What stands even in blocks that are left alone, for which no segments speak."""
    return tuple(span for block in draft.texts[path] for span in block.spans if span.bound)


def _answer(answers: Mapping[int, Translation], segment: Segment) -> Translation:
    return answers[id(segment)]


def _credit(
    draft: Draft, path: str, answers: list[tuple[Segment, Translation]], engine: str, entries: list[str]
) -> tuple[StageName, str, str]:
    """Which stage the field's change belongs to: translation by person or engine, else terms, else conversions."""
    rungs = Counter(t.rung for _, t in answers if t.rung not in {"none", "off", RUNG})
    whys = [f"{len(entries)} × approved by a person"] if entries else []
    if rungs:
        whys.append("machine translation (" + ", ".join(f"{n} × {rung}" for rung, n in sorted(rungs.items())) + ")")
    if whys:
        return "translate", ", ".join(whys), ", ".join([*dict.fromkeys(entries), *([engine] if rungs else [])])
    spans = [s for block in draft.texts[path] for s in block.spans if s.target is not None]
    terms = [s for s in spans if s.kind in TERM_KINDS]
    if terms:
        return "terms", "dictionary", ", ".join(dict.fromkeys(s.by for s in terms))
    return (
        "convert",
        "; ".join(dict.fromkeys(s.why for s in spans)),
        ", ".join(dict.fromkeys(s.by for s in spans if s.by)),
    )


def _must_stand(span: Span) -> bool:
    """Is it a span that *verify* and *fit* must find again in the final value?"""
    # A rule may remove a legal passage; that it stands there otherwise is what its finding is about.
    return span.kind not in TERM_KINDS and not (span.kind is SpanKind.LEGAL and span.target is None)


def _protect(draft: Draft, path: str, outcome: _Outcome, left_out: Sequence[Span]) -> None:
    """What *verify* and *fit* must find again: strings that stand in the final value."""
    protected = outcome.standing
    if left_out:
        protected = tuple(span.rendered for span in outcome.kept if not any(span is left for left in left_out))
    draft.state.setdefault("protected", {})[path] = protected


def _terms(answers: Iterable[tuple[Segment, Translation]]) -> Iterator[tuple[str, str, str, str]]:
    """Each term as a change of its own: the form that stands in the translation, and the entry behind it."""
    for segment, translation in answers:
        forms = dict(translation.forms)
        for index, span in enumerate(segment.payload):
            if not isinstance(span, Span) or span.kind not in TERM_KINDS:
                continue
            if index in forms or translation.rung != RUNG:
                yield span.text, forms.get(index, span.rendered), span.why, span.by
