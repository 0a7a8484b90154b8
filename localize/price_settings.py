"""``[prices]`` of a configuration: margin, endings, tax, rates, limits, and what happens to prices in texts."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Any

from localize.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

__all__ = ["Margin", "PriceSettings", "price_settings"]

_SCOPES = ("category", "brand", "sku")


@dataclass(frozen=True, slots=True)
class Margin:
    """One ``[[prices.margin]]``: what is added, and where; ``*`` stands for any letters, an empty pattern for everything.

    ``percent`` is added to the converted amount, then ``fixed`` in the market's currency.
    """

    percent: Decimal = Decimal(0)
    fixed: Decimal = Decimal(0)
    category: str = ""
    brand: str = ""
    sku: str = ""

    def concerns(self, categories: Iterable[str], brand: str, sku: str) -> bool:
        """Does it apply to such a listing? All of its patterns must match; capitals do not count.

        >>> Margin(brand="acme", sku="AB-*").concerns([], "ACME", "ab-1")
        True
        """
        facts = (tuple(categories), (brand,), (sku,))
        patterns = (self.category, self.brand, self.sku)
        return all(not p or any(_like(text, p) for text in texts) for p, texts in zip(patterns, facts, strict=True))

    @property
    def said(self) -> str:
        """For people: ``margin 10 % + 2.50 for brand ACME``."""
        parts = [f"{self.percent.normalize():f} %"] if self.percent or not self.fixed else []
        parts += [f"{self.fixed:f}"] if self.fixed else []
        where = [f"{name} {pattern}" for name in _SCOPES if (pattern := getattr(self, name))]
        return f"margin {' + '.join(parts)}" + (f" for {', '.join(where)}" if where else "")


def _like(text: str, pattern: str) -> bool:
    return fnmatchcase(text.strip().casefold(), pattern.casefold())


@dataclass(frozen=True, slots=True)
class PriceSettings:
    """``[prices]``: margin, allowed endings (``market`` for the market's customs), tax, rate file and its age.

    ``source_includes_tax`` is None until the seller says; crossing between tax customs then changes no amount.
    ``margins`` are tried in order before ``margin_percent`` and ``margin_fixed``. ``tax_classes`` maps a listing's tax
    class to the market's percentage, ``source_tax_classes`` to the source's. ``exchange`` are rates that a person stated: a
    currency's day and how much of it one euro buys. ``in_text`` is ``convert``, ``flag`` or
    ``keep``. A price moves only by more than ``move_percent`` of the last run's.
    """

    margin_percent: Decimal = Decimal(0)
    margin_fixed: Decimal = Decimal(0)
    margins: tuple[Margin, ...] = ()
    endings: tuple[str, ...] = ()
    source_includes_tax: bool | None = None
    source_tax_percent: Decimal | None = None
    add_target_tax: bool | None = None
    tax_classes: Mapping[str, Decimal] = field(default_factory=dict)
    source_tax_classes: Mapping[str, Decimal] = field(default_factory=dict)
    rates: Path | None = None
    exchange: Mapping[str, tuple[date, Decimal]] = field(default_factory=dict)
    max_rate_age: int | None = None
    floor: Decimal | None = None
    ceiling: Decimal | None = None
    in_text: str = "convert"
    move_percent: Decimal = Decimal(1)

    @property
    def stated_rates(self) -> tuple[tuple[str, date, Decimal], ...]:
        """The rates of ``exchange`` in a form that can be remembered."""
        return tuple((currency, *said) for currency, said in sorted(self.exchange.items()))

    def margin(self, categories: Iterable[str] = (), brand: str = "", sku: str = "") -> Margin:
        """The margin of a listing: the first of ``margins`` that concerns it, else the general one."""
        texts = tuple(categories)
        found = next((margin for margin in self.margins if margin.concerns(texts, brand, sku)), None)
        return found or Margin(self.margin_percent, self.margin_fixed)


def price_settings(data: Mapping[str, Any], base: Path, old: PriceSettings | None = None) -> PriceSettings:
    """The settings of a ``[prices]`` table, laid over ``old``; paths are relative to ``base``."""
    old = old or PriceSettings()
    return PriceSettings(
        margin_percent=_decimal(data.get("margin_percent", old.margin_percent)) or Decimal(0),
        margin_fixed=_decimal(data.get("margin_fixed", old.margin_fixed)) or Decimal(0),
        margins=(*map(_margin, data.get("margin", ())), *old.margins),
        endings=tuple(data.get("endings", old.endings)),
        source_includes_tax=data.get("source_includes_tax", old.source_includes_tax),
        source_tax_percent=_decimal(data.get("source_tax_percent", old.source_tax_percent)),
        add_target_tax=data.get("add_target_tax", old.add_target_tax),
        tax_classes=_classes(data.get("tax_classes", {}), old.tax_classes),
        source_tax_classes=_classes(data.get("source_tax_classes", {}), old.source_tax_classes),
        rates=base / data["rates"] if "rates" in data else old.rates,
        exchange={**old.exchange, **_exchange(data.get("exchange", {}))},
        max_rate_age=data.get("max_rate_age", old.max_rate_age),
        floor=_decimal(data.get("floor", old.floor)),
        ceiling=_decimal(data.get("ceiling", old.ceiling)),
        in_text=data.get("in_text", old.in_text),
        move_percent=Decimal(str(data.get("move_percent", old.move_percent))),
    )


def _decimal(value: Any) -> Decimal | None:
    return None if value is None else Decimal(str(value))


def _exchange(data: Mapping[str, Any]) -> dict[str, tuple[date, Decimal]]:
    """Stated rates.

    Raises:
        ConfigError: one of them is no rate of a day.
    """
    found = {}
    for currency, said in data.items():
        where = f"[prices.exchange.{currency}]"
        try:
            day, rate = date.fromisoformat(str(said["date"])), Decimal(str(said["per_eur"]))
        except (ValueError, ArithmeticError) as error:
            raise ConfigError(f"{where}: {error}.", "Write per_eur = 655.957 and date = 2026-10-30.") from None
        if not rate.is_finite() or rate <= 0:
            raise ConfigError(f"{where}: {rate} is no rate.", "Write how much of it one euro buys: per_eur = 655.957.")
        found[currency] = (day, rate)
    return found


def _margin(data: Mapping[str, Any]) -> Margin:
    return Margin(
        _decimal(data.get("percent")) or Decimal(0),
        _decimal(data.get("fixed")) or Decimal(0),
        *(data.get(name, "") for name in _SCOPES),
    )


def _classes(data: Mapping[str, Any], old: Mapping[str, Decimal]) -> Mapping[str, Decimal]:
    return {**old, **{name.casefold(): Decimal(str(percent)) for name, percent in data.items()}}
