"""The stage that converts quantities: spans in texts, and columns that hold numbers and units."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from localize.listing import SpanKind
from localize.units.convert import convert_quantity
from localize.units.evidence import about_field, other_numbers, report_doubt
from localize.units.fields import convert_fields

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from localize.context import Context
    from localize.listing import Draft, Span

__all__ = ["convert_units"]

_Known = dict[tuple[str, str, tuple["Span", ...]], list[tuple["Span", bool]]]
"""What became of the spans of a text, for the texts of a chunk: variants repeat their product's."""


def convert_units(drafts: Iterable[Draft], context: Context) -> Iterator[Draft]:
    """Give every quantity span its target, and every quantity column its converted number and unit.

    Does nothing if ``units`` is skipped or the run is the identity run. Finding codes: ``quantity-not-understood``,
    ``ambiguous-number``, ``header-unit-kept`` (once per header and call).
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
    numbers = ""
    for path, blocks in draft.texts.items():
        for block in blocks:
            if not any(span.kind is SpanKind.QUANTITY for span in block.spans):
                continue
            about = f"{block.text} {about_field(draft, path)}"
            if any(map(_is_ambiguous, block.spans)):
                numbers = numbers or other_numbers(draft)
                about_numbers = numbers
            else:
                about_numbers = ""
            key = about, about_numbers, tuple(block.spans)
            if key not in known:
                known[key] = [_converted(span, about, about_numbers, context) for span in block.spans]
            block.spans = [span for span, _ in known[key]]
            for span, is_doubtful in known[key]:
                if is_doubtful:
                    report_doubt(draft, path, span.text)
                elif span.kind is SpanKind.QUANTITY and span.target not in {None, span.text}:
                    draft.note(path, "convert", span.text, span.rendered, span.why, span.by)


def _is_ambiguous(span: Span) -> bool:
    if span.kind is not SpanKind.QUANTITY or span.value is None:
        return False
    return any(t.number.is_ambiguous for m in span.value.measures for t in m.terms)


def _converted(span: Span, about: str, numbers: str, context: Context) -> tuple[Span, bool]:
    """The span with its target, and whether it was left because its number can be read in two ways."""
    if span.kind is not SpanKind.QUANTITY or span.value is None:
        return span, False
    country = context.source_country
    done = convert_quantity(span.value, context.market, source_country=country, context=about, numbers=numbers)
    if done is None:
        return span, False
    target = done.target
    if context.settings.units.original and not done.kept:
        target = f"{target} ({span.text})"
    return replace(span, target=target, why=done.why, by=done.by), done.doubtful
