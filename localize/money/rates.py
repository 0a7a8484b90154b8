"""Exchange rates: a seller's file, the ECB's history, declared pegs; in that order, never a guess.

The rate of a day is the last one on or before it, so weekends and holidays carry the day before. Cross rates go through
the euro and are not rounded.
"""

from __future__ import annotations

import csv
from bisect import bisect_right
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation, localcontext
from functools import cache
from threading import Lock
from typing import TYPE_CHECKING, Any

from localize.data import data_folder, home_folder, read_toml
from localize.errors import ConfigError, MissingDataError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

__all__ = ["PRECISION", "Rate", "RateSource", "age_limits", "imported_rates_path", "rate_source", "read_rates"]

PRECISION = 40
_LOADING = Lock()


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

    ``own`` is a seller's file (see :func:`read_rates`), ``max_age`` the days beyond which a rate is refused.
    """

    def __init__(self, own: Path | None = None, max_age: int | None = None) -> None:
        self._own = read_rates(own) if own else {}
        self._own_name = own.name if own else ""
        self._max_age = max_age

    def rate(self, source: str, target: str, as_of: date) -> Rate:
        """The rate of ``as_of``, or of the last day before it that has one.

        Raises:
            MissingDataError: there is none, or it is older than allowed.
        """
        if source == target:
            return Rate(Decimal(1), as_of, "")
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
                "'localize rates import FILE' brings newer ones; [prices] max_rate_age allows older ones.",
            )

    def _per_euro(self, currency: str, as_of: date) -> _PerEuro:
        if currency == "EUR":
            return _PerEuro(Decimal(1), as_of)
        found = self._from_own(currency, as_of) or _from_ecb(currency, as_of) or self._from_peg(currency, as_of)
        if found is None:
            raise MissingDataError(
                f"There is no rate for {currency} on {as_of}.",
                "'localize rates import FILE' takes a CSV with date,currency,per_eur; so does [prices] rates.",
            )
        return found

    def _from_own(self, currency: str, as_of: date) -> _PerEuro | None:
        days, values = self._own.get(currency, ((), ()))
        position = bisect_right(days, as_of)
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


@cache
def rate_source(own: Path | None = None, max_age: int | None = None) -> RateSource:
    """The rates for some settings; without a file of its own a run takes the imported one, where there is one.

    Raises:
        ConfigError: the file is wrong; the message names the line.
    """
    imported = imported_rates_path()
    return RateSource(own or (imported if imported.is_file() else None), max_age)


def imported_rates_path() -> Path:
    """Where ``localize rates import`` keeps a seller's rates."""
    return home_folder() / "rates.csv"


def read_rates(path: Path) -> Mapping[str, tuple[tuple[date, ...], tuple[Decimal, ...]]]:
    """A seller's rates: currency → days in order and their rates per euro.

    Raises:
        ConfigError: the file cannot be read or a line of it is wrong; the message names file and line.
    """
    found: dict[str, dict[date, Decimal]] = {}
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            if not {"date", "currency", "per_eur"} <= set(reader.fieldnames or ()):
                raise ConfigError(
                    f"{path}: needs the columns date, currency, per_eur.", "currency/README.md shows one."
                )
            for record in reader:
                currency, day, value = _rate_line(path, reader.line_num, record)
                found.setdefault(currency, {})[day] = value
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read ({error.strerror}).") from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise ConfigError(f"{path}: {error}.", "Save it as CSV in UTF-8.") from error
    return {name: (tuple(sorted(by)), tuple(by[day] for day in sorted(by))) for name, by in found.items()}


def _rate_line(path: Path, line: int, record: Mapping[str, str | None]) -> tuple[str, date, Decimal]:
    cells = {name: (record.get(name) or "").strip() for name in ("date", "currency", "per_eur")}
    try:
        day, value = date.fromisoformat(cells["date"]), Decimal(cells["per_eur"])
    except (ValueError, InvalidOperation):
        said = f"{cells['date']!r} and {cells['per_eur']!r}"
        raise ConfigError(f"{path}:{line}: {said} are no date and rate.", "Write 2026-10-30 and 1.1549.") from None
    currency = cells["currency"].upper()
    if len(currency) != 3 or not value.is_finite() or value <= 0:
        raise ConfigError(
            f"{path}:{line}: '{currency}' at {value} is no rate.", "Write a currency code and a number above 0."
        )
    return currency, day, value


def age_limits() -> tuple[int, int]:
    """Days after which a rate's age is said, and after which it is warned of."""
    facts = _facts()
    return int(facts["said_after_days"]), int(facts["warned_after_days"])


@cache
def _facts() -> Mapping[str, Any]:
    return read_toml(data_folder("currency") / "rates.toml")


@cache
def _pegs() -> Mapping[str, Any]:
    return read_toml(data_folder("currency") / "pegs.toml")


@cache
def _converter() -> Any:
    from currency_converter import CurrencyConverter  # late: a third of a second

    return CurrencyConverter(decimal=True)


def _ecb() -> Any:
    with _LOADING:  # functools.cache alone would let two threads load it twice
        return _converter()


@cache
def _from_ecb(currency: str, as_of: date) -> _PerEuro | None:
    from currency_converter import RateNotFoundError

    ecb = _ecb()
    if currency not in ecb.bounds or as_of < ecb.bounds[currency].first_date:
        return None
    day = min(as_of, ecb.bounds[currency].last_date)
    while True:  # ends at the first date at the latest, which has a rate
        try:
            return _PerEuro(ecb.convert(Decimal(1), "EUR", currency, day), day, (f"{_facts()['source']} {day}",))
        except RateNotFoundError:
            day -= timedelta(days=1)
