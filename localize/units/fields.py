"""Converts what stands in columns: a number whose unit a sibling column states, a unit alone, a text like ``12 oz``.

Numbers stay in the file's own notation, units are written as the file writes them (``IN`` → ``CM``, ``inches`` →
``centimeters``): both are data for a marketplace, not text for a reader.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from localize.listing import Role, Span, SpanKind
from localize.units.ambiguity import is_ambiguous
from localize.units.cells import in_file_notation, notation_of, number_in, set_unit, unit_called
from localize.units.convert import convert_quantity
from localize.units.decided import decided_unit, find_decided
from localize.units.evidence import about_field, other_numbers, report_doubt, report_unread, report_without_unit
from localize.units.find import find_quantities
from localize.units.headers import column_unit, convert_under_header
from localize.units.quantity import Measure, Quantity, Shape, Term
from localize.units.raised import raised_again, with_signs
from localize.units.tables import unit_named
from localize.units.written import number_reader

if TYPE_CHECKING:
    from collections.abc import Sequence

    from localize.context import Context
    from localize.listing import Draft, Field
    from localize.units.quantity import Number

__all__ = ["convert_fields"]


@dataclass(frozen=True, slots=True)
class Column:
    """A quantity field with the number that it holds."""

    field: Field
    number: Number


def convert_fields(draft: Draft, context: Context, noted_headers: set[str]) -> None:
    """Convert the QUANTITY and UNIT fields of a draft in place; ``noted_headers`` collects headers already reported."""
    by_unit_path: dict[str, list[Field]] = defaultdict(list)
    for field in draft.listing.fields.values():
        if field.role is not Role.QUANTITY:
            continue
        if field.unit_path:
            by_unit_path[field.unit_path].append(field)
        elif field.unit:
            convert_under_header(draft, field, context, noted_headers)
        else:
            _convert_text(draft, field, context, noted_headers)
    for unit_path, fields in by_unit_path.items():
        _convert_columns(draft, unit_path, fields, context, noted_headers)
    for field in draft.listing.fields.values():
        if field.role is Role.UNIT and field.path not in by_unit_path:
            _convert_display_unit(draft, field, context)


@lru_cache(maxsize=4096)
def _found(value: str, locale: str) -> tuple[Span, ...]:
    """The quantities of a cell; columns repeat their values."""
    return tuple(find_quantities(value, locale))


def _convert_text(draft: Draft, field: Field, context: Context, noted: set[str]) -> None:
    """A field that holds number and unit as text."""
    value = with_signs(draft.values[field.path])
    spans = _found(value, context.source_locale)
    if not spans and (decided := find_decided(draft, field.path, value, context)):
        spans = (Span(0, len(value), SpanKind.QUANTITY, value, value=decided),)
    if not spans:
        number = number_reader(context.source_locale).text(value)
        if number is None and any(c.isdigit() for c in value):
            report_unread(draft, field.path, "No number with a unit was recognized here, so it stays as it is.")
        if number and number.value and not decided_unit(draft, field.path, context):
            report_without_unit(draft, field, context, noted)
        return
    parts, at, why, by = [], 0, "", ""
    about, country = about_field(draft, field.path), context.source_country
    numbers = other_numbers(draft) if any(is_ambiguous(span.value) for span in spans) else ""
    notation = notation_of(value, context)
    for span in spans:
        done = convert_quantity(
            span.value,
            context.market,
            source_country=country,
            context=about,
            numbers=numbers,
            decimal=context.settings.source_decimal,
            notation=notation,
        )
        if done and done.doubtful:
            report_doubt(draft, field.path, span.text)
        parts += [value[at : span.start], done.target.replace("\u00a0", " ") if done and not done.kept else span.text]
        why, by = (done.why, done.by) if done and not done.kept else (why, by)
        at = span.end
    text = raised_again("".join([*parts, value[at:]]), draft.values[field.path])
    draft.set(field.path, text, "convert", why, by)


def _convert_columns(draft: Draft, unit_path: str, fields: Sequence[Field], context: Context, noted: set[str]) -> None:
    """All numbers that share one unit column, and that column."""
    known = unit_called(
        draft.values.get(unit_path, "") or decided_unit(draft, fields[0].path, context) or fields[0].unit, context
    )
    filled = [f for f in fields if draft.values[f.path].strip()]
    if known is None or not filled:
        for field in filled if not draft.values.get(unit_path, "").strip() else ():
            number = number_in(draft.values[field.path], context)
            if number and number.value:
                report_without_unit(draft, field, context, noted)
        return
    unit, style = known
    columns = [Column(f, n) for f in filled if (n := number_in(draft.values[f.path], context))]
    for field in filled:
        if field not in [c.field for c in columns]:
            message = f"'{draft.values[field.path]}' is not a number, so it stays in {unit}."
            report_unread(draft, field.path, message)
    if len(columns) < len(filled):
        return  # one unit for all: either every number is converted, or none
    about = about_field(draft, *(c.field.path for c in columns))
    shape = Shape.SINGLE if len(columns) == 1 else Shape.DIMENSIONS
    measures = tuple(Measure((Term(c.number, unit, style),)) for c in columns)
    quantity = Quantity(shape, measures, tuple(" x " for _ in measures[1:]), language=context.source_language)
    numbers = other_numbers(draft) if any(c.number.is_ambiguous for c in columns) else ""
    country = context.source_country
    done = convert_quantity(
        quantity,
        context.market,
        source_country=country,
        context=about,
        numbers=numbers,
        decimal=context.settings.source_decimal,
    )
    if done and done.doubtful:
        report_doubt(draft, columns[0].field.path, draft.values[columns[0].field.path])
    if done is None or done.kept or not done.unit:
        return
    for column, value in zip(columns, done.values, strict=True):
        text = in_file_notation(value, column.field, draft.values[column.field.path], context)
        draft.set(column.field.path, text, "convert", done.why, done.by)
    set_unit(draft, unit_path, unit_named(done.unit), style, done.why, done.by)


def _convert_display_unit(draft: Draft, field: Field, context: Context) -> None:
    """A unit that no number refers to says how others are shown: Shopify's Variant Weight Unit, ``Length (in)``."""
    known = unit_called(draft.values[field.path], context)
    target = column_unit(known[0], field.header, context) if known else None
    if known and target:
        why = f"display unit {known[0]} to {target.symbol}"
        set_unit(draft, field.path, target, known[1], why, f"preferences.toml:{known[0]}")
