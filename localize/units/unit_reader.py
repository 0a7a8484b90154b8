"""Reads the unit that stands behind a number: a symbol, a name, a mark, in brackets; and what only looks like one."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction
from itertools import chain
from typing import TYPE_CHECKING

from localize.units.guards import GUARDS, Candidate
from localize.units.quantity import Number, Term, UnitStyle
from localize.units.quotations import closing_quotes
from localize.units.tables import GAP, Alias, unit_named, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from localize.units.grammar import Tools

__all__ = ["DIGIT_NEXT", "NEXT_WORD", "UnitReader"]

NEXT_WORD = re.compile(rf"[.]?{GAP}{{0,2}}([^\W\d_]+(?: [^\W\d_]+){{0,2}})")
DIGIT_NEXT = re.compile(rf"{GAP}{{1,2}}\d")
_LETTERS = re.compile(r"[^\W\d_]{1,24}")
_GAP = re.compile(rf"[-‑]|{GAP}{{0,2}}")
_GAP_OF = re.compile(
    rf"{GAP}(?:of(?:{GAP}an?)?|de|di){GAP}|{GAP}d['’]|[-‑]|{GAP}{{0,2}}"
)  # 3/4 of an inch, 3/4 de pouce
_AFTER_DOT = re.compile(rf"\.(?={GAP}{{1,2}}[^\W_]|{GAP}{{0,2}}[(\[/|]|[x×),;:]|-\d)", re.IGNORECASE)
_REST = re.compile(
    rf"{GAP}(?P<and>[^\W\d_]{{1,3}}){GAP}(?P<rest>\d{{1,2}})(?![\d.,]*\d)(?:{GAP}?(?P<unit>c[^\W\d_]{{1,11}}))?"
)
_CLAUSE_ENDS = re.compile(rf"{GAP}?(?:\Z|[,;:.!?)\n](?!\d))")
_OF_SIDE = re.compile(rf"{GAP}d[ei]{GAP}([^\W\d_]+)")
_OPENS = re.compile(rf":|{GAP}\d")  # behind a side's name: its value
_SLASHED = re.compile(r"/([^\W\d_]{1,12})")
_POWER = re.compile(r"/[^\W\d_]{1,3}[\^²³]")
_COMPOUND = re.compile(r"[-‑][^\W\d_]{2}")  # 1,2-l-Tank
_CAPITAL_ROW = re.compile(rf"\d{GAP}?[CM]M{GAP}?[xX×]{GAP}?\Z")  # 5 CM X 5 M: else M is a size
_ROW_REACH = 12
_LONG = 4  # letters of a word that a title writes with a capital
_BRACKETED = re.compile(rf"{GAP}?\(([^\W\d_]{{2,24}})")


class UnitReader:
    """Reads units of one text; every method takes a place and looks a bounded way ahead."""

    def __init__(self, text: str, tools: Tools) -> None:
        self._text = text
        self._language, self._grammar = tools.language, tools.grammar
        self._lexicon, self._words = tools.lexicon, tools.words
        self._closing: frozenset[int] | None = None

    def term(self, number: Number, start: int, end: int) -> tuple[Term, int] | None:
        """The number with the unit that stands at ``end``, and where that ends; None without one."""
        text = self._text
        gap = (_GAP_OF if number.is_fraction else _GAP).match(text, end)
        at = gap.end() if gap else end
        first = text[at : at + 1]
        if first in self._lexicon.mark_starts:
            return self._mark(number, end, at)
        word = _LETTERS.match(text, at)
        if not word:
            return self._in_brackets(number, start, end)
        gap_text = text[end:at]
        if word[0] == "M" and _CAPITAL_ROW.search(text, max(0, start - _ROW_REACH), start):
            return Term(number, "meter", UnitStyle.SYMBOL, gap_text, "M"), word.end()
        for alias, match in self._named(word[0], at):
            if self._counts(alias, number, start, gap_text, match.end()):
                stop = self._behind_dot(alias, match.end())
                return self._with_half(Term(number, alias.unit, alias.style, gap_text, text[at:stop]), stop)
        return None

    def _with_half(self, term: Term, end: int) -> tuple[Term, int]:
        """``deux litres et demi``: the half stands behind the unit."""
        behind = self._words.behind if term.style is not UnitStyle.MARK else None
        match = behind.match(self._text, end) if behind else None
        if match is None or term.number.resolution != 1:
            return self._with_rest(term, end)
        half = Fraction(1, 2)
        text = f"{term.number.text} 1/2"
        return replace(term, number=Number(text, term.number.value + half, half, is_fraction=True)), match.end()

    def _with_rest(self, term: Term, end: int) -> tuple[Term, int]:
        """``1 metro e 80``, ``2 metros e 5 cm``: centimeters behind meters, which the text's end or a side's name shows."""
        if term.unit != "meter" or term.style is not UnitStyle.NAME or term.number.resolution != 1:
            return term, end
        match = _REST.match(self._text, end)
        if match is None or match["and"].lower() not in self._words.ands:
            return term, end
        stop = match.end("rest")
        if match["unit"]:
            known = self._lexicon.unit_called(match["unit"])
            if known is None or known[0] != "centimeter" or self._text[match.end() : match.end() + 1] in ("²", "³"):
                return term, end
            stop = match.end()
        elif len(match["rest"]) != 2 or not self._ends_height(stop):  # two digits are hundredths
            return term, end
        step = Fraction(1, 100)
        text = f"{term.number.value}.{match['rest']:0>2}"
        return replace(term, number=Number(text, term.number.value + int(match["rest"]) * step, step)), stop

    def _ends_height(self, end: int) -> bool:
        """Does nothing that is counted follow: ``1 metro e 80 de altura``, but not ``1 metro e 20 adesivos``?"""
        if _CLAUSE_ENDS.match(self._text, end):
            return True
        following = _OF_SIDE.match(self._text, end)
        return following is not None and following[1].lower() in words("labels", self._language)

    def _in_brackets(self, number: Number, start: int, end: int) -> tuple[Term, int] | None:
        """``20 (kg)``: the unit alone in brackets."""
        opened = _BRACKETED.match(self._text, end)
        if opened is None:
            return None
        for alias, match in self._named(opened[1], opened.start(1)):
            if self._text[match.end() : match.end() + 1] == ")":
                gap, stop = self._text[end : opened.start(1)], match.end() + 1
                if self._counts(alias, number, start, gap, match.end()):
                    return Term(number, alias.unit, alias.style, " ", match[0]), stop
        return None

    def _named(self, word: str, at: int) -> Iterator[tuple[Alias, re.Match[str]]]:
        """The aliases that stand at ``at``, longest first; ``word`` are the letters there. The x of 5mmx10mm is none's."""
        standing = self._lexicon.standing(word, self._text, at)
        return chain(standing, self._lexicon.standing(word[:-1], self._text, at)) if word[-1] in "xX" else standing

    def _begins_alias(self, word: str) -> bool:
        return self._lexicon.begins(word) or (word[-1] in "xX" and self._lexicon.begins(word[:-1]))

    def _mark(self, number: Number, end: int, at: int) -> tuple[Term, int] | None:
        match = self._lexicon.marks.match(self._text, at)
        if not match:
            return None
        unit = self._lexicon.mark_units[match[0]]
        is_quote = not unit_named(unit).babel.startswith("temperature") and unit_named(unit).dimension == "length"
        if is_quote and (at > end or at in self._quotes or self._is_apostrophe(match)):
            return None
        if not is_quote and self._text[end:at] == "-":
            return None
        return Term(number, unit, UnitStyle.MARK, self._text[end:at], match[0]), match.end()

    @property
    def _quotes(self) -> frozenset[int]:
        """Places of quotes that close a quotation, sought when the first mark is met."""
        if self._closing is None:
            self._closing = closing_quotes(self._text)
        return self._closing

    def _is_apostrophe(self, match: re.Match[str]) -> bool:
        """``the 90's``, ``5'er``: a letter behind the foot mark that is neither a label nor the x of 5'x8'."""
        behind = self._text[match.end() : match.end() + 2]
        if len(match[0]) > 1 or match[0] in '"”“″' or not behind[:1].isalpha():
            return False
        return not (behind[0] in "xX×" or self._grammar.label_after.match(self._text, match.end()))

    def _counts(self, alias: Alias, number: Number, start: int, gap: str, end: int) -> bool:
        if gap in ("-", "‑") and len(alias.text) < 2 and not _COMPOUND.match(self._text, end):
            return False
        if alias.guard and not GUARDS[alias.guard](Candidate(self._text, self._language, number, start, gap, end)):
            return False
        if len(alias.text) == 1 and alias.text in "LWHDTBPAC" and self._is_side(end):
            return False
        if self._text[end : end + 1] == "/":
            if _POWER.match(self._text, end):
                return False  # m/s^2
            if (slashed := _SLASHED.match(self._text, end)) and self._begins_alias(slashed[1]):
                return False  # a compound: g/m², lb/ft
        return not (alias.not_before and self._is_followed_by(alias.not_before, end))

    def _is_side(self, end: int) -> bool:
        """Is the letter that ends at ``end`` the name of a side: another number follows behind an x?"""
        times = self._grammar.times.match(self._text, end)
        return times is not None and self._text[times.end() : times.end() + 1].isdigit()

    def _is_followed_by(self, barred: frozenset[str], end: int) -> bool:
        match = NEXT_WORD.match(self._text, end)
        if not match:
            return False
        following = match[1].lower().split(" ")
        return any(" ".join(following[: n + 1]) in barred for n in range(len(following)))

    def _behind_dot(self, alias: Alias, end: int) -> int:
        """The point of an abbreviation belongs to it, but not the one that ends the sentence; in ``m.p.h.`` all do."""
        if self._text[end : end + 1] != ".":
            return end
        if "." in alias.text:
            return end + 1
        if len(alias.text) > 6 or alias.text.lower() in ("m", "l", "g") or not _AFTER_DOT.match(self._text, end):
            return end
        match = NEXT_WORD.match(self._text, end)
        if match is None:
            ends = "metric" in unit_named(alias.unit).systems and DIGIT_NEXT.match(self._text, end + 1)
            return end if ends else end + 1
        return end if match[1][0].isupper() and self._begins_sentence(alias, match) else end + 1

    def _begins_sentence(self, alias: Alias, match: re.Match[str]) -> bool:
        """Does the capital behind a point begin a sentence? It does not where it names the side: ``12 in. Wide``.

        Symbols of the metric system have no point; a side's name before a number or a colon begins its own measure.
        """
        first = match[1].split(" ")[0]
        is_label = len(first) == 1 or first.lower() in words("labels", self._language)
        is_label = is_label and unit_named(alias.unit).dimension == "length"  # pounds have no sides
        opens_next = _OPENS.match(self._text, match.start(1) + len(first)) is not None and len(first) > 1
        if "metric" in unit_named(alias.unit).systems or opens_next:
            return True
        return not (is_label or self._is_title())

    def _is_title(self) -> bool:
        """Has every longer word a capital (``25 Ft. Tape Measure with Belt Clip``)? Then a capital begins no sentence."""
        small = words("phrase_ends", self._language)
        longer = [word for word in _LETTERS.findall(self._text) if len(word) >= _LONG and word not in small]
        return len(longer) > 1 and all(word[0].isupper() for word in longer)
