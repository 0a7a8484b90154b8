"""Prices in texts: converted by rate and tax, without margin or ending, and written as the market writes amounts.

An amount that is the listing's own price is what that price became, so text and column agree. A former price (``was $50``)
is kept where the market has a prior-price rule. ``[prices] in_text`` may have all of them flagged or kept instead.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from localize.errors import MissingDataError
from localize.listing import Role, Severity, SpanKind
from localize.money.convert import STANDARD, Conditions, PriceTrace, convert_price, price_step
from localize.money.endings import round_to_step
from localize.money.find import PriceValue
from localize.money.forms import marks_of, money_marks, whole_amounts
from localize.money.no_prices import is_denomination, is_face_value, is_voucher
from localize.money.per_unit import PerUnit, is_vague, price_per, unit_for
from localize.money.prior import is_prior
from localize.money.symbols import looks_like_size

if TYPE_CHECKING:
    from collections.abc import Mapping

    from localize.context import Context
    from localize.listing import Draft, Span
    from localize.money.rates import RateSource

__all__ = ["Known", "Traces", "convert_text_prices", "format_price"]

Known = dict[tuple[Decimal, str], Decimal]
"""The listing's own prices: amount and currency of the source → the price in the market."""

Traces = dict[tuple[Decimal, str, Conditions], PriceTrace]
"""Amounts of texts under their conditions → what they became; bullets repeat their amounts."""

_LONG_NUMBER = re.compile(r"\d{4}")
_VAGUE = "'{}' is still a price per ounce: whether the ounce is one of weight or of volume nothing says."


@dataclass(frozen=True, slots=True)
class _Way:
    """How the texts of one listing are treated."""

    context: Context
    preferred: tuple[str, ...]
    known: Mapping[tuple[Decimal, str], Decimal]
    conditions: Conditions
    rates: RateSource | None
    traces: Traces

    @property
    def language(self) -> str:
        """The language of the texts."""
        return self.context.source_language

    def trace(self, amount: Decimal, currency: str) -> PriceTrace:
        """What an amount becomes by rate and tax."""
        key = amount, currency, self.conditions
        if key not in self.traces:
            self.traces[key] = convert_price(
                amount, currency, self.context, Role.COMPARE_AT, 0, self.conditions, self.rates
            )
        return self.traces[key]


def convert_text_prices(
    draft: Draft,
    context: Context,
    preferred: tuple[str, ...],
    known: Known | None = None,
    conditions: Conditions = STANDARD,
    rates: RateSource | None = None,
    traces: Traces | None = None,
) -> None:
    """Give every price span of a draft its target; ``preferred`` currencies say what an ambiguous sign stands for.

    ``traces`` remembers amounts from one draft to the next.
    """
    way = _Way(context, preferred, known or {}, conditions, rates, {} if traces is None else traces)
    price = SpanKind.PRICE
    for path, blocks in draft.texts.items():
        for block in blocks:
            for index, span in enumerate(block.spans):
                if span.kind is price:
                    block.spans[index] = _span(draft, path, span, block.text, way)


def _span(draft: Draft, path: str, span: Span, text: str, way: _Way) -> Span:
    value = span.value
    if not isinstance(value, PriceValue) or way.context.settings.prices.in_text == "keep":
        return span
    currency = _currency(value, way.preferred)
    if doubt := _doubt(draft, path, span, text, currency, way):
        return _kept(draft, path, span, *doubt)
    if value.per is not None and unit_for(value.per, way.context.market) and is_vague(value.per, text):
        hint = "Write fl oz where it is poured, or the price for 100 g or 100 ml."
        draft.find("unit-price-kept", Severity.INFO, _VAGUE.format(span.text), path, value=span.text, suggestion=hint)
        value = replace(value, per=replace(value.per, metric="", us=""))
    try:
        written, why, by = _converted(value, currency, way)
    except MissingDataError as error:
        return _kept(draft, path, span, "rate-missing", error.message, error.hint, f"rate-missing:{currency}")
    draft.note(path, "convert", span.text, written, why, by)
    return replace(span, target=written, why=why, by=by)


def _doubt(draft: Draft, path: str, span: Span, text: str, currency: str, way: _Way) -> tuple[str, str, str] | None:
    """Why a price must stay as it is: the finding's code, the reason, what to do."""
    if way.context.settings.prices.in_text == "flag":
        hint = 'Rewrite it, or set [prices] in_text = "convert".'
        return "price-in-text", "the settings ask for a person to look at prices in texts", hint
    if not currency:
        return "price-not-understood", "nothing says which currency it is in.", "Set [source] currency."
    if _may_be_size(span, currency, way):
        reason = f"it may be a size, for nothing else is in {currency} here."
        return "price-not-understood", reason, 'Write "€38" for a price, "EU 38" for a size.'
    return None if currency == way.context.market.currency else _kept_currency(draft, path, span, text, way)


def _kept_currency(draft: Draft, path: str, span: Span, text: str, way: _Way) -> tuple[str, str, str] | None:
    """Why an amount must stay in its currency."""
    market = way.context.market
    label = draft.listing.fields[path].label if path in draft.listing.fields else ""
    group, language = draft.listing.group, way.language
    own = is_voucher((group.product_type, group.category, group.title), language)
    if own or is_denomination(label, language) or is_face_value(text, span.start, span.end, language):
        reason = "it is what is printed on a voucher or card, which is worth the same wherever it is sold."
        return "face-value-kept", reason, "Look whether buyers of this market can use it."
    if market.prior_price_rule and is_prior(text, span.start, span.end, language):
        reason = f"a former price is never computed for {market.country}."
        return "prior-price-in-text", reason, "Take it out of the text, or give the true one."
    return None


def _may_be_size(span: Span, currency: str, way: _Way) -> bool:
    """``EUR 38`` in a catalog that is in dollars."""
    value: PriceValue = span.value
    if currency in way.preferred or not span.text.startswith(currency) or len(value.amounts) > 1 or value.scale > 1:
        return False
    return value.amounts[0].notation.decimals == 0 and looks_like_size(currency, value.amounts[0].value)


def _kept(draft: Draft, path: str, span: Span, code: str, reason: str, hint: str, group: str = "") -> Span:
    said = f"'{span.text}' was kept: {reason}"
    draft.find(code, Severity.WARNING, said, path, value=span.text, suggestion=hint, group=group)
    return span


def _currency(value: PriceValue, preferred: tuple[str, ...]) -> str:
    """The one currency that all amounts can be in, the run's own first; empty where it is not certain."""
    said = [set(amount.currencies) for amount in value.amounts if amount.currencies]
    common = set.intersection(*said)
    return next(iter(common)) if len(common) == 1 else next((code for code in preferred if code in common), "")


def _converted(value: PriceValue, currency: str, way: _Way) -> tuple[str, str, str]:
    """The text, the reason, the rate's source."""
    context = way.context
    if value.per is not None:
        return _converted_unit_price(value, value.per, currency, way)
    whole = all(amount.notation.decimals == 0 for amount in value.amounts)
    own = [way.known.get((amount, currency)) for amount in value.values]
    if all(price is not None for price in own):
        prices = [price for price in own if price is not None]
        return _written(prices, value, context, whole=whole), "as the listing's own price", ""
    traces = [way.trace(amount, currency) for amount in value.values]
    said = [step.why for step in traces[-1].steps if step.step != "round"]
    why = "; ".join(said) or f"{currency} as written in {context.market.locale}"
    prices = _as_whole(traces) if whole and value.scale == 1 else [trace.value for trace in traces]
    return _written(prices, value, context, whole=whole), why, traces[-1].by


def _as_whole(traces: list[PriceTrace]) -> list[Decimal]:
    """Amounts that were written whole stay whole where no cent would be missed: ``$1,000–$1,300`` is no 1.163,62 €."""
    least, percent = whole_amounts()
    prices = [trace.value for trace in traces]
    rounded = [_exact(trace).quantize(Decimal(1), ROUND_HALF_UP) for trace in traces]
    near = all(abs(new - old) * 100 <= percent * old for new, old in zip(rounded, prices, strict=True))
    return rounded if near and max(prices) >= least else prices


def _converted_unit_price(value: PriceValue, unit: PerUnit, currency: str, way: _Way) -> tuple[str, str, str]:
    """``12,34 €/kg``: price and unit together, rounded once."""
    context, traces = way.context, [way.trace(amount, currency) for amount in value.values]
    target = unit_for(unit, context.market)
    said = [step.why for step in traces[-1].steps if step.step != "round"]
    step = price_step(context.market, Role.UNIT_PRICE)
    prices = [trace.value for trace in traces]
    if target is not None:
        said.append(f"per {unit.id} to per {target.id}")
        country = context.source_country
        prices = [round_to_step(price_per(_exact(t), unit, target, country), step) or step for t in traces]
    texts = [format_price(price, context) for price in prices]
    label = (target or unit).id.replace(" ", "\u00a0")
    return f"{_as_range(texts, context) if len(texts) > 1 else texts[0]}/{label}", "; ".join(said), traces[-1].by


def _exact(trace: PriceTrace) -> Decimal:
    """An amount before it was rounded; what nothing touched is as it was written."""
    return trace.exact if trace.steps else trace.value


def _written(prices: list[Decimal], value: PriceValue, context: Context, *, whole: bool) -> str:
    if value.scale > 1:
        return "–".join(_compact(price, value, context) for price in prices)
    whole = whole and all(price == price.to_integral_value() for price in prices)
    texts = [format_price(price, context, whole=whole) for price in prices]
    return _as_range(texts, context) if len(texts) > 1 else texts[0]


def _as_range(texts: list[str], context: Context) -> str:
    """``8–12 €``: a currency behind the amounts is said once, one before them each time."""
    from babel import Locale

    pattern = Locale.parse(context.market.babel).currency_formats["standard"].pattern.split(";")[0]
    if not pattern.endswith("¤"):
        return "–".join(texts)
    digits = [re.sub(r"\D+\Z", "", text) for text in texts[:-1]]
    return "–".join([*digits, texts[-1]])


def _compact(price: Decimal, value: PriceValue, context: Context) -> str:
    """``198 Mio. €``: as many digits as were written, and never fewer than two."""
    from babel.numbers import format_compact_currency  # late: CLDR data

    amount = value.amounts[-1]
    digits = max(2, len(f"{amount.value:f}".replace(".", "").lstrip("0")))
    exact = Decimal(f"{price:.{digits - 1}E}")
    leading = exact.adjusted() % 3 + 1
    written = format_compact_currency(
        exact,
        context.market.currency,
        locale=context.market.babel,
        fraction_digits=max(0, min(digits, len(exact.normalize().as_tuple().digits)) - leading),
    )
    if _LONG_NUMBER.search(str(written)):  # a language without a short word: 200.000 €
        return format_price(exact, context, whole=True)
    return str(written)


def format_price(value: Decimal, context: Context, *, whole: bool = False) -> str:
    """An amount in the market's currency as the market writes it; ``whole`` leaves out decimals that say nothing."""
    return _format_price(str(value), context.market.currency, context.market.babel, whole=whole)


@lru_cache(maxsize=8192)
def _format_price(digits: str, currency: str, locale: str, *, whole: bool) -> str:
    """Remembered by its digits: 5 and 5.00 are equal decimals."""
    from babel.numbers import format_currency  # late: CLDR data

    value = Decimal(digits)
    if whole and value == value.to_integral_value():
        from babel import Locale

        pattern = Locale.parse(locale).currency_formats["standard"].pattern.replace(".00", "")
        return format_currency(value, currency, pattern, locale=locale, currency_digits=False)
    written: str = format_currency(value, currency, locale=locale)
    mark, own = marks_of(locale)[0], money_marks(locale)[0]
    before, found, behind = written.rpartition(mark if mark != own else "\0")
    return f"{before}{own}{behind}" if found else written
