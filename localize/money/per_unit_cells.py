"""A price cell that says what the price is for: ``14,99 EUR / kg``, ``2,38 € je 100 g``, ``1 l = 17,80 €``.

Amount and unit are converted together, as in texts. What the price is for may be no measure (``/ Paar``): that stays.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from localize.money.amount import Amount, parse_amount
from localize.money.per_unit import PerUnit, unit_behind, unit_named
from localize.money.symbols import minor_units
from localize.money.unit_cells import in_unit_of_market, spelled

if TYPE_CHECKING:
    from localize.context import Context
    from localize.listing import Draft, Field
    from localize.money.convert import PriceTrace

__all__ = ["PerCell", "parse_per_unit", "per_unit_of_market"]

_LONGEST = 40
_BRACKETS = re.compile(r"\((.*)\)")
_LEADING = re.compile(r"(?P<unit>[^=:]*?)\s*(?P<join>[=:])\s*")
_SLASH = re.compile(r"\s*/\s*")
_OTHER = re.compile(r"\s*/\s*(?:\d+\s*)?[^\W\d_][^\d/]{0,14}")
"""What is no unit of ``per_units.toml``: it needs a letter, for 10/20 is no price."""


@dataclass(frozen=True, slots=True)
class PerCell:
    """The amount with what stands around it in its notation, and the unit that it is for; None where it is no measure."""

    amount: Amount
    unit: PerUnit | None

    def named(self, name: str) -> Amount:
        """The amount with another unit around it, joined as this one is; a joining word becomes a slash."""
        notation = self.amount.notation
        if join := _LEADING.fullmatch(notation.lead):
            counted = name if name[0].isdigit() or not join["unit"][0].isdigit() else f"1 {name}"
            return replace(self.amount, notation=replace(notation, lead=counted + notation.lead[join.end("unit") :]))
        slash = _SLASH.match(notation.tail)
        close = ")" if notation.tail.endswith(")") else ""
        tail = f"{slash.group() if slash else '/'}{name}{close}"
        return replace(self.amount, notation=replace(notation, tail=tail))


def parse_per_unit(text: str, locale: str) -> PerCell | None:
    """A cell as an amount and what it is for; None where it is anything else.

    >>> cell = parse_per_unit("14,99 EUR / kg", "de-DE")
    >>> cell.amount.value, cell.unit.id
    (Decimal('14.99'), 'kg')
    """
    text = text.strip()
    if len(text) > _LONGEST:
        return None
    inner = _BRACKETS.fullmatch(text)
    if inner:
        cell = parse_per_unit(inner[1], locale)
        return _around(cell, "(", ")") if cell and cell.amount.notation.tail else None
    leading = _LEADING.match(text)
    unit = unit_named(leading["unit"]) if leading else None
    if leading and unit:
        amount = _certain(text[leading.end() :], locale)
        return PerCell(_with(amount, lead=leading.group()), unit) if amount else None
    return _behind(text, locale)


def _behind(text: str, locale: str) -> PerCell | None:
    language = locale.partition("-")[0]
    for end in range(1, len(text)):
        found = unit_behind(text, end, language)
        if found and found[1] == len(text) and (amount := _certain(text[:end], locale)):
            return PerCell(_with(amount, tail=text[end:]), found[0])
    other = _OTHER.search(text)
    if other and other.end() == len(text) and (amount := _certain(text[: other.start()], locale)):
        return PerCell(_with(amount, tail=other.group()), None)
    return None


def _certain(text: str, locale: str) -> Amount | None:
    """An amount of money: with a sign, a code or cents, for 3 / kg may be how many fit."""
    amount = parse_amount(text, locale)
    return amount if amount and not amount.is_difference and (amount.currencies or amount.notation.decimals) else None


def _with(amount: Amount, lead: str = "", tail: str = "") -> Amount:
    return replace(amount, notation=replace(amount.notation, lead=lead, tail=tail))


def _around(cell: PerCell, opening: str, closing: str) -> PerCell:
    notation = cell.amount.notation
    return replace(cell, amount=_with(cell.amount, opening + notation.lead, notation.tail + closing))


def per_unit_of_market(
    draft: Draft, source: Field, cell: PerCell, trace: PriceTrace, context: Context
) -> tuple[Amount, PriceTrace]:
    """The amount with the unit that the market states such prices for around it, and the price of that unit.

    Finding code: ``unit-price-kept`` where an ounce may be one of weight or of volume.
    """
    if cell.unit is None:
        return cell.amount, trace
    decimals = cell.amount.notation.decimals
    if decimals <= minor_units(trace.source_currency):
        decimals = 0  # as fine as the market's prices are
    target, trace = in_unit_of_market(draft, source, cell.unit, trace, decimals, context)
    foreign = context.market.language != context.source_language
    worded = cell.amount.notation.tail and not _SLASH.match(cell.amount.notation.tail)
    if target is None and not (foreign and worded):
        return cell.amount, trace
    return cell.named(spelled(target or cell.unit, context)), trace
