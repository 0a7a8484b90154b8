"""Number words before a unit's name: ``six feet``, ``half a pound``, ``zweieinhalb Liter``, ``vinte e cinco metros``.

The words and how a language puts them together are data (``words.toml``).
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from localize.text.accents import with_accentless
from localize.units.quantity import Number
from localize.units.tables import read_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

__all__ = ["Numerals", "Ones", "numerals_of", "ones_of"]

_TOKEN = re.compile(r"[^\W\d_]+")
_LINK = re.compile("[ \u00a0\u202f\u2009]?[-‑]?[ \u00a0\u202f\u2009]?|['’]")
_FOLLOWING = re.compile("[ \u00a0\u202f\u2009‑-]{0,2}([^\\W\\d_]+)")
_GAP = "[ \u00a0\u202f\u2009]"
_REACH = 60  # characters that one numeral may have
_BEFORE = 4
_DIGITS = re.compile(r"\d[ \u00a0]\Z")
_THOUSAND = Fraction(1000)
_NUMERALS = "numerals"


@dataclass(frozen=True, slots=True)
class _Reading:
    """What some words say: a value, how finely, and where the last of them stands in the list of tokens."""

    value: Fraction
    resolution: Fraction
    last: int


@dataclass(frozen=True, slots=True)
class Numerals:
    """The number words of one language."""

    values: Mapping[str, Fraction]
    fractions: Mapping[str, Fraction]
    articles: frozenset[str]
    ands: frozenset[str]
    ofs: frozenset[str]
    scales: Mapping[str, Fraction]
    phrases: Mapping[str, tuple[tuple[tuple[str, ...], Fraction], ...]]
    behind: re.Pattern[str] | None
    triggers: re.Pattern[str]
    parts: frozenset[str]

    def within(self, text: str, unit_words: frozenset[str] = frozenset()) -> dict[int, tuple[Number, int]]:
        """Where a numeral begins → its number, and where it ends (behind "half a", so that the unit follows).

        ``unit_words`` are the words that may follow it in a quantity; where they are given, other numerals are not read.

        >>> numerals_of("en").within("two and a half feet")[0][0].value
        Fraction(5, 2)
        """
        found: dict[int, tuple[Number, int]] = {}
        done = 0
        small = text.replace("İ", "i").lower()  # as long as the text, which the small form of that one letter is not
        for match in self.triggers.finditer(f" {small}"):
            at = match.start()  # of the character before it, and so of the numeral in the text without the blank
            if at < done or (unit_words and not self._goes_on(text, match.end() - 1, unit_words)):
                continue
            if _DIGITS.search(text, max(0, at - _BEFORE), at):
                continue  # 3 hundred: digits make the number
            tokens = list(_TOKEN.finditer(text, at, at + _REACH))
            reading = self._read(text, tokens, [token[0].lower() for token in tokens])
            if reading is None and tokens[0][0].lower() in self.articles:  # a four-pound dog: the article is the dog's
                tokens, at = tokens[1:], tokens[1].start()
                reading = self._read(text, tokens, [token[0].lower() for token in tokens])
            if reading:
                done = tokens[reading.last].end()
                found[at] = _number(reading.value, reading.resolution), done
        return found

    def _goes_on(self, text: str, end: int, unit_words: frozenset[str]) -> bool:
        following = _FOLLOWING.match(text, end)
        word = following[1].lower() if following else ""
        return word in unit_words or word in self.parts

    def _read(self, text: str, tokens: list[re.Match[str]], words: list[str]) -> _Reading | None:
        """What the first words say."""
        stop = _linked(text, tokens)
        if phrase := self._phrase(words, 0, stop):
            return self._with_fraction(words, *self._added(words, *phrase, stop), stop)
        article = words[0] in self.articles and words[0] not in self.values
        at = int(article)
        if at >= stop:
            return None
        if words[at] in self.fractions:
            return self._with_of(words, self.fractions[words[at]], at, stop)
        if article and self.values.get(words[at], Fraction(0)) < 100:
            return None
        whole = self._whole(words, at, stop)
        return self._with_fraction(words, *whole, stop) if whole else None

    def _whole(self, words: list[str], at: int, stop: int) -> tuple[Fraction, int] | None:
        """The words that add up: ``twenty five``, ``eight hundred sixty-two thousand``, ``treinta y cinco``."""
        part = self.values.get(words[at])
        return None if part is None else self._added(words, part, at, stop)

    def _phrase(self, words: list[str], at: int, stop: int) -> tuple[Fraction, int] | None:
        """The number that several words are (``quatre-vingt``), longest first, and where the last of them stands."""
        for phrase, value in self.phrases.get(words[at], ()) if at < stop else ():
            if at + len(phrase) <= stop and tuple(words[at : at + len(phrase)]) == phrase:
                return value, at + len(phrase) - 1
        return None

    def _added(self, words: list[str], part: Fraction, at: int, stop: int) -> tuple[Fraction, int]:
        """What the words behind a first number add to it or make of it."""
        done, part, last = (part, Fraction(0), part) if part >= _THOUSAND else (Fraction(0), part, None)
        while at + 1 < stop and part.denominator == 1:
            skip = 1 + (words[at + 1] in self.ands)
            word = words[at + skip] if at + skip < stop else ""
            phrase = self._phrase(words, at + skip, stop)
            value = phrase[0] if phrase else self.values.get(word) or self.scales.get(word)
            if value is None and skip == 2 and word in self.articles and part >= 20 and part % 10 == 0:
                value = Fraction(1)  # vinte e um litros
            if value is None or value.denominator > 1:
                break
            if value >= _THOUSAND and skip == 1 and 0 < part < _THOUSAND and (last is None or value < last):
                done, part, last = done + part * value, Fraction(0), value
            elif value == 100 and skip == 1 and 0 < part < 100:
                part *= 100
            elif (part == 0 and value < _THOUSAND) or (part % 100 == 0 and value < 100) or _follows_tens(part, value):
                part += value
            else:
                break
            at = phrase[1] if phrase else at + skip
        return done + part, at

    def _with_fraction(self, words: list[str], whole: Fraction, at: int, stop: int) -> _Reading:
        """``two and a half``, ``three quarters of an``, or the whole alone."""
        if at + 1 < stop and words[at + 1] in self.fractions and whole < 10:
            return self._with_of(words, whole * self.fractions[words[at + 1]], at + 1, stop)
        if at + 1 < stop and words[at + 1] in self.ands:
            then = at + 2 + (at + 2 < stop and words[at + 2] in self.articles)
            if then < stop and words[then] in self.fractions:
                part = self.fractions[words[then]]
                return _Reading(whole + part, Fraction(1, part.denominator), then)
        return _Reading(whole, Fraction(1, whole.denominator), at)

    def _with_of(self, words: list[str], value: Fraction, at: int, stop: int) -> _Reading:
        """The small words behind a fraction belong to it: half *a* pound, a quarter *of an* inch."""
        if at + 1 < stop and words[at + 1] in self.ofs:
            at += 1
        if at + 1 < stop and words[at + 1] in self.articles:
            at += 1
        return _Reading(value, Fraction(1, value.denominator), at)


def _follows_tens(part: Fraction, value: Fraction) -> bool:
    """Twenty five, soixante quinze."""
    return value < 20 and part % 100 >= 20 and part % 10 == 0


class Ones(NamedTuple):
    """The units that an article counts: ``a quart of paint`` is one quart."""

    names: frozenset[str]
    pattern: re.Pattern[str]

    def within(self, text: str) -> dict[int, tuple[Number, int]]:
        """Where such an article begins → one, and where the article ends."""
        one = _number(Fraction(1), Fraction(1))
        return {match.start(): (one, match.end()) for match in self.pattern.finditer(text)}


@cache
def ones_of(language: str) -> Ones:
    """The articles before units of a language; none where ``words.toml`` has none."""
    names = read_table("words")["one_of"].get(language, ())
    data = read_table("words")[_NUMERALS].get(language, {})
    articles, units = ("|".join(map(re.escape, group)) for group in (data.get("articles", ()), names))
    ofs = "|".join(map(re.escape, data.get("of", ())))
    follows = rf"(?:{ofs})(?:{_GAP}|['’])" if ofs else r"[^\W\d_]"
    pattern = rf"(?<![^\W_])(?:{articles})(?={_GAP}(?:{units}){_GAP}{follows})" if names else r"(?!)"
    return Ones(frozenset(names), re.compile(pattern, re.IGNORECASE))


def _linked(text: str, tokens: list[re.Match[str]]) -> int:
    """How many of the words only blanks and hyphens part."""
    stop = 1
    while stop < len(tokens) and _LINK.fullmatch(text, tokens[stop - 1].end(), tokens[stop].start()):
        stop += 1
    return stop


@lru_cache(maxsize=1024)
def _number(value: Fraction, resolution: Fraction) -> Number:
    """The numeral as a number in digits: ``6``, ``1/2``, ``2 1/2``."""
    whole, part = divmod(value, 1)
    text = " ".join(str(n) for n in (whole, part) if n) or "0"
    return Number(text, value, resolution, is_fraction=resolution.denominator > 1)


@cache
def numerals_of(language: str) -> Numerals:
    """The number words of a language; none where ``words.toml`` has none."""
    data = read_table("words")[_NUMERALS].get(language, {})
    values = _fractions(data.get("values", {})) | _compounds(data.get("compounds", {}))
    fractions, scales = (_fractions(data.get(table, {})) for table in ("fractions", "scales"))
    articles = frozenset(data.get("articles", ()))
    behind = "|".join(map(re.escape, sorted(data.get("behind", ()), key=len, reverse=True))).replace(r"\ ", "[ \u00a0]")
    return Numerals(
        values=values,
        fractions=fractions,
        articles=articles,
        ands=frozenset(data.get("and", ())),
        ofs=frozenset(data.get("of", ())),
        phrases=_phrases(data.get("phrases", {})),
        scales=scales,
        behind=re.compile(rf"[ \u00a0](?i:{behind})(?![^\W_])") if behind else None,
        triggers=_triggers({*values, *fractions, *data.get("phrases", {})}, articles),
        parts=frozenset((*values, *fractions, *articles, *scales, *data.get("and", ()), *data.get("of", ()))),
    )


def _fractions(table: Mapping[str, str]) -> dict[str, Fraction]:
    """Number words with what they say, those with accents also as people type them without: ``tres``, ``milhoes``."""
    return {form: Fraction(value) for word, value in table.items() for form in with_accentless([word])}


def _phrases(table: Mapping[str, str]) -> dict[str, tuple[tuple[tuple[str, ...], Fraction], ...]]:
    """The phrases by their first words, longest first."""
    found: defaultdict[str, list[tuple[tuple[str, ...], Fraction]]] = defaultdict(list)
    for phrase in sorted(table, key=len, reverse=True):
        parts = tuple(phrase.split())
        found[parts[0]].append((parts, Fraction(table[phrase])))
    return {first: tuple(phrases) for first, phrases in found.items()}


def _triggers(words: Iterable[str], articles: Iterable[str]) -> re.Pattern[str]:
    """Where a numeral may begin in small letters, with the character before it: at one of ``words``, or at an article before one.

    That character comes first, for a search skips to what is no letter faster than it tries a word at each letter. Words
    are parted by their first letters, so that at nearly every place all are left after one look.
    """
    any_word = "|".join(_by_letter(words)) or "(?!)"
    behind_articles = (rf"{some}[ \u00a0-](?:{any_word})" for some in _by_letter(articles))
    return re.compile(rf"\W(?:{'|'.join([*behind_articles, any_word])})(?![^\W\d_])")


def _by_letter(words: Iterable[str]) -> Iterator[str]:
    """A pattern for the words with each first letter."""
    rests: defaultdict[str, list[str]] = defaultdict(list)
    for word in sorted(words, key=len, reverse=True):
        rests[word[0]].append(re.escape(word[1:]))
    for first, rest in sorted(rests.items()):
        yield f"{first}(?:{'|'.join(rest)})"


def _compounds(data: Mapping[str, Mapping[str, str]]) -> dict[str, Fraction]:
    """The numerals that a language writes as one word: ``fünfundzwanzig``, ``venticinque``, ``ventuno``."""
    words: dict[str, Fraction] = {}
    glue = data.get("glue", "")
    for ones, one in data.get("ones", {}).items():
        for tens, ten in data.get("tens", {}).items():
            drops = not glue and ones[0] in "uo"
            word = f"{ones}{glue}{tens}" if glue else f"{tens[:-1] if drops else tens}{ones}"
            words[word] = Fraction(one) + Fraction(ten)
    return words
