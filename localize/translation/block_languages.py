"""Which language each block of a field is in, and what is done about one that is not the catalog's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from localize.decisions import decided_for
from localize.listing import Severity, SpanKind
from localize.text.languages import detect_language, language_name
from localize.text.own_language import is_already, reads_as

if TYPE_CHECKING:
    from collections.abc import Iterator

    from localize.context import Context
    from localize.listing import Draft, TextBlock

__all__ = ["TERM_KINDS", "languages_of"]

TERM_KINDS = frozenset({SpanKind.TERM, SpanKind.SHIPPED_TERM})
"""Spans of dictionary entries: they were found by reading the text as the catalog's language."""


def languages_of(draft: Draft, path: str, context: Context) -> list[str | None]:
    """The language of each block, with the whole field as its prior; None for a block that is left alone.

    What is in the target's language already is fine as it is. Another language goes through an engine of its own if there
    is one, else it is left and reported.
    """
    found = _told(draft, path, context)
    served = {context.source_language, *context.translatable}
    left = sorted({code for code in found if code not in served and code != context.target_language})
    if left:
        names = " and ".join(map(language_name, left))
        draft.find(
            "other-language",
            Severity.WARNING,
            f"Text in {names}, not {language_name(context.source_language)}, was left as it is.",
            path,
            suggestion=f"Translate it by hand, or localize such rows with --from {left[0]}.",
        )
    return [code if code in served and code != context.target_language else None for code in found]


def _told(draft: Draft, path: str, context: Context) -> list[str]:
    """What tells the language of each block: a person's decision, else the text."""
    blocks = draft.texts[path]
    if decided := decided_for(draft, path, "language", context):
        return [decided] * len(blocks)
    source, target = context.source_language, context.target_language
    whole = _language(blocks, source, source)
    found = [whole] if len(blocks) == 1 else [_language([block], whole, source) for block in blocks]
    return [
        target if code == source and is_already(block.text, target, source) else code
        for code, block in zip(found, blocks, strict=True)
    ]


def _language(blocks: list[TextBlock], expected: str, source: str) -> str:
    """The language that the blocks read as together; terms that a dictionary knows speak for the source's.

    A detector knows no “Norwegian Nynorsk” or “Mauritanian ouguiya”, and takes a list of such for Latin. Where entries make
    up most of the text, only what stands around them can contradict: in “Slim Fit Hoodie Damen schwarz” it does.
    """
    text = " ".join(block.text for block in blocks)
    code = detect_language(text, expected)
    if code == source:
        return code
    around = " ".join(piece for block in blocks for piece in _around_terms(block))
    if _letters(around) * 2 > _letters(text):
        return code
    return code if reads_as(around, code, source) else source


def _around_terms(block: TextBlock) -> Iterator[str]:
    """The text before, between and after the block's dictionary entries."""
    end = 0
    for span in block.spans:
        if span.kind in TERM_KINDS:
            yield block.text[end : span.start]
            end = span.end
    yield block.text[end:]


def _letters(text: str) -> int:
    return sum(map(str.isalpha, text))
