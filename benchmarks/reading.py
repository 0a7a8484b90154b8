"""What stands in a text, read by this benchmark's own eyes: tags, protected strings, numbers, quantities.

Nothing here comes from the package: it is what the package is judged by.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["PROTECTED", "Number", "numbers", "plain", "protected", "tags", "without_protected"]


class Reading(NamedTuple):
    """A unit: what it measures, and how many of the base unit it is."""

    kind: str
    factor: Fraction
    offset: Fraction


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a text: its value and the last digit that was written (``step``).

    ``bases`` are its readings in base units as (kind, value, step): none without a unit, two for an ounce. ``start`` is
    its place in the text.
    """

    text: str
    value: Fraction
    step: Fraction
    start: int
    is_money: bool
    bases: tuple[tuple[str, Fraction, Fraction], ...]

    def follows(self, other: Number) -> bool:
        """Does it stand right behind another, with no more than a unit between?"""
        return 0 < self.start - other.start - len(other.text) <= _UNIT_WIDTH


_TAG = re.compile(r"<(?:/?[A-Za-z][^<>]*|!--.*?--)>", re.DOTALL)
_WORDED_ATTRIBUTE = re.compile(r"\b(alt|title|aria-label|placeholder)\s*=\s*(\"[^\"]*\"|'[^']*')", re.IGNORECASE)

PROTECTED = {
    "placeholders": re.compile(
        r"\{\{.*?\}\}|\{%.*?%\}|%%\w+%%|\$\{\w+\}|\{\w*\}|%\(\w+\)[sd]|%[sd]\b|\[[a-z]+[-_][a-z_-]+[^\[\]]*\]"
    ),
    "URLs": re.compile(r"(?:https?:)?//[^\s<>\"']+[\w/]|www\.[^\s<>\"']+[\w/]"),
    "e-mails": re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"),
    "codes": re.compile(r"\b(?=[A-Z0-9-]*[A-Z]{2})(?=[A-Z0-9-]*\d{2})[A-Z0-9]+(?:-[A-Z0-9]+)*\b"),
}

_NUMBER = r"\d+(?:[.,]\d+)*"
_FRACTION = r"(?:\d+[ -])?\d+/\d+"
_FIND = re.compile(rf"(?<![\w.,])({_FRACTION}|{_NUMBER})|(?<=[A-Za-z$€£])({_NUMBER})")
# Of two temperatures: no offset.
_DIFFERENCE = re.compile(r"(?:\bwithin|±|\+/-|\baccurate to|\bdentro de|\bem até|\baté)\s*$", re.IGNORECASE)
_WORDED = re.compile(
    r"\b(half|one|two|three|four|five|six|seven|eight|nine|ten)(?=[ -](?:inch|foot|feet|pound|ounce|yard|mile|gallon|quart))",
    re.IGNORECASE,
)
_WORDS = dict(
    zip(
        ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
        map(str, range(1, 11)),
        strict=True,
    ),
    half="1/2",
)
_MIXED_SIGNS = {
    "½": "1/2",
    "¼": "1/4",
    "¾": "3/4",
    "⅓": "1/3",
    "⅔": "2/3",
    "⅛": "1/8",
    "⅜": "3/8",
    "⅝": "5/8",
    "⅞": "7/8",
}

# Exact by definition, in mm, g, ml, °C (with the offset of the scale), mm², g/m², km/h, bar, N·m.
_UNITS: dict[str, list[Reading]] = {}
for _kind, _factor, _offset, _names in (
    ("length", "25.4", "0", "in|inch|inches|\"|''|”|″|polegada|polegadas"),
    ("length", "304.8", "0", "ft|foot|feet|'|’|′|pé|pés"),
    ("length", "914.4", "0", "yd|yds|yard|yards"),
    ("length", "0.0254", "0", "mil|mils"),
    ("length", "1609344", "0", "mi|mile|miles"),
    ("length", "1", "0", "mm"),
    ("length", "10", "0", "cm"),
    ("length", "1000", "0", "m"),
    ("length", "1000000", "0", "km"),
    ("mass", "28.349523125", "0", "oz|ounce|ounces|onça|onças"),
    ("mass", "453.59237", "0", "lb|lbs|pound|pounds|#|libra|libras"),
    ("mass", "1", "0", "g"),
    ("mass", "1000", "0", "kg"),
    ("volume", "29.5735295625", "0", "fl oz|fl. oz|fl. oz.|floz|fluid ounce|fluid ounces|fl ounces|oz|ounce|ounces"),
    ("volume", "236.5882365", "0", "cup|cups"),
    ("volume", "473.176473", "0", "pt|pint|pints"),
    ("volume", "946.352946", "0", "qt|quart|quarts"),
    ("volume", "3785.411784", "0", "gal|gallon|gallons"),
    ("volume", "1", "0", "ml"),
    ("volume", "1000", "0", "l|litro|litros|liter|liters"),
    ("temperature", "5/9", "-160/9", "°f|degrees f|deg f|degrees fahrenheit|º f"),
    ("temperature", "1", "0", "°c|ºc"),
    ("area", "645.16", "0", "sq in|square inches|in²"),
    ("area", "92903.04", "0", "sq ft|square feet|ft²"),
    ("area", "100", "0", "cm²"),
    ("area", "1000000", "0", "m²"),
    # Cloth is weighed by the square yard, whether its seller says so or not (12.5 oz denim).
    ("areal mass", "33.905747", "0", "oz/yd²|oz/sq yd|oz per square yard|ounces per square yard|oz|ounce|ounces"),
    ("areal mass", "1", "0", "g/m²|gsm"),
    ("speed", "1.609344", "0", "mph"),
    ("speed", "1", "0", "km/h"),
    ("pressure", "0.0689475729", "0", "psi"),
    ("pressure", "1", "0", "bar|bars"),
    ("torque", "0.112984829", "0", "in-lb|in-lbs|inch-pounds|in·lb|in lb|in lbs"),
    ("torque", "1.3558179483", "0", "ft-lb|ft-lbs|ft lb|ft lbs|foot-pounds"),
    ("torque", "1", "0", "n·m|nm|n⋅m"),
):
    for _name in _names.split("|"):
        _UNITS.setdefault(_name, []).append(Reading(_kind, Fraction(_factor), Fraction(_offset)))
_UNIT = re.compile(
    r"[\s-]?(" + "|".join(sorted(map(re.escape, _UNITS), key=len, reverse=True)) + r")(?![A-Za-zÀ-ÿ²])", re.IGNORECASE
)
_LINK = re.compile(r"\s*(?:[x×X–—-]|by|to|or|and|ou|e|a|até|por|,|/|&)\s*(?:\d+/\d+|\d)")
_UNIT_WIDTH = 8
_DIMENSION_WORD = re.compile(r"\s*(?:[WLHDwlhd]|wide|long|high|tall|deep)\b\.?")


def tags(value: str) -> list[str]:
    """The tags in order; what people read inside of them (``alt``, ``title``) is taken out."""
    return [_WORDED_ATTRIBUTE.sub(r"\1=", tag) for tag in _TAG.findall(value)]


def plain(value: str) -> list[str]:
    """The texts between tags and line breaks, entities resolved, and those of ``alt`` and ``title``."""
    worded = [match.group(2)[1:-1] for tag in _TAG.findall(value) for match in _WORDED_ATTRIBUTE.finditer(tag)]
    return [html.unescape(part) for part in (*_TAG.split(value), *worded) if part.strip()]


def protected(texts: list[str]) -> dict[str, list[str]]:
    """Protected strings by kind, sorted; a string counts for the first kind that fits."""
    found: dict[str, list[str]] = {kind: [] for kind in PROTECTED}
    for text in texts:
        rest = text
        for kind, pattern in PROTECTED.items():
            found[kind] += pattern.findall(rest)
            rest = pattern.sub(" ", rest)
    return {kind: sorted(strings) for kind, strings in found.items()}


def without_protected(text: str) -> str:
    """The text with blanks where protected strings stand."""
    for pattern in PROTECTED.values():
        text = pattern.sub(lambda match: " " * len(match.group()), text)
    return text


def numbers(text: str, *, decimal: str) -> list[Number]:
    """Every number outside of protected strings; ``decimal`` is the decimal mark of the text's language."""
    text = _WORDED.sub(lambda match: _WORDS[match.group().lower()], without_protected(text))
    for sign, written in _MIXED_SIGNS.items():
        text = re.sub(rf"(?<=\d){sign}", f" {written}", text).replace(sign, written)
    return list(_with_units(text, list(_FIND.finditer(text)), decimal))


def _with_units(text: str, found: list[re.Match[str]], decimal: str) -> Iterator[Number]:
    """Numbers with their units; one that is linked to the next (``12 x 8 in``) has that one's."""
    unit = ""
    made: list[Number] = []
    for number, match in reversed(list(enumerate(found))):
        if own := _UNIT.match(text, match.end()):
            unit = " ".join(own.group(1).lower().split())
        else:
            named = _DIMENSION_WORD.match(text, match.end())
            linked = _LINK.match(text, named.end() if named else match.end())
            behind = found[number + 1].start() if number + 1 < len(found) else len(text)
            unit = unit if linked and linked.end() - 1 <= behind + 3 else ""
        made.append(_number(text, match, decimal, unit))
    yield from reversed(made)


def _number(text: str, match: re.Match[str], decimal: str, unit: str) -> Number:
    written = match.group()
    value, step = _value(written, decimal)
    units = _UNITS.get(unit, [])
    before = text[max(match.start() - 2, 0) : match.start()]
    if units and units[0].kind == "temperature" and re.fullmatch(r"(?:^|[^\w]|)[-−]", before):
        value = -value
    apart = _DIFFERENCE.search(text, 0, match.start()) is not None
    bases = tuple((u.kind, value * u.factor + (0 if apart else u.offset), step * u.factor) for u in units)
    return Number(written, value, step, match.start(), re.search(r"[$€£]\s?$", before) is not None, bases)


def _value(written: str, decimal: str) -> tuple[Fraction, Fraction]:
    if "/" in written:
        whole, _, part = written.replace("-", " ").rpartition(" ")
        return Fraction(part) + Fraction(whole or 0), Fraction(1, int(part.partition("/")[2] or 1))
    group = "," if decimal == "." else "."
    if re.fullmatch(rf"\d{{1,3}}(?:\{group}\d{{3}})+(?:\{decimal}\d+)?", written):
        written = written.replace(group, "")
    digits = written.replace(",", ".")
    if digits.count(".") > 1:
        digits = digits.replace(".", "")
    places = len(digits.partition(".")[2])
    return Fraction(digits), Fraction(1, 10**places)
