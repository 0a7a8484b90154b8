"""Writing a price cell that has words or a range: the words of the market, both ends alike, and what must be said of them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from localize.listing import Severity
from localize.money.forms import takes_digits, written_for
from localize.money.worded import said_in

if TYPE_CHECKING:
    from localize.context import Context
    from localize.listing import Draft, Field
    from localize.money.amount import Amount
    from localize.money.columns import Pricing
    from localize.money.convert import Conditions, PriceTrace
    from localize.money.worded import Worded

__all__ = ["with_words"]


def with_words(
    draft: Draft,
    source: Field,
    cell: Worded,
    traces: tuple[PriceTrace, ...],
    conditions: Conditions,
    pricing: Pricing,
    column: str,
) -> Amount:
    """The form of the first amount with everything around it: words as the market has them, the upper end of a range.

    Finding codes: ``price-words-kept``, ``price-words-dropped``, ``price-tax-basis``.
    """
    context = pricing.context
    includes = _includes_tax(conditions, traces[0])
    said = said_in(cell, context.market, as_digits=takes_digits(context), includes_tax=includes)
    forms = [written_for(amount, context, column) for amount in _alike(cell.amounts, context)]
    first, tail = forms[0], said.tail
    if len(forms) > 1:
        between = cell.between if not any(map(str.isalpha, cell.between)) else "–"
        upper = forms[1].write(traces[1].value, traces[1].currency) if traces[1].steps else forms[1].rewrite()
        tail = between + upper + tail
        if takes_digits(context) is False and first.notation.after == forms[1].notation.after:
            first = replace(first, notation=replace(first.notation, after="", space=""))
    _say(draft, source, said.kept, said.gone, pricing)
    if cell.includes_tax is not None and includes is not None and includes != cell.includes_tax:
        _say_basis(draft, source, pricing, includes=includes)
    return replace(first, notation=replace(first.notation, lead=said.lead or first.notation.lead, tail=tail))


def _includes_tax(conditions: Conditions, trace: PriceTrace) -> bool | None:
    """Does the new amount hold tax? None where nothing said so of the old one."""
    included = conditions.tax.included
    if included is None:
        return None
    return trace.target_tax is not None or (included and trace.source_tax is None)


def _alike(amounts: tuple[Amount, ...], context: Context) -> list[Amount]:
    """Both ends of a range with the mark that one of them has, where people read them."""
    marked = next((a.notation for a in amounts if a.notation.before or a.notation.after), None)
    if marked is None or takes_digits(context):
        return list(amounts)
    before, gap, after, space = marked.before, marked.gap, marked.after, marked.space
    return [replace(a, notation=replace(a.notation, before=before, gap=gap, after=after, space=space)) for a in amounts]


def _say(draft: Draft, source: Field, kept: tuple[str, ...], gone: tuple[str, ...], pricing: Pricing) -> None:
    market, once = pricing.context.market.locale, pricing.once
    for word in kept:
        message = f"“{word}” in a price cell stayed as it is: nobody said how {market} writes it."
        hint = "Write the cell as a number, or set it by a rule."
        once.say(draft, "price-words-kept", Severity.WARNING, message, source.path, hint, f"{market}:{word}")
    for word in gone:
        message = f"“{word}” went from a price cell: {pricing.context.form} takes digits alone there."
        once.say(draft, "price-words-dropped", Severity.INFO, message, source.path, "Say it in a text.", word)


def _say_basis(draft: Draft, source: Field, pricing: Pricing, *, includes: bool) -> None:
    """The words about the tax are others now, for the amount is."""
    country = pricing.context.market.country
    now = "holds the tax" if includes else "holds no tax"
    message = f"'{source.value}' said otherwise of the tax; its amount in {country} {now}, and its words say so."
    hint = "Look whether prices of that kind are what buyers there must be shown; see [prices] add_target_tax."
    pricing.once.say(draft, "price-tax-basis", Severity.WARNING, message, source.path, hint, country)
