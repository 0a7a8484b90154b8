"""Reads numbers as people write them: decimals, thousands, fractions, in the notation of a locale."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from localize.units.quantity import Number

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["NUMBER_START", "NumberReader", "number_reader"]

VULGAR = {
    "½": "1/2",
    "⅓": "1/3",
    "⅔": "2/3",
    "¼": "1/4",
    "¾": "3/4",
    "⅕": "1/5",
    "⅖": "2/5",
    "⅗": "3/5",
    "⅘": "4/5",
    "⅙": "1/6",
    "⅚": "5/6",
    "⅛": "1/8",
    "⅜": "3/8",
    "⅝": "5/8",
    "⅞": "7/8",
}
_SPACE = "\u00a0\u202f\u2009"
_V = "".join(VULGAR)
_FRACTION = r"\d{1,2}[/⁄](?:2|3|4|5|6|8|10|12|16|32|64)(?![\d/⁄]|[.,]\d)"

NUMBER_START = re.compile(rf"[0-9{_V}]")


@cache
def _pattern(*, grouped_by_spaces: bool) -> re.Pattern[str]:
    """One number. What has more than some 15 digits is a code; what may stand before it is the scanner's business."""
    thousands = r"[1-9]\d{0,2}(?: \d{3})+(?:[.,]\d{1,6})?|" if grouped_by_spaces else ""
    return re.compile(
        rf"(?:"
        rf"(?P<fraction>{_FRACTION}|[{_V}])"
        rf"|(?P<whole>{thousands}\d{{1,9}}(?:[.,{_SPACE}]\d{{1,6}}|['’]\d{{3}}(?!\d)){{0,4}}|[.,]\d{{1,6}})"
        rf"(?:[ {_SPACE}]?(?P<vulgar>[{_V}])|(?:[ {_SPACE}\-‑]|[ {_SPACE}](?:and|&|und|et|y|e|&)[ {_SPACE}])(?P<plus>{_FRACTION}))?"
        rf")(?!\d|[.,]\d)",
        re.ASCII,
    )


@dataclass(frozen=True, slots=True, eq=False)
class NumberReader:
    """Reads numbers in one locale's notation; ``pattern`` matches what :meth:`read` takes. There is one for a locale."""

    decimal: str
    group: str

    @property
    def pattern(self) -> re.Pattern[str]:
        """Matches one number at a place of a text."""
        return _pattern(grouped_by_spaces=self.group.isspace())

    def read(self, match: re.Match[str]) -> Number | None:
        """The number that was matched, or None if its separators make no sense (``1.2.3``, ``12,34,5``)."""
        return _remembered(self, match[0])

    def parse(self, match: re.Match[str]) -> Number | None:
        """The same without remembering."""
        if match["fraction"]:
            fraction = _fraction(match[0], match["fraction"])
            is_reduced = fraction.value.denominator == fraction.resolution.denominator
            return fraction if is_reduced and fraction.value < 1 else None  # 12/12 oz: a dozen of 12 ounces
        whole = self._whole(match["whole"].replace(" ", "\u00a0"))
        part = match["vulgar"] or match["plus"]
        if whole is None or part is None:
            return whole and replace(whole, text=match[0])
        extra = _fraction(part, part)
        if extra.value >= 1 or whole.resolution != 1:
            return None
        return Number(match[0], whole.value + extra.value, extra.resolution, is_fraction=True)

    def text(self, text: str) -> Number | None:
        """The number that a whole text is, or None."""
        match = self.pattern.fullmatch(text.strip())
        return self.read(match) if match else None

    def _whole(self, text: str) -> Number | None:
        marks = [c for c in text if not c.isdigit()]
        if not marks:
            return Number(text, Fraction(int(text)), Fraction(1))
        last = marks[-1]
        if last in ".," and self._is_decimal(text, marks):
            integer, _, decimals = text.rpartition(last)
            integer = self._ungrouped(integer) if integer else "0"
            if not integer:
                return None
            return Number(text, Fraction(f"{integer}.{decimals}"), Fraction(1, 10 ** len(decimals)))
        plain = self._ungrouped(text)
        thousands = len(marks) == 1 and last in ".,"
        return Number(text, Fraction(int(plain)), Fraction(1), thousands=thousands) if plain else None

    def _is_decimal(self, text: str, marks: list[str]) -> bool:
        """Is the last point or comma the decimal mark? Three digits behind the locale's group mark are thousands."""
        last = marks[-1]
        if len(set(marks)) > 1 or len(marks) > 1:
            return marks.count(last) == 1
        head, _, tail = text.partition(last)
        looks_grouped = len(tail) == 3 and 1 <= len(head) <= 3 and not head.startswith("0")
        return not (looks_grouped and last != self.decimal)

    def _ungrouped(self, text: str) -> str:
        """The digits of a grouped integer, or the empty string if the groups are none."""
        groups = re.split(rf"[.,'’{_SPACE}]", text)
        if len(groups) == 1:
            return text
        marks = {c for c in text if not c.isdigit()}
        apostrophe_is_foreign = marks & {"'", "’"} and self.group not in "'’"
        if len(marks) > 1 or apostrophe_is_foreign or not groups[0] or groups[0].startswith("0"):
            return ""
        sizes = {len(g) for g in groups[1:]}
        indian = sizes == {2, 3} and len(groups[-1]) == 3 and len(groups[0]) <= 2
        return "".join(groups) if (sizes == {3} and len(groups[0]) <= 3) or indian else ""


@lru_cache(maxsize=8192)
def _remembered(reader: NumberReader, text: str) -> Number | None:
    """Numbers repeat: a text says "10" more often than "10.75"."""
    match = reader.pattern.fullmatch(text)
    return reader.parse(match) if match else None


def _fraction(text: str, part: str) -> Number:
    upper, _, lower = VULGAR.get(part, part).replace("⁄", "/").partition("/")
    return Number(text, Fraction(int(upper), int(lower)), Fraction(1, int(lower)), is_fraction=True)


@cache
def number_reader(locale: str) -> NumberReader:
    """The reader for a source locale; its marks come from CLDR.

    >>> number_reader("de-DE").text("1.234,5").value
    Fraction(2469, 2)
    """
    from babel import Locale, UnknownLocaleError
    from babel.numbers import get_decimal_symbol, get_group_symbol

    marks: Mapping[str, str] = {}
    try:
        known = Locale.parse(locale.replace("-", "_"))
        marks = {"decimal": get_decimal_symbol(known), "group": get_group_symbol(known)}
    except (ValueError, UnknownLocaleError):  # a locale that CLDR does not know reads like English
        marks = {"decimal": ".", "group": ","}
    return NumberReader(marks["decimal"], marks["group"])
