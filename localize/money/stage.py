"""The stage: prices of fields and texts in the market's currency.

* A cell that is no certain amount is an error, and its number does not leave in another currency's column.
* ``compare_at`` is emptied where the market has a prior-price rule: a prior price of another market is none here.
* A sale that rounding has brought up to its price goes to the next lower allowed one; one that was not below its price
  in the source is said, not repaired.
* What concerns a whole run (currency assumed, tax not set, an old rate) is said once a chunk, all under one group.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from localize.listing import Role
from localize.money.columns import Priced, Pricing, conditions_of, price_field
from localize.money.convert import rates_for
from localize.money.order import keep_order, keep_variant_order
from localize.money.said import Once, say_rate, say_tax
from localize.money.steady import LastPrices
from localize.money.symbols import candidates, symbols
from localize.money.tax import source_market
from localize.money.text import convert_text_prices

if TYPE_CHECKING:
    from collections.abc import Iterable

    from localize.context import Context
    from localize.listing import Draft

__all__ = ["ConvertPrices", "convert_prices"]


class ConvertPrices:
    """The stage with what the last run's prices were; see ``steady``."""

    def __init__(self, last: LastPrices | None = None) -> None:
        self.last = last or LastPrices()

    def __call__(self, drafts: Iterable[Draft], context: Context) -> list[Draft]:
        """Convert the prices of a chunk.

        Raises:
            MissingDataError: the rate between the run's currency and the market's is missing or too old.
            ConfigError: the price settings or the seller's rates are wrong.
        """
        return convert_prices(drafts, context, self.last)


def convert_prices(drafts: Iterable[Draft], context: Context, last: LastPrices | None = None) -> list[Draft]:
    """Convert the prices of a chunk; ``last`` are the prices of the last run, which small changes do not move.

    Raises:
        MissingDataError: the rate between the run's currency and the market's is missing or too old.
        ConfigError: the price settings or the seller's rates are wrong.
    """
    drafts = list(drafts)
    if "prices" in context.skip or context.identity:
        return drafts
    source = source_market(context)
    home = source.currency if source else ""
    pricing = Pricing(context, rates_for(context), Once(), home, last or LastPrices())
    done = [(draft, _price(draft, pricing)) for draft in drafts]
    keep_variant_order(done)
    for draft, priced in done:
        keep_order(draft, priced, context)
    return drafts


def _price(draft: Draft, pricing: Pricing) -> list[Priced]:
    """Everything of one listing that is money."""
    context, once = pricing.context, pricing.once
    conditions = conditions_of(draft, context)
    said = draft.state.get("said_prices", ())  # by the market's settings
    paths = [path for path, field in draft.listing.fields.items() if field.role.is_money and path not in said]
    priced = [p for path in paths if (p := price_field(draft, path, pricing, conditions))]
    for one in priced:
        say_rate(draft, one, context, once)
        if one.role is not Role.COST:
            say_tax(draft, one, context, once)
    _currency_columns(draft, context)
    if draft.texts:
        own = {(p.trace.source_value, p.trace.source_currency): p.trace.value for p in priced if p.role in _OWN}
        preferred = tuple(code for code in (context.source_currency, pricing.home) if code)
        convert_text_prices(draft, context, preferred, own, conditions, pricing.rates, pricing.in_texts)
    return priced


_OWN = frozenset({Role.PRICE, Role.SALE})


def _currency_columns(draft: Draft, context: Context) -> None:
    for path, source in draft.listing.fields.items():
        if source.role is Role.CURRENCY and (value := draft.values[path].strip()):
            code = context.market.currency
            if value in symbols() and code in candidates(value):
                continue  # "Price (€)" says it already
            draft.set(
                path, code.lower() if value.islower() else code, "convert", f"currency of {context.market.locale}"
            )
