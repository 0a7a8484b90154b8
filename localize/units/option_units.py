"""Options that are called after a unit: ``Yards`` with ``2 yds`` and ``5 yds``, ``Length (ft)`` with ``6`` and ``10``.

Name and values change together: the unit is chosen by the name alone, so that every variant agrees with it and no value says metres
under a name that says yards. That needs a name that can change; where it is the platform's, nothing here applies.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from localize.listing import Severity, Span, SpanKind
from localize.units.convert import understood
from localize.units.evidence import about_field
from localize.units.find import find_quantities
from localize.units.headers import column_unit
from localize.units.quantity import Quantity, UnitStyle
from localize.units.render import converted_text, unit_called_alone
from localize.units.tables import Unit, lexicon, unit_named
from localize.units.targets import values_in

if TYPE_CHECKING:
    from localize.context import Context
    from localize.listing import Draft

__all__ = ["in_option_unit", "name_bare_numbers", "rename_options"]

_IN_BRACKETS = re.compile(r"[(\[]\s*([^)\]]{1,14}?)\s*[)\]]\s*\Z")


class _Named(NamedTuple):
    """The unit in a name, and where it stands there; ``alone`` where it is all of the name."""

    unit: str
    start: int
    end: int
    alone: bool


@lru_cache(maxsize=1024)
def _unit_in(name: str, language: str) -> _Named | None:
    """A symbol counts in brackets only: ``L`` and ``C`` are sizes and colours."""
    match = _IN_BRACKETS.search(name)
    start, end = match.span(1) if match else (0, len(name))
    known = lexicon(language).unit_called(name[start:end]) or lexicon("en").unit_called(name[start:end])
    if known is None or (match is None and known[1] is not UnitStyle.NAME):
        return None
    return _Named(known[0], start, end, match is None)


def _unit_of(draft: Draft, path: str, context: Context) -> tuple[_Named, Unit] | None:
    """The unit that a value's option is called after and the one it gets; None where there is none or it stays."""
    field = draft.listing.fields.get(path)
    named = _unit_in(field.label.strip(), context.source_language) if field and field.label else None
    if named is None or not _has_own_name(draft, path):
        return None
    target = column_unit(named.unit, about_field(draft, path), context)
    return (named, target) if target else None


def _has_own_name(draft: Draft, path: str) -> bool:
    """Does the option's name stand in a text of its own: beside the value, or in its cell?"""
    fields = draft.listing.fields
    label, column = fields[path].label.strip(), fields[path].address.column
    beside = fields.get(f"{path.rsplit('/', 1)[0]}/name")
    if beside is not None:
        return beside.role.is_text
    return any(f.role.is_text and f.value.strip() == label and f.address.column == column for f in fields.values())


def name_bare_numbers(draft: Draft, context: Context) -> None:
    """Make a quantity of every value that is numbers alone (``6``, ``5 x 7``) of the unit that its option is called after."""
    for path, blocks in draft.texts.items():
        if len(blocks) != 1 or not draft.listing.fields[path].label:
            continue
        (block,) = blocks
        value = block.text.strip()
        if not value[:1].isdigit() or any(span.kind is not SpanKind.NUMBER for span in block.spans):
            continue
        if (found := _unit_of(draft, path, context)) is None:
            continue
        whole = f"{value} {unit_named(found[0].unit).symbol}"
        spans = list(find_quantities(whole, "en-US"))
        if len(spans) == 1 and spans[0].text == whole and isinstance(spans[0].value, Quantity):
            start = block.text.index(value)
            block.spans[:] = [Span(start, start + len(value), SpanKind.QUANTITY, value, value=spans[0].value)]


def in_option_unit(draft: Draft, path: str, span: Span, context: Context) -> Span:
    """A converted value of such an option in the unit that its name gets."""
    found = _unit_of(draft, path, context)
    if found is None or span.target in {None, span.text} or not isinstance(span.value, Quantity):
        return span
    target = found[1]
    meant = understood(span.value, context.source_country, about_field(draft, path), title=draft.listing.group.title)
    if unit_named(meant.unit).dimension != target.dimension or meant.other:
        return span
    text = converted_text(meant, values_in(meant, target.id), target.id, context.market.babel)
    return Span(span.start, span.end, span.kind, span.text, span.value, text, why=span.why, by=span.by)


def rename_options(draft: Draft, context: Context, noted: set[str]) -> None:
    """Give the names of such options the unit of their values; where a value stays, the name does, which is said.

    Finding code: ``header-unit-kept``, once for each name in ``noted``.
    """
    for path in list(draft.texts):
        field = draft.listing.fields[path]
        named = _unit_in(field.label.strip(), context.source_language) if field.label else None
        if named is None:
            continue
        found = _unit_of(draft, path, context)
        target = found[1] if found and _is_converted(draft, path) else None
        for other, blocks in draft.texts.items():
            if other != path and len(blocks) == 1 and blocks[0].text.strip() == field.label.strip():
                _rename(draft, other, named, target, context)
        if found and target is None and any(map(str.isdigit, draft.values[path])) and field.label not in noted:
            noted.add(field.label)
            _report_kept(draft, path, field.label)


def _rename(draft: Draft, path: str, named: _Named, target: Unit | None, context: Context) -> None:
    """The unit in a name as a span: another unit, or in brackets the very sign (an engine takes ``in`` for a word)."""
    (block,) = draft.texts[path]
    if target is None and named.alone:
        return
    at = len(block.text) - len(block.text.lstrip())
    start, end = at + named.start, at + named.end
    text, name, why = block.text[start:end], None, "the unit of the option's values"
    if target is not None:
        capital = text[:1].isupper()
        name = unit_called_alone(target.id, context.market.babel, in_words=named.alone, capital=capital)
        why = f"{named.unit} to {target.symbol}, with the option's values"
        draft.note(path, "convert", text, name, why, f"preferences.toml:{named.unit}")
    unit = Span(start, end, SpanKind.QUANTITY, text, target=name, why=why)
    rest = (span for span in block.spans if span.end <= start or span.start >= end)
    block.spans[:] = sorted([*rest, unit], key=lambda span: span.start)


def _report_kept(draft: Draft, path: str, label: str) -> None:
    message = f"The option '{label}' states a unit, and '{draft.values[path]}' is no clear number of it, so both stay."
    hint = "Write the unit with each value (6 ft), or the value in digits."
    group = f"header-unit-kept:{label}"
    draft.find("header-unit-kept", Severity.INFO, message, path, suggestion=hint, group=group)


def _is_converted(draft: Draft, path: str) -> bool:
    spans = [span for block in draft.texts.get(path, ()) for span in block.spans if span.kind is SpanKind.QUANTITY]
    return any(span.target not in {None, span.text} for span in spans)
