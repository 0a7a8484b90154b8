"""Writes a quantity the market's way: numbers and units by Babel (CLDR), labels and separators as in the source."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Literal

from localize.units.quantity import Shape, UnitStyle
from localize.units.rounding import rounded
from localize.units.tables import read_table, unit_named
from localize.units.written import number_reader

if TYPE_CHECKING:
    from collections.abc import Sequence

    from localize.units.quantity import Measure, Number, Quantity, Term

__all__ = [
    "as_decimal",
    "converted_text",
    "counted_text",
    "is_written_alike",
    "kept_text",
    "mixed_text",
    "number_text",
    "unit_called_alone",
    "unit_name",
    "unit_text",
]

_NBSP = "\u00a0"
_DECIMAL_COMMA = re.compile(r"\d,\d")
_LETTERS = 2  # of a side's name that is no word: W, Ht
_ROW = frozenset(" \u00a0\u202f\u2009,;|/+&")  # what stands between sides in a row
_SAMPLES = tuple(map(Decimal, ("5", "2", "20", "100", "1", "3", "6", "11", "0", "1.5")))  # one of each plural form


def as_decimal(value: Fraction, decimals: int = 0) -> Decimal:
    """An exact decimal without trailing zeros but for ``decimals`` wanted ones; ``value`` must be one."""
    exact = (Decimal(value.numerator) / Decimal(value.denominator)).normalize()
    places = max(0, -int(exact.as_tuple().exponent), decimals)
    return exact.quantize(Decimal(1).scaleb(-places))


def number_text(value: Decimal, locale: str, *, grouped: bool = True) -> str:
    """A number with the locale's decimal mark and grouping, with as many decimals as it has.

    >>> number_text(Decimal("1234.50"), "pt_BR")
    '1.234,50'
    """
    return _number_text(str(value), locale, grouped=grouped)


@lru_cache(maxsize=8192)
def _number_text(digits: str, locale: str, *, grouped: bool) -> str:
    """Remembered by its digits: 1.8 and 1.80 are equal decimals but not the same text."""
    from babel.numbers import format_decimal

    value = Decimal(digits)
    places = max(0, -int(value.as_tuple().exponent))
    pattern = (_integer_pattern(locale) if grouped else "0") + ("." + "0" * places if places else "")
    return str(format_decimal(value, format=pattern, locale=locale))


@cache
def _integer_pattern(locale: str) -> str:
    """How the locale groups integers: ``#,##0``, or ``#,##,##0`` in India."""
    from babel import Locale

    pattern: str = Locale.parse(locale).decimal_formats[None].pattern
    return pattern.partition(".")[0].partition(";")[0]


def unit_text(value: Decimal, unit: str, locale: str, *, long: bool = False, grouped: bool = True) -> str:
    r"""A number with its unit's name, parted by a no-break space where the locale parts them.

    >>> unit_text(Decimal("30.5"), "centimeter", "de_DE")
    '30,5\xa0cm'
    """
    long = long or unit_named(unit).named
    sample = _plural_sample(locale, str(value) if long else "")
    return _template(unit, locale, sample, long=long).replace("{}", number_text(value, locale, grouped=grouped))


@cache
def _template(unit: str, locale: str, sample: Decimal, *, long: bool) -> str:
    """CLDR's pattern for a number with this unit, ``{}`` for the number, in the plural form of ``sample``."""
    from babel.numbers import format_decimal
    from babel.units import format_unit

    known = unit_named(unit)
    if not known.babel:
        return f"{{}}{_NBSP}{known.symbol}"
    written = str(format_unit(sample, known.babel, "long" if long else "short", locale=locale))
    return written.replace(str(format_decimal(sample, locale=locale)), "{}", 1).replace(" ", _NBSP)


@lru_cache(maxsize=8192)
def _plural_sample(locale: str, digits: str) -> Decimal:
    """A short number of the same plural form as ``digits``; without any, of the form that symbols always have."""
    from babel import Locale

    plural = Locale.parse(locale).plural_form
    wanted = plural(Decimal(digits)) if digits else "other"
    return next((n for n in _SAMPLES if plural(n) == wanted), _SAMPLES[0])


def converted_text(quantity: Quantity, values: Sequence[Decimal], unit: str, locale: str) -> str:
    """The quantity with converted ``values`` (one for each measure) in ``unit``, which is named once, at the end.

    Where a label follows the unit (``29"L x 13"W``) or a word stands before the number (``Length 29 in x Width 13 in``),
    and in a row (``H 14", W 8"``), each number carries the unit. None does where ``unit`` is empty: a label names it.
    """
    labelled = any(_is_labelled(m) and m.terms[0].style is not UnitStyle.NONE for m in quantity.measures)
    is_row, last = _is_row(quantity), len(values) - 1
    parts: list[str] = []
    for index, (measure, value) in enumerate(zip(quantity.measures, values, strict=True)):
        whole = unit and (index == last or (quantity.shape is Shape.DIMENSIONS and (labelled or is_row)))
        text = unit_text(value, unit, locale) if whole else number_text(value, locale)
        parts.append(f"{measure.before}{_with_label(text, measure.after, whole=labelled)}")
    return quantity.count + _joined(quantity, parts, locale)


def _is_labelled(measure: Measure) -> bool:
    """Is the number apart from its neighbours, by a letter behind it or a word before it? A letter before it binds less."""
    return bool(measure.after) or len(measure.before.strip(" :\u00a0")) > _LETTERS


def mixed_text(quantity: Quantity, larger: str, smaller: str, locale: str) -> str:
    """Each measure in two units that add up (``5 ft 11 in``), rounded to whole ones of the smaller."""
    ratio = unit_named(larger).factor_or_zero / unit_named(smaller).factor_or_zero
    parts = []
    for measure in quantity.measures:
        count = rounded(unit_named(smaller).from_base(measure.in_base()), 0)
        wholes, rest = divmod(count, ratio)
        texts = (unit_text(as_decimal(n), u, locale) for n, u in ((Fraction(wholes), larger), (rest, smaller)) if n)
        parts.append(measure.before + _NBSP.join(texts))
    return " – ".join(parts) if quantity.shape is Shape.RANGE else _joined(quantity, parts, locale)


def unit_name(quantity: Quantity, locale: str) -> str:
    """The name of a unit that stands without a number, as the market's language calls it; as written within a language."""
    from babel.units import get_unit_name

    unit = unit_named(quantity.unit)
    if quantity.language == locale.split("_", 1)[0] or not unit.babel:
        return quantity.text
    return get_unit_name(unit.babel, "long", locale=locale) or quantity.text


def _with_label(text: str, label: str, *, whole: bool) -> str:
    if not label:
        return text
    return f"{text} {label.strip()}" if whole else text + label


def kept_text(quantity: Quantity, locale: str) -> str:
    """The quantity in its own units: numbers in the market's notation, unit names in its language."""
    same_language = quantity.language == locale.split("_", 1)[0]
    if same_language and quantity.text and is_written_alike(quantity, locale):
        return quantity.text
    once = not same_language and _names_one_unit(quantity) and not _is_row(quantity)
    parts = []
    for index, measure in enumerate(quantity.measures):
        bare = once and index < len(quantity.measures) - 1
        terms = [_kept_term(t, locale, quantity.language, bare=bare) for t in measure.terms]
        glue = "" if all(t.style is UnitStyle.MARK for t in measure.terms) else " "
        parts.append(f"{measure.before}{_kept_with_label(quantity, measure, glue.join(terms), locale)}")
    text = quantity.count + _joined(quantity, parts, locale)
    return f"{text} ({kept_text(quantity.other, locale)})" if quantity.other else text


def counted_text(quantity: Quantity, counted: str, locale: str) -> str:
    """The quantity with the name of what its numbers count, by CLDR's id: ``6-12m`` of a baby are ``6-12 meses``."""
    from babel.numbers import format_decimal
    from babel.units import format_unit

    if quantity.language == locale.split("_", 1)[0]:
        return quantity.text
    bare = (replace(m, terms=tuple(replace(t, style=UnitStyle.NONE) for t in m.terms)) for m in quantity.measures)
    last = quantity.measures[-1].terms[-1].number.value
    lengths: tuple[Literal["long", "short"], ...] = (
        "long",
        "short",
    )  # CLDR leaves out a long form that is the short one
    written = (str(format_unit(as_decimal(last), counted, length, locale=locale)) for length in lengths)
    named = next((text for text in written if counted not in text), quantity.text)
    numbers = kept_text(replace(quantity, measures=tuple(bare), other=None), locale)
    return named.replace(str(format_decimal(as_decimal(last), locale=locale)), numbers, 1).replace(" ", _NBSP)


def _kept_with_label(quantity: Quantity, measure: Measure, text: str, locale: str) -> str:
    """A letter that touches its number stays there, ``51D x 100W x 45H cm``: behind the unit it would read as a part of it."""
    label, last = measure.after, measure.terms[-1]
    if not label[:1].isalpha() or not text[-1:].isalpha() or last.style is UnitStyle.MARK:
        return text + label
    number = _kept_number(last, locale)
    if len(measure.terms) == 1 and text.startswith(number) and quantity.measures[0].terms[0].style is UnitStyle.NONE:
        return f"{number}{label}{text[len(number) :]}"
    return f"{text} {label}"


def _is_row(quantity: Quantity) -> bool:
    """Sides in a row, each with its unit: only a comma or the like stands between them, or a blank."""
    return quantity.shape is Shape.DIMENSIONS and bool(quantity.joins) and _ROW.issuperset("".join(quantity.joins))


def _names_one_unit(quantity: Quantity) -> bool:
    """``5 mm x 10 mm`` can be 5 x 10 mm: one unit, no marks, no labels, nothing that adds up."""
    terms = [t for m in quantity.measures for t in m.terms]
    plain = all(len(m.terms) == 1 and not _is_labelled(m) for m in quantity.measures)
    return plain and len({t.unit for t in terms}) == 1 and all(t.style is not UnitStyle.MARK for t in terms)


def is_written_alike(quantity: Quantity, locale: str) -> bool:
    """Would every number read the same in the market's notation?"""
    numbers = [t.number for m in quantity.measures for t in m.terms]
    other = quantity.other is None or is_written_alike(quantity.other, locale)
    return other and all(_reads_alike(number, locale) for number in numbers)


def unit_called_alone(unit: str, locale: str, *, in_words: bool, capital: bool) -> str:
    """A unit without a number: its name in the plural as the language has it (``Metros``), or its symbol.

    >>> unit_called_alone("meter", "pt_BR", in_words=True, capital=True)
    'Metros'
    """
    if not in_words or not unit_named(unit).babel:
        return unit_named(unit).symbol
    name = _template(unit, locale, _plural_sample(locale, "5"), long=True).replace("{}", "").strip(f" {_NBSP}")
    return f"{name[:1].upper()}{name[1:]}" if capital else name


def _reads_alike(number: Number, locale: str) -> bool:
    read = number_reader(locale).text(number.text.lstrip("-−"))
    return read is not None and (read.value, read.resolution) == (abs(number.value), number.resolution)


def _kept_term(term: Term, locale: str, language: str, *, bare: bool) -> str:
    same_language = language == locale.split("_", 1)[0]
    number = _kept_number(term, locale)
    if bare or term.style is UnitStyle.NONE:
        return number
    unit = unit_named(term.unit)
    is_plain_mark = term.style is UnitStyle.MARK and unit.dimension in {"length", ""}
    if same_language or is_plain_mark or not unit.babel:
        is_foreign = not same_language and language != "en" and term.style is UnitStyle.NAME
        gap = term.gap if same_language else term.gap.replace(" ", _NBSP)
        return f"{number}{gap}{unit.symbol if is_foreign else term.written}"
    # Inches and feet have no short form that buyers of a metric market know: polegadas, Zoll, pouces.
    long = bool(unit.systems) and "metric" not in unit.systems and unit.dimension not in {"temperature", "pressure"}
    long = long or (unit.spelled and term.style is UnitStyle.NAME)
    if term.number.is_fraction:
        sample = Decimal(1 if term.number.value <= 1 else 2)
        return unit_text(sample, term.unit, locale, long=long).replace(number_text(sample, locale), number, 1)
    value = as_decimal(term.number.value, term.number.decimals)
    return unit_text(value, term.unit, locale, long=long, grouped=_is_grouped(term.number))


def _kept_number(term: Term, locale: str) -> str:
    """A fraction stays a fraction; a decimal keeps its decimals; 2700 K does not become 2.700 K."""
    number = term.number
    if number.is_fraction:
        return number.text
    return number_text(as_decimal(number.value, number.decimals), locale, grouped=_is_grouped(number))


def _is_grouped(number: Number) -> bool:
    marks = sum(not c.isdigit() for c in number.text.lstrip("-−"))
    return marks > (number.decimals > 0)


def _joined(quantity: Quantity, parts: Sequence[str], locale: str) -> str:
    if quantity.shape is Shape.LIST and not all("/" in join for join in quantity.joins):
        return _listed(quantity, parts, locale)
    text = parts[0]
    for join, part in zip(quantity.joins, parts[1:], strict=True):
        text += _join(quantity, join, parts, locale) + part
    return text


def _join(quantity: Quantity, join: str, parts: Sequence[str], locale: str) -> str:
    """Signs stay as they are; a word between numbers ("to", "by") becomes a sign that needs no translation.

    Beside a minus a dash is hard to read: there the market's own word stands, ``-32 a 16 °C``.
    """
    is_word = any(c.isalpha() for c in join.replace("x", "").replace("X", ""))
    if quantity.shape is Shape.RANGE and any(part.startswith(("-", "−")) for part in parts):
        return f" {read_table('words')['range_written']['words'].get(locale.split('_', 1)[0], '–')} "
    if quantity.shape is Shape.RANGE and join.strip(" \u00a0") in {"÷", "…", "..", "..."}:
        return "–"  # ÷ divides in other countries
    if quantity.shape is Shape.RANGE and (is_word or join.strip() == join):
        return "–" if is_word else join
    return " x " if is_word else join


def _listed(quantity: Quantity, parts: Sequence[str], locale: str) -> str:
    """``15, 20 oder 25``: by Babel, "or" or "and" as the source has it; numbers with decimal commas are parted by semicolons."""
    from babel.lists import format_list

    either = read_table("words")["joins"]["or"].get(quantity.language, ())
    is_or = any(word.lower() in either for join in quantity.joins for word in join.split())
    written = str(format_list(list(parts), style="or" if is_or else "standard", locale=locale))
    return written.replace(", ", "; ") if any(_DECIMAL_COMMA.search(part) for part in parts) else written
