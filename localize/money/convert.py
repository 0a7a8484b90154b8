"""One price into a market, step by step: tax out, rate, margin, tax in, floor, ending, ceiling; no rounding after."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal, localcontext
from typing import TYPE_CHECKING

from localize.errors import ConfigError
from localize.listing import Role
from localize.money.endings import Ending, at_least, at_most, below, nearest, parse_endings, round_to_step
from localize.money.rates import PRECISION, Rate, RateSource, rate_source
from localize.money.symbols import minor_units
from localize.money.tax import TaxFacts, source_tax, target_tax

if TYPE_CHECKING:
    from localize.context import Context
    from localize.market import Market
    from localize.price_settings import Margin

__all__ = [
    "STANDARD",
    "Conditions",
    "PriceStep",
    "PriceTrace",
    "convert_price",
    "next_lower",
    "price_step",
    "rates_for",
]

_HUNDRED = Decimal(100)
_MARKETED = frozenset({Role.PRICE, Role.SALE})
_STEPPED = frozenset({Role.PRICE, Role.SALE, Role.COMPARE_AT, Role.SHIPPING})
_TAXED = frozenset({Role.PRICE, Role.SALE, Role.COMPARE_AT, Role.SHIPPING, Role.UNIT_PRICE})


@dataclass(frozen=True, slots=True)
class Conditions:
    """What is particular to a listing or column: its margin (None: the general one) and its tax."""

    margin: Margin | None = None
    tax: TaxFacts = field(default_factory=TaxFacts)


STANDARD = Conditions()
"""The conditions of a listing of which nothing particular is known."""


@dataclass(frozen=True, slots=True)
class PriceStep:
    """One step: its name, the amount after it, why."""

    step: str
    value: Decimal
    why: str


@dataclass(frozen=True, slots=True)
class PriceTrace:
    """A converted price with every step that led to it; without steps the amount was left untouched.

    ``exact`` is the amount before it was brought to an ending or step. ``source_tax`` and ``target_tax`` are the percentages
    that were taken out and that are in ``value`` by a setting, None where there was nothing to do.
    """

    source_value: Decimal
    source_currency: str
    value: Decimal
    currency: str
    steps: tuple[PriceStep, ...] = ()
    rate: Rate | None = None
    exact: Decimal = Decimal(0)
    source_tax: Decimal | None = None
    target_tax: Decimal | None = None

    @property
    def by(self) -> str:
        """Where the rate comes from: ``ECB 2026-10-30``."""
        return self.rate.source if self.rate else ""

    @property
    def source_net(self) -> Decimal:
        """The source's amount without the tax that was taken out."""
        return _without(self.source_value, self.source_tax)

    @property
    def net(self) -> Decimal:
        """The price without the tax that was put in."""
        return _without(self.value, self.target_tax)

    @property
    def gross(self) -> Decimal:
        """The price with it: what stands in the output."""
        return self.value


def _without(value: Decimal, percent: Decimal | None) -> Decimal:
    if percent is None:
        return value
    with localcontext(prec=PRECISION):
        return value / (1 + percent / _HUNDRED)


@dataclass(slots=True)
class _Run:
    """An amount on its way."""

    value: Decimal
    steps: list[PriceStep] = field(default_factory=list)

    def to(self, step: str, value: Decimal, why: str) -> None:
        if value != self.value or step == "rate":
            self.value = value
            self.steps.append(PriceStep(step, value, why))


def rates_for(context: Context) -> RateSource:
    """The rates that the settings name.

    Raises:
        ConfigError: the seller's rate file is wrong.
    """
    prices = context.settings.prices
    return rate_source(prices.rates, prices.max_rate_age, prices.stated_rates)


def convert_price(
    amount: Decimal,
    source: str,
    context: Context,
    role: Role = Role.PRICE,
    decimals: int = 0,
    conditions: Conditions = STANDARD,
    rates: RateSource | None = None,
) -> PriceTrace:
    """Convert one amount of currency ``source`` into the market's currency.

    Margin, floor, endings and ceiling touch ``price`` and ``sale`` only; floor and ceiling count in its currency.
    ``decimals`` keeps a unit price as fine as it was written; ``rates`` are those of the settings, for who converts many.
    Zero stays zero.

    Raises:
        MissingDataError: a rate is missing or too old.
        ConfigError: an ending, tax or limit in the settings is wrong.
    """
    target = context.market.currency
    if not amount:
        return PriceTrace(amount, source, amount, target)
    taxed = role in _TAXED
    out = source_tax(context, conditions.tax) if taxed else None
    into = target_tax(context, conditions.tax) if taxed else None
    with localcontext(prec=PRECISION):
        run = _Run(amount)
        if out is not None:
            run.to("tax out", run.value / (1 + out / _HUNDRED), f"{out} % tax of {context.source_locale} taken out")
        rate = None
        if source != target:
            rate = (rates or rates_for(context)).rate(source, target, context.as_of)
            run.to("rate", run.value * rate.value, f"{source}→{target} {rate.shown} of {rate.date}")
        marketed = role in _MARKETED
        if marketed:
            _add_margin(run, conditions.margin or context.settings.prices.margin())
        if into is not None:
            run.to("tax in", run.value * (1 + into / _HUNDRED), f"{into} % tax of {context.market.country} added")
        if marketed:
            _raise_to_floor(run, context)
        exact = run.value
        if run.steps or (marketed and _above_ceiling(run.value, context)):
            _round(run, context, role, decimals)
    return PriceTrace(amount, source, run.value, target, tuple(run.steps), rate, exact, out, into)


def next_lower(price: Decimal, context: Context) -> Decimal | None:
    """The next lower price that the market allows, for a sale that rounding has brought up to its price."""
    step = price_step(context.market, Role.SALE)
    return below(price, _endings(context, step), step)


def _add_margin(run: _Run, margin: Margin) -> None:
    run.to("margin", run.value * (1 + margin.percent / _HUNDRED) + margin.fixed, margin.said)


def _raise_to_floor(run: _Run, context: Context) -> None:
    settings = context.settings.prices
    if settings.floor is None:
        return
    if settings.ceiling is not None and settings.ceiling < settings.floor:
        raise ConfigError(f"[prices] floor {settings.floor} is above ceiling {settings.ceiling}.", "Swap them.")
    run.to("floor", max(run.value, settings.floor), f"not below {settings.floor}")


def _above_ceiling(value: Decimal, context: Context) -> bool:
    ceiling = context.settings.prices.ceiling
    return ceiling is not None and value > ceiling


def _round(run: _Run, context: Context, role: Role, decimals: int) -> None:
    settings = context.settings.prices
    step = price_step(context.market, role)
    endings = _endings(context, step) if role in _MARKETED else ()
    if endings and (found := nearest(run.value, endings)):
        run.to("ending", found[0], f"nearest ending {found[1]}")
    else:
        fine = min(step, Decimal(1).scaleb(-decimals)) if role is Role.UNIT_PRICE else step
        run.to("round", round_to_step(run.value, fine) or fine, f"to {fine} {context.market.currency}")
    if role not in _MARKETED:
        return
    if settings.floor is not None and run.value < settings.floor:
        run.to("ending", at_least(settings.floor, endings) or settings.floor, f"not below {settings.floor}")
    if settings.ceiling is not None and run.value > settings.ceiling:
        run.to("ceiling", at_most(settings.ceiling, endings) or settings.ceiling, f"not above {settings.ceiling}")


def price_step(market: Market, role: Role) -> Decimal:
    """The price step: the market's where it has one and buyers see the price, else the minor unit."""
    stated = market.step if role in _STEPPED else ""
    return Decimal(stated) if stated else Decimal(1).scaleb(-minor_units(market.currency))


def _endings(context: Context, step: Decimal) -> tuple[Ending, ...]:
    texts = context.settings.prices.endings
    expanded = [e for text in texts for e in (context.market.price_endings if text == "market" else (text,))]
    return parse_endings(tuple(dict.fromkeys(expanded)), step)
