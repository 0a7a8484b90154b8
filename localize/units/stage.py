"""The stage that converts quantities: spans in texts, and columns that hold numbers and units."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from localize.listing import SpanKind
from localize.units.convert import convert_quantity
from localize.units.fields import about_field, convert_fields

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from localize.context import Context
    from localize.listing import Draft, Span

__all__ = ["convert_units"]

_Known = dict[tuple[str, tuple["Span", ...]], list["Span"]]
"""What became of the spans of a text, for the texts of a chunk: variants repeat their product's."""


def convert_units(drafts: Iterable[Draft], context: Context) -> Iterator[Draft]:
    """Give every quantity span its target, and every quantity column its converted number and unit.

    Does nothing if ``units`` is skipped or the run is the identity run. Finding codes: ``quantity-not-understood``,
    ``header-unit-kept`` (once per header and call).
    """
    if "units" in context.skip or context.identity:
        yield from drafts
        return
    noted_headers: set[str] = set()
    known: _Known = {}
    for draft in drafts:
        _convert_texts(draft, context, known)
        convert_fields(draft, context, noted_headers)
        yield draft


def _convert_texts(draft: Draft, context: Context, known: _Known) -> None:
    for path, blocks in draft.texts.items():
        for block in blocks:
            if not any(span.kind is SpanKind.QUANTITY for span in block.spans):
                continue
            about = f"{block.text} {about_field(draft, path)}"
            key = about, tuple(block.spans)
            if key not in known:
                known[key] = [_converted(span, about, context) for span in block.spans]
            block.spans = list(known[key])
            for span in block.spans:
                if span.kind is SpanKind.QUANTITY and span.target not in {None, span.text}:
                    draft.note(path, "convert", span.text, span.rendered, span.why, span.by)


def _converted(span: Span, about: str, context: Context) -> Span:
    if span.kind is not SpanKind.QUANTITY or span.value is None:
        return span
    done = convert_quantity(span.value, context.market, source_country=context.source_country, context=about)
    if done is None:
        return span
    target = done.target
    if context.settings.units.original and not done.kept:
        target = f"{target} ({span.text})"
    return replace(span, target=target, why=done.why, by=done.by)
