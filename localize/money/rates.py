"""Exchange rates: a seller's file or word, the ECB's rates, declared pegs; in that order, never a guess.

The rate of a day is the last one on or before it, so weekends and holidays carry the day before. Cross rates go through
the euro and are not rounded.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from decimal import Decimal, localcontext
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from localize.data import data_folder, home_folder, read_toml
from localize.errors import MissingDataError
from localize.money.ecb import ecb_quote, rate_facts, update_path
from localize.money.rate_files import PRECISION, read_rates

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from pathlib import Path

Stated = tuple[tuple[str, "date", Decimal], ...]
"""Rates that a person stated: the currency, the day, and how much of it one euro buys."""

__all__ = [
    "PRECISION",
    "Rate",
    "RateSource",
    "age_limits",
    "imported_rates_path",
    "rate_files",
    "rate_source",
    "read_rates",
]


@dataclass(frozen=True, slots=True)
class Rate:
    """What one unit of the source buys of the target; ``date`` is the older side's, ``source`` where from."""

    value: Decimal
    date: date
    source: str
    unverified: bool = False

    @property
    def shown(self) -> str:
        """Six digits of it, for people."""
        with localcontext(prec=6):
            return f"{(+self.value).normalize():f}"


@dataclass(frozen=True, slots=True)
class _PerEuro:
    value: Decimal
    date: date
    sources: tuple[str, ...] = ()
    unverified: bool = False


class RateSource:
    """Rates as of a day. Safe to share between threads; the ECB's history is loaded at the first need of it.

    ``own`` is a seller's file (see :func:`read_rates`), ``max_age`` the days beyond which a rate is refused, ``stated`` the
    rates of ``[prices.exchange]``; of these and the file's the newest counts.
    """

    def __init__(self, own: Path | None = None, max_age: int | None = None, stated: Stated = ()) -> None:
        self._stated = {currency: (day, value) for currency, day, value in stated}
        self._own = read_rates(own) if own else {}
        self._own_name = own.name if own else ""
        self._max_age = max_age
        self._known: dict[tuple[str, str, date], Rate] = {}

    def rate(self, source: str, target: str, as_of: date) -> Rate:
        """The rate of ``as_of``, or of the last day before it that has one.

        Raises:
            MissingDataError: there is none, or it is older than allowed.
        """
        if source == target:
            return Rate(Decimal(1), as_of, "")
        known = self._known.get((source, target, as_of))
        if known is None:
            known = self._known[source, target, as_of] = self._computed(source, target, as_of)
        return known

    def _computed(self, source: str, target: str, as_of: date) -> Rate:
        one, other = self._per_euro(source, as_of), self._per_euro(target, as_of)
        day = min((side.date for side in (one, other) if side.sources), default=as_of)
        self._check_age(source, target, day, as_of)
        with localcontext(prec=PRECISION):
            value = other.value / one.value
        names = dict.fromkeys((*one.sources, *other.sources))
        return Rate(value, day, " + ".join(names), one.unverified or other.unverified)

    def _check_age(self, source: str, target: str, day: date, as_of: date) -> None:
        if self._max_age is not None and (as_of - day).days > self._max_age:
            raise MissingDataError(
                f"The newest rate {source}→{target} is of {day}, {(as_of - day).days} days before {as_of};"
                f" {self._max_age} are allowed.",
                "'localize rates update' brings the ECB's, 'localize rates import FILE' your own; [prices] max_rate_age"
                " allows older ones.",
            )

    def _per_euro(self, currency: str, as_of: date) -> _PerEuro:
        if currency == "EUR":
            return _PerEuro(Decimal(1), as_of)
        found = self._from_own(currency, as_of) or _from_ecb(currency, as_of) or self._from_peg(currency, as_of)
        if found is None:
            raise MissingDataError(
                f"There is no rate for {currency} on {as_of}.",
                f"Say it in localize.toml: [prices.exchange.{currency}] per_eur = … and date = …; or 'localize rates import"
                " FILE', a CSV with date,currency,per_eur.",
            )
        return found

    def _from_own(self, currency: str, as_of: date) -> _PerEuro | None:
        days, values = self._own.get(currency, ((), ()))
        position = bisect_right(days, as_of)
        stated = self._stated.get(currency)
        if stated and stated[0] <= as_of and (not position or days[position - 1] <= stated[0]):
            return _PerEuro(stated[1], stated[0], (f"localize.toml {stated[0]}",))
        if not position:
            return None
        day = days[position - 1]
        return _PerEuro(values[position - 1], day, (f"{self._own_name} {day}",))

    def _from_peg(self, currency: str, as_of: date) -> _PerEuro | None:
        peg = _pegs().get(currency)
        if not isinstance(peg, dict):
            return None
        base = self._per_euro(peg["base"], as_of)
        with localcontext(prec=PRECISION):
            value = base.value * Decimal(peg["per_base"])
        doubt = bool(peg.get("unverified"))
        said = f"peg {peg['per_base']} {currency} per {peg['base']}" + (" (unverified)" if doubt else "")
        return _PerEuro(value, base.date, (*base.sources, said), doubt)


def rate_source(own: Path | None = None, max_age: int | None = None, stated: Stated = ()) -> RateSource:
    """The rates for some settings; without a file of its own a run takes the imported one, where there is one.

    Files that did not change are read once.

    Raises:
        ConfigError: the file is wrong; the message names the line.
    """
    imported = imported_rates_path()
    chosen = own or (imported if imported.is_file() else None)
    return _source(chosen, max_age, stated, _stamp(chosen), _stamp(update_path()))


@lru_cache(maxsize=8)
def _source(
    own: Path | None,
    max_age: int | None,
    stated: Stated,
    *stamps: tuple[int, int] | None,  # noqa: ARG001
) -> RateSource:
    return RateSource(own, max_age, stated)


def _stamp(path: Path | None) -> tuple[int, int] | None:
    """What changes when a file does."""
    try:
        found = path.stat() if path else None
    except OSError:
        return None
    return (found.st_mtime_ns, found.st_size) if found else None


def imported_rates_path() -> Path:
    """Where ``localize rates import`` keeps a seller's rates."""
    return home_folder() / "rates.csv"


def rate_files(own: Path | None) -> list[Path]:
    """The files that decide the rates of a run whose settings name ``own``: those that are there."""
    return [path for path in (own or imported_rates_path(), update_path()) if path.is_file()]


def age_limits() -> tuple[int, int]:
    """Days after which a rate's age is said, and after which it is warned of."""
    facts = rate_facts()
    return int(facts["said_after_days"]), int(facts["warned_after_days"])


@cache
def _pegs() -> Mapping[str, Any]:
    return read_toml(data_folder("currency") / "pegs.toml")


def _from_ecb(currency: str, as_of: date) -> _PerEuro | None:
    quote = ecb_quote(currency, as_of)
    return _PerEuro(quote.value, quote.date, (f"{rate_facts()['source']} {quote.date}",)) if quote else None
