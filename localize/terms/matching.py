"""Which entries stand where in a text: an index by words, candidates, and the choice among them.

At one stretch of text an exact match beats an inflected one, a narrower scope a wider one, a narrower pair a wider one;
between stretches that overlap a seller's entry beats a shipped one, then the longer beats the shorter, then the first.
Where an entry must not fire is as much a part of this as where it must: never inside a word, a hyphenated word or a number,
never across a line's end; see :mod:`localize.terms.tokens` for scripts without blanks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice, product
from typing import TYPE_CHECKING, NamedTuple

from localize.remembered import Remembered
from localize.terms.entry import Entry, Kind, Place
from localize.terms.inflection import bases, is_complete, may_inflect, needs_noun, possessed, reads_as_verb
from localize.terms.tokens import NUMBER, Token, is_number, tokens_of, words_of
from localize.text.borders import UNSPACED
from localize.text.spans import Stretches

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

__all__ = ["Match", "TermIndex", "chosen"]

_FAR = re.compile(r"[\r\n\t\x0b\x0c\u2028\u2029]|\s{3}")
_IN_NUMBER = frozenset("/⁄.,:")
_HYPHENS = frozenset("-‐‑_")
_UNSPACED = re.compile(f"[{UNSPACED}]")
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_HIRAGANA = re.compile("[\u3041-\u309f]")
_MOST_READINGS = 64
_NOT_INFLECTED = frozenset({"adj", "verb", "name", "adv"})


@dataclass(frozen=True, slots=True)
class Match:
    """An entry found in a text. ``number`` is what ``{n}`` stood for, ``inflected`` tells another form of the term."""

    entry: Entry
    start: int
    end: int
    number: str = ""
    inflected: bool = False


class _Item(NamedTuple):
    tokens: tuple[str, ...]
    entry: Entry
    order: int
    is_form: bool


class _Hit(NamedTuple):
    match: Match
    rank: tuple[bool, bool, bool, int, int, int]
    is_torn: bool


class _Found(NamedTuple):
    """How an item stands at a place: which number, whether inflected, and where it ends if that is inside a token."""

    number: str
    inflected: bool
    trim: int


class TermIndex:
    """Entries by all their tokens, so that neither their number nor a common first word costs; each text is read once."""

    def __init__(self, entries: Iterable[Entry], language: str = "") -> None:
        self._language = language
        self._items: dict[tuple[str, ...], list[_Item]] = {}
        self._lengths: dict[str, list[int]] = {}
        self._known = Remembered[list[_Hit]]()
        for order, entry in enumerate(entries):
            self._add(entry.term, entry, order, is_form=False)
            for form in entry.source_forms:
                self._add(form, entry, order, is_form=True)

    def _add(self, words: str, entry: Entry, order: int, *, is_form: bool) -> None:
        tokens = words_of(words)
        if not tokens:
            return
        self._items.setdefault(tokens, []).append(_Item(tokens, entry, order, is_form))
        lengths = self._lengths.setdefault(tokens[0], [])
        if len(tokens) not in lengths:
            lengths.append(len(tokens))

    def candidates(self, text: str, place: Place) -> list[Match]:
        """The best entry at each stretch where one stands, by start and length; stretches may overlap."""
        if not self._items:
            return []
        hits = self._known.get(text)
        if hits is None:
            hits = self._known.put(text, list(self._hits(text)), len(text))
        best: dict[tuple[int, int], _Hit] = {}
        for hit in hits:
            match = hit.match
            if (hit.is_torn and place.role != "html") or not match.entry.applies(place):
                continue
            known = best.get((match.start, match.end))
            if known is None or hit.rank < known.rank:
                best[match.start, match.end] = hit
        return [hit.match for hit in best.values()]

    def _hits(self, text: str) -> Iterator[_Hit]:
        """Every entry that stands somewhere in a text, wherever it may hold."""
        reading = _Reading(text, self._language)
        for position in range(len(reading.tokens)):
            for item in self._at(reading, position):
                if (found := reading.holds(item, position)) and (match := reading.match(item, position, found)):
                    entry = item.entry
                    rank = (entry.shipped, found.inflected, item.is_form, -entry.narrowness, -entry.reach, item.order)
                    yield _Hit(match, rank, reading.is_torn(item, position))

    def _at(self, reading: _Reading, position: int) -> Iterator[_Item]:
        """Items whose tokens, or base forms, stand here."""
        for name in reading.names(position):
            for length in self._lengths.get(name, ()):
                if length == 1:
                    yield from self._items.get((name,), ())
                elif position + length <= len(reading.tokens):
                    following = [reading.names(at) for at in range(position + 1, position + length)]
                    for rest in islice(product(*following), _MOST_READINGS):
                        yield from self._items.get((name, *rest), ())


class _Reading:
    """One text, read once: its tokens, and what each may be."""

    def __init__(self, text: str, language: str) -> None:
        self.text = text
        self.tokens: Sequence[Token] = tokens_of(text)
        self._language = language
        self._names: dict[int, tuple[str, ...]] = {}

    def names(self, position: int) -> tuple[str, ...]:
        """What a term may call the token here: itself, a number, its base forms."""
        if position >= len(self.tokens):
            return ()
        known = self._names.get(position)
        if known is None:
            token = self.tokens[position]
            if is_number(token.text):
                known = (token.text, NUMBER)
            else:
                known = (token.text, *bases(self.text[token.start : token.end], self._language))
            self._names[position] = known
        return known

    def holds(self, item: _Item, position: int) -> _Found | None:
        """Does an item stand here, and how?"""
        wanted = item.tokens
        if position + len(wanted) > len(self.tokens):
            return None
        number, inflected, trim = "", False, 0
        for offset, word in enumerate(wanted):
            token = self.tokens[position + offset]
            if word == token.text:
                continue
            if word == NUMBER:
                if not is_number(token.text):
                    return None
                number = number or token.text
                continue
            if word not in self.names(position + offset):
                return None
            if item.entry.kind is Kind.KEEP:
                if offset < len(wanted) - 1 or possessed(token.text, self._language) != word:
                    return None
                trim = len(token.text) - len(word)
            elif not self._may_inflect(item, position, offset):
                return None
            inflected = True
        return _Found(number, inflected, trim)

    def _may_inflect(self, item: _Item, position: int, offset: int) -> bool:
        entry, word = item.entry, self.tokens[position + offset].text
        if entry.kind is not Kind.TRANSLATE or entry.exact_case or item.is_form:
            return False
        if entry.pos == "name" or (entry.pos in _NOT_INFLECTED and is_complete(self._language)):
            return False
        if needs_noun(word, self._language) and entry.pos != "noun":
            return False
        if not may_inflect(self._language, item.tokens, offset):
            return False
        following = self.tokens[position + offset + 1].text if position + offset + 1 < len(self.tokens) else ""
        return not reads_as_verb(word, following, self._language)

    def match(self, item: _Item, position: int, found: _Found) -> Match | None:
        """The match, unless its words belong to something larger."""
        first, last = self.tokens[position], self.tokens[position + len(item.tokens) - 1]
        start, end = first.start, last.end - found.trim
        words = self.text[start:end]
        entry = item.entry
        if entry.exact_case and " ".join(words.split()) != " ".join(entry.term.split()):
            return None
        if self._is_in_number(first, last):
            return None
        if self._is_hyphenated(start, end) and not (entry.kind is Kind.KEEP and words == entry.term):
            return None
        if _UNSPACED.match(words) and self._is_in_word(item, position):
            return None
        return Match(entry, start, end, found.number, found.inflected)

    def is_torn(self, item: _Item, position: int) -> bool:
        """Does a line end between its words? Only in HTML a line break is a blank."""
        if len(item.tokens) == 1:
            return False
        pairs = zip(self.tokens[position:], self.tokens[position + 1 : position + len(item.tokens)], strict=False)
        return any(b.start - a.end and _FAR.search(self.text, a.end, b.start) for a, b in pairs)

    def _is_in_number(self, first: Token, last: Token) -> bool:
        """Is a number at its edge only a part of one (the 2 of ``1/2``)?"""
        before = self.text[max(first.start - 2, 0) : first.start]
        after = self.text[last.end : last.end + 2]
        return (len(before) == 2 and first.text[0].isdigit() and before[1] in _IN_NUMBER and before[0].isdigit()) or (
            len(after) == 2 and last.text[-1].isdigit() and after[0] in _IN_NUMBER and after[1].isdigit()
        )

    def _is_hyphenated(self, start: int, end: int) -> bool:
        """Is it only a part of a hyphenated word (``brand`` in ``brand-new``)?"""
        before, after = self.text[max(start - 2, 0) : start], self.text[end : end + 2]
        return (len(before) == 2 and before[1] in _HYPHENS and before[0].isalnum()) or (
            len(after) == 2 and after[0] in _HYPHENS and after[1].isalnum()
        )

    def _is_in_word(self, item: _Item, position: int) -> bool:
        """Without blanks only long words are sure: one Han character, or two others, must stand by themselves."""
        words = "".join(item.tokens)
        script = _HAN if _HAN.match(words) else _HIRAGANA if _HIRAGANA.match(words) else _UNSPACED
        if len(item.tokens) > (1 if script is _HAN else 2) or is_katakana(words):
            return False
        behind = position + len(item.tokens)
        before = self.tokens[position - 1] if position else None
        after = self.tokens[behind] if behind < len(self.tokens) else None
        start, end = self.tokens[position].start, self.tokens[behind - 1].end
        return bool(
            (before and before.end == start and script.match(before.text))
            or (after and after.start == end and script.match(after.text))
        )


def is_katakana(word: str) -> bool:
    """Is it a run of katakana, which is a token by itself?"""
    return "\u30a1" <= word[0] <= "\u30fe" or "\uff66" <= word[0] <= "\uff9f"


def chosen(candidates: Iterable[Match]) -> list[Match]:
    """Of matches that overlap those that win, in order."""
    ranked = sorted(candidates, key=lambda m: (m.entry.shipped, m.start - m.end, m.inflected, m.start))
    taken = Stretches()
    won: list[Match] = []
    for match in ranked:
        if not taken.overlaps(match.start, match.end):
            taken.add(match.start, match.end)
            won.append(match)
    return sorted(won, key=lambda m: m.start)
