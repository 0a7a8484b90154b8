"""One price into a market, step by step: tax out, rate, margin, tax in, floor, ending, ceiling; no rounding after."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal, localcontext
from typing import TYPE_CHECKING

from localize.errors import ConfigError, UsageError
from localize.listing import Role
from localize.market import load_market
from localize.money.endings import Ending, at_least, at_most, below, nearest, parse_endings, round_to_step
from localize.money.rates import PRECISION, Rate, RateSource, rate_source
from localize.money.symbols import minor_units

if TYPE_CHECKING:
    from localize.context import Context
    from localize.market import Market

__all__ = ["PriceStep", "PriceTrace", "convert_price", "next_lower", "rates_for", "tax_undecided"]

_HUNDRED = Decimal(100)
_MARKETED = frozenset({Role.PRICE, Role.SALE})
_STEPPED = frozenset({Role.PRICE, Role.SALE, Role.COMPARE_AT, Role.SHIPPING})
_TAXED = frozenset({Role.PRICE, Role.SALE, Role.COMPARE_AT, Role.SHIPPING, Role.UNIT_PRICE})


@dataclass(frozen=True, slots=True)
class PriceStep:
    """One step: its name, the amount after it, why."""

    step: str
    value: Decimal
    why: str


@dataclass(frozen=True, slots=True)
class PriceTrace:
    """A converted price with every step that led to it; without steps the amount was left untouched."""

    source_value: Decimal
    source_currency: str
    value: Decimal
    currency: str
    steps: tuple[PriceStep, ...] = ()
    rate: Rate | None = None

    @property
    def by(self) -> str:
        """Where the rate comes from: ``ECB 2026-10-30``."""
        return self.rate.source if self.rate else ""


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
    return rate_source(context.settings.prices.rates, context.settings.prices.max_rate_age)


def convert_price(
    amount: Decimal,
    source: str,
    context: Context,
    role: Role = Role.PRICE,
    decimals: int = 0,
) -> PriceTrace:
    """Convert one amount of currency ``source`` into the market's currency.

    Margin, floor, endings and ceiling touch ``price`` and ``sale`` only; floor and ceiling count in its currency.
    ``decimals`` keeps a unit price as fine as it was written. Zero stays zero.

    Raises:
        MissingDataError: a rate is missing or too old.
        ConfigError: an ending, tax or limit in the settings is wrong.
    """
    target = context.market.currency
    if not amount:
        return PriceTrace(amount, source, amount, target)
    with localcontext(prec=PRECISION):
        run = _Run(amount)
        _take_out_tax(run, context, role)
        rate = None
        if source != target:
            rate = rates_for(context).rate(source, target, context.as_of)
            run.to("rate", run.value * rate.value, f"{source}→{target} {rate.shown} of {rate.date}")
        if role in _MARKETED:
            _add_margin(run, context)
        _add_tax(run, context, role)
        marketed = role in _MARKETED
        if marketed:
            _raise_to_floor(run, context)
        if run.steps or (marketed and _above_ceiling(run.value, context)):
            _round(run, context, role, decimals)
    return PriceTrace(amount, source, run.value, target, tuple(run.steps), rate)


def next_lower(price: Decimal, context: Context) -> Decimal | None:
    """The next lower price that the market allows, for a sale that rounding has brought up to its price."""
    step = _step(context.market, Role.SALE)
    return below(price, _endings(context, step), step)


def tax_undecided(context: Context) -> bool:
    """True where prices cross between tax customs and the settings do not say what to do."""
    source = _source_market(context)
    settings = context.settings.prices
    if source is None or source.prices_include_tax == context.market.prices_include_tax:
        return False
    if context.market.prices_include_tax:
        return settings.add_target_tax is None and settings.source_includes_tax is not True
    return settings.source_includes_tax is None


def _source_market(context: Context) -> Market | None:
    try:
        return load_market(context.source_locale)
    except UsageError:
        return None


def _take_out_tax(run: _Run, context: Context, role: Role) -> None:
    settings = context.settings.prices
    if not settings.source_includes_tax or role not in _TAXED:
        return
    market = _source_market(context)
    percent = settings.source_tax_percent
    if percent is None and market:
        percent = market.standard_tax
    if percent is None:
        raise ConfigError(
            f"[prices] source_includes_tax is set, but no standard tax of '{context.source_locale}' is known.",
            "Set [prices] source_tax_percent.",
        )
    run.to("tax out", run.value / (1 + percent / _HUNDRED), f"{percent} % tax of {context.source_locale} taken out")


def _add_margin(run: _Run, context: Context) -> None:
    percent = context.settings.prices.margin_percent
    run.to("margin", run.value * (1 + percent / _HUNDRED), f"margin {percent} %")


def _add_tax(run: _Run, context: Context, role: Role) -> None:
    """Where the settings say so; a tax that was taken out is replaced where the market's prices show theirs."""
    settings, market = context.settings.prices, context.market
    wanted = bool(settings.source_includes_tax) if settings.add_target_tax is None else settings.add_target_tax
    if not wanted or not market.prices_include_tax or market.standard_tax is None or role not in _TAXED:
        return
    percent = market.standard_tax
    run.to("tax in", run.value * (1 + percent / _HUNDRED), f"{percent} % tax of {market.country} added")


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
    step = _step(context.market, role)
    endings = _endings(context, step) if role in _MARKETED else ()
    if endings and (found := nearest(run.value, endings)):
        run.to("ending", found[0], f"nearest ending {found[1]}")
    else:
        fine = min(step, Decimal(1).scaleb(-decimals)) if role is Role.UNIT_PRICE else step
        run.to("round", round_to_step(run.value, fine), f"to {fine} {context.market.currency}")
    if role not in _MARKETED:
        return
    if settings.floor is not None and run.value < settings.floor:
        run.to("ending", at_least(settings.floor, endings) or settings.floor, f"not below {settings.floor}")
    if settings.ceiling is not None and run.value > settings.ceiling:
        run.to("ceiling", at_most(settings.ceiling, endings) or settings.ceiling, f"not above {settings.ceiling}")


def _step(market: Market, role: Role) -> Decimal:
    """The price step: the market's where it has one and buyers see the price, else the minor unit."""
    minor = Decimal(1).scaleb(-minor_units(market.currency))
    stated = market.data.get("prices", {}).get("step") if role in _STEPPED else None
    return Decimal(stated) if stated else minor


def _endings(context: Context, step: Decimal) -> tuple[Ending, ...]:
    texts = context.settings.prices.endings
    expanded = [e for text in texts for e in (context.market.price_endings if text == "market" else (text,))]
    return parse_endings(tuple(dict.fromkeys(expanded)), step)
