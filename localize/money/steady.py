"""Prices that stay: what an amount became in the last run, so that a rate's daily ripple moves no price.

A run writes its price list beside its output (``NAME.MARKET.prices.csv``): each amount under each rule, the exact amount
that its price was set for, and the price. The next run reads it. Where the exact amount of today differs from that one by
no more than the settings' share, the price stays, and the amount that it was set for stays with it, so that many small
steps cannot add up unseen. The list goes by amounts and not by listings: one amount under one rule has one price.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass, field, replace
from decimal import Decimal, InvalidOperation, localcontext
from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple

from localize.listing import Role
from localize.money.convert import STANDARD, Conditions, PriceStep, PriceTrace, price_step
from localize.money.rates import PRECISION

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from localize.context import Context

__all__ = ["HEADER", "LastPrices", "PriceLine", "price_line", "rule_of", "settled"]

HEADER = ("amount", "currency", "role", "rule", "exact", "price", "market_currency", "rate")
_STEADY = frozenset({Role.PRICE, Role.SALE})


class PriceLine(NamedTuple):
    """One line of a price list, as text."""

    amount: str
    currency: str
    role: str
    rule: str
    exact: str
    price: str
    market_currency: str
    rate: str

    @property
    def key(self) -> tuple[str, ...]:
        """What the price is a price of."""
        return (self.amount, self.currency, self.role, self.rule, self.market_currency)


@dataclass(frozen=True, slots=True)
class LastPrices:
    """The price list of an earlier run; empty where there is none."""

    lines: Mapping[tuple[str, ...], PriceLine] = field(default_factory=dict)

    @classmethod
    def read(cls, path: Path) -> LastPrices:
        """A price list; one that is missing or broken is as none: prices are then made afresh."""
        try:
            with path.open(encoding="utf-8-sig", newline="") as file:
                lines = [PriceLine(*(row[name] for name in HEADER)) for row in csv.DictReader(file)]
            usable = {line.key: line for line in lines if Decimal(line.exact) > 0 and Decimal(line.price) > 0}
        except (OSError, ValueError, KeyError, TypeError, csv.Error, InvalidOperation):
            return cls()
        return cls(usable)

    @staticmethod
    def write(path: Path, lines: Iterable[PriceLine]) -> None:
        """A price list: each key once, in order of currency, role and amount."""
        once = {line.key: line for line in lines}
        ordered = sorted(once.values(), key=lambda line: (line.currency, line.role, Decimal(line.amount), line.rule))
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(HEADER)
            writer.writerows(ordered)


def rule_of(context: Context, role: Role, trace: PriceTrace, conditions: Conditions = STANDARD) -> str:
    """A short mark of everything but rate and amount that decides a price: another rule is another price."""
    settings = context.settings.prices
    margin = conditions.margin or settings.margin()
    endings = [e for text in settings.endings for e in (context.market.price_endings if text == "market" else (text,))]
    facts = (
        margin.percent,
        margin.fixed,
        trace.source_tax,
        trace.target_tax,
        settings.floor,
        settings.ceiling,
        endings,
        price_step(context.market, role),
    )
    return blake2b(repr(facts).encode(), digest_size=4).hexdigest()


def price_line(trace: PriceTrace, role: Role, rule: str) -> PriceLine:
    """A trace as a line of the price list."""
    with localcontext(prec=12):
        exact = f"{(+trace.exact).normalize():f}"
    day = trace.rate.date.isoformat() if trace.rate else ""
    return PriceLine(
        f"{trace.source_value.normalize():f}",
        trace.source_currency,
        role.value,
        rule,
        exact,
        f"{trace.value.normalize():f}",
        trace.currency,
        day,
    )


def settled(
    trace: PriceTrace, role: Role, context: Context, last: LastPrices, conditions: Conditions = STANDARD
) -> tuple[PriceTrace, PriceLine | None]:
    """The trace with the last run's price where today's is near enough, and its line for this run's list.

    Only prices that a rate moves are kept; the others move when the seller moves them.
    """
    if role not in _STEADY or trace.rate is None:
        return trace, None
    line = price_line(trace, role, rule_of(context, role, trace, conditions))
    old = last.lines.get(line.key)
    share = context.settings.prices.move_percent
    if old is None or not share:
        return trace, line
    exact, price = Decimal(old.exact), Decimal(old.price)
    with localcontext(prec=PRECISION):
        moved = abs(trace.exact - exact) * 100
    if moved > share * exact:
        return trace, line
    if price == trace.value:
        return trace, old
    with localcontext(prec=2):
        percent = f"{(+(moved / exact)).normalize():f}"
    why = f"the last run's price stays: {percent} % is no more than {share.normalize():f} %"
    steps = (*trace.steps, PriceStep("steady", price, why))
    return replace(trace, value=price, steps=steps), old
