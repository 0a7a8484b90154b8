"""The ECB's reference rates: the history that the package CurrencyConverter carries, and what ``rates update`` fetched since."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from threading import Lock
from typing import TYPE_CHECKING, Any, NamedTuple

from localize.data import data_folder, home_folder, read_toml
from localize.money.rate_files import RateTable, read_rates, write_rates

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

__all__ = ["Quote", "ecb_quote", "embedded_until", "keep_update", "rate_facts", "update_path"]

_LOADING = Lock()


class Quote(NamedTuple):
    """What one euro buys of a currency, on a day."""

    value: Decimal
    date: date


@cache
def rate_facts() -> Mapping[str, Any]:
    """``rates.toml``: where rates come from, and when one counts as old."""
    return read_toml(data_folder("currency") / "rates.toml")


def update_path() -> Path:
    """Where ``localize rates update`` keeps what it fetched."""
    return home_folder() / "ecb.csv"


def keep_update(table: RateTable) -> tuple[int, date | None]:
    """Keep the days that are newer than the embedded history, with those kept before.

    Returns how many rates are kept now, and their newest day.
    """
    path = update_path()
    merged: dict[str, dict[date, Decimal]] = {}
    old: RateTable = read_rates(path) if path.is_file() else {}
    for source in (old, table):
        for code, (days, values) in source.items():
            start = bisect_right(days, embedded_until(code))
            merged.setdefault(code, {}).update(zip(days[start:], values[start:], strict=True))
    kept = {code: (tuple(sorted(by)), tuple(by[day] for day in sorted(by))) for code, by in merged.items() if by}
    write_rates(path, kept)
    _updated.cache_clear()
    _embedded.cache_clear()
    newest = [found[0][-1] for found in kept.values()]
    return sum(len(found[0]) for found in kept.values()), max(newest, default=None)


def embedded_until(currency: str) -> date:
    """The last day of a currency in the embedded history; the first day of time where it is not in it."""
    ecb = _ecb()
    last: date = ecb.bounds[currency].last_date if currency in ecb.bounds else date.min
    return last


def ecb_quote(currency: str, as_of: date) -> Quote | None:
    """The rate of ``as_of`` or of the last day before it that has one; None where there is none."""
    path = update_path()
    if path.is_file():
        days, values = _updated(path, path.stat().st_mtime_ns).get(currency, ((), ()))
        position = bisect_right(days, as_of)
        if position:
            return Quote(values[position - 1], days[position - 1])
    return _embedded(currency, as_of)


@cache
def _updated(path: Path, changed: int) -> RateTable:  # noqa: ARG001 - a file that changed is read again
    return read_rates(path)


@cache
def _converter() -> Any:
    from currency_converter import CurrencyConverter  # late: a third of a second

    return CurrencyConverter(decimal=True)


def _ecb() -> Any:
    with _LOADING:  # functools.cache alone would let two threads load it twice
        return _converter()


@cache
def _embedded(currency: str, as_of: date) -> Quote | None:
    from currency_converter import RateNotFoundError

    ecb = _ecb()
    if currency not in ecb.bounds or as_of < ecb.bounds[currency].first_date:
        return None
    day = min(as_of, ecb.bounds[currency].last_date)
    while True:  # ends at the first date at the latest, which has a rate
        try:
            return Quote(ecb.convert(Decimal(1), "EUR", currency, day), day)
        except RateNotFoundError:
            day -= timedelta(days=1)
