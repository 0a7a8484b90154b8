"""The numbers behind a label that names their unit, read as quantities of it; or the answer that it is not sure."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from localize.listing import SpanKind
from localize.units.borrowed import with_borrowed_unit
from localize.units.find import find_quantities
from localize.units.grammar import tools_of
from localize.units.guards import is_year
from localize.units.labels import BLANK
from localize.units.quantity import Quantity
from localize.units.tables import any_word, read_table, unit_named

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from localize.listing import Span

__all__ = ["Part", "numbers_at"]

_DIGIT = re.compile(r"[0-9¼-¾⅐-⅞]")
_HARD_END = re.compile(r"[\n\r;|•·*✓]|[.!?](?=\s|\Z)")
_CLOSES = re.compile(rf"{BLANK}*(?:\Z|[\n\r;|•·*✓)\](])|[.,!?](?=\s|\Z)|{BLANK}+[-–—/]{BLANK}")
_SECOND = re.compile(rf"{BLANK}*[(\[/=≈|]{BLANK}*")
_TOLERANCE = re.compile(rf"{BLANK}?(?:±|\+/-){BLANK}?")
_SIGN = re.compile(r"[-−](?=[\d.,])")
_MONEY = re.compile(r"[$€£¥₹]|[A-Z]{2,3}\$")
_COVERING = frozenset({SpanKind.QUANTITY, SpanKind.URL, SpanKind.EMAIL, SpanKind.PLACEHOLDER})


class Part(NamedTuple):
    """Numbers that belong together (``29 x 30``, ``28-30``, ``6``); ``is_bare``: they leave their unit to the label."""

    start: int
    end: int
    quantity: Quantity
    is_bare: bool


def numbers_at(
    text: str, at: int, unit: str, spans: Sequence[Span], locale: str, *, until: int = -1, sure: bool = True
) -> tuple[Part, ...] | None:
    """The numbers that begin at ``at``, as quantities of ``unit``; empty where there is none, None where it is not sure.

    What has a second reading in another unit beside it (``3.5 (1.6 kg)``) is read by that, and none of the label's.
    ``spans`` are what was found in the text, ``until`` is where another label begins, ``sure`` that a sign stands before ``at``,
    so that any number up to the end of the line may be the label's.
    """
    reader = _Reader(text, unit, spans, locale, until if until >= 0 else len(text))
    about = _about().match(text, at)
    start = about.end() if about else at
    if _MONEY.match(text, start):
        return ()
    extents = reader.extents(start)
    end = extents[-1][1] if extents else start
    if not extents:
        return None if sure and reader.has_more(end) else ()
    if reader.is_read_twice(end):
        return ()
    if not reader.is_closed(end) or reader.has_more(end):
        return None
    parts = [reader.part(*extent) for extent in extents]
    known = tuple(part for part in parts if part)
    is_year_in = unit == "inch" and any(
        part.is_bare and is_year(part.quantity.measures[0].terms[0].number) for part in known
    )
    is_dual = len(parts) > 1 and any(part.quantity.other for part in known)
    return known if len(known) == len(parts) and not is_year_in and not is_dual else None


@cache
def _about() -> re.Pattern[str]:
    words = read_table("words")["about"]["words"]
    signs = "".join(re.escape(word) for word in words if not word[0].isalpha())
    return re.compile(rf"(?:[{signs}]|{any_word(word for word in words if word[0].isalpha())}){BLANK}?")


class _Reader:
    def __init__(self, text: str, unit: str, spans: Sequence[Span], locale: str, until: int) -> None:
        self._text, self._unit, self._spans, self._locale, self._until = text, unit, spans, locale, until
        self._tools = tools_of(locale)
        self._own: Mapping[int, Span] = {s.start: s for s in spans if isinstance(s.value, Quantity)}

    def extents(self, at: int) -> list[tuple[int, int]]:
        """Where numbers stand from ``at`` on, those joined to a range or to sides as one."""
        grammar, text = self._tools.grammar, self._text
        end = self._number(at)
        extents: list[tuple[int, int]] = []
        slashed = False
        while end >= 0:
            begin = at
            while (join := self._inner(end)) >= 0 and (further := self._number(join)) >= 0:
                end = further
            extents.append((begin, end))
            listed = grammar.listed.match(text, end)
            further = self._number(listed.end()) if listed else -1
            if listed is None or further < 0:
                break
            slashed = slashed or "/" in listed[0]
            at, end = listed.end(), further
        return [] if slashed and len(extents) < 3 else extents  # 12 x 8 / 30 x 20: may be inches and centimetres

    def _inner(self, end: int) -> int:
        """Where the number behind a times sign, a dash or ± would begin; -1 without one."""
        grammar = self._tools.grammar
        for pattern in (grammar.times, grammar.range, _TOLERANCE):
            if (match := pattern.match(self._text, end)) and "/" not in match[0].replace("+/-", ""):
                return match.end()
        return -1

    def _number(self, at: int) -> int:
        """Where the number at ``at`` ends, with the letter or mark that belongs to it; -1 without one."""
        text, tools = self._text, self._tools
        if own := self._own.get(at):
            return own.end
        before = tools.grammar.label_before.match(text, at)
        if before:
            at = before.end()
        elif sign := _SIGN.match(text, at):
            at = sign.end()
        match = tools.number.match(text, at)
        if match is None:
            return -1
        after = tools.grammar.label_after.match(text, match.end())
        return after.end() if after and after.end() <= self._until else match.end()

    def is_closed(self, end: int) -> bool:
        """Does nothing more of the numbers stand at ``end``: a word that counts, a percent sign?"""
        return _CLOSES.match(self._text, end) is not None or (
            end < self._until and not self._text[end : self._until].strip()
        )

    def is_read_twice(self, end: int) -> bool:
        """``3.5 (1.6 kg)``: a second reading stands beside the first."""
        second = _SECOND.match(self._text, end)
        return second is not None and second.end() in self._own

    def has_more(self, end: int) -> bool:
        """Does a number without a unit stand between ``end`` and the end of the line or sentence, or the next label?"""
        hard = _HARD_END.search(self._text, end)
        stop = min(hard.start(), self._until) if hard else self._until
        for digit in _DIGIT.finditer(self._text, end, stop):
            if not any(s.kind in _COVERING and s.start <= digit.start() < s.end for s in self._spans):
                return True
        return False

    def part(self, start: int, end: int) -> Part | None:
        """What stands there as a quantity of the label's unit; None where it is none, or says one of another system."""
        own = self._own.get(start)
        if own and own.end == end:
            fits = all(_is_kin(term.unit, self._unit) for measure in own.value.measures for term in measure.terms)
            return Part(start, end, own.value, is_bare=False) if fits else None
        if any(s.start < end and start < s.end for s in self._own.values()):
            return None
        quantity = _quantity(self._text[start:end], self._unit, self._locale)
        return Part(start, end, quantity, is_bare=True) if quantity else None


def _is_kin(unit: str, other: str) -> bool:
    """Feet under the name of inches, ounces beside pounds: another unit of one system, which becomes the same in a market."""
    one, two = unit_named(unit), unit_named(other)
    return unit == other or (one.dimension == two.dimension and not one.systems.isdisjoint(two.systems))


@lru_cache(maxsize=4096)
def _quantity(numbers: str, unit: str, locale: str) -> Quantity | None:
    return with_borrowed_unit(numbers, unit, lambda text: find_quantities(text, locale))
