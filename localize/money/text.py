"""Prices in texts: converted by the plain rate, written as the market writes amounts (``R$ 217,30``)."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal, localcontext
from typing import TYPE_CHECKING

from localize.errors import MissingDataError
from localize.listing import Severity, SpanKind
from localize.money.convert import rates_for
from localize.money.endings import round_to_step
from localize.money.find import PriceValue
from localize.money.rates import PRECISION
from localize.money.symbols import minor_units

if TYPE_CHECKING:
    from localize.context import Context
    from localize.listing import Draft, Span
    from localize.money.amount import Amount

__all__ = ["convert_text_prices", "format_price"]


def convert_text_prices(draft: Draft, context: Context, preferred: tuple[str, ...]) -> None:
    """Give every price span of a draft its target; ``preferred`` currencies say what an ambiguous sign stands for."""
    for path, blocks in draft.texts.items():
        for block in blocks:
            block.spans[:] = [_span(draft, path, span, context, preferred) for span in block.spans]


def format_price(value: Decimal, context: Context, *, whole: bool = False) -> str:
    """An amount in the market's currency as the market writes it; ``whole`` leaves out decimals that say nothing."""
    from babel.numbers import format_currency  # late: CLDR data

    currency, locale = context.market.currency, context.market.babel
    if whole and value == value.to_integral_value():
        from babel import Locale

        pattern = Locale.parse(locale).currency_formats["standard"].pattern.replace(".00", "")
        return format_currency(value, currency, pattern, locale=locale, currency_digits=False)
    return format_currency(value, currency, locale=locale)


def _span(draft: Draft, path: str, span: Span, context: Context, preferred: tuple[str, ...]) -> Span:
    if span.kind is not SpanKind.PRICE or not isinstance(span.value, PriceValue):
        return span
    amounts = span.value.amounts
    said = next((amount.currencies for amount in amounts if amount.currencies), ())
    currency = said[0] if len(said) == 1 else next((code for code in preferred if code in said), "")
    if not currency or any(amount.currencies and currency not in amount.currencies for amount in amounts):
        reason = f"Nothing says which currency '{span.text}' is in."
        return _kept(draft, path, span, "price-not-understood", reason, "Set [source] currency.")
    try:
        written, why, by = _converted(amounts, currency, context)
    except MissingDataError as error:
        return _kept(draft, path, span, "rate-missing", error.message, error.hint)
    target = "–".join(written)
    draft.note(path, "convert", span.text, target, why, by)
    return replace(span, target=target, why=why, by=by)


def _converted(amounts: tuple[Amount, ...], currency: str, context: Context) -> tuple[list[str], str, str]:
    target = context.market.currency
    if currency == target:
        same = [format_price(a.value, context, whole=a.notation.decimals == 0) for a in amounts]
        return same, f"{currency} as written in {context.market.locale}", ""
    rate = rates_for(context).rate(currency, target, context.as_of)
    step = Decimal(1).scaleb(-minor_units(target))
    with localcontext(prec=PRECISION):
        values = [round_to_step(amount.value * rate.value, step) for amount in amounts]
    why = f"{currency}→{target} {rate.shown} of {rate.date}"
    return [format_price(value, context) for value in values], why, rate.source


def _kept(draft: Draft, path: str, span: Span, code: str, reason: str, hint: str) -> Span:
    draft.find(code, Severity.WARNING, f"'{span.text}' was kept: {reason}", path, value=span.text, suggestion=hint)
    return span
