"""What an amount looks like in running text, for one source language: a pattern, and a cheap one that says if it is worth it."""

from __future__ import annotations

import re
from collections import defaultdict
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
from localize.text.finders import OTHER_DIGITS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from localize.money.names import Names

__all__ = ["Patterns", "patterns_for"]

_BLANK = r"[ \u00a0\u202f]"
_GAP = rf"{_BLANK}?"
_GROUPED = r"\d{1,3}(?:(?:[,'’.\u00a0\u202f]|(?<=\d) (?=\d{3}\b))\d{2,3})+"
_DIGITS = rf"(?:{_GROUPED}(?:[.,]\d{{1,2}})?|\d+(?:[.,]\d{{1,2}}|['’]\d\d(?= ?€))?|\.\d{{1,2}})(?!\d)(?:[.,](?:--?|[–—])(?!\d))?"
_PARTED = r"(?P<whole>\d{1,4})(?P<sign>€)(?P<cents>\d\d)(?![\w€]|[.,]\d)"
_NEVER = r"(?!)"
_NO_LETTER = r"(?![^\W\d_])"


@dataclass(frozen=True, slots=True)
class Patterns:
    """``item`` finds numbers with what says their currency; :meth:`may_concern` tells cheaply that a text may hold one.

    ``cents`` is what stands between an amount and its hundredths.
    ``any_sign``, ``signs``, ``beside`` and ``roots`` are what that looks for: a sign or digit, a sign, a digit with letters for
    money at it, a word.

    Groups of ``item``: ``before``, ``digits``, ``scale``, ``after`` or ``alone``; ``whole``, ``sign``, ``cents`` of ``9€90``;
    ``words``, ``words_scale``, ``words_after``.
    """

    item: re.Pattern[str]
    cents: re.Pattern[str]
    any_sign: re.Pattern[str]
    signs: re.Pattern[str]
    beside: re.Pattern[str]
    roots: tuple[str, ...]

    def may_concern(self, text: str) -> bool:
        """Is there a sign, a number with letters for money beside it, or a word for money at all?

        One look settles most texts where a language has no ``roots``: it finds neither sign nor digit.
        """
        first = self.any_sign.search(text)
        if first and (self.signs.search(text, first.start()) or self.beside.search(text, first.start())):
            return True
        if self.roots:
            small = text.lower()
            for root in self.roots:  # any() takes three times as long
                if root in small:
                    return True
        return False


@cache
def patterns_for(language: str) -> Patterns:
    """The patterns of a source language."""
    names = names_of(language)
    before, after, scale = _before(names, language), _after(names, language), rf"(?P<scale>{_scale(names)})?"
    # Behind a number that has a mark before it, a mark that another number follows is that one's: rmb 10 usd 20.
    digits = rf"(?P<before>{before}){_GAP}(?P<digits>{_DIGITS}){scale}(?:{_GAP}(?P<after>{after})(?!{_GAP}\d))?"
    # Between a scale and a name "of" may stand, which is the amount's only there: $ 5 millones de ganancias.
    of = rf"(?(bare_scale)(?:{_BLANK}(?:{_any(names.ofs)})(?:(?={_BLANK})|(?<=['’])))?)"
    bare = rf"(?P<bare>{_DIGITS})(?P<bare_scale>{_scale(names)})?(?:{of}{_GAP}(?P<alone>{after}))?"
    # What an item may begin with is asked for first: at nearly every place that is all.
    begin = rf"(?=[\d.{_firsts((*symbols(), *_codes(language), *names.numbers))}])(?<![\w.,$€£¥])"
    item = re.compile(rf"{begin}(?:{_PARTED}|{digits}|{bare}|{_in_words(names, after)})")
    signs = "".join({s[0] for s in (*symbols(), *hundredths()) if _is_sign(s[0])})
    return Patterns(
        item,
        re.compile(rf",? (?:(?:{_any(names.ands)}) )?"),
        re.compile(f"[0-9{OTHER_DIGITS}{re.escape(signs)}]"),
        re.compile(f"[{re.escape(signs)}]"),
        _beside(names, language),
        names.worded,
    )


def _is_sign(character: str) -> bool:
    return not character.isalnum() and character != ":"


def _firsts(words: Iterable[str]) -> str:
    """What any of some words begins with, in either case, for a set of characters."""
    return re.escape("".join(sorted({form for word in words for form in (word[0], word[0].lower(), word[0].upper())})))


def _any(words: Iterable[str]) -> str:
    """One of some words, the longest first; a blank in one is any blank."""
    longest = sorted(words, key=len, reverse=True)
    return "|".join(re.escape(word).replace(r"\ ", r"\s") for word in longest) if longest else _NEVER


def _in_any_case(words: Iterable[str]) -> str:
    """The same in any case. Sorted by first letters, so that one look leaves most."""
    by_letter: defaultdict[str, list[str]] = defaultdict(list)
    for word in words:
        by_letter[word[0].lower()].append(word[1:])
    return "|".join(rf"[{re.escape(a + a.upper())}](?i:{_any(rests)})" for a, rests in by_letter.items()) or _NEVER


def _sorted_by_letter(words: Iterable[str]) -> str:
    """One of some words, by first letters."""
    by_letter: defaultdict[str, list[str]] = defaultdict(list)
    for word in words:
        by_letter[word[0]].append(word[1:])
    return "|".join(rf"{re.escape(first)}(?:{_any(rests)})" for first, rests in by_letter.items())


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


def _codes(language: str) -> tuple[str, ...]:
    """Codes, and those of millions: ``MUSD``."""
    return (*codes_in_text(), *(f"M{code}" for code in codes_in_text()), *small_codes(language), *other_codes())


def _before(names: Names, language: str) -> str:
    """Symbols, codes, and names that lead an amount with decimals: ``Euro 10,00``, for a Euro 6 is an engine."""
    leading = rf"(?:{_in_any_case(names.leading)})(?={_BLANK}[\d.]*\d,\d\d(?!\d))"
    return rf"(?:{_signs(only_behind())}|(?:{_sorted_by_letter(_codes(language))}){_NO_LETTER}|{leading})"


def _after(names: Names, language: str) -> str:
    signs = _signs((*only_before(), ":-"))
    words = _in_any_case((*names.currencies, *names.hundredths))
    scaled = rf"(?<=llion )(?i:{_any(names.scaled)})"
    return rf"(?:(?:{signs}|{_any(hundredths())}|:-|{_sorted_by_letter(_codes(language))}|{words}|{scaled})(?!\w))"


def _scale(names: Names) -> str:
    """A letter close to its number (``$5M``), or a word behind a blank (``$5 million``)."""
    letters = {form for word in names.scales if len(word) < 3 for form in (word, word.upper())}
    words = [word for word in names.scales if len(word) > 2]
    return rf"(?:(?:{_any(letters)})(?!\w)|{_GAP}(?i:{_any(words)})(?!\w))"


def _in_words(names: Names, after: str) -> str:
    """``five bucks``, ``forty-five cents``, ``half million usd``: only with what says their currency."""
    one = rf"(?:{_in_any_case(names.numbers)})"
    words = _any(word for word in names.scales if len(word) > 2)
    more = rf"(?:[ -]| (?i:{_any(names.ands)}) ){one}"
    of = rf"(?(words_scale)(?: (?:{_any(names.ofs)}))?)"
    rest = rf"(?! {one}(?:{more})?(?![\w-]| (?:{after})))"  # drei Euro achtzig: more than three
    return rf"(?P<words>{one}(?:{more})?)(?: (?P<words_scale>(?i:{words})))?{of} (?P<words_after>{after}){rest}"


def _beside(names: Names, language: str) -> re.Pattern[str]:
    """A digit with letters for money right behind it or right before it; tried at the ends of numbers only, so it is cheap.

    Symbols with a sign (``A$``) are not asked for here: the sign says enough.
    """
    lettered = {s for s in symbols() if not any(map(_is_sign, s.replace(".", "").replace("-", "").replace(" ", "")))}
    called = [*names.currencies, *names.hundredths, *(word for word in names.scales if len(word) > 2)]
    firsts = {f"{word.split(' ')[0]} " if " " in word else word for word in called}  # tschechische Kronen
    forms = {form for word in firsts for form in (word, word.capitalize(), word.upper())}
    starts = [word for word in forms if not any(other != word and word.startswith(other) for other in forms)]
    behind = (*_codes(language), *lettered, *starts)
    before = sorted({form for word in (*_codes(language), *lettered) for form in (word, word.lower())} - {":-"})
    lasts = re.escape("".join(sorted({word[-1] for word in before})))
    ends = "|".join(
        rf"(?<=[{lasts}]{gap}\d)(?:{'|'.join(_ends_in(before, width, gap) for width in sorted(set(map(len, before))))})"
        for gap in ("", _BLANK, r"\.", rf"{_BLANK}\.")  # USD5, USD 5, USD.99, USD .99
    )
    return re.compile(
        rf"\d(?:(?!\d)(?:[.,][-–—]+)?{_GAP}(?=[{_firsts(behind)}])(?:{_sorted_by_letter(behind)})|(?<!\d\d)(?:{ends}))"
    )


def _ends_in(words: Iterable[str], width: int, gap: str) -> str:
    return rf"(?<=(?:{_any(word for word in words if len(word) == width)}){gap}\d)"
