"""Findings that have one cause in the whole run: said once, at the first listing that they concern."""

from __future__ import annotations

from typing import TYPE_CHECKING

from localize.listing import Severity
from localize.money.rates import age_limits
from localize.money.tax import classed, tax_undecided, unknown_class

if TYPE_CHECKING:
    from localize.context import Context
    from localize.listing import Draft
    from localize.money.columns import Priced

__all__ = ["Once", "say_rate", "say_tax"]


class Once:
    """Remembers what was said; a stage has one for each chunk, and the findings' groups join the chunks."""

    def __init__(self) -> None:
        self._said: set[str] = set()

    def say(self, draft: Draft, code: str, severity: Severity, message: str, path: str, hint: str, cause: str) -> None:
        """Add a finding unless one of the same code and cause was added."""
        group = f"{code}:{cause}"
        if group not in self._said:
            self._said.add(group)
            draft.find(code, severity, message, path, suggestion=hint, group=group)


def say_rate(draft: Draft, priced: Priced, context: Context, once: Once) -> None:
    """An old rate is used and said; so is one that rests on a peg that nobody verified."""
    trace = priced.trace
    if trace.rate is None:
        return
    pair = f"{trace.source_currency}→{trace.currency}"
    age = (context.as_of - trace.rate.date).days
    said_after, warned_after = age_limits()
    if age > said_after:
        severity = Severity.WARNING if age > warned_after else Severity.INFO
        message = f"The newest rate {pair} is of {trace.rate.date}, {age} days before {context.as_of}."
        hint = "'localize rates update' brings the ECB's newest, 'localize rates import FILE' your own."
        once.say(draft, "rate-old", severity, message, priced.path, hint, pair)
    if trace.rate.unverified:
        message = f"The rate {pair} rests on an unverified peg: {trace.rate.source}."
        hint = "Give your own rate in [prices] rates."
        once.say(draft, "rate-unverified", Severity.INFO, message, priced.path, hint, pair)


def say_tax(draft: Draft, priced: Priced, context: Context, once: Once) -> None:
    """Prices that cross tax customs unasked, and a tax class whose rate nobody stated."""
    here, facts = context.market.country, priced.conditions.tax
    if tax_undecided(context, facts):
        shown = "hold tax" if context.market.prices_include_tax else "hold no tax"
        there = context.source_locale
        message = f"Prices in {here} {shown}, in {there} it is the other way; no amount was changed for it."
        hint = "Set prices.source_includes_tax and prices.add_target_tax."
        once.say(draft, "tax-not-set", Severity.WARNING, message, priced.path, hint, here)
    if unknown_class(context, facts):
        facts = classed(facts, context)
        message = f"The tax class '{facts.name}' has no known rate in {here}; the standard rate was taken."
        hint = f'Set [markets."{context.market.locale}".prices.tax_classes] "{facts.name}" = "…".'
        once.say(draft, "tax-class-unknown", Severity.WARNING, message, priced.path, hint, f"{here}:{facts.name}")
