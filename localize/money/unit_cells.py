"""A column of prices for an amount, whose unit stands in a column beside it (Meta's ``unit_price.unit``): converted together."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

from localize.data import package_folder, read_toml
from localize.listing import Role, Severity
from localize.money.convert import PriceStep, PriceTrace, price_step
from localize.money.endings import round_to_step
from localize.money.per_unit import PerUnit, is_vague, price_per, unit_for, unit_named, whole_unit

if TYPE_CHECKING:
    from collections.abc import Mapping

    from localize.context import Context
    from localize.listing import Draft, Field

__all__ = ["for_unit_of_market", "in_unit_of_market", "spelled"]


def for_unit_of_market(draft: Draft, source: Field, trace: PriceTrace, decimals: int, context: Context) -> PriceTrace:
    """The trace of a unit price, for the unit that the market's prices are for; writes the cell of the unit.

    Finding code: ``unit-price-kept`` where an ounce may be one of weight or of volume.
    """
    unit = unit_named(source.unit) if source.role is Role.UNIT_PRICE and source.unit_path else None
    if unit is None:
        return trace
    target, trace = in_unit_of_market(draft, source, unit, trace, decimals, context, whole=True)
    if target is not None:
        why = f"per {unit.id} to per {target.id}"
        draft.set(source.unit_path, spelled(target, context), "convert", why, "money/per_units.toml")
    return trace


def in_unit_of_market(
    draft: Draft,
    source: Field,
    unit: PerUnit,
    trace: PriceTrace,
    decimals: int,
    context: Context,
    *,
    whole: bool = False,
) -> tuple[PerUnit | None, PriceTrace]:
    """The unit that the market states such prices for, None where it is this one, and the trace of the price of that unit.

    ``whole``: the platform names no amounts, a litre stands for 100 ml.
    Finding code: ``unit-price-kept`` where an ounce may be one of weight or of volume.
    """
    target = unit_for(unit, context.market)
    if target is None or not trace.value:
        return None, trace
    if is_vague(unit, draft.listing.group.title):
        said = source.unit or unit.id
        message = f"The price stays one per {said}: whether that ounce is one of weight or of volume nothing says."
        hint = "State fl oz for what is poured, or the price of a kilogram or litre."
        draft.find("unit-price-kept", Severity.INFO, message, source.path, value=source.value, suggestion=hint)
        return None, trace
    target = whole_unit(target) if whole else target
    exact = price_per(trace.exact if trace.steps else trace.value, unit, target, context.source_country)
    step = min(price_step(context.market, Role.UNIT_PRICE), Decimal(1).scaleb(-decimals))
    value = round_to_step(exact, step) or step
    why = f"per {unit.id} to per {target.id}"
    return target, replace(trace, value=value, exact=exact, steps=(*trace.steps, PriceStep("unit", value, why)))


def spelled(unit: PerUnit, context: Context) -> str:
    """A unit as the output's platform spells it in cells."""
    return _cells().get(context.form, {}).get(unit.id, unit.id)


@cache
def _cells() -> Mapping[str, Mapping[str, str]]:
    cells: Mapping[str, Mapping[str, str]] = read_toml(package_folder("money") / "per_units.toml")["cells"]
    return cells
