"""Forms of a unit that mean something else, too, and what must hold before they count as the unit."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from localize.units.numerals import numerals_of
from localize.units.tables import GAP, words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from localize.units.quantity import Number

__all__ = ["GUARDS", "Candidate", "is_year", "word_before"]

_FEET_REACH = 10
_FEET_BEFORE = re.compile(r"\d[ \u00a0-]?(?:ft\.?|feet|foot|['’′])[,]?[ \u00a0]?(?:and )?\Z", re.IGNORECASE)
_WORD_AFTER = re.compile(r"[ \u00a0-]*([^\W\d_]+|\d)?")
_WORDS = re.compile(r"[^\W\d_]+")
_LAST_WORD = re.compile(r"([^\W\d_]+)[ \u00a0:.#-]{0,2}$")
_BEHIND_HYPHEN = re.compile(r"-\s?\d")
_INCHES_BEHIND = re.compile(
    r",?[ \u00a0](?:(?:and|or|to)[ \u00a0])?\d[\d./]*[ \u00a0-]in(?![^\W_])"
)  # 8 in, 10 in or 12 in
_MODEL_BEHIND = re.compile(r"-\d{2,3}(?![\d.,]*[^\W\d_])(?![.,]?\d)")
_TYRE_REACH = 12
_MOST_LEGS = 8
_LEGS_REACH = 40
_LENGTH_BEHIND = re.compile(  # con 6 pies (1,8 m), com 6 pés e 2 polegadas
    rf"{GAP}?(?:\([\d.,]+{GAP}?c?m(?![^\W_])|(?:[ye]{GAP})?\d{{1,2}}{GAP}?(?:pulg|pol|in(?![^\W_])|[\"”″]))",
    re.IGNORECASE,
)
_LINK_WORD = 3  # letters of "of" and "mit" between "set" and its number
_TYRE_BEFORE = re.compile(r"R[ \u00a0]?\d\d(?:\.5)?C?[ \u00a0]{1,2}(?:\d{2,3}/)?\Z")
_TIMES_BEHIND = re.compile(r"[ \u00a0]?[xX×][ \u00a0]?\d|[ \u00a0]?/[ \u00a0]?\d")


class Candidate(NamedTuple):
    """A number and what may be its unit: where the number begins, what parts them, where the unit ends."""

    text: str
    language: str
    number: Number
    start: int
    gap: str
    end: int


def is_year(number: Number) -> bool:
    """True for a bare integer that reads like a year."""
    return number.resolution == 1 and 1900 <= number.value < 2100 and number.text.isdigit()


def word_before(text: str, start: int) -> str:
    """The word that ends right before ``start``, in lower case, or the empty string."""
    match = _LAST_WORD.search(text[max(0, start - 20) : start])
    return match[1].lower() if match else ""


def _no_preposition(c: Candidate) -> bool:
    """``24 in`` and ``24 in shelf``, but not ``2 in 1``, ``2-in-1``, ``pack of 2 in blue``, ``made 1987 in Ohio``."""
    if _BEHIND_HYPHEN.match(c.text, c.end):
        return False
    following = _WORD_AFTER.match(c.text, c.end)
    word = (following[1] or "").lower() if following else ""
    if c.gap not in (" ", "\u00a0"):
        is_idiom = c.gap == "-" and word in words("preposition", "en")
        return word not in numerals_of("en").values and not is_idiom
    if _FEET_BEFORE.search(c.text[max(0, c.start - _FEET_REACH) : c.start]):
        return True  # 6 ft, 2 in and wears M
    if word.isdigit() or word in words("preposition", "en"):
        return False
    if c.number.resolution != 1 or _INCHES_BEHIND.match(c.text, c.end):
        return True
    counting = words("counters", "en") | words("before_in", "en")
    return not is_year(c.number) and word_before(c.text, c.start) not in counting


def _speaks_of_heat(c: Candidate) -> bool:
    """``350F`` in a text about ovens; ``777F`` is an aircraft."""
    heat = words("heat", "en") | words("heat", c.language)
    return any(word.lower() in heat for word in _WORDS.findall(c.text))


def _attached(c: Candidate) -> bool:
    """``2.4A`` is a current; ``2 A`` may be anything."""
    return not c.gap and word_before(c.text, c.start) not in words("counters", "en")


def _no_width(c: Candidate) -> bool:
    """``60W`` are watts; in ``32W x 34L`` and ``32W/34L`` the W is a side, ``5W-30`` is an oil, ``R17 94W`` a tyre."""
    return not (_TIMES_BEHIND.match(c.text, c.end) or _BEHIND_HYPHEN.match(c.text, c.end)) and _no_tyre(c)


def _no_tyre(c: Candidate) -> bool:
    """``12V`` are volts; in ``205/55 R16 91V`` the V is how fast a tyre may go, and ``18V-65`` is a drill's name."""
    if not c.gap and _MODEL_BEHIND.match(c.text, c.end):
        return False
    return bool(c.gap) or not _TYRE_BEFORE.search(c.text[max(0, c.start - _TYRE_REACH) : c.start])


def _colour_temperature(c: Candidate) -> bool:
    """``2700K`` is the colour of a lamp; ``4K`` is a resolution."""
    return 1000 <= c.number.value <= 12000 and c.number.resolution == 1


def _small(c: Candidate) -> bool:
    """``25 ug`` are micrograms; ``2 UG`` is a basement, ``Muster UG`` a company."""
    return c.text[c.end - 1 : c.end].islower()


def _fraction(c: Candidate) -> bool:
    """``0.5 ct`` are carats; ``100 ct`` counts pieces."""
    return c.number.resolution != 1


def _weighs(c: Candidate) -> bool:
    """``12 stone`` and ``12 st`` weigh where the text speaks of weight; a bracelet may have 12 stones."""
    known = words("weighing", "en")
    return any(word.lower() in known for word in _WORDS.findall(c.text))


def _no_with(c: Candidate) -> bool:
    """``20 grados C`` are Celsius; in ``45 graus c/ base`` the letter is "with", in ``90 gradi c'è`` a word."""
    return c.text[c.end : c.end + 1] not in ("/", "'", "’")


def _no_legs(c: Candidate) -> bool:
    """``6 pies de altura`` are feet; ``con 4 pies``, ``3 pés palito``, ``4 piedi in legno`` are a table's."""
    if c.number.resolution != 1 or c.number.value > _MOST_LEGS:
        return True
    following = [word.lower() for word in _WORDS.findall(c.text[c.end : c.end + _LEGS_REACH])][:2]
    if not words("legs_behind", c.language).isdisjoint(following):
        return False
    if _LENGTH_BEHIND.match(c.text, c.end):
        return True
    measured = ("labels", "own_side", "long_things")
    sides = ("x", *(word for table in measured for word in words(table, c.language)))
    return word_before(c.text, c.start) not in words("legs_before", c.language) or not {*sides}.isdisjoint(following)


def _no_pieces(c: Candidate) -> bool:
    """``3 Teelöffel`` measure; those of ``Set mit 6 Teelöffel`` and of steel are spoons."""
    return _is_no_piece(c, "pieces_behind")


def _no_books(c: Candidate) -> bool:
    """``25 livres`` weigh; those of ``coffret de 2 livres``, for children or by an author are books."""
    if not _is_no_piece(c, "books_behind"):
        return False
    near = words("books_near", c.language)
    return c.number.resolution != 1 or near.isdisjoint(word.lower() for word in _WORDS.findall(c.text))


def _is_no_piece(c: Candidate, behind: str) -> bool:
    """Neither of a set nor with one of the words of a table right behind it; a part of one is no piece either."""
    if c.number.resolution != 1:
        return True
    before = [word.lower() for word in _WORDS.findall(c.text[max(0, c.start - _LEGS_REACH) : c.start])][-2:]
    if before and len(before[-1]) > _LINK_WORD:
        before = before[-1:]
    following = [word.lower() for word in _WORDS.findall(c.text[c.end : c.end + _LEGS_REACH])][:3]
    known = words("pieces_before", c.language)
    return known.isdisjoint(before) and words(behind, c.language).isdisjoint(following)


GUARDS: Mapping[str, Callable[[Candidate], bool]] = {
    "preposition": _no_preposition,
    "heat": _speaks_of_heat,
    "attached": _attached,
    "not-width": _no_width,
    "not-tyre": _no_tyre,
    "colour-temperature": _colour_temperature,
    "fraction": _fraction,
    "weighing": _weighs,
    "pieces": _no_pieces,
    "books": _no_books,
    "small": _small,
    "with": _no_with,
    "legs": _no_legs,
}
