"""Codecs of cells that hold prices among other things: their amounts are the values, all else stays as it stands."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["QuantityPricesCodec", "SurchargesCodec"]

_AMOUNT = r"\d+(?:\.\d+)?"
_STEPS = re.compile(rf"\s*\d+\s*\|\s*{_AMOUNT}\s*(?:,\s*\d+\s*\|\s*{_AMOUNT}\s*)*")
_STEP_PRICE = re.compile(rf"(?<=\|)(\s*)({_AMOUNT})")
_SURCHARGE = re.compile(rf"(?:(?<=,)|(?<=\|)|\A)price=-?({_AMOUNT})(?=\||\Z|,\w+=)")
_PERCENT = re.compile(r"(?:\A|,)price_type=(?!fixed(?:,|\Z))")


class QuantityPricesCodec:
    """Quantities with the price from each on, ``10|9.5,50|8.9``: the prices. Any other cell is one value.

    >>> QuantityPricesCodec().get("10|9.5,50|8.9")
    ('9.5', '8.9')
    """

    def get(self, cell: str) -> tuple[str, ...]:
        """The prices in the order of the cell."""
        if not _STEPS.fullmatch(cell):
            return (cell,)
        return tuple(match[2] for match in _STEP_PRICE.finditer(cell))

    def put(self, cell: str, values: Sequence[str]) -> str:
        """The cell with each price replaced; a price that went leaves an empty cell, for a quantity without one is none."""
        if not _STEPS.fullmatch(cell):
            return values[0]
        if not all(values):
            return ""
        return _replaced(cell, [match.span(2) for match in _STEP_PRICE.finditer(cell)], values)


class SurchargesCodec:
    """Magento's custom options, ``name=Engraving,price=5.00,price_type=fixed|name=…``: the fixed surcharges, if there is one.

    Percentages, free options and prices that are no plain number are no values.

    >>> SurchargesCodec().get("name=Box,price=5.00,price_type=fixed,sku=|name=Rush,price=10,price_type=percent")
    ('5.00',)
    """

    def get(self, cell: str) -> tuple[str, ...]:
        """The surcharges in the order of the cell; none where it has none."""
        return tuple(cell[start:end] for start, end in self._spans(cell))

    def put(self, cell: str, values: Sequence[str]) -> str:
        """The cell with each surcharge replaced."""
        return _replaced(cell, list(self._spans(cell)), values)

    def _spans(self, cell: str) -> Iterator[tuple[int, int]]:
        start = 0
        for option in cell.split("|"):
            match = _SURCHARGE.search(option)
            if match and not _PERCENT.search(option) and match[1].strip("0."):
                yield start + match.start(1), start + match.end(1)
            start += len(option) + 1


def _replaced(cell: str, spans: Sequence[tuple[int, int]], values: Sequence[str]) -> str:
    """The cell with other values in the places of some."""
    for (start, end), value in reversed(list(zip(spans, values, strict=True))):
        cell = cell[:start] + value + cell[end:]
    return cell
