"""``rates update``: the ECB's newest reference rates, kept beside the models and the cache."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from localize.errors import ConfigError, MissingDataError
from localize.money.ecb import keep_update, rate_facts, update_path
from localize.money.rate_files import parse_rates
from localize.translation.model_fetch import fetch_bytes

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

__all__ = ["RatesUpdate", "update_rates"]


@dataclass(frozen=True, slots=True)
class RatesUpdate:
    """What an update brought: where from, how many currencies, how many rates are kept beyond the embedded, their newest day."""

    url: str
    currencies: int
    kept: int
    newest: date | None
    path: Path


def update_rates(url: str = "") -> RatesUpdate:
    """Fetch rates as the ECB publishes them (XML, CSV, either zipped) and keep the days that the embedded history lacks.

    Raises:
        UsageError: ``url`` is no http URL.
        MissingDataError: it cannot be fetched, or holds no rates of the ECB.
    """
    address = url or str(rate_facts()["url"])
    offline = f"Without a connection: fetch {address} elsewhere and run 'localize rates import FILE'."
    try:
        table = parse_rates(fetch_bytes(address), address)
    except MissingDataError as error:
        raise MissingDataError(error.message, offline) from error
    except ConfigError as error:
        raise MissingDataError(f"What arrived is no file of rates: {error.message}", offline) from error
    if "USD" not in table:
        raise MissingDataError(f"{address}: has no rate for USD, so it is not the ECB's list.", offline)
    kept, newest = keep_update(table)
    return RatesUpdate(address, len(table), kept, newest, update_path())
