"""Measures of a size chart: a column of bare numbers whose header names inches, pounds, centimetres or kilograms."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from typing import TYPE_CHECKING

from localize.sizes.words import any_of, words

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["converted_measures", "measure_unit", "other_unit", "unit_extent", "unit_sign", "with_unit", "without_unit"]

_FACTORS = {("inch", "cm"): Decimal("2.54"), ("lb", "kg"): Decimal("0.45359237")}
_METRIC = dict(_FACTORS.keys())
_US = {other: one for one, other in _FACTORS}
_SIGNS_OF = {"cm": "cm", "inch": "in", "kg": "kg", "lb": "lb"}
_STEPS = (Decimal(1), Decimal("0.5"), Decimal("0.1"))
_FINE_STEPS = (Decimal("0.1"), Decimal("0.01"))
_TOLERANCE = Decimal("0.01")  # of a measure of a thing, where half a centimetre of a body is none
_NUMBER = r"(?P<whole>\d{1,3})(?:[.,](?P<decimals>\d{1,3})|[ -]?(?P<over>\d)/(?P<under>[248])|[ ]?(?P<sign>[½¼¾]))?"
_PART = re.compile(_NUMBER)
_CELL = re.compile(
    rf"{re.sub(r'[?]P<[a-z]+>', '?:', _NUMBER)}(?:\s?[-–—/]\s?{re.sub(r'[?]P<[a-z]+>', '?:', _NUMBER)})?"
)
_SIGNS = {"½": Decimal("0.5"), "¼": Decimal("0.25"), "¾": Decimal("0.75")}


@cache
def _units() -> re.Pattern[str]:
    names = words()["chart_units"]
    either = "|".join(rf"(?P<{unit}>{any_of(words)})" for unit, words in names.items())
    return re.compile(
        rf"(?:(?<=[(\[,])|(?<=\s)|^)\s*(?:{either})\.?(?=\s*(?:[)\]]|$))",
        re.IGNORECASE,
    )


def measure_unit(header: str) -> str:
    """``inch``, ``cm``, ``lb`` or ``kg`` where a header names it at its end, else the empty string.

    >>> measure_unit("Bust (in)"), measure_unit("Waist, cm"), measure_unit("Bust")
    ('inch', 'cm', '')
    """
    match = _units().search(header)
    return next((unit for unit, said in match.groupdict().items() if said), "") if match else ""


def unit_extent(header: str) -> tuple[int, int]:
    """Where a header names its unit, without the blanks before it.

    >>> unit_extent("Waist, in")
    (7, 9)
    """
    match = _units().search(header)
    return match.span(match.lastgroup or 0) if match else (0, 0)


def other_unit(unit: str, measures: str) -> str:
    """The unit that a market wants instead (``measures`` is its system), or the empty string."""
    wanted = {"metric": _METRIC, "us": _US}.get(measures, {})
    return wanted.get(unit, "")


def with_unit(header: str, unit: str) -> str:
    """The header with the other unit's sign.

    >>> with_unit("Bust (in)", "cm")
    'Bust (cm)'
    """
    sign = _SIGNS_OF[unit]
    return _units().sub(lambda m: re.match(r"\s*", m[0])[0] + sign, header, count=1)  # type: ignore[index]


def unit_sign(unit: str) -> str:
    """How a chart writes a unit: ``in`` for ``inch``."""
    return _SIGNS_OF[unit]


def without_unit(text: str) -> str:
    """A label without the unit at its end.

    >>> without_unit("2XL (inches)"), without_unit("M, cm")
    ('2XL', 'M')
    """
    return _units().sub("", text, count=1).rstrip(" ([,)]")


def converted_measures(cells: Sequence[str], unit: str, *, fine: bool = False) -> list[str] | None:
    """The cells of a column in the other ``unit``, ranges with a dash; None if one of them is no plain measure.

    Whole numbers become whole numbers, others halves; finer only where different measures would become one. ``fine``
    is for measures of things, which are kept within a hundredth.
    """
    numbers = [[_value(m) for m in _PART.finditer(cell)] if _CELL.fullmatch(cell) else [] for cell in cells]
    if not all(numbers[i] for i, cell in enumerate(cells) if cell):
        return None
    plain = all(n == n.to_integral_value() for row in numbers for n in row)
    metric = unit in _US
    factor = _FACTORS[_US[unit], unit] if metric else _FACTORS[unit, _METRIC[unit]]
    exact = [[n * factor if metric else n / factor for n in row] for row in numbers]
    if fine:
        near = (step for step in _FINE_STEPS if all(_is_near(n, step) for row in exact for n in row))
        return _written(exact, next(near, _FINE_STEPS[-1]))
    steps = _STEPS if plain and unit == "cm" else _STEPS[1:]
    written = [_written(exact, step) for step in steps]
    distinct = len({tuple(row) for row in numbers})
    best = next((rows for rows in written if len(set(rows)) == distinct), written[-1])
    return list(best)


def _value(match: re.Match[str]) -> Decimal:
    value = Decimal(f"{match['whole']}.{match['decimals'] or 0}")
    if match["over"]:
        value += Decimal(match["over"]) / Decimal(match["under"])
    return value + _SIGNS.get(match["sign"] or "", Decimal(0))


def _is_near(number: Decimal, step: Decimal) -> bool:
    return abs(_rounded(number, step) - number) <= _TOLERANCE * number


def _rounded(number: Decimal, step: Decimal) -> Decimal:
    return (number / step).quantize(Decimal(1), ROUND_HALF_UP) * step


def _written(rows: Sequence[Sequence[Decimal]], step: Decimal) -> list[str]:
    def text(number: Decimal) -> str:
        return f"{_rounded(number, step).normalize():f}"

    return ["–".join(text(number) for number in row) for row in rows]
