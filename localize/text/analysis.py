"""From a listing's texts to blocks with spans, once per listing: parse the markup, run the finders over plain text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from localize.listing import Role, Span, SpanKind, TextBlock
from localize.remembered import Remembered
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


_Parsed = tuple[Document, tuple[tuple[Span, ...], ...]]
"""A parsed text, and the spans of each of its blocks."""


class Analyse:
    """The stage that fills ``draft.texts``. Spans may still overlap: terms come later and precedence is settled then.

    Equal texts share their document and their spans, so that later stages can tell by identity what they did already.
    """

    def __init__(self, finders: Iterable[Finder]) -> None:
        self._finders = tuple(finders)
        self._known = Remembered[_Parsed]()

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
            if value.strip() and (field.role.is_text or (field.role is Role.SIZE and self._is_words(value, locale))):
                documents[path], spans = self._parsed(value, locale, entities=field.role is Role.HTML)
                blocks = zip(documents[path].blocks, spans, strict=True)
                draft.texts[path] = [TextBlock(block.text, list(found)) for block, found in blocks]

    def _parsed(self, value: str, locale: str, *, entities: bool) -> _Parsed:
        key = value, locale, entities
        known = self._known.get(key)
        if known is None:
            document = Document(value, entities=entities, marks=True)
            spans = tuple(self._find(block, locale) for block in document.blocks)
            known = self._known.put(key, (document, spans), len(value))
        return known

    def _is_words(self, value: str, locale: str) -> bool:
        """Some sizes are words (“One size”) or measures (“8 in”): those go the way of texts."""
        return bool(_WORD.search(value)) or any(s.kind is SpanKind.QUANTITY for s in self._spans(value, locale))

    def _find(self, block: Block, locale: str) -> tuple[Span, ...]:
        """Spans of a block; what reaches across a tag is left out, for the tag could not keep its place."""
        offsets = [anchor.offset for anchor in block.anchors]
        spans = self._spans(block.text, locale)
        return tuple(s for s in spans if not any(s.start < offset < s.end for offset in offsets))

    def _spans(self, text: str, locale: str) -> Iterator[Span]:
        return (span for finder in self._finders for span in finder(text, locale))
