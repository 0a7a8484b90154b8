"""One text, read once: its tokens, what a term may call each of them, and how an entry stands at a place.

Where an entry must not stand is as much a part of this as where it may: never inside a word, a hyphenated word or a number;
see :mod:`localize.terms.tokens` for scripts without blanks.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from localize.terms.entry import Entry, Kind
from localize.terms.inflection import (
    bases,
    is_complete,
    may_inflect,
    means_itself,
    needs_noun,
    possessed,
    reads_as_verb,
)
from localize.terms.tokens import NUMBER, TOKEN, Token, folded, is_number
from localize.text.borders import UNSPACED
from localize.values import value

__all__ = ["Item", "Match", "Reading"]

_FAR = re.compile(r"[\r\n\t\x0b\x0c\u2028\u2029]|\s{3}")
_IN_NUMBER = frozenset("/⁄.,:")
_HYPHENS = frozenset("-‐‑_")
_COMPOUND = re.compile(r"(?<=[^\W\d_])[-‐‑](?=[^\W\d_])")
_UNSPACED = re.compile(f"[{UNSPACED}]")
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_HIRAGANA = re.compile("[\u3041-\u309f]")
_NOT_INFLECTED = frozenset({"adj", "verb", "name", "adv"})


@value
class Match:
    """An entry found in a text. ``numbers`` are what each ``{n}`` stood for, ``inflected`` tells another form of the term."""

    entry: Entry
    start: int
    end: int
    numbers: tuple[str, ...] = ()
    inflected: bool = False


class Item(NamedTuple):
    """The words by which an entry may be found: its term, or one of its forms; ``order`` is the entry's among all."""

    tokens: tuple[str, ...]
    entry: Entry
    order: int
    is_form: bool


class _Found(NamedTuple):
    """How an item stands at a place: which numbers, whether inflected, and where it ends if that is inside a token."""

    numbers: tuple[str, ...]
    inflected: bool
    trim: int


class Reading:
    """One text in one language. ``names`` are what a term may call each token: itself, a number, its base forms.

    With ``opened`` the words of hyphenated compounds stand each by itself: ``faux-leather`` reads as ``faux leather``.
    """

    __slots__ = ("_language", "names", "text", "tokens")

    def __init__(self, text: str, language: str, *, opened: bool = False) -> None:
        self.text = text
        self.tokens: list[Token] = []
        self.names: list[tuple[str, ...]] = []
        joints = {joint.start() for joint in _COMPOUND.finditer(text)} if opened else ()
        for match in TOKEN.finditer(text):
            if match.start() in joints:
                continue
            names = _names(match.group(), language)
            self.tokens.append(Token(names[0], match.start(), match.end()))
            self.names.append(names)
        self._language = language

    @staticmethod
    def has_compounds(text: str, start: int = 0, end: int | None = None) -> bool:
        """Are words joined by a hyphen in a text, or a part of it?"""
        return bool(_COMPOUND.search(text, start, len(text) if end is None else end))

    def match(self, item: Item, position: int) -> Match | None:
        """The item at a token, unless it does not hold or its words belong to something larger."""
        found = self._holds(item, position)
        if found is None:
            return None
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
        if not words.isascii() and _UNSPACED.match(words) and self._is_in_word(item, position):
            return None
        return Match(entry, start, end, found.numbers, found.inflected)

    def is_torn(self, item: Item, position: int) -> bool:
        """Does a line end between its words? Only in HTML a line break is a blank."""
        if len(item.tokens) == 1:
            return False
        pairs = zip(self.tokens[position:], self.tokens[position + 1 : position + len(item.tokens)], strict=False)
        return any(b.start - a.end and _FAR.search(self.text, a.end, b.start) for a, b in pairs)

    def _holds(self, item: Item, position: int) -> _Found | None:
        """Does an item stand here, and how?"""
        wanted = item.tokens
        if position + len(wanted) > len(self.tokens):
            return None
        numbers, inflected, trim = list[str](), False, 0
        for offset, word in enumerate(wanted):
            token = self.tokens[position + offset]
            if word == token.text:
                continue
            if word not in self.names[position + offset]:
                return None
            if word == NUMBER:
                numbers.append(token.text)
                continue
            if not self._may_differ(item, position, offset):
                return None
            inflected = True
            if item.entry.kind is Kind.KEEP:
                trim = len(token.text) - len(word)
        return _Found(tuple(numbers), inflected, trim)

    def _may_differ(self, item: Item, position: int, offset: int) -> bool:
        """May the text have another form of an item's word? Of a kept term only the possessive, at its end."""
        if item.entry.kind is not Kind.KEEP:
            return self._may_inflect(item, position, offset)
        token, word = self.tokens[position + offset], item.tokens[offset]
        return offset == len(item.tokens) - 1 and possessed(token.text, self._language) == word

    def _may_inflect(self, item: Item, position: int, offset: int) -> bool:
        entry, word = item.entry, self.tokens[position + offset].text
        if entry.kind is not Kind.TRANSLATE or entry.exact_case or item.is_form:
            return False
        if entry.pos == "name" or (entry.pos in _NOT_INFLECTED and is_complete(self._language)):
            return False
        if needs_noun(word, self._language) and entry.pos != "noun":
            return False
        if len(item.tokens) == 1 and means_itself(word, self._language):
            return False
        if not may_inflect(self._language, item.tokens, offset):
            return False
        following = self.tokens[position + offset + 1].text if position + offset + 1 < len(self.tokens) else ""
        return not reads_as_verb(word, following, self._language)

    def _is_in_number(self, first: Token, last: Token) -> bool:
        """Is a number at its edge only a part of one (the 2 of ``1/2``)?"""
        if first.text[0].isdigit():
            before = self.text[max(first.start - 2, 0) : first.start]
            if len(before) == 2 and before[1] in _IN_NUMBER and before[0].isdigit():
                return True
        if last.text[-1].isdigit():
            after = self.text[last.end : last.end + 2]
            return len(after) == 2 and after[0] in _IN_NUMBER and after[1].isdigit()
        return False

    def _is_hyphenated(self, start: int, end: int) -> bool:
        """Is it only a part of a hyphenated word (``brand`` in ``brand-new``)?"""
        text = self.text
        if start > 1 and text[start - 1] in _HYPHENS and text[start - 2].isalnum():
            return True
        return end + 1 < len(text) and text[end] in _HYPHENS and text[end + 1].isalnum()

    def _is_in_word(self, item: Item, position: int) -> bool:
        """Without blanks only long words are sure: one Han character, or two others, must stand by themselves."""
        words = "".join(item.tokens)
        script = _HAN if _HAN.match(words) else _HIRAGANA if _HIRAGANA.match(words) else _UNSPACED
        if len(item.tokens) > (1 if script is _HAN else 2) or _is_katakana(words):
            return False
        behind = position + len(item.tokens)
        before = self.tokens[position - 1] if position else None
        after = self.tokens[behind] if behind < len(self.tokens) else None
        start, end = self.tokens[position].start, self.tokens[behind - 1].end
        return bool(
            (before and before.end == start and script.match(before.text))
            or (after and after.start == end and script.match(after.text))
        )


def _is_katakana(word: str) -> bool:
    """Is it a run of katakana, which is a token by itself?"""
    return "\u30a1" <= word[0] <= "\u30fe" or "\uff66" <= word[0] <= "\uff9f"


@lru_cache(maxsize=65_536)
def _names(word: str, language: str) -> tuple[str, ...]:
    """What a term may call a word of a text; itself, folded, first."""
    plain = folded(word)
    return (plain, NUMBER) if is_number(plain) else (plain, *bases(word, language))
