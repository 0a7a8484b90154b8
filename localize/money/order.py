"""The order of prices: sale below price below compare-at in a listing, dearer stays dearer among a product's variants.

What rounding turned is met by choosing another allowed ending; what was wrong in the source is said, not repaired.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from localize.listing import Role, Severity
from localize.money.convert import next_lower

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from localize.context import Context
    from localize.listing import Draft
    from localize.money.columns import Priced

__all__ = ["keep_order", "keep_variant_order"]

_OF_SEVERAL = re.compile(r"/\d+\Z")
"""The path of one of several amounts in a cell, such as the prices of quantities: not the price that a sale is of."""


def keep_order(draft: Draft, priced: Sequence[Priced], context: Context) -> None:
    """Sale below price below compare-at, where the source had it so."""
    prices = [p for p in priced if p.role is Role.PRICE and p.trace.value]
    price = next((p for p in prices if not _OF_SEVERAL.search(p.path)), next(iter(prices), None))
    if price is None:
        return
    for sale in (p for p in priced if p.role is Role.SALE and p.trace.value):
        _keep_sale_below(draft, sale, price, context)
    for compare in (p for p in priced if p.role is Role.COMPARE_AT and p.trace.value):
        _say_compare_below(draft, compare, price)


def _keep_sale_below(draft: Draft, sale: Priced, price: Priced, context: Context) -> None:
    if sale.trace.source_currency != price.trace.source_currency:
        return
    if sale.trace.source_value >= price.trace.source_value:
        there = f"{sale.trace.source_value} {sale.trace.source_currency}"
        message = f"The sale price {there} is not below the price {price.trace.source_value} in the source."
        draft.find("sale-not-below-price", Severity.WARNING, message, sale.path, suggestion="Correct the source.")
    elif sale.trace.value >= price.trace.value:
        lower = next_lower(price.trace.value, context)
        if lower is None:
            message = f"No allowed price lies below {price.trace.value} {price.trace.currency} for the sale."
            draft.find("sale-not-below-price", Severity.WARNING, message, sale.path, suggestion="Allow other endings.")
            return
        why = f"sale below its price {price.trace.value}: next lower allowed price"
        draft.set(sale.path, sale.amount.write(lower, sale.trace.currency), "convert", why, sale.trace.by)


def _say_compare_below(draft: Draft, compare: Priced, price: Priced) -> None:
    was_above = compare.trace.source_value > price.trace.source_value
    if was_above and compare.trace.value <= price.trace.value:
        message = f"The compare-at price {compare.trace.value} is not above the price {price.trace.value} here."
        hint = "Margin and endings raise the price only; pin the compare-at price or leave it empty."
        draft.find("compare-at-not-above-price", Severity.WARNING, message, compare.path, suggestion=hint)


def keep_variant_order(listings: Iterable[tuple[Draft, Sequence[Priced]]]) -> None:
    """Among the variants of a product no dearer one becomes the cheaper.

    Under one rule rounding cannot turn two prices. A price that stayed from the last run can: it is lifted to the cheaper
    variant's, which is an allowed price. Where margin or tax differ, the seller's own rules turned them, and it is said.
    """
    for _, group in groupby(listings, key=lambda pair: pair[0].listing.group.key):
        pairs = [(draft, p) for draft, priced in group for p in priced if p.role is Role.PRICE and p.trace.value]
        for currency in {p.trace.source_currency for _, p in pairs} if len(pairs) > 1 else ():
            same = [pair for pair in pairs if pair[1].trace.source_currency == currency]
            _keep_rising(sorted(same, key=lambda pair: pair[1].trace.source_value))


def _keep_rising(pairs: Sequence[tuple[Draft, Priced]]) -> None:
    """``pairs`` in the source's order: none may be below the dearest of those that were cheaper."""
    highest = pairs[0][1]
    for draft, priced in pairs[1:]:
        if priced.trace.value >= highest.trace.value:
            highest = priced
        elif priced.trace.source_value > highest.trace.source_value:
            _lift(draft, priced, highest)


def _lift(draft: Draft, priced: Priced, other: Priced) -> None:
    value, currency = other.trace.value, other.trace.currency
    if priced.conditions == other.conditions:
        why = f"not below the price {value} of a cheaper variant"
        draft.set(priced.path, priced.amount.write(value, currency), "convert", why, priced.trace.by)
        return
    message = f"It was dearer than a variant that costs {value} {currency} now; this one costs {priced.trace.value}."
    hint = "Margins or taxes differ between the variants; check [[prices.margin]]."
    draft.find("variant-price-order", Severity.WARNING, message, priced.path, suggestion=hint)
