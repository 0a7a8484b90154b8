"""Ranges behind "from": ``From 40”–300”`` is ``De 40” a 300”``.

An engine sees one number and writes "a partir de", at least. The word belongs to the range, so the span takes it in, and both its
words are the market's. A range without such a word keeps its dash.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from localize.listing import SpanKind
from localize.units.quantity import Quantity, Shape
from localize.units.tables import any_word, read_table

if TYPE_CHECKING:
    from localize.listing import Span, TextBlock

__all__ = ["with_lead"]

_DASH = re.compile(r"[ \u00a0]?[–—][ \u00a0]?(?=\S)|[ \u00a0]-[ \u00a0](?=\d)|(?<=\S)(?<![ \u00a0])-(?=\d)")


@cache
def _lead(language: str) -> re.Pattern[str] | None:
    words = read_table("words")["range_led"]["read"].get(language)
    return re.compile(rf"(?<!\w)(?:{any_word(words)})[ \u00a0]\Z") if words else None


def with_lead(span: Span, block: TextBlock, source: str, target: str) -> Span:
    """The span of a range with the "from" before it, in words of the ``target`` language; else the span as it is."""
    value = span.value
    if (
        not isinstance(value, Quantity)
        or value.shape is not Shape.RANGE
        or len(value.measures) != 2
        or source == target
    ):
        return span
    pattern, words = _lead(source), read_table("words")["range_led"]["write"].get(target)
    lead = pattern.search(block.text, 0, span.start) if pattern and words else None
    if lead is None or not words:
        return span
    between = re.compile(rf"[ \u00a0]{re.escape(words[1])}[ \u00a0]")  # beside a minus the word stands there already
    dashes = list(between.finditer(span.rendered)) or list(_DASH.finditer(span.rendered))
    if len(dashes) != 1:
        return span
    if any(s.start < span.start and s.end > lead.start() and s.kind < SpanKind.SHIPPED_TERM for s in block.spans):
        return span
    first, second = words
    (dash,) = dashes
    first = first.capitalize() if lead.group()[:1].isupper() else first
    written = f"{first} {span.rendered[: dash.start()]} {second} {span.rendered[dash.end() :]}"
    return replace(span, start=lead.start(), text=block.text[lead.start() : span.end], target=written)
