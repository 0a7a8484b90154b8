"""The terms stage: finds entries in texts, settles all spans by precedence, says what each term must become.

In all: pin > approved entry > seller's dictionary > shipped dictionary; of the same dictionary's entries that overlap the
longer, at the same words the exact before the inflected and the narrower scope before the wider. A placeholder, a link or
a code is never matched across or into; a seller's entry may have a code among its own words (“4K TV”).
"""

from __future__ import annotations

from collections import defaultdict
from functools import partial
from typing import TYPE_CHECKING, NamedTuple
from weakref import WeakKeyDictionary

from localize.listing import Role, Span, SpanKind
from localize.terms.compounds import joined
from localize.terms.entry import Entry, Kind, Place
from localize.terms.final import FinalChecks
from localize.terms.formed import formed
from localize.terms.labels import with_labels
from localize.terms.legal import legal_spans, topic_of
from localize.terms.matching import Match, chosen
from localize.terms.shared import with_shared_endings
from localize.terms.spans import brand_spans, span_of
from localize.text.spans import settle
from localize.text.word_formation import may_be_formed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from localize.context import Context
    from localize.listing import Draft, Field, TextBlock
    from localize.terms.dictionary import Dictionary
    from localize.text.markup import Document

__all__ = ["ApplyTerms"]

_OPAQUE = frozenset({SpanKind.PLACEHOLDER, SpanKind.URL, SpanKind.EMAIL, SpanKind.CODE})
_MEASURED = frozenset({SpanKind.SIZE, SpanKind.QUANTITY, SpanKind.PRICE})


class _Known(NamedTuple):
    """What is known of a document: whether no scope decides over its terms, and its blocks' spans by where it stands."""

    fixed: bool
    spans: dict[tuple[Place, str, str, bool], list[tuple[Span, ...]]]


class ApplyTerms:
    """The stage for one language pair; ``check_forbidden`` runs on the finished texts."""

    def __init__(self, dictionary: Dictionary) -> None:
        self._dictionary = dictionary
        self._known: WeakKeyDictionary[Document, _Known] = WeakKeyDictionary()
        self._final = FinalChecks(dictionary, _place)
        self._own: dict[str, list[Entry]] = defaultdict(list)
        for entry in dictionary.entries:
            if entry.kind is Kind.LEGAL and (topic := topic_of(entry.term)):
                self._own[topic].append(entry)
        for entries in self._own.values():
            entries.sort(key=lambda entry: (entry.shipped, -entry.narrowness, -entry.reach))
        self._own_narrow = any(entry.narrowness for entries in self._own.values() for entry in entries)

    def __call__(self, drafts: Iterable[Draft], context: Context) -> Iterator[Draft]:
        """Give every block its settled spans, terms and brand included."""
        for draft in drafts:
            for path, blocks in draft.texts.items():
                place = _place(draft, draft.listing.fields[path], context)
                document = draft.state["documents"][path]
                for block, spans in zip(blocks, self._settled(document, blocks, place, context), strict=True):
                    block.spans = list(spans)
            yield draft

    def check_forbidden(self, drafts: Iterable[Draft], context: Context) -> Iterator[Draft]:
        """What dictionaries ask of the finished texts: see :class:`localize.terms.final.FinalChecks`."""
        for draft in drafts:
            if not context.identity:
                self._final.check(draft, context)
            yield draft

    def _settled(
        self, document: Document, blocks: Sequence[TextBlock], place: Place, context: Context
    ) -> Sequence[tuple[Span, ...]]:
        """The spans of a document's blocks, worked out once for all places where they are the same.

        Equal texts share their document with the spans of finders, so that those need not be compared.
        """
        known = self._known.get(document)
        if known is None:
            free = not self._own_narrow and not any(map(self._dictionary.depends_on_place, _texts(blocks)))
            # Words that a compound is formed of may depend on the place where the compound as a whole does not.
            languages = context.source_language, context.target_language
            fixed = free and not any(may_be_formed(text, *languages) for text in _texts(blocks))
            known = self._known[document] = _Known(fixed, {})
        where = _without_scopes(place) if known.fixed else place
        key = where, context.source_locale, context.market.locale, context.identity
        spans = known.spans.get(key)
        if spans is None:
            spans = known.spans[key] = [
                self._settle(block, tuple(anchor.offset for anchor in parsed.anchors), where, context)
                for block, parsed in zip(blocks, document.blocks, strict=True)
            ]
        return spans

    def _settle(self, block: TextBlock, offsets: tuple[int, ...], place: Place, context: Context) -> tuple[Span, ...]:
        if context.identity:
            return tuple(settle(block.spans))
        spans: Sequence[Span] = settle(self._found(block, offsets, place, context))
        if not context.same_language:
            anywhere = Place(role=Role.CHOICE.value, market=context.market.locale)
            find = partial(self._dictionary.candidates, place=anywhere)
            spans = with_shared_endings(block.text, spans, offsets, find, context.source_locale, context.market.locale)
        if place.role == Role.CHOICE and not context.same_language:
            find = partial(self._dictionary.candidates, place=place)
            found = joined(block.text, spans, context.market.locale)
            return tuple(formed(block.text, found, find, context.source_locale, context.market.locale))
        return tuple(spans)

    def _found(self, block: TextBlock, offsets: Sequence[int], place: Place, context: Context) -> list[Span]:
        """All spans of a block: those of the finders, terms, the brand, legal passages."""
        text = block.text
        opaque = [span for span in block.spans if span.kind in _OPAQUE]
        measured = [span for span in block.spans if span.kind in _MEASURED]
        candidates = self._dictionary.candidates(text, place)
        free = [
            match
            for match in with_labels(candidates, text, offsets, place, self._dictionary)
            if not any(match.start < offset < match.end for offset in offsets)
            and all(_may_hold(match, span) for span in opaque)
            and not (match.numbers and any(_is_torn(match, span) for span in measured))
        ]
        won = chosen(free)
        locales = context.source_locale, context.market.locale
        terms = [span_of(text, match, *locales) for match in [*won, *_second(free, won)]]
        others = [span for span in block.spans if not _is_taken(span, won)]
        named = [span for span in brand_spans(text, place.brand or place.house) if not _is_entered(span, won)]
        whole = [span for span in named if not any(span.start < offset < span.end for offset in offsets)]
        found = [*others, *terms, *whole]
        if context.same_language:
            return found
        sure = terms[: len(won)]
        return [*found, *legal_spans(text, others, sure, offsets, place, context.source_language, self._own)]


def _texts(blocks: Iterable[TextBlock]) -> Iterator[str]:
    return (block.text for block in blocks)


def _without_scopes(place: Place) -> Place:
    """As much of a place as decides over spans where no entry's scope does: the brand, and how lines end."""
    return Place(role=place.role, brand=place.brand, house=place.house)


def _may_hold(match: Match, span: Span) -> bool:
    """May a match stand where an opaque span stands? Beside it, or around a code; a seller's also in its place."""
    if match.end <= span.start or span.end <= match.start:
        return True
    around = match.start <= span.start and span.end <= match.end
    longer = match.end - match.start > span.end - span.start
    return span.kind is SpanKind.CODE and around and (longer or not match.entry.shipped)


def _is_torn(match: Match, span: Span) -> bool:
    """Does a match take a number out of a measure (“box of 71 x 18 in”)? Then it is no count."""
    overlaps = match.start < span.end and span.start < match.end
    return overlaps and not (match.start <= span.start and span.end <= match.end)


def _second(free: Sequence[Match], won: Sequence[Match]) -> Iterator[Match]:
    """Matches inside a winner of the same dictionary: they have their turn where another kind of span beats the winner."""
    for match in free:
        for winner in won:
            inside = winner.start <= match.start and match.end <= winner.end and match is not winner
            if inside and match.entry.shipped == winner.entry.shipped:
                yield match
                break


def _is_taken(span: Span, won: Sequence[Match]) -> bool:
    """Is it a code that is among an entry's own words?"""
    return span.kind is SpanKind.CODE and any(m.start <= span.start and span.end <= m.end for m in won)


def _is_entered(brand: Span, won: Sequence[Match]) -> bool:
    """Has the seller an entry for the very brand, written as the brand is? Then that says what becomes of it."""
    return any(
        match.start <= brand.start
        and brand.end <= match.end
        and not match.entry.shipped
        and brand.text in match.entry.term
        for match in won
    )


def _place(draft: Draft, field: Field, context: Context) -> Place:
    group = draft.listing.group
    return Place(
        field=field.path,
        label=field.label,
        role=field.role.value,
        category=group.category or group.product_type,
        brand=group.brand,
        house=group.attributes.get("house", ""),
        market=context.market.locale,
        marketplace=context.marketplace,
    )
