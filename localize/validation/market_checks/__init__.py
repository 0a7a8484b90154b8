"""What a market asks of a listing beside the marketplace's limits: a module each, its docstring its documentation page.

A check is ``find(draft, market)``; the facts are in ``localize/markets/*.toml`` and in the TOML files here, with their
sources.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from localize.validation.market_checks import energy_label, product_safety, unit_price, voltage

if TYPE_CHECKING:
    from collections.abc import Callable

    from localize.listing import Draft
    from localize.market import Market

__all__ = ["MARKET_CHECKS", "market_check_pages"]

MARKET_CHECKS: tuple[Callable[[Draft, Market], None], ...] = (
    voltage.find_voltage,
    product_safety.find_product_safety,
    unit_price.find_unit_price,
    energy_label.find_energy_label,
)
"""Every check, in the order in which findings are told."""


def market_check_pages() -> tuple[str, ...]:
    """What each check says of itself: the docstrings of the modules."""
    return tuple(module.__doc__ or "" for module in (voltage, product_safety, unit_price, energy_label))
