"""Labels that name the unit of the numbers behind them: ``Weight (lbs): 3.5``, ``Height in inches: 30``, ``Width, in: 12``.

Only finds them; what they hold is read in :mod:`localize.units.label_numbers`.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from localize.units.tables import lexicon, read_table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from localize.units.quantity import UnitStyle

__all__ = ["BLANK", "UnitLabel", "labels_in", "leads_of"]

BLANK = "[ \t\u00a0\u202f\u2009]"
_SIGN = re.compile(rf"{BLANK}{{0,4}}(?P<sign>[:：=|]|[-–—](?={BLANK}))?{BLANK}{{0,8}}")
_BRACKET = re.compile(r"[(\[](?P<inner>[^()\[\]\n]{1,40})[)\]]")
_BEFORE_BRACKET = re.compile(rf"(?:[)]|[^\W\d_])(?P<gap>[.:]?{BLANK}?)\Z")
_ENDS = re.compile("[:：=|–—-]")
_NAME = rf"(?P<unit>[^\W\d_][^\d:()\[\]\n,;=|–—-]{{0,18}}?){BLANK}{{0,4}}\Z"
_DASHES = frozenset("-–—")
_LED_REACH = 30  # characters from the word before a unit to the sign behind it
_PIECE = re.compile(r"[^,;/|&]+")
_BESIDE = re.compile(r"\([^()\n]*\)")
_WORDS = re.compile(rf"[^\W\d_](?:[^\n;|•·,.:()\[\]\d]|[.:](?={BLANK}*\Z))*\Z")
_WORD = re.compile(r"[^\W\d_]+")
_REACH = 60  # characters before a unit that may be its label's words; of a text that may be no more than a label


class UnitLabel(NamedTuple):
    """The unit of a label, where it is written, and where the label ends: there its number may begin.

    The label begins at ``first`` with its ``words``, given in lower case; ``is_signed``: a colon or the like stands behind it.
    """

    first: int
    unit: str
    style: UnitStyle
    start: int
    end: int
    stop: int
    words: str
    is_signed: bool


@lru_cache(maxsize=4096)
def labels_in(text: str, language: str) -> tuple[UnitLabel, ...]:
    """Every label of ``text`` that names one unit, in order.

    >>> [(label.unit, label.words) for label in labels_in("Weight (lbs): 3.5, Width (in / cm): 3 / 7", "en")]
    [('pound', 'weight')]
    """
    found = [*_led(text, language)] if len(text) <= _REACH or _ENDS.search(text) else []
    if "(" in text or "[" in text:
        found += _in_brackets(text, language)
    return tuple(sorted(found, key=lambda label: label.start))


def _in_brackets(text: str, language: str) -> Iterator[UnitLabel]:
    for match in _BRACKET.finditer(text):
        before = _BEFORE_BRACKET.search(text, max(0, match.start() - 3), match.start())
        if before is None:
            continue
        first, words = _words_before(text, before.start("gap"))
        extents = list(_units_within(match["inner"], words, language))
        if len(extents) == 1:
            (unit, style, start, end) = extents[0]
            at = match.start("inner")
            yield _label(text, (unit, style), (at + start, at + end), match.end(), (first, words))


def _units_within(inner: str, words: str, language: str) -> Iterator[tuple[str, UnitStyle, int, int]]:
    """The units among the pieces of a bracket: of ``(L x W x H, in)`` and ``(W x D in inches)`` the last."""
    for piece in _PIECE.finditer(inner):
        lead = _leads(language).match(piece[0])
        for skipped in (0, lead.end()) if lead else (0,):
            bare = piece[0][skipped:].strip()
            if known := _unit(bare, words, language):
                start = inner.index(bare, piece.start() + skipped)
                yield (*known, start, start + len(bare))
                break


def _led(text: str, language: str) -> Iterator[UnitLabel]:
    """``Height in inches: 30`` and ``Height, in: 30``; without a sign only at the end of a text."""
    leads = leads_of(language)
    ends = [match.start() for match in _ENDS.finditer(text)]
    if len(text) <= _REACH:
        ends.append(len(text))
    for end in ends:
        before = text[max(0, end - _LED_REACH) : end]
        if ", " not in before and leads.isdisjoint(before.split()):
            continue  # a quick look, for most have neither
        match = _led_pattern(language).search(text, max(0, end - _LED_REACH), end)
        if match is None or (text[end : end + 1] in _DASHES and not text[end + 1 : end + 2].isspace()):
            continue
        first, words = _words_before(text, match.start())
        if known := _unit(match["unit"].strip(), words, language):
            yield _label(text, known, match.span("unit"), match.end("unit"), (first, words))


@cache
def _led_pattern(language: str) -> re.Pattern[str]:
    return re.compile(rf"(?<=[)]|[^\W\d_])(?:,|{BLANK}(?:{_lead_words(language)})){BLANK}{_NAME}")


@cache
def _leads(language: str) -> re.Pattern[str]:
    return re.compile(rf"(?:.*{BLANK}|{BLANK}*)(?:{_lead_words(language)}){BLANK}")


def _lead_words(language: str) -> str:
    return "|".join(map(re.escape, sorted(leads_of(language)) or ["in"]))


@cache
def leads_of(language: str) -> frozenset[str]:
    """The words of a language before the unit of a label: ``in`` of "Height in inches"."""
    return frozenset(read_table("words")["unit_leads"].get(language, ()))


def _label(
    text: str, known: tuple[str, UnitStyle], extent: tuple[int, int], behind: int, said: tuple[int, str]
) -> UnitLabel:
    sign = _SIGN.match(text, behind)
    assert sign  # noqa: S101  # it may be empty
    (first, words), (unit, style), (start, end) = said, known, extent
    return UnitLabel(first, unit, style, start, end, sign.end(), words, sign["sign"] is not None)


def _unit(name: str, words: str, language: str) -> tuple[str, UnitStyle] | None:
    """The unit that a piece of a label is, unless the label speaks of money or counts, or the name is another thing's there."""
    known = lexicon(language).unit_called(name) or lexicon("en").unit_called(name)
    if known is None or not words:
        return None
    said = frozenset(_WORD.findall(words))
    if not said.isdisjoint(read_table("words")["other_labels"]["words"]):
        return None
    table = read_table("words")["letter_units"]
    key = name.rstrip(".").lower()
    wanted = table.get(table["like"].get(key, key))
    if wanted is not None and not any(word.endswith(tuple(wanted)) for word in said):  # Gesamtgewicht ends with Gewicht
        return None
    if wanted is None and len(name) == 1 and name.isalpha():
        return None
    return known


def _words_before(text: str, end: int) -> tuple[int, str]:
    """Where the words right before ``end`` begin, and the words; what stands in brackets among them does not count."""
    start = max(0, end - _REACH)
    before = _BESIDE.sub(lambda m: " " * len(m[0]), text[start:end])
    match = _WORDS.search(before)
    return (start + match.start(), match[0].strip(" :.").lower()) if match else (end, "")
