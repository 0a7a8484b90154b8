"""A price cell: its amount, the currency it names, and the notation to write another amount in the same way.

Exact throughout: an amount is :class:`~decimal.Decimal`, never a float. What could be read in two ways (``1.299`` in an
English file) is not read at all.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from localize.money.forms import marks_of
from localize.money.symbols import candidates, leads, minor_units, symbol_of, symbols

__all__ = ["Amount", "Notation", "parse_amount"]

_SPACES = " \u00a0\u202f\u2009"
_GROUPING = "'’" + _SPACES
_DIGITS = rf"\d+(?:[.,{_GROUPING}]\d+)*|[.,]\d{{1,2}}"
_CELL = re.compile(
    rf"(?P<before>[^\d.,\s-]{{1,5}}(?:(?<=[^\W\d_])\.)?)?(?P<gap>\s*)(?P<digits>{_DIGITS})(?P<dash>[.,][-–—]{{1,2}})?"
    r"(?P<space>\s*)(?P<after>:-|[^\d\s-]{1,5})?"
)

_PARTED = re.compile(r"\A(\d{1,4})€(\d\d)\Z")
"""9€90, as on price tags in France."""


@dataclass(frozen=True, slots=True)
class Notation:
    """How an amount was written: marks before and behind with their spaces, decimal and grouping mark, decimals.

    ``dash`` stands for decimals that are none (``29,–``), ``lead`` for what stands before all of it (``[ADD]10``), ``tail``
    for what stands behind all of it.
    """

    before: str = ""
    gap: str = ""
    after: str = ""
    space: str = ""
    decimal_mark: str = "."
    group_mark: str = ""
    decimals: int = 2
    dash: str = ""
    lead: str = ""
    tail: str = ""


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount as a cell states it; ``currencies`` are what its symbol or code may stand for, empty if it has none.

    >>> amount = parse_amount("$1,299.00")
    >>> amount.value, amount.write(Decimal("1099.9"), "EUR")
    (Decimal('1299.00'), '€1,099.90')
    """

    value: Decimal
    currencies: tuple[str, ...]
    notation: Notation

    @property
    def is_difference(self) -> bool:
        """Is it what an option adds to a price or takes off?"""
        return leads().get(self.notation.lead.strip(), False)

    def write(self, value: Decimal, currency: str) -> str:
        """Another amount in another currency, written the same way; whole amounts keep having no decimals.

        A symbol becomes the target's symbol, a code its code; an amount without either stays without.
        """
        n = self.notation
        places = minor_units(currency)
        if n.decimals == 0 and value == value.to_integral_value():
            places = 0
        elif n.decimals > places and value != round(value, places):
            places = n.decimals
        number = _digits(value, places, n)
        dash = n.dash if not places else ""
        after = _mark(n.after, self, currency)
        space = n.space or (" " if after[:1].isalpha() and not n.after[:1].isalpha() else "")
        return f"{n.lead}{_mark(n.before, self, currency)}{n.gap}{number}{dash}{space}{after}{n.tail}"

    def rewrite(self) -> str:
        """The same amount again, as it stood in the cell."""
        n = self.notation
        return f"{n.lead}{n.before}{n.gap}{_digits(self.value, n.decimals, n)}{n.dash}{n.space}{n.after}{n.tail}"


def _mark(mark: str, amount: Amount, currency: str) -> str:
    if not mark or currency in amount.currencies:
        return mark
    return symbol_of(currency) if mark in symbols() else (currency.lower() if mark.islower() else currency)


def _digits(value: Decimal, places: int, notation: Notation) -> str:
    exact = value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    whole, _, fraction = f"{exact:,f}".partition(".")
    whole = whole.replace(",", notation.group_mark)
    return f"{whole}{notation.decimal_mark}{fraction}" if fraction else whole


_MOST_DIGITS = 20
"""With marks; a longer number is no price, and at 28 digits it could not be converted exactly."""


@lru_cache(maxsize=16_384)
def parse_amount(text: str, locale: str = "", decimal: str = "") -> Amount | None:
    """Read a price cell, or None where it is no single, certain amount.

    ``locale`` is the file's; it settles what ``1,299`` means where both marks could be decimal marks. ``decimal`` is the mark
    of the table's other amounts where it is known (:attr:`Field.decimal`), which speaks against a locale.
    """
    text = _PARTED.sub(r"\1,\2 €", text.strip()).removesuffix("/-")  # 499/- in India
    lead = next((known for known in leads() if text.startswith(known)), "")
    if lead:
        lead += " " * (len(text) - len(lead) - len(text[len(lead) :].lstrip()))
    match = _CELL.fullmatch(text[len(lead) :])
    if not match or len(match.group("digits")) > _MOST_DIGITS:
        return None
    before, after = match.group("before") or "", match.group("after") or ""
    marks = [mark for mark in (before, after) if mark]
    currencies = _currencies(marks)
    number = _number(match.group("digits"), marks_of(locale)[0] if locale else "", decimal)
    if currencies is None or number is None:
        return None
    value, decimal_mark, group_mark, decimals = number
    dash = match.group("dash") or ""
    if dash:
        if decimals or group_mark == dash[0]:
            return None
        decimal_mark = dash[0]
    gap = match.group("gap") if before else ""
    space = match.group("space") if after else ""
    form = Notation(before, gap, after, space, decimal_mark, group_mark, decimals, dash, lead)
    return Amount(value, currencies, form)


def _currencies(marks: list[str]) -> tuple[str, ...] | None:
    """What all marks agree on (``$19.99 USD``); None where one is unknown or they contradict each other."""
    if not marks:
        return ()
    common = [code for code in candidates(marks[0]) if all(code in candidates(mark) for mark in marks)]
    return tuple(common) or None


def _number(digits: str, custom: str, table: str) -> tuple[Decimal, str, str, int] | None:
    """Value, decimal mark, grouping mark, decimals."""
    marks = [character for character in digits if not character.isdigit()]
    last = marks[-1] if marks else ""
    if not marks:
        return Decimal(digits), ".", "", 0
    tail = len(digits) - digits.rindex(last) - 1
    decimal = last in ".," and marks.count(last) == 1 and not (tail == 3 and len(set(marks)) == 1)
    decimal = decimal or (last in "'’" and tail == 2 and len(marks) == 1)  # 19'95 in Spain
    if not decimal and len(marks) == 1 and last in ".,":  # 1,299: a thousand or one and a bit
        decimal = table == last
        if not decimal and (custom in {"", last} or table == f"{last}?"):
            return None
    whole, _, fraction = digits.rpartition(last) if decimal else (digits, "", "")
    groups = set(marks[:-1] if decimal else marks)
    if len(groups) > 1 or (decimal and last in groups) or not _grouped(whole, groups):
        return None
    group_mark = next(iter(groups), "")
    bare = whole.replace(group_mark, "") if group_mark else whole
    mark = last if decimal else ("," if group_mark == "." else ".")
    return Decimal(f"{bare or 0}.{fraction}" if fraction else bare), mark, group_mark, len(fraction)


def _grouped(whole: str, groups: set[str]) -> bool:
    """Groups of three, or of two before the last three (1,00,000)."""
    if not groups:
        return True
    first, *rest = whole.split(next(iter(groups)))
    return 1 <= len(first) <= 3 and len(rest[-1]) == 3 and {len(part) for part in rest[:-1]} <= {2, 3}
