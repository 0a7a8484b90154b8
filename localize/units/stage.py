"""The stage that converts quantities: spans in texts, and columns that hold numbers and units."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from localize.listing import SpanKind
from localize.text.analysis import documents_of
from localize.text.crossing import report_crossed
from localize.units.ambiguity import is_ambiguous
from localize.units.convert import convert_quantity
from localize.units.counts import state_counts
from localize.units.decided import name_units, refuse_unknown_units
from localize.units.duals import readings_differ
from localize.units.evidence import about_field, named_by, other_numbers, report_doubt, report_readings
from localize.units.fields import convert_fields
from localize.units.label_cells import names_of_cells
from localize.units.led_ranges import with_lead
from localize.units.option_units import in_option_unit, name_bare_numbers, rename_options
from localize.units.quantity import Quantity
from localize.units.raised import UNRAISED, UNRAISED_HINT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from localize.context import Context
    from localize.listing import Draft, Span, TextBlock

__all__ = ["convert_units"]

_AROUND = " \t\r\n\u00a0+.*~≈"
"""What may stand around a quantity that is all of a cell: 3m+."""

_Known = dict[tuple[str, str], tuple[list["Span"], list[tuple["Span", bool]]]]
"""The quantities of a text and what became of them, for the texts of a chunk: variants repeat their product's."""


def convert_units(drafts: Iterable[Draft], context: Context) -> Iterator[Draft]:
    """Give every quantity span its target, and every quantity column its converted number and unit.

    Does nothing if ``units`` is skipped or the run is the identity run. Finding codes: ``quantity-not-understood``,
    ``ambiguous-number``, ``readings-differ``, ``header-unit-kept`` and ``quantity-without-unit`` (once per header and call),
    ``pack-count-differs``.
    """
    if "units" in context.skip or context.identity:
        yield from drafts
        return
    refuse_unknown_units(context)
    noted_headers: set[str] = set()
    known: _Known = {}
    for draft in drafts:
        name_units(draft, context)
        name_bare_numbers(draft, context)
        _convert_texts(draft, context, known)
        rename_options(draft, context, noted_headers)
        convert_fields(draft, context, noted_headers)
        state_counts(draft, context)
        yield draft


def _convert_texts(draft: Draft, context: Context, known: _Known) -> None:
    numbers, quantity, title = "", SpanKind.QUANTITY, draft.listing.group.title
    for path, blocks in draft.texts.items():
        names: Mapping[int, str] | None = None
        for number, block in enumerate(blocks):
            found = [span for span in block.spans if span.kind is quantity and span.value is not None]
            if not found:
                continue
            name = ""
            if block.text.strip(_AROUND) == found[0].text:
                names = _names(draft, path) if names is None else names
                name = names.get(number, "")
            about = f"{name}{block.text} {about_field(draft, path)}"
            if any(is_ambiguous(span.value) for span in found):
                numbers = numbers or other_numbers(draft)
                about_numbers = numbers
            else:
                about_numbers = ""
            before, after = known.get((about, about_numbers), ([], []))
            if before != found:
                after = [
                    _converted(_beside(name, span) if name else span, about, about_numbers, title, context)
                    for span in found
                ]
                after = [(in_option_unit(draft, path, span, context), doubt) for span, doubt in after]
                known[about, about_numbers] = found, after
            _settle(draft, path, block, after)
        _take_leads(draft, path, context)


def _names(draft: Draft, path: str) -> Mapping[int, str]:
    """What stands beside the blocks of a text that may be nothing but a quantity: the field's name, or the cell before."""
    blocks, document = draft.texts[path], documents_of(draft).get(path)
    if len(blocks) == 1:
        return {0: named_by(draft, path)}
    if document is None or len(document.blocks) != len(blocks):
        return {}
    return {number: f"{blocks[name].text} " for number, name in names_of_cells(document).items()}


def _beside(name: str, span: Span) -> Span:
    return replace(span, value=replace(span.value, near=(name, ""))) if isinstance(span.value, Quantity) else span


def _settle(draft: Draft, path: str, block: TextBlock, done: list[tuple[Span, bool]]) -> None:
    """Put converted spans in the places of those that were found, and say what became of them."""
    new, quantity = iter(done), SpanKind.QUANTITY
    for index, span in enumerate(block.spans):
        if span.kind is not quantity or span.value is None:
            continue
        block.spans[index], is_doubtful = next(new)
        converted = block.spans[index]
        if isinstance(span.value, Quantity) and span.value.other and readings_differ(span.value):
            report_readings(draft, path, span.text, converted.rendered)
        if is_doubtful:
            report_doubt(draft, path, span.text)
        elif converted.why == UNRAISED:
            report_crossed(draft, path, f"{span.text}{span.value.raised}", UNRAISED_HINT)
        elif converted.target not in {None, span.text}:
            draft.note(path, "convert", span.text, converted.rendered, converted.why, converted.by)


def _take_leads(draft: Draft, path: str, context: Context) -> None:
    """Let ranges have the "from" before them, where no tag stands between the two."""
    source, target = context.source_language, context.target_language
    document = draft.state.get("documents", {}).get(path)
    for at, block in enumerate(draft.texts[path]):
        tags = [anchor.offset for anchor in document.blocks[at].anchors] if document else []
        for index, span in enumerate(block.spans):
            if span.kind is SpanKind.QUANTITY and span.value is not None:
                led = with_lead(span, block, source, target)
                if led is not span and not any(led.start < tag <= span.start for tag in tags):
                    block.spans[index] = led


def _converted(span: Span, about: str, numbers: str, title: str, context: Context) -> tuple[Span, bool]:
    """The span with its target, and whether it was left because its number can be read in two ways."""
    country = context.source_country
    done = convert_quantity(
        span.value,
        context.market,
        source_country=country,
        context=about,
        numbers=numbers,
        decimal=context.settings.source_decimal,
        title=title,
    )
    if done is None:
        return span, False
    target = done.target
    if raised := span.value.raised:
        if not target.endswith(raised):  # as millilitres it has no place for the raised digit
            return replace(span, target=span.text, why=UNRAISED), False
        return replace(span, target=target.removesuffix(raised), why=done.why, by=done.by), done.doubtful
    if context.settings.units.original and not done.kept:
        target = f"{target} ({span.text})"
    return replace(span, target=target, why=done.why, by=done.by), done.doubtful
