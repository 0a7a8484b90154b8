"""What an amount looks like in running text, for one source language: a pattern, and a cheap one that says if it is worth it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from localize.money.names import names_of
from localize.money.symbols import (
    codes_in_text,
    hundredths,
    only_before,
    only_behind,
    other_codes,
    small_codes,
    symbols,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from localize.money.names import Names

__all__ = ["Patterns", "patterns_for"]

_GAP = r"[ \u00a0\u202f]?"
_GROUPED = r"\d{1,3}(?:(?:[,'’.\u00a0\u202f]|(?<=\d) (?=\d{3}\b))\d{2,3})+"
_DIGITS = rf"(?:{_GROUPED}(?:[.,]\d{{1,2}})?|\d+(?:[.,]\d{{1,2}}|['’]\d\d(?= ?€))?|\.\d{{1,2}})(?!\d)(?:[.,](?:--?|[–—])(?!\d))?"
_PARTED = r"(?P<whole>\d{1,4})(?P<sign>€)(?P<cents>\d\d)(?![\w€]|[.,]\d)"
_NEVER = r"(?!)"
_NO_LETTER = r"(?![^\W\d_])"


@dataclass(frozen=True, slots=True)
class Patterns:
    """``item`` finds numbers with what says their currency; :meth:`may_concern` tells cheaply that a text may hold one.

    ``signs``, ``beside`` and ``roots`` are what that looks for: a sign, a digit with letters for money at it, a word.

    Groups of ``item``: ``before``, ``digits``, ``scale``, ``after`` or ``alone``; ``whole``, ``sign``, ``cents`` of ``9€90``;
    ``words``, ``words_scale``, ``words_after``.
    """

    item: re.Pattern[str]
    signs: frozenset[str]
    beside: re.Pattern[str]
    roots: tuple[str, ...]

    def may_concern(self, text: str) -> bool:
        """Is there a sign, a number with letters for money beside it, or a word for money at all?"""
        if not self.signs.isdisjoint(text) or self.beside.search(text):
            return True
        small = text.lower()
        return any(root in small for root in self.roots)


@cache
def patterns_for(language: str) -> Patterns:
    """The patterns of a source language."""
    names = names_of(language)
    before, after, scale = _before(language), _after(names, language), rf"(?P<scale>{_scale(names)})?"
    # Behind a number that has a mark before it, a mark that another number follows is that one's: rmb 10 usd 20.
    digits = rf"(?P<before>{before}){_GAP}(?P<digits>{_DIGITS}){scale}(?:{_GAP}(?P<after>{after})(?!{_GAP}\d))?"
    bare = rf"(?P<bare>{_DIGITS})(?P<bare_scale>{_scale(names)})?(?:{_GAP}(?P<alone>{after}))?"
    item = re.compile(rf"(?<![\w.,$€£¥])(?:{_PARTED}|{digits}|{bare}|{_in_words(names, after)})")
    signs = frozenset(s[0] for s in (*symbols(), *hundredths()) if not s[0].isalnum() and s[0] != ":")
    return Patterns(item, signs, _beside(names, language), names.worded)


def _any(words: Iterable[str]) -> str:
    """One of some words, the longest first; a blank in one is any blank."""
    return "|".join(re.escape(w).replace(r"\ ", r"\s") for w in sorted(words, key=len, reverse=True)) or _NEVER


def _signs(skipped: Iterable[str]) -> str:
    """Symbols; ``US$`` also as ``US $``. A single letter stands close to its sign: ``A $40 value`` is no Australian dollar."""
    written = []
    for symbol in sorted(set(symbols()) - set(skipped), key=len, reverse=True):
        letters = symbol.removesuffix("$").rstrip(". ")
        if symbol.endswith("$") and len(letters) > 1:
            gap = " ?" if "." in symbol else ""  # a small "us $40" may be: give us $40
            written += [rf"{re.escape(symbol[:-1])} ?\$", rf"{re.escape(symbol[:-1].lower())}{gap}\$"]
        else:
            written.append(re.escape(symbol) + (_NO_LETTER if symbol[-1].isalpha() else ""))
    return "|".join(written)


def _codes(language: str) -> str:
    return "|".join((rf"M?(?:{'|'.join(codes_in_text())})", *small_codes(language), *other_codes()))


def _before(language: str) -> str:
    return rf"(?:{_signs(only_behind())}|(?:{_codes(language)}){_NO_LETTER})"


def _after(names: Names, language: str) -> str:
    signs = _signs((*only_before(), ":-"))
    words = rf"(?i:{_any((*names.currencies, *names.hundredths))})"
    scaled = rf"(?<=llion )(?i:{_any(names.scaled)})"
    return rf"(?:(?:{signs}|{_any(hundredths())}|:-|{_codes(language)}|{words}|{scaled})(?!\w))"


def _scale(names: Names) -> str:
    """A letter close to its number (``$5M``), or a word behind a blank (``$5 million``)."""
    letters = {form for word in names.scales if len(word) < 3 for form in (word, word.upper())}
    words = [word for word in names.scales if len(word) > 2]
    return rf"(?:(?:{_any(letters)})(?!\w)|{_GAP}(?i:{_any(words)})(?!\w))"


def _in_words(names: Names, after: str) -> str:
    """``five bucks``, ``forty-five cents``, ``half million usd``: only with what says their currency."""
    one = rf"(?i:{_any(names.numbers)})"
    words = _any(word for word in names.scales if len(word) > 2)
    return rf"(?P<words>{one}(?:[ -]{one})?)(?: (?P<words_scale>(?i:{words})))? (?P<words_after>{after})"


def _beside(names: Names, language: str) -> re.Pattern[str]:
    """A digit with letters for money right behind it or right before it; tried at digits only, so it is cheap."""
    lettered = {s for s in symbols() if s[0].isalnum() or s[0] == ":"}
    codes = (*codes_in_text(), *small_codes(language), *other_codes())
    called = [*names.currencies, *names.hundredths, *(word for word in names.scales if len(word) > 2)]
    forms = {form for word in called for form in (word, word.capitalize(), word.upper())}
    starts = [word for word in forms if not any(other != word and word.startswith(other) for other in forms)]
    behind = _any((*codes, *(f"M{code}" for code in codes_in_text()), *lettered, *starts))
    before = sorted({*codes, *(s.rstrip("$ ") for s in lettered), *(s.lower().rstrip("$ ") for s in lettered)})
    widths = {len(word) for word in before}
    ends = "|".join(
        rf"(?<=(?:{_any(w for w in before if len(w) == width)}){gap}\d)"
        for width in widths
        for gap in ("", "[ \u00a0\u202f]", r"\.", r"[ \u00a0\u202f]\.")  # USD 5, USD.99, USD .99
    )
    return re.compile(rf"\d(?:[.,][-–—]+)?[ \u00a0\u202f]?(?:{behind})|\d(?:{ends})")
