"""From a listing's texts to blocks with spans, once per listing: parse the markup, run the finders over plain text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from localize.listing import Role, Span, SpanKind, TextBlock
from localize.remembered import Remembered
from localize.text.crossing import before_exponent, behind_label, crossed, pieces, report_crossed, widened
from localize.text.markup import Block, Document

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from localize.context import Context
    from localize.listing import Draft
    from localize.protocols import Finder

__all__ = ["Analyse", "documents_of"]

_WORD = re.compile(r"[^\W\d_]{3,}")


def documents_of(draft: Draft) -> dict[str, Document]:
    """The parsed texts of a draft by field path; :class:`Analyse` fills it."""
    documents: dict[str, Document] = draft.state.setdefault("documents", {})
    return documents


_CHARACTERS = 400_000
"""Of texts whose documents are remembered, with what stages worked out of them, which takes many times their length."""

_HINT = "Put the tag around the number and its unit, or around neither."
_MEASURING = frozenset({SpanKind.QUANTITY, SpanKind.SIZE, SpanKind.PRICE})


class _Parsed(NamedTuple):
    """A parsed text, the spans of each of its blocks, and those that were given up for a tag inside them."""

    document: Document
    spans: tuple[tuple[Span, ...], ...]
    given_up: tuple[str, ...]


class Analyse:
    """The stage that fills ``draft.texts``. Spans may still overlap: terms come later and precedence is settled then.

    Equal texts share their document and their spans, so that later stages can tell by identity what they did already.
    """

    def __init__(self, finders: Iterable[Finder]) -> None:
        self._finders = tuple(finders)
        self._known = Remembered[_Parsed](_CHARACTERS)

    def __call__(self, drafts: Iterable[Draft], context: Context) -> Iterator[Draft]:
        """Parse each text field and find what its translator must not touch."""
        for draft in drafts:
            if not context.identity:
                self._analyse(draft, context.source_locale)
            yield draft

    def _analyse(self, draft: Draft, locale: str) -> None:
        documents = documents_of(draft)
        for path, field in draft.listing.fields.items():
            value = draft.values[path]
            if (
                path not in draft.locked
                and value.strip()
                and (field.role.is_text or (field.role is Role.SIZE and self._is_words(value, locale)))
            ):
                parsed = self._parsed(value, locale, entities=field.role is Role.HTML)
                documents[path] = parsed.document
                blocks = zip(parsed.document.blocks, parsed.spans, strict=True)
                draft.texts[path] = [TextBlock(block.text, list(found)) for block, found in blocks]
                for text in parsed.given_up:
                    report_crossed(draft, path, text, _HINT)

    def _parsed(self, value: str, locale: str, *, entities: bool) -> _Parsed:
        key = value, locale, entities
        known = self._known.get(key)
        if known is None:
            document = Document(value, entities=entities, marks=True)
            given_up: list[str] = []
            spans = tuple(self._find(block, locale, given_up) for block in document.blocks)
            known = self._known.put(key, _Parsed(document, spans, tuple(dict.fromkeys(given_up))), len(value))
        return known

    def _is_words(self, value: str, locale: str) -> bool:
        """Some sizes are words (“One size”) or measures (“8 in”): those go the way of texts."""
        return bool(_WORD.search(value)) or any(s.kind is SpanKind.QUANTITY for s in self._spans(value, locale))

    def _find(self, block: Block, locale: str, given_up: list[str]) -> tuple[Span, ...]:
        """Spans of a block. One that reaches across a tag takes the tag's pair around it, or is left out."""
        spans = self._spans(block.text, locale)
        if not block.anchors:
            return tuple(spans)
        kept: list[Span] = []
        for number, span in enumerate(spans):
            if span.kind in _MEASURING and crossed(span, block.anchors):
                if bare := behind_label(span, block.anchors):
                    spans[number] = bare
                elif moved := widened(span, block.anchors):
                    block.anchors = moved
                elif lower := before_exponent(span, block.anchors):
                    spans[number] = lower[0]
                    kept.append(lower[1])
                else:
                    given_up.append(span.text)
                    kept += pieces(span, block.anchors) if span.kind is SpanKind.QUANTITY else ()
        return tuple(span for span in (*spans, *kept) if not crossed(span, block.anchors))

    def _spans(self, text: str, locale: str) -> list[Span]:
        found: list[Span] = []
        for finder in self._finders:
            found += finder(text, locale)
        return found
