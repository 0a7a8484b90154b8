"""What a market asks of a listing beside the marketplace's limits: a module each, its docstring says what and from where.

A check is ``find(draft, market)``; the facts are in ``localize/markets/*.toml`` and ``facts.toml``, with their sources.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from localize.validation.market_checks.product_safety import find_product_safety
from localize.validation.market_checks.voltage import find_voltage

if TYPE_CHECKING:
    from collections.abc import Callable

    from localize.listing import Draft
    from localize.market import Market

__all__ = ["MARKET_CHECKS"]

MARKET_CHECKS: tuple[Callable[[Draft, Market], None], ...] = (find_voltage, find_product_safety)
"""Every check, in the order in which findings are told."""
