"""The stage: prices of fields and texts in the market's currency.

* A cell that is no certain amount stays as it is, as an error: nothing is lost, and nobody uploads it unseen.
* ``compare_at`` is emptied where the market has a prior-price rule: a prior price of another market is none here.
* A sale that rounding has brought up to its price goes to the next lower allowed one; one that was not below its price
  in the source is said, not repaired.
* What concerns a whole run (currency assumed, tax not set, an old rate) is said once a chunk, all under one group.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from localize.errors import MissingDataError, UsageError
from localize.listing import Role, Severity
from localize.market import load_market
from localize.money.amount import Amount, parse_amount
from localize.money.convert import PriceTrace, convert_price, next_lower, tax_undecided
from localize.money.rates import age_limits
from localize.money.symbols import candidates
from localize.money.text import convert_text_prices

if TYPE_CHECKING:
    from collections.abc import Iterable

    from localize.context import Context
    from localize.listing import Draft, Field

__all__ = ["convert_prices"]


@dataclass(frozen=True, slots=True)
class _Priced:
    """A money field that was understood."""

    path: str
    role: Role
    amount: Amount
    trace: PriceTrace


class _Once:
    """Findings that have one cause in the whole run: said at the first draft that they concern."""

    def __init__(self) -> None:
        self._said: set[str] = set()

    def say(self, draft: Draft, code: str, severity: Severity, message: str, path: str, hint: str, cause: str) -> None:
        group = f"{code}:{cause}"
        if group not in self._said:
            self._said.add(group)
            draft.find(code, severity, message, path, suggestion=hint, group=group)


def convert_prices(drafts: Iterable[Draft], context: Context) -> list[Draft]:
    """Convert the prices of a chunk.

    Raises:
        MissingDataError: the rate between the run's currency and the market's is missing or too old.
        ConfigError: the price settings or the seller's rates are wrong.
    """
    drafts = list(drafts)
    if "prices" in context.skip or context.identity:
        return drafts
    once, home = _Once(), _home_currency(context)
    for draft in drafts:
        priced = [p for path in draft.listing.fields if (p := _field(draft, path, context, once, home))]
        _keep_order(draft, priced, context)
        if priced and tax_undecided(context):
            _say_tax(draft, priced[0], context, once)
        _currency_columns(draft, context)
        convert_text_prices(draft, context, tuple(c for c in (context.source_currency, home) if c))
    return drafts


def _home_currency(context: Context) -> str:
    """The source market's currency, or the empty string."""
    try:
        return load_market(context.source_locale).currency
    except UsageError:
        return ""


def _field(draft: Draft, path: str, context: Context, once: _Once, home: str) -> _Priced | None:
    source = draft.listing.fields[path]
    if not source.role.is_money or not draft.values[path].strip():
        return None
    amount = parse_amount(draft.values[path], context.source_locale)
    if amount is None:
        _not_understood(draft, path, "it is no single, certain amount", "Write it as 19.99 or 19.99 USD.")
        return None
    stated = source.currency or _stated(draft)
    currency = _currency(amount, stated, context, home)
    if not currency or (amount.currencies and currency not in amount.currencies):
        reason = f"its file is in {currency}" if currency else "nothing says its currency"
        _not_understood(draft, path, reason, "Correct the amount, or set [source] currency.")
        return None
    if amount.value and len(amount.currencies) != 1 and not stated and not context.source_currency:
        message = f"Prices read as {currency}: no currency in the file."
        once.say(draft, "currency-assumed", Severity.INFO, message, path, "Set [source] currency.", currency)
    if source.role is Role.COMPARE_AT and _prior_price(draft, path, currency, amount, context):
        return None
    return _converted(draft, source, amount, currency, context, once, home)


def _stated(draft: Draft) -> str:
    """The currency that a column of the listing states, where there is one such column."""
    columns = [f.value.strip().upper() for f in draft.listing.fields.values() if f.role is Role.CURRENCY]
    return columns[0] if len(columns) == 1 and len(candidates(columns[0])) == 1 else ""


def _currency(amount: Amount, stated: str, context: Context, home: str) -> str:
    if len(amount.currencies) == 1 and stated in {"", *amount.currencies}:
        return amount.currencies[0]
    return stated or context.source_currency or home


def _not_understood(draft: Draft, path: str, reason: str, hint: str) -> None:
    message = f"'{draft.values[path]}' was kept and is not a price of this market: {reason}."
    draft.find("price-not-understood", Severity.ERROR, message, path, suggestion=hint)


def _prior_price(draft: Draft, path: str, currency: str, amount: Amount, context: Context) -> bool:
    """Empty a prior price that would have to be computed in a market that forbids it; True if so."""
    rule = context.market.data.get("prices", {}).get("prior_price_rule", False)
    if not rule or currency == context.market.currency or not amount.value:
        return False
    why = f"prior-price rule of {context.market.country}: never computed"
    draft.set(path, "", "convert", why, f"markets/{context.market.country}.toml")
    draft.find(
        "compare-at-not-computed",
        Severity.WARNING,
        f"The compare-at price {amount.rewrite()} was emptied: {context.market.country} asks for the lowest price of 30"
        " days there, which cannot be computed.",
        path,
        value=amount.rewrite(),
        suggestion="Pin the true prior price of this market.",
        group=f"compare-at-not-computed:{context.market.country}",
    )
    return True


def _converted(
    draft: Draft, source: Field, amount: Amount, currency: str, context: Context, once: _Once, home: str
) -> _Priced | None:
    path = source.path
    try:
        trace = convert_price(amount.value, currency, context, source.role, amount.notation.decimals)
    except MissingDataError as error:
        if currency in {home, context.source_currency, source.currency}:
            raise
        message = f"'{draft.values[path]}' was kept: {error.message}"
        draft.find("rate-missing", Severity.ERROR, message, path, suggestion=error.hint)
        return None
    before = draft.values[path]
    for step in trace.steps:
        after = amount.write(step.value, trace.currency) if step is trace.steps[-1] else f"{step.value:.6f}"
        draft.note(path, "convert", before, after, step.why, trace.by)
        before = after
    if trace.steps or currency != trace.currency:
        why = "; ".join(step.why for step in trace.steps) or f"zero in {trace.currency}"
        draft.set(path, amount.write(trace.value, trace.currency), "convert", why, trace.by)
    _say_rate(draft, path, trace, context, once)
    return _Priced(path, source.role, amount, trace)


def _say_rate(draft: Draft, path: str, trace: PriceTrace, context: Context, once: _Once) -> None:
    if trace.rate is None:
        return
    pair = f"{trace.source_currency}→{trace.currency}"
    age = (context.as_of - trace.rate.date).days
    said_after, warned_after = age_limits()
    if age > said_after:
        severity = Severity.WARNING if age > warned_after else Severity.INFO
        message = f"The newest rate {pair} is of {trace.rate.date}, {age} days before {context.as_of}."
        once.say(draft, "rate-old", severity, message, path, "'localize rates import FILE' brings newer ones.", pair)
    if trace.rate.unverified:
        message = f"The rate {pair} rests on an unverified peg: {trace.rate.source}."
        once.say(draft, "rate-unverified", Severity.INFO, message, path, "Give your own rate in [prices] rates.", pair)


def _say_tax(draft: Draft, first: _Priced, context: Context, once: _Once) -> None:
    shown = "hold tax" if context.market.prices_include_tax else "hold no tax"
    there, here = context.source_locale, context.market.country
    message = f"Prices in {here} {shown}, in {there} it is the other way; no amount was changed for it."
    hint = "Set prices.source_includes_tax and prices.add_target_tax."
    once.say(draft, "tax-not-set", Severity.WARNING, message, first.path, hint, context.market.country)


def _keep_order(draft: Draft, priced: list[_Priced], context: Context) -> None:
    """Sale below price below compare-at, where the source had it so."""
    price = next((p for p in priced if p.role is Role.PRICE and p.trace.value), None)
    if price is None:
        return
    for sale in (p for p in priced if p.role is Role.SALE and p.trace.value):
        _keep_sale_below(draft, sale, price, context)
    for compare in (p for p in priced if p.role is Role.COMPARE_AT and p.trace.value):
        _say_compare_below(draft, compare, price)


def _keep_sale_below(draft: Draft, sale: _Priced, price: _Priced, context: Context) -> None:
    if sale.trace.source_currency != price.trace.source_currency:
        return
    if sale.trace.source_value >= price.trace.source_value:
        message = (
            f"The sale price {sale.amount.rewrite()} is not below the price {price.amount.rewrite()} in the source."
        )
        draft.find("sale-not-below-price", Severity.WARNING, message, sale.path, suggestion="Correct the source.")
    elif sale.trace.value >= price.trace.value:
        lower = next_lower(price.trace.value, context)
        if lower is None:
            message = f"No allowed price lies below {price.trace.value} {price.trace.currency} for the sale."
            draft.find("sale-not-below-price", Severity.WARNING, message, sale.path, suggestion="Allow other endings.")
            return
        why = f"sale below its price {price.trace.value}: next lower allowed price"
        draft.set(sale.path, sale.amount.write(lower, sale.trace.currency), "convert", why, sale.trace.by)


def _say_compare_below(draft: Draft, compare: _Priced, price: _Priced) -> None:
    was_above = compare.trace.source_value > price.trace.source_value
    if was_above and compare.trace.value <= price.trace.value:
        message = f"The compare-at price {compare.trace.value} is not above the price {price.trace.value} here."
        hint = "Margin and endings raise the price only; pin the compare-at price or leave it empty."
        draft.find("compare-at-not-above-price", Severity.WARNING, message, compare.path, suggestion=hint)


def _currency_columns(draft: Draft, context: Context) -> None:
    for path, source in draft.listing.fields.items():
        value = draft.values[path].strip()
        if source.role is Role.CURRENCY and value:
            code = context.market.currency
            draft.set(
                path, code.lower() if value.islower() else code, "convert", f"currency of {context.market.locale}"
            )
