"""The terms stage: finds entries in texts, settles all spans by precedence, says what each term must become."""

from __future__ import annotations

from typing import TYPE_CHECKING

from localize.listing import Severity, Span, SpanKind
from localize.remembered import Remembered
from localize.terms.entry import Kind, Place, tokens_of
from localize.text.casing import carry_case
from localize.text.spans import settle

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from localize.context import Context
    from localize.listing import Draft, Field, TextBlock
    from localize.terms.dictionary import Dictionary, Match

__all__ = ["ApplyTerms"]

_IN_TEXT = frozenset({Kind.KEEP, Kind.TRANSLATE})


class ApplyTerms:
    """The stage for one language pair; ``check_forbidden`` runs on the finished texts."""

    def __init__(self, dictionary: Dictionary) -> None:
        self._dictionary = dictionary
        self._known = Remembered[tuple[Span, ...]]()

    def __call__(self, drafts: Iterable[Draft], context: Context) -> Iterator[Draft]:
        """Give every block its settled spans, terms and brand included."""
        for draft in drafts:
            for path, blocks in draft.texts.items():
                field = draft.listing.fields[path]
                place = _place(draft, field, context)
                document = draft.state["documents"][path]
                for block, parsed in zip(blocks, document.blocks, strict=True):
                    offsets = tuple(anchor.offset for anchor in parsed.anchors)
                    block.spans = list(self._settled(block, offsets, place, context))
            yield draft

    def _settled(self, block: TextBlock, offsets: tuple[int, ...], place: Place, context: Context) -> tuple[Span, ...]:
        key = block.text, tuple(block.spans), offsets, place, context.target_language, context.identity
        known = self._known.get(key)
        if known is None:
            found = () if context.identity else self._terms(block.text, place, context.target_language)
            terms = [*found, *_brand(block.text, place.brand)]
            whole = (s for s in terms if not any(s.start < o < s.end for o in offsets))
            known = self._known.put(key, tuple(settle([*block.spans, *whole])), len(block.text))
        return known

    def _terms(self, text: str, place: Place, language: str) -> Iterator[Span]:
        for match in self._dictionary.matches(text, place):
            if match.entry.kind in _IN_TEXT:
                yield _span(text, match, language)

    def check_forbidden(self, drafts: Iterable[Draft], context: Context) -> Iterator[Draft]:
        """A forbidden word in the localized text is an error, with the replacement that the dictionary suggests."""
        for draft in drafts:
            if self._dictionary.forbidden and not context.identity:
                for path in draft.texts:
                    self._forbidden(draft, path, context)
            yield draft

    def _forbidden(self, draft: Draft, path: str, context: Context) -> None:
        place = _place(draft, draft.listing.fields[path], context)
        words = [t for t, _, _ in tokens_of(draft.values[path])]
        for entry in self._dictionary.forbidden:
            wanted = [t for t, _, _ in tokens_of(entry.term)]
            if entry.applies(place) and any(words[i : i + len(wanted)] == wanted for i in range(len(words))):
                draft.find(
                    "forbidden-word",
                    Severity.ERROR,
                    f"“{entry.term}” must not appear here ({entry.origin}).",
                    path,
                    suggestion=f"Write “{entry.translation}” instead." if entry.translation else "Take it out.",
                )


def _place(draft: Draft, field: Field, context: Context) -> Place:
    group = draft.listing.group
    return Place(
        field=field.path,
        label=field.label,
        role=field.role.value,
        category=group.category or group.product_type,
        brand=group.brand,
        market=context.market.locale,
        marketplace=context.marketplace,
    )


def _span(text: str, match: Match, language: str) -> Span:
    entry = match.entry
    words = text[match.start : match.end]
    if entry.kind is Kind.KEEP:
        return Span(match.start, match.end, SpanKind.KEEP, words, value=entry, why="kept", by=entry.origin)
    kind = SpanKind.SHIPPED_TERM if entry.shipped else SpanKind.TERM
    target = entry.translation.split("|")
    chosen = target[0] if match.number in {"", "1"} or len(target) == 1 else target[-1]
    forms = (*target, *entry.forms)
    return Span(
        match.start,
        match.end,
        kind,
        words,
        value=entry,
        target=carry_case(words, chosen.replace("{n}", match.number), language),
        accepted=tuple(form.replace("{n}", match.number) for form in forms),
        kin=(entry.pos, entry.gender),
        why=f"dictionary: {entry.term} → {entry.translation}",
        by=entry.origin,
    )


def _brand(text: str, brand: str) -> Iterator[Span]:
    """The listing's own brand, as it is written in its brand field, is never translated."""
    if len(brand) < 2:
        return
    start = text.find(brand)
    while start >= 0:
        end = start + len(brand)
        whole = not (text[start - 1 : start].isalnum() or text[end : end + 1].isalnum())
        if whole:
            yield Span(start, end, SpanKind.KEEP, brand, why="the listing's brand")
        start = text.find(brand, end)
