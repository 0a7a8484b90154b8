"""Reads one measure at a place of a text: a number, its unit, a smaller unit behind it, the side it measures."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from localize.units.grammar import tools_of
from localize.units.quantity import Measure, Number, Term, UnitStyle
from localize.units.signs import sign_at
from localize.units.tables import GAP, read_table, unit_named, words
from localize.units.unit_reader import DIGIT_NEXT, NEXT_WORD, UnitReader

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Piece", "Scanner", "number_start"]

# A word, or a sign that may join two numbers; signs of units are looked up.
_BEHIND = re.compile(
    rf"{GAP}{{0,2}}[-‑(]?(?:([^\W\d_]{{1,24}})|([-–—~,/×*±+&÷….]{{0,4}}{GAP}{{0,2}}[-−]?[\d½¼¾⅓⅔⅛⅜⅝⅞.−Ø]))?"
)

_UNIT_BEFORE = re.compile(r"(?<![^\W_])(?<!\d )([^\W\d_]{1,3})(?:\.?[ \u00a0]|(?<=[^\W\d_]{2})\.)$")
_UNIT_REACH = 6  # characters of such a unit and what is around it
_MIXED_GAP = re.compile(rf"-|{GAP}{{0,2}}(?:(?:and|&|,|und|et|y|e){GAP})?")
_SCALE = re.compile(rf"{GAP}([^\W\d_]{{3,10}})\.?(?![^\W_])(?:{GAP}(?:de|di|d['’])(?={GAP}|\b))?")


_HEIGHT_ENDS = re.compile(rf"{GAP}?[,.;)!?](?!\d)|\Z|{GAP}(?:tall|in{GAP}height)(?![^\W_])")

_GLUED = re.compile(r"(?P<larger>[a-z]{1,3})(?P<number>\d{1,3})(?P<smaller>[a-z]{1,3})(?![^\W_]|[.,]\d)", re.IGNORECASE)
_INNER = re.compile(r"(?P<unit>[a-z]{1,2})(?P<decimals>\d{2,3})(?![^\W_]|[.,]\d)")
_DECIMAL_STEPS = frozenset({Fraction(100), Fraction(1000)})  # of a metre, a kilogram or a litre
_SPELLED = frozenset({"length", "area", "volume", "mass", "speed"})
_DECIMALS_BEHIND = re.compile(  # a word behind them, and a measure behind that one: 1 m 60 à 1 m 80, not 2 m 10 à 12 pièces
    rf"{GAP}(\d{{2,3}})(?!\d|[/.,]\d)(?:{GAP}([^\W\d_]+)(?!{GAP}\d+(?!\d|{GAP}?(?:m|kg)))|(?=\s*(?:\Z|[.,;:!?()])|\s[–—-]\s))"
)


class Piece(NamedTuple):
    """A measure and where it stands; ``measure.unit`` is empty while another piece states the unit."""

    measure: Measure
    start: int
    end: int


def _how_many(smaller: str, larger: str) -> Fraction:
    """How many of the smaller unit make one of the larger."""
    return unit_named(larger).to_base(Fraction(1)) / unit_named(smaller).to_base(Fraction(1))


def number_start(text: str, at: int) -> int:
    """The point of ``.5`` belongs to the number, the one of ``wt.5`` does not."""
    has_point = text[at - 1 : at] in (".", ",") and at > 0
    return at - 1 if has_point and (at == 1 or text[at - 2] in ' \u00a0(["“') else at


def _may_be_spelled(term: Term) -> bool:
    """``six feet``, ``ten kg``; but "one in five", "two F" and "one bar" of soap are no quantities."""
    if term.style is UnitStyle.NAME:
        return True
    is_long = len(term.written) > 1 and term.written.lower() not in {"in", "in."}
    return term.style is UnitStyle.SYMBOL and is_long and unit_named(term.unit).dimension in _SPELLED


class Scanner:
    """Reads measures of one text; every method takes a place and looks a bounded way ahead."""

    def __init__(
        self, text: str, locale: str, numerals: Mapping[int, tuple[Number, int]] = MappingProxyType({})
    ) -> None:
        """``numerals`` are the number words of the text that are to be read, by where they begin."""
        self.text, self.numerals = text, numerals
        tools = tools_of(locale)
        self.language, self.grammar = tools.language, tools.grammar
        self._reader, self._number = tools.reader, tools.number
        self._lexicon, self._vocabulary, self._words = tools.lexicon, tools.vocabulary, tools.words
        self._term = UnitReader(text, tools).term
        self._ahead, self._another, self._unit_first = tools.ahead, tools.another, tools.unit_first
        self._latest: re.Match[str] | None = None

    def next_start(self, at: int) -> int:
        """The first digit from ``at`` on that may have a unit; -1 where there is none. A quick look, wrong only in saying yes."""
        for match in self._ahead.finditer(self.text, at):
            word = match["word"]
            if (self._begins_unit(word) if word else match["nothing"] is None) or self.unit_before(match.start()):
                return match.start()
        return -1

    def _begins_unit(self, word: str) -> bool:
        known = self._lexicon
        return known.begins(word) or (word[-1] in "xX" and known.begins(word[:-1]))

    def unit_before(self, start: int) -> re.Match[str] | None:
        """The unit before the number at ``start`` (``cm 30``, ``Kg 2,5``), in languages that write so."""
        if not self._unit_first:
            return None
        start = number_start(self.text, start)
        match = _UNIT_BEFORE.search(self.text, max(0, start - _UNIT_REACH), start)
        return match if match and match[1].lower() in self._unit_first else None

    def goes_on(self, end: int) -> bool:
        """May another number of the same quantity stand behind ``end``? A quick look, wrong only in saying yes."""
        return bool(self.numerals) or self._another.match(self.text, end) is not None

    def leads_on(self, start: int) -> bool:
        """Can a quantity begin with the number at ``start``? A cheap look at what follows, wrong only in saying yes."""
        if start in self.numerals:
            return self._is_followed(self.numerals[start][1])
        self._latest = self._number.match(self.text, start)
        return self._latest is not None and self._is_followed(self._latest.end())

    def _is_followed(self, end: int) -> bool:
        """Does anything stand at ``end`` with which a quantity may go on?"""
        behind = _BEHIND.match(self.text, end)
        if behind is None:
            return False
        if (word := behind[1]) and word[0] not in self._lexicon.mark_starts:  # º is a letter to Unicode
            folded = word.lower()
            return folded in self._vocabulary or (
                folded[-1] == "x" and (folded == "x" or folded[:-1] in self._vocabulary)
            )
        return behind.lastindex is not None or self.text[behind.end() : behind.end() + 1] in self._lexicon.mark_starts

    def piece(self, start: int, *, in_chain: bool = False, signed: bool = False) -> Piece | None:
        """The measure that begins at ``start``: number, unit, smaller unit, label; or None without a number.

        ``in_chain``: earlier pieces have labels, so a letter behind the number is one, too.
        """
        if start in self.numerals:
            return self._spelled(start)
        is_negative, at = sign_at(self.text, start, self.language) if signed else (False, start)
        found = self._number_at(at)
        if found is None:
            return None
        number, end = found
        if is_negative:
            number = replace(number, text=f"-{number.text}", value=-number.value)
        return self._labelled(number, start, end, in_chain=in_chain)

    def _number_at(self, start: int) -> tuple[Number, int] | None:
        """The number in digits at ``start``, with a million behind it where there is one, and where it ends."""
        match = self._latest
        if match is None or match.start() != start:
            match = self._number.match(self.text, start)
        number = self._reader.read(match) if match else None
        if match is None or number is None:
            return None
        scale = _SCALE.match(self.text, match.end())
        factor = self._words.scales.get(scale[1].lower()) if scale else None
        if scale is None or factor is None:
            return number, match.end()
        many = Number(str(number.value * factor), number.value * factor, number.resolution * factor)
        return (many if many.value.denominator == 1 else number), scale.end()

    def _spelled(self, start: int) -> Piece:
        """The measure whose number is written in words: only the name of a unit makes it one."""
        number, end = self.numerals[start]
        found = self._term(number, start, end)
        if found is None or not found[0].gap or not _may_be_spelled(found[0]):
            return Piece(Measure((Term(number, ""),)), start, end)
        return Piece(Measure((found[0],)), start, found[1])

    def _labelled(self, number: Number, start: int, end: int, *, in_chain: bool) -> Piece:
        label = self.grammar.label_after.match(self.text, end) if in_chain else None
        found = None if label else self._term(number, start, end)
        if found is None and (inner := self._with_inner_unit(number, end) or self._with_glued_unit(number, end)):
            return Piece(Measure(inner[0]), start, inner[1])
        if found is None:
            label = label or self.grammar.label_after.match(self.text, end)
            if label is None or not self._label_counts(label, in_chain=in_chain):
                return Piece(Measure((Term(number, ""),)), start, end)
            behind = self._term(number, start, label.end())
            if behind:
                return Piece(Measure((behind[0],), after=label[0]), start, behind[1])
            return Piece(Measure((Term(number, ""),), after=label[0]), start, label.end())
        terms, end = self._with_decimals_behind(*found) or self._with_smaller_unit(*found)
        label = self.grammar.label_after.match(self.text, end)
        glued = label is not None and terms[-1].style is UnitStyle.MARK and label.start() == end and label[0].isalpha()
        if label and (glued or self._label_counts(label, in_chain=in_chain)):
            return Piece(Measure(terms, after=label[0]), start, label.end())
        return Piece(Measure(terms), start, end)

    def _with_glued_unit(self, number: Number, end: int) -> tuple[tuple[Term, ...], int] | None:
        """``1m73cm``, ``5ft10in``: two measures that add up, without a blank between them.

        A decimal step between the two makes one number of them.
        """
        match = _GLUED.match(self.text, end) if number.resolution == 1 and not number.is_fraction else None
        known = [self._lexicon.unit_called(match[name]) for name in ("larger", "smaller")] if match else []
        if match is None or len(known) != 2 or not known[0] or not known[1]:
            return None
        (larger, style), (smaller, smaller_style) = known[0], known[1]
        one, two = unit_named(larger), unit_named(smaller)
        if one.dimension not in _SPELLED or one.dimension != two.dimension or not one.factor or not two.factor:
            return None
        rest, many = int(match["number"]), _how_many(smaller, larger)
        if rest >= many or one.systems.isdisjoint(two.systems):
            return None
        if many in _DECIMAL_STEPS:
            whole = Number(f"{number.text}{match['larger']}{rest}", number.value + rest / many, 1 / many)
            return (Term(whole, larger, style, " ", match["larger"]),), match.end()
        second = Number(match["number"], Fraction(rest), Fraction(1))
        return (
            Term(number, larger, style, "", match["larger"]),
            Term(second, smaller, smaller_style, "", match["smaller"]),
        ), match.end()

    def _with_inner_unit(self, number: Number, end: int) -> tuple[tuple[Term, ...], int] | None:
        """``1m50`` and ``1kg200``: the unit stands for the decimal mark."""
        match = _INNER.match(self.text, end) if number.resolution == 1 and not number.is_fraction else None
        digits = read_table("words")["inner_unit"]["digits"]
        if match is None or digits.get(match["unit"]) != len(match["decimals"]):
            return None
        known = self._lexicon.unit_called(match["unit"])
        step = Fraction(1, 10 ** len(match["decimals"]))
        value = number.value + int(match["decimals"]) * step
        whole = Number(f"{number.text}.{match['decimals']}", value, step)
        return ((Term(whole, known[0], known[1], " ", match["unit"]),), match.end()) if known else None

    def _with_decimals_behind(self, term: Term, end: int) -> tuple[tuple[Term, ...], int] | None:
        """``2 m 50 de haut`` where a language writes so: as many digits as decimals have, and nothing that they count."""
        table = read_table("words")["inner_unit"]
        following = table["apart"].get(self.language)
        many = table["digits"].get(unit_named(term.unit).symbol) if following else None
        if following is None or many is None or term.number.resolution != 1 or term.number.is_fraction:
            return None
        match = _DECIMALS_BEHIND.match(self.text, end)
        if match is None or len(match[1]) != many or (match[2] and match[2].lower() not in following):
            return None
        step = Fraction(1, 10**many)
        whole = Number(f"{term.number.text}.{match[1]}", term.number.value + int(match[1]) * step, step)
        return (replace(term, number=whole),), match.end(1)

    def _label_counts(self, label: re.Match[str], *, in_chain: bool) -> bool:
        return in_chain or self.grammar.times.match(self.text, label.end()) is not None

    def _with_smaller_unit(self, term: Term, end: int) -> tuple[tuple[Term, ...], int]:
        """``5 ft`` and the ``11 in`` behind it are one measure; so are ``5'`` and a bare ``11``."""
        smaller = unit_named(term.unit).smaller
        gap = _MIXED_GAP.match(self.text, end) if smaller and term.number.resolution == 1 else None
        match = self._number.match(self.text, gap.end()) if gap else None
        number = self._reader.read(match) if match else None
        if gap is None or match is None or number is None or number.value >= _how_many(smaller, term.unit):
            return self._without_full_stop(term, end)
        found = self._term(number, match.start(), match.end())
        if found and found[0].unit == smaller:
            if "," in gap[0] and not self._adds_up(number, found[1]):
                return (term,), end
            return (term, found[0]), found[1]
        behind = self.text[match.end() : match.end() + 1]
        is_bare = (
            term.style is UnitStyle.MARK and not gap[0] and not found and not behind.isalnum() and behind not in "'’/"
        )
        is_height = (
            3 <= term.number.value <= 8 and gap[0] == " " and not found and _HEIGHT_ENDS.match(self.text, match.end())
        )
        if is_height and smaller == "inch":  # 6 foot 2 tall
            return (term, Term(number, smaller)), match.end()
        is_dashed = term.gap == gap[0] == "-" and not found and not behind.isalnum()  # 5-foot-11
        if is_bare or is_dashed or (term.style is UnitStyle.MARK and not gap[0] and not found and not behind):
            return (term, Term(number, smaller)), match.end()
        return self._without_full_stop(term, end)

    def _adds_up(self, number: Number, end: int) -> bool:
        """Behind a comma: ``5 ft, 11 in`` is a height, ``50 ft, 5/8"`` a hose's length and bore, ``8 ft, 2 in thick`` a board."""
        match = NEXT_WORD.match(self.text, end)
        of_its_own = match is not None and match[1].lower().split(" ")[0] in words("own_side", self.language)
        return number.resolution == 1 and not of_its_own

    def _without_full_stop(self, term: Term, end: int) -> tuple[tuple[Term, ...], int]:
        """``5 lbs. 2 year warranty``: before a number that does not add up, the point ended the sentence."""
        if not (term.written.endswith(".") and DIGIT_NEXT.match(self.text, end)):
            return (term,), end
        return (replace(term, written=term.written[:-1]),), end - 1
