"""A money cell: read with everything that says its currency, converted, written back in the form that the file needs.

What is no certain amount, or has no rate, never leaves as the source's number in a column of another currency: the cell is
emptied, an error keeps what stood there, and ``--hold errors`` takes the listing out. Words (``call us``) stay.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from localize.errors import MissingDataError
from localize.listing import Role, Severity
from localize.money.amount import Amount, parse_amount
from localize.money.convert import Conditions, PriceTrace, convert_price
from localize.money.find import amount_in_words
from localize.money.forms import written_for
from localize.money.pence import pence_in_cell
from localize.money.per_unit_cells import parse_per_unit, per_unit_of_market
from localize.money.steady import LastPrices, PriceLine, settled
from localize.money.symbols import candidates, says_no_price, sign_in
from localize.money.tax import tax_facts, with_header
from localize.money.unit_cells import for_unit_of_market
from localize.money.worded import parse_worded
from localize.money.worded_cells import with_words

if TYPE_CHECKING:
    from localize.context import Context
    from localize.listing import Draft, Field
    from localize.money.per_unit_cells import PerCell
    from localize.money.rates import RateSource
    from localize.money.said import Once
    from localize.money.text import Traces
    from localize.money.worded import Worded

__all__ = ["Priced", "Pricing", "conditions_of", "price_field"]

_DIGIT = re.compile(r"\d")
_SKU = ("sku", "item_sku", "id")


@dataclass(frozen=True, slots=True)
class Pricing:
    """What the prices of one chunk share: ``home`` is the source market's currency, ``last`` the last run's prices.

    ``known`` and ``in_texts`` are what was computed for columns and for texts already.
    """

    context: Context
    rates: RateSource
    once: Once
    home: str
    last: LastPrices
    known: dict[tuple[Any, ...], tuple[PriceTrace, PriceLine | None]] = field(default_factory=dict)
    in_texts: Traces = field(default_factory=dict)

    def trace(
        self, amount: Amount, currency: str, role: Role, conditions: Conditions
    ) -> tuple[PriceTrace, PriceLine | None]:
        """What an amount becomes, and its line in the price list; an amount that came before is not computed again.

        Raises:
            MissingDataError: a rate is missing or too old.
        """
        key = (amount.value, currency, role, amount.notation.decimals, conditions)
        found = self.known.get(key)
        if found is None:
            decimals = amount.notation.decimals
            trace = convert_price(amount.value, currency, self.context, role, decimals, conditions, self.rates)
            found = self.known[key] = settled(trace, role, self.context, self.last, conditions)
        return found


@dataclass(frozen=True, slots=True)
class Priced:
    """A money field that was understood: what stood there, what it became, under which conditions."""

    path: str
    role: Role
    amount: Amount
    trace: PriceTrace
    conditions: Conditions


def conditions_of(draft: Draft, context: Context) -> Conditions:
    """The margin and tax of a listing."""
    settings, group = context.settings.prices, draft.listing.group
    margin = settings.margin()
    if settings.margins:
        fields = draft.listing.fields
        sku = next((fields[name].value for name in _SKU if name in fields), draft.listing.key)
        margin = settings.margin((group.category, group.product_type), group.brand, sku)
    return Conditions(margin, tax_facts(draft.listing))


def price_field(draft: Draft, path: str, pricing: Pricing, conditions: Conditions) -> Priced | None:
    """Convert one field under its listing's conditions; None where it holds no money or cannot be priced.

    Raises:
        MissingDataError: the rate between the run's currency and the market's is missing or too old.
    """
    source, context, home = draft.listing.fields[path], pricing.context, pricing.home
    text = draft.values[path]
    if not source.role.is_money or not text.strip() or says_no_price(text):
        return None
    amount, words = parse_amount(text, context.source_locale, source.decimal), None
    if amount is None and not (source.decimal and parse_amount(text, context.source_locale)):
        currency = source.currency or _stated(draft) or context.source_currency or home
        amount, words = _said_otherwise(text, currency, source.role, context)
    per = parse_per_unit(text, context.source_locale) if amount is None else None
    amount = per.amount if per else amount
    shown = source.amounts.partition("shown:")[2]
    if amount is not None and not amount.currencies and not source.currency:
        amount = replace(amount, currencies=sign_in(source.header) or candidates(shown))
    stated = source.currency or _stated(draft)
    if not stated and amount is not None and len(amount.currencies) != 1:
        stated = _of_other_columns(draft, amount)
    if amount is None:
        _refuse(draft, path, "it is no single, certain amount", stated or context.source_currency or home, context)
        return None
    currency = _currency(amount, stated, context, home)
    if not currency or (amount.currencies and currency not in amount.currencies):
        reason = f"its file is in {currency}" if currency else "nothing says its currency"
        _refuse(draft, path, reason, stated or context.source_currency or home, context)
        return None
    if amount.value and len(amount.currencies) != 1 and not stated and not context.source_currency:
        message = f"Prices read as {currency}: no currency in the file."
        pricing.once.say(draft, "currency-assumed", Severity.INFO, message, path, "Set [source] currency.", currency)
    if amount.is_difference:
        source = replace(source, role=Role.SHIPPING)  # converted and taxed as that is: no margin, no ending, no order
    if source.role is Role.COMPARE_AT and _prior_price(draft, path, currency, amount, context):
        return None
    if (tax := with_header(conditions.tax, source.header)) is not conditions.tax:
        conditions = replace(conditions, tax=tax)
    if words is not None and words.includes_tax is not None:
        conditions = replace(conditions, tax=replace(conditions.tax, included=words.includes_tax))
    return _converted(draft, source, amount, currency, pricing, conditions, words, per)


def _said_otherwise(text: str, currency: str, role: Role, context: Context) -> tuple[Amount | None, Worded | None]:
    """The amount of a cell that is written as in a text (``20 Euro``, ``99p`` in a file of pounds), or with words or a range."""
    amount = amount_in_words(text, context.source_locale) or pence_in_cell(text, currency)
    words = parse_worded(text, context.source_locale, role) if amount is None else None
    return (words.amounts[0] if words else amount), words


def _stated(draft: Draft) -> str:
    """The currency that a column of the listing states, where its columns agree."""
    columns = list({f.value.strip().upper() for f in draft.listing.fields.values() if f.role is Role.CURRENCY})
    return columns[0] if len(columns) == 1 and len(candidates(columns[0])) == 1 else ""


def _of_other_columns(draft: Draft, amount: Amount) -> str:
    """What the headers of the listing's other prices say (``Price (USD)`` beside ``MSRP``), where the amount may be that."""
    said = {f.currency for f in draft.listing.fields.values() if f.role.is_money and f.currency}
    currency = said.pop() if len(said) == 1 else ""
    return currency if not amount.currencies or currency in amount.currencies else ""


def _currency(amount: Amount, stated: str, context: Context, home: str) -> str:
    if len(amount.currencies) == 1 and stated in {"", *amount.currencies}:
        return amount.currencies[0]
    return stated or context.source_currency or home


def _refuse(draft: Draft, path: str, reason: str, currency: str, context: Context) -> None:
    """Say that a cell is no price; empty it if a number in it would be read as one of the market's currency."""
    value = draft.values[path]
    emptied = bool(_DIGIT.search(value)) and currency != context.market.currency
    what = "was taken out" if emptied else "was kept"
    message = f"'{value}' {what}, for it is no price of this market: {reason}."
    hint = "Correct the amount (19.99 or 19.99 USD), or set [source] currency."
    draft.find("price-not-understood", Severity.ERROR, message, path, value=value, suggestion=hint)
    if emptied:
        draft.set(path, "", "convert", f"no number of another currency: {reason}")


def _prior_price(draft: Draft, path: str, currency: str, amount: Amount, context: Context) -> bool:
    """Empty a prior price that would have to be computed in a market that forbids it; True if so."""
    country = context.market.country
    if not context.market.prior_price_rule or currency == context.market.currency or not amount.value:
        return False
    draft.set(path, "", "convert", f"prior-price rule of {country}: never computed", f"markets/{country}.toml")
    draft.find(
        "compare-at-not-computed",
        Severity.WARNING,
        f"The compare-at price {amount.rewrite()} was emptied: {country} asks for the lowest price of 30"
        " days there, which cannot be computed.",
        path,
        value=amount.rewrite(),
        suggestion="Pin the true prior price of this market.",
        group=f"compare-at-not-computed:{country}",
    )
    return True


def _converted(
    draft: Draft,
    source: Field,
    amount: Amount,
    currency: str,
    pricing: Pricing,
    conditions: Conditions,
    words: Worded | None = None,
    per: PerCell | None = None,
) -> Priced | None:
    path, before, context = source.path, draft.values[source.path], pricing.context
    try:
        trace, line = pricing.trace(amount, currency, source.role, conditions)
    except MissingDataError as error:
        if currency in {pricing.home, context.source_currency, source.currency}:
            raise
        message = f"'{before}' was taken out: {error.message}"
        group = f"rate-missing:{currency}"
        draft.find("rate-missing", Severity.ERROR, message, path, value=before, suggestion=error.hint, group=group)
        draft.set(path, "", "convert", "no rate, no price")
        return None
    if per is None:
        trace = for_unit_of_market(draft, source, trace, amount.notation.decimals, context)
    else:
        amount, trace = per_unit_of_market(draft, source, per, trace, context)
    if line is not None:
        draft.state.setdefault("prices", []).append(line)
    shown = source.amounts.partition("shown:")[2]
    form = written_for(amount, context, "" if shown else source.amounts)
    if shown and trace.currency not in candidates(shown):
        _say_shown(draft, source, shown, trace.currency, pricing)
    elif source.amounts and form.notation != amount.notation and words is None:
        _say_alike(draft, source, pricing)
    role = source.role
    if words is not None:
        ends = [pricing.trace(end, currency, role, conditions) for end in words.amounts[1:]]
        draft.state.setdefault("prices", []).extend(end_line for _, end_line in ends if end_line is not None)
        traces = (trace, *(end for end, _ in ends))
        form = with_words(draft, source, words, traces, conditions, pricing, "" if shown else source.amounts)
        role = Role.SHIPPING if ends else role  # a range has no place in an order of prices
    elif per is not None:
        role = Role.UNIT_PRICE  # nor has the price of a kilogram
    for step in trace.steps:
        after = form.write(step.value, trace.currency) if step is trace.steps[-1] else f"{step.value:.6f}"
        draft.note(path, "convert", before, after, step.why, trace.by)
        before = after
    if trace.steps or currency != trace.currency:
        why = "; ".join(step.why for step in trace.steps) or f"zero in {trace.currency}"
        draft.set(path, form.write(trace.value, trace.currency), "convert", why, trace.by)
    elif form is not (amount if per is None else per.amount):
        draft.set(path, form.rewrite(), "convert", "written as the file's readers need it", "money/notations.toml")
    return Priced(path, role, form, trace, conditions)


def _say_alike(draft: Draft, source: Field, pricing: Pricing) -> None:
    """Say once of a column that writes amounts in two ways that they are all written alike."""
    way = "with their sign" if source.amounts == "sign" else "as bare numbers"
    name = source.header.strip() or source.path
    message = f"Some amounts of “{name}” have a currency sign and some have none; all are written {way}, as most are."
    hint = "Write them alike in the source if they should be otherwise."
    pricing.once.say(draft, "amounts-written-alike", Severity.INFO, message, source.path, hint, source.path)


def _say_shown(draft: Draft, source: Field, sign: str, currency: str, pricing: Pricing) -> None:
    """Say once of a column whose number format shows the source's sign beside the market's amounts."""
    name = source.header.strip() or source.path
    message = f"The sheet shows the amounts of “{name}” with {sign}, for that is their number format; they are in {currency} now."
    hint = f"Give the column's cells a number format with {currency} before anybody reads the sheet."
    pricing.once.say(draft, "currency-in-format", Severity.WARNING, message, source.path, hint, source.path)
