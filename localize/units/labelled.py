"""Numbers whose unit stands in their label: ``Weight (lbs): 3.5``, ``Height in inches: 30``, ``<td>Width (ft)</td><td>3</td>``.

Label and numbers are two or more spans and one fact: all get the market's unit or none does, and where that is not sure both
stay, which is said. Size charts have been read before; what they settled is left.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from localize.listing import Role, Severity, Span, SpanKind
from localize.text.analysis import documents_of
from localize.units.ambiguity import is_ambiguous
from localize.units.convert import is_own_unit
from localize.units.evidence import about_field, other_numbers
from localize.units.label_cells import values_of_labels
from localize.units.label_market import Given, given_in_market, joined
from localize.units.label_numbers import Part, numbers_at
from localize.units.labels import UnitLabel, labels_in
from localize.units.quantity import Quantity, UnitStyle
from localize.units.render import unit_called_alone

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from localize.context import Context
    from localize.listing import Draft, TextBlock

__all__ = ["convert_labelled"]

_BREAKS = str.maketrans("\r\n\t", "   ")
_DIGIT = re.compile(r"\d|[¼-¾⅐-⅞]")
_OWNED = frozenset({SpanKind.NUMBER, SpanKind.SYMBOL, SpanKind.SHIPPED_TERM, SpanKind.CODE})  # 29L looks like a code


_Known = dict[tuple[object, ...], Given | None]
"""What became of labels, for the texts of a chunk: variants repeat their product's."""


def convert_labelled(drafts: Iterable[Draft], context: Context) -> Iterator[Draft]:
    """Give numbers the market's unit together with the label that names it.

    Does nothing if ``units`` is skipped or the run is the identity run. Finding code: ``header-unit-kept``.
    """
    if "units" in context.skip or context.identity:
        yield from drafts
        return
    known: _Known = {}
    for draft in drafts:
        for path, blocks in draft.texts.items():
            if any(labels_in(block.text, context.source_language) for block in blocks):
                _Labelled(draft, path, context, known).convert()
        yield draft


class _Place(NamedTuple):
    """A block by its number, and what was read in it."""

    block: int
    part: Part


class _Labelled:
    """The labels of one text and what they hold."""

    def __init__(self, draft: Draft, path: str, context: Context, known: _Known) -> None:
        self._draft, self._path, self._context, self._known = draft, path, context, known
        self._blocks: Sequence[TextBlock] = draft.texts[path]
        document = documents_of(draft).get(path)
        self._document = document if document and len(document.blocks) == len(self._blocks) else None
        is_html = draft.listing.fields[path].role is Role.HTML
        self._texts = [
            block.text.translate(_BREAKS) if is_html and not self._has_lines(number) else block.text
            for number, block in enumerate(self._blocks)
        ]
        self._labels = [labels_in(text, context.source_language) for text in self._texts]

    def _has_lines(self, number: int) -> bool:
        return self._document is not None and self._document.blocks[number].lines

    def convert(self) -> None:
        """Every label that names a unit which is not the market's."""
        stated = {x.words for labels in self._labels for x in labels if is_own_unit(x.unit, self._context.market)}
        open_labels = {n for n, labels in enumerate(self._labels) if labels and self._is_open(n, labels[-1])}
        values = values_of_labels(self._document, open_labels) if self._document and open_labels else {}
        for number, labels in enumerate(self._labels):
            for label, following in pairwise((*labels, None)):
                if label is None or is_own_unit(label.unit, self._context.market) or self._is_settled(number, label):
                    continue
                places: Sequence[_Place] | None = ()
                if label.words not in stated:
                    until = following.first if following else -1
                    cells = values.get(number) if following is None else None
                    places = self._behind(number, label, until) if cells is None else self._in_cells(label, cells)
                self._state(number, label, places)

    def _is_open(self, number: int, label: UnitLabel) -> bool:
        return not self._texts[number][label.stop :].strip()

    def _is_settled(self, number: int, label: UnitLabel) -> bool:
        """Has somebody decided on the unit of this label before: an option's, a chart's?"""
        over = (s for s in self._blocks[number].spans if s.start < label.end and label.start < s.end)
        return any(span.kind is SpanKind.QUANTITY and span.value is None for span in over)

    def _behind(self, number: int, label: UnitLabel, until: int) -> Sequence[_Place] | None:
        text, spans, locale = self._texts[number], self._blocks[number].spans, self._context.source_locale
        parts = numbers_at(text, label.stop, label.unit, spans, locale, until=until, sure=label.is_signed)
        return None if parts is None else [_Place(number, part) for part in parts]

    def _in_cells(self, label: UnitLabel, cells: Sequence[Sequence[int]]) -> Sequence[_Place] | None:
        """The numbers of all cells; none where no cell has any, or where a chart has settled one; None without cells."""
        if not cells:
            return None
        texts = [self._texts[number] for cell in cells for number in cell]
        if not any(map(_DIGIT.search, texts)):
            return ()
        places: list[_Place] = []
        for cell in cells:
            for number in cell:
                text, spans = self._texts[number], self._blocks[number].spans
                if any(span.kind is SpanKind.QUANTITY and span.value is None for span in spans):
                    return ()
                if not any(map(str.isalnum, text)):
                    continue
                at = len(text) - len(text.lstrip())
                parts = numbers_at(text, at, label.unit, spans, self._context.source_locale)
                if not parts:
                    return None
                places += (_Place(number, part) for part in parts)
        return places

    def _state(self, number: int, label: UnitLabel, places: Sequence[_Place] | None) -> None:
        """Lay the spans of one fact; where it is not sure, or the unit stays, keep the label's sign."""
        parts = [place.part for place in places or ()]
        given = self._given(number, label, parts) if parts else None
        is_free = self._is_free(number, label.start, label.end)
        if places and given and is_free and all(self._is_free(p.block, p.part.start, p.part.end) for p in places):
            self._lay(number, label.start, label.end, given.name, f"{given.why}, with its numbers", given.by)
            why = f"{given.why}, with its label"
            if len({place.block for place in places}) == 1:
                for part, text in joined(self._texts[places[0].block], parts, given.texts):
                    self._lay(places[0].block, part.start, part.end, text, why, given.by, part.quantity)
            else:
                for place, text in zip(places, given.texts, strict=True):
                    self._lay(place.block, place.part.start, place.part.end, text, why, given.by, place.part.quantity)
            return
        if is_free and not self._context.same_language:
            sign, babel = self._blocks[number].text[label.start : label.end], self._context.market.babel
            is_name = label.style is UnitStyle.NAME
            kept = unit_called_alone(label.unit, babel, in_words=True, capital=sign[:1].isupper()) if is_name else sign
            self._lay(
                number, label.start, label.end, kept, "the unit of a label that stays", f"units.toml:{label.unit}"
            )
        if places is None or (places and given):
            self._report(number, label)

    def _given(self, number: int, label: UnitLabel, parts: Sequence[Part]) -> Given | None:
        context, text = self._context, self._texts[number]
        about = f"{text} {about_field(self._draft, self._path)}"
        numbers = other_numbers(self._draft) if any(is_ambiguous(part.quantity) for part in parts) else ""
        title = self._draft.listing.group.title
        key = label, tuple((part.quantity.text, part.is_bare) for part in parts), about, numbers, title
        if key not in self._known:
            self._known[key] = given_in_market(
                label,
                parts,
                context.market,
                context.source_locale,
                text=text,
                context=about,
                numbers=numbers,
                decimal=context.settings.source_decimal,
                title=title,
                original=context.settings.units.original,
            )
        return self._known[key]

    def _is_free(self, number: int, start: int, end: int) -> bool:
        """Does nothing of somebody else's stand there, no tag in it?"""
        if self._document and any(start < anchor.offset < end for anchor in self._document.blocks[number].anchors):
            return False
        over = [s for s in self._blocks[number].spans if s.start < end and start < s.end]
        return all(start <= s.start and s.end <= end and _yields(s) for s in over)

    def _lay(
        self, number: int, start: int, end: int, target: str, why: str, by: str, value: Quantity | None = None
    ) -> None:
        block = self._blocks[number]
        text = block.text[start:end]
        rest = [s for s in block.spans if s.end <= start or s.start >= end]
        span = Span(start, end, SpanKind.QUANTITY, text, value, target, why=why, by=by, bound=True)
        block.spans[:] = sorted([*rest, span], key=lambda s: s.start)
        if target != text:
            self._draft.note(self._path, "convert", text, target, why, by)

    def _report(self, number: int, label: UnitLabel) -> None:
        said = self._blocks[number].text[label.first : label.stop].rstrip(" :=|–—-\t\u00a0")
        message = f"The label '{said}' states a unit, and what stands behind it is no clear number of it, so both stay."
        hint = "Write the unit with each number (29 x 30 in), or nothing but numbers behind the label."
        group = f"header-unit-kept:{said}"
        self._draft.find("header-unit-kept", Severity.INFO, message, self._path, suggestion=hint, group=group)


def _yields(span: Span) -> bool:
    """A number in the label's reach, a quantity of its own, a word for the unit: the whole fact says what becomes of them."""
    if span.kind is SpanKind.QUANTITY:
        return span.value is not None
    return span.kind in _OWNED
