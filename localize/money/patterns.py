"""What an amount looks like in running text, for one source language: a pattern, and a cheap one that says if it is worth it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from localize.money.names import names_of
from localize.money.symbols import codes_in_text, hundredths, only_before, only_behind, small_codes, symbols

if TYPE_CHECKING:
    from collections.abc import Iterable

    from localize.money.names import Names

__all__ = ["Patterns", "patterns_for"]

_GAP = r"[ \u00a0\u202f]?"
_GROUPED = r"\d{1,3}(?:(?:[,'’.\u00a0\u202f]|(?<=\d) (?=\d{3}\b))\d{2,3})+"
_DIGITS = rf"(?:{_GROUPED}(?:[.,]\d{{1,2}})?|\d+(?:[.,]\d{{1,2}})?|\.\d{{1,2}})(?!\d)(?:[.,](?:--?|[–—])(?!\d))?"
_NEVER = r"(?!)"
_NO_LETTER = r"(?![^\W\d_])"


@dataclass(frozen=True, slots=True)
class Patterns:
    """``item`` finds numbers with what says their currency; ``hint`` tells cheaply that a text may hold such a one.

    Groups of ``item``: ``before``, ``digits`` or ``words``, ``scale``, ``after``.
    """

    item: re.Pattern[str]
    hint: re.Pattern[str]


@cache
def patterns_for(language: str) -> Patterns:
    """The patterns of a source language."""
    names = names_of(language)
    before, after = _before(), _after(names)
    scale = _scale(names)
    digits = rf"(?:(?P<before>{before}){_GAP})?(?P<digits>{_DIGITS})(?P<scale>{scale})?(?:{_GAP}(?P<after>{after}))?"
    words = _in_words(names, after)
    return Patterns(re.compile(rf"(?<![\w.,$€£¥])(?:{digits}|{words})"), _hint(names))


def _any(words: Iterable[str]) -> str:
    """One of some words, the longest first; a blank in one is any blank."""
    return "|".join(re.escape(w).replace(r"\ ", r"\s") for w in sorted(words, key=len, reverse=True)) or _NEVER


def _signs(skipped: Iterable[str]) -> str:
    """Symbols; ``US$`` also as ``US $``. A single letter stands close to its sign: ``A $40 value`` is no Australian dollar."""
    written = []
    for symbol in sorted(set(symbols()) - set(skipped), key=len, reverse=True):
        letters = symbol.removesuffix("$").rstrip(". ")
        if symbol.endswith("$") and len(letters) > 1:
            written.append(rf"{re.escape(symbol[:-1])} ?\$")
        else:
            written.append(re.escape(symbol) + (_NO_LETTER if symbol[-1].isalpha() else ""))
    return "|".join(written)


def _codes() -> str:
    return "|".join((*codes_in_text(), *small_codes(), "RMB", "rmb"))


def _before() -> str:
    return rf"(?:{_signs(only_behind())}|(?:{_codes()}){_NO_LETTER})"


def _after(names: Names) -> str:
    signs = _signs((*only_before(), ":-"))
    words = rf"(?i:{_any((*names.currencies, *names.hundredths))})"
    scaled = rf"(?<=llion )(?i:{_any(names.scaled)})"
    return rf"(?:(?:{signs}|{_any(hundredths())}|:-|{_codes()}|{words}|{scaled})(?!\w))"


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


def _hint(names: Names) -> re.Pattern[str]:
    """A sign or a word for money, wherever it stands: cheap, and right about texts that have none."""
    lettered = {s for s in symbols() if s[0].isalnum() or s[0] == ":"}
    signs = "".join(sorted({s[0] for s in (*symbols(), *hundredths()) if s not in lettered}))
    called = (*names.currencies, *names.hundredths, *(f"llion {name}" for name in names.scaled))
    known = {*codes_in_text(), *small_codes(), "RMB", "rmb", *lettered}
    known |= {form for name in called for form in (name, name.capitalize(), name.upper())}
    # A word that holds another one tells nothing more.
    words = _any(word for word in known if not any(other != word and other in word for other in known))
    return re.compile(rf"[{re.escape(signs)}]|(?:{words})")
