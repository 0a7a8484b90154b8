"""Bare numbers whose unit a person has said: ``[[decision]] option = "Length", unit = "in"``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from localize.decisions import decided_for
from localize.errors import ConfigError
from localize.listing import Span, SpanKind
from localize.units.cells import unit_called
from localize.units.convert import convert_quantity
from localize.units.evidence import about_field
from localize.units.find import find_quantities
from localize.units.quantity import Quantity
from localize.units.written import number_reader

if TYPE_CHECKING:
    from localize.context import Context
    from localize.listing import Draft

__all__ = ["decided_unit", "find_decided", "name_units", "refuse_unknown_units"]


def refuse_unknown_units(context: Context) -> None:
    """Every decided unit must be one that we know.

    Raises:
        ConfigError: a decision names no unit.
    """
    for decision in context.settings.decisions:
        if decision.unit and unit_called(decision.unit, context) is None:
            raise ConfigError(
                f"[[decision]]: '{decision.unit}' is no unit.", "Write it as texts do: in, ft, oz, cm, kg."
            )


def decided_unit(draft: Draft, path: str, context: Context) -> str:
    """The unit that a field's bare numbers are in by a decision; '' where nobody has said it."""
    return decided_for(draft, path, "unit", context)


def find_decided(draft: Draft, path: str, text: str, context: Context) -> Quantity | None:
    """The quantity that a bare number is by a decision; None where its unit stays, or nobody has said it."""
    unit = decided_unit(draft, path, context)
    if not unit or number_reader(context.source_locale).text(text) is None:
        return None
    found = list(find_quantities(f"{text.strip()} {unit}", context.source_locale))
    if len(found) != 1 or not isinstance(quantity := found[0].value, Quantity):
        return None
    done = convert_quantity(
        quantity, context.market, source_country=context.source_country, context=about_field(draft, path)
    )
    return quantity if done and not done.kept else None


def name_units(draft: Draft, context: Context) -> None:
    """Make a quantity of every text that is a bare number of a decided unit, where nothing else was found in it."""
    if not any(decision.unit for decision in context.settings.decisions):
        return
    for path, blocks in draft.texts.items():
        for block in blocks:
            if any(span.kind is not SpanKind.NUMBER for span in block.spans):
                continue
            if (quantity := find_decided(draft, path, block.text, context)) is None:
                continue
            number = block.text.strip()
            start = block.text.index(number)
            block.spans[:] = [Span(start, start + len(number), SpanKind.QUANTITY, number, value=quantity)]
