"""Quantities of a plain text, converted in place: for one text without a listing, its tags or a dictionary."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from localize.units.convert import convert_quantity, is_own_unit
from localize.units.find import find_quantities
from localize.units.label_market import given_in_market, joined
from localize.units.label_numbers import numbers_at
from localize.units.labels import labels_in
from localize.units.raised import raised_again, with_signs

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from localize.listing import Span
    from localize.market import Market

__all__ = ["convert_quantities"]


def convert_quantities(text: str, market: Market, source_locale: str) -> str:
    r"""``text`` with every quantity as ``market`` expects it, and every label with its numbers; all else stays.

    >>> from localize.market import load_market
    >>> convert_quantities('Shelf, 24" x 8"', load_market("de-DE"), "en-US")
    'Shelf, 61 x 20,3\xa0cm'
    >>> convert_quantities("Weight (lbs): 3.5", load_market("de-DE"), "en-US")
    'Weight (kg): 1,59'
    """
    country = source_locale.partition("-")[2]
    source, text = text, with_signs(text)
    spans = find_quantities(text, source_locale)
    found = list(_labelled(text, spans, market, source_locale))
    for span in spans:
        if not any(span.start < end and start < span.end for start, end, _ in found):
            converted = convert_quantity(span.value, market, source_country=country, context=text)
            found.append((span.start, span.end, converted.target if converted else span.text))
    parts: list[str] = []
    at = 0
    for start, end, target in sorted(found):
        parts += [text[at:start], target]
        at = end
    return raised_again("".join([*parts, text[at:]]), source)


def _labelled(text: str, spans: Sequence[Span], market: Market, source_locale: str) -> Iterator[tuple[int, int, str]]:
    """What is written where for labels that name the unit of their numbers: all of a label or nothing."""
    labels = labels_in(text, source_locale.partition("-")[0])
    stated = {label.words for label in labels if is_own_unit(label.unit, market)}
    for label, following in pairwise((*labels, None)):
        if label is None or label.words in stated:
            continue
        until = following.first if following else -1
        parts = numbers_at(text, label.stop, label.unit, spans, source_locale, until=until, sure=label.is_signed)
        given = given_in_market(label, parts, market, source_locale, text=text, context=text) if parts else None
        if parts and given:
            yield label.start, label.end, given.name
            yield from ((part.start, part.end, new) for part, new in joined(text, parts, given.texts))
