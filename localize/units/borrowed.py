"""Bare numbers read as quantities of a unit that stands elsewhere: in a label, or beside the sides next to them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from localize.units.quantity import Quantity, UnitStyle
from localize.units.tables import unit_named

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from localize.listing import Span

__all__ = ["with_borrowed_unit"]

_STAND_INS = {"length": "cm", "temperature": "°C"}  # sides are lengths, and only a temperature has a minus


def with_borrowed_unit(numbers: str, unit: str, read: Callable[[str], Sequence[Span]]) -> Quantity | None:
    """``numbers`` as one quantity of ``unit``, which they leave unsaid; None if they are none.

    ``read`` finds quantities: it is given them with a unit of the same kind behind them that no language has a doubt about.
    """
    whole = f"{numbers} {_STAND_INS.get(unit_named(unit).dimension, 'kg')}"
    spans = read(whole)
    value = spans[0].value if len(spans) == 1 and spans[0].text == whole else None
    if not isinstance(value, Quantity) or value.other or any(len(m.terms) > 1 for m in value.measures):
        return None
    measures = tuple(
        replace(m, terms=(replace(m.terms[0], unit=unit, style=UnitStyle.NONE, gap="", written=""),))
        for m in value.measures
    )
    return replace(value, measures=measures, text=numbers, near=("", ""))
