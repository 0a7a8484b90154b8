"""Rates: the seller's, the ECB's, pegs."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from localize.errors import ConfigError, MissingDataError
from localize.money import RateSource, imported_rates_path, rate_source, read_rates

if TYPE_CHECKING:
    from pathlib import Path

FRIDAY, SUNDAY = date(2026, 10, 30), date(2026, 11, 1)


def test_the_sellers_rates_win(rates: Path) -> None:
    """A currency in the seller's file is taken from it, and the trace names the file."""
    rate = RateSource(rates).rate("USD", "BRL", date(2026, 11, 21))
    assert (rate.value, rate.date, rate.source) == (Decimal(5), date(2026, 11, 20), "rates.csv 2026-11-20")


def test_a_weekend_carries_the_day_before() -> None:
    """Sunday has Friday's rate."""
    source = RateSource()
    assert source.rate("EUR", "USD", SUNDAY) == source.rate("EUR", "USD", FRIDAY)
    assert source.rate("EUR", "USD", SUNDAY).date == FRIDAY


def test_history_is_as_of_its_day() -> None:
    """The ECB's published rate of a day long ago, exactly."""
    assert RateSource().rate("EUR", "USD", date(2014, 3, 28)).value == Decimal("1.3759")


def test_cross_rates_go_through_the_euro_unrounded() -> None:
    """USD to BRL is the quotient of both sides to forty digits."""
    source = RateSource()
    one, other = source.rate("EUR", "USD", FRIDAY), source.rate("EUR", "BRL", FRIDAY)
    cross = source.rate("USD", "BRL", FRIDAY)
    assert abs(cross.value * one.value - other.value) < Decimal("1e-25")
    assert isinstance(cross.value, Decimal)


def test_a_pegged_currency_says_so() -> None:
    """The dirham is not quoted; its peg is, as unverified."""
    rate = RateSource().rate("USD", "AED", FRIDAY)
    assert rate.value.quantize(Decimal("0.0001")) == Decimal("3.6725")
    assert rate.unverified
    assert "peg 3.6725 AED per USD (unverified)" in rate.source


def test_one_currency_needs_no_rate() -> None:
    """The same currency is one to one, without any source."""
    assert RateSource().rate("XAF", "XAF", FRIDAY).value == 1


@pytest.mark.parametrize(
    ("source", "target", "day"),
    [("USD", "XAF", FRIDAY), ("USD", "EUR", date(1998, 1, 1)), ("BRL", "EUR", date(2005, 1, 3))],
)
def test_a_rate_that_does_not_exist_is_never_guessed(source: str, target: str, day: date) -> None:
    """The error names the currency, the day and the command that helps."""
    with pytest.raises(MissingDataError, match="There is no rate for") as caught:
        RateSource().rate(source, target, day)
    assert "localize rates import FILE" in caught.value.hint
    assert caught.value.exit_code == 4


def test_a_later_rate_is_never_used(tmp_path: Path) -> None:
    """Before the first line of the seller's file other sources decide."""
    path = tmp_path / "own.csv"
    path.write_text("date,currency,per_eur\n2026-12-01,USD,9\n", encoding="utf-8")
    assert RateSource(path).rate("EUR", "USD", FRIDAY).value < 2


def test_too_old_a_rate_is_refused(rates: Path) -> None:
    """The age that the settings allow is a limit, in days."""
    source = RateSource(rates, max_age=2)
    assert source.rate("EUR", "USD", date(2026, 11, 22)).value == Decimal("1.25")
    with pytest.raises(MissingDataError, match="3 days before 2026-11-23; 2 are allowed"):
        source.rate("EUR", "USD", date(2026, 11, 23))


def test_imported_rates_serve_every_run(home: Path) -> None:
    """Without a file of its own a run takes the imported one."""
    home.mkdir()
    imported_rates_path().write_text("date,currency,per_eur\n2026-10-30,XAF,655.957\n", encoding="utf-8")
    assert rate_source().rate("EUR", "XAF", FRIDAY).value == Decimal("655.957")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("date,currency\n", "needs the columns"),
        ("date,currency,per_eur\n30/10/2026,USD,1.1\n", ":2: '30/10/2026'"),
        ('date,currency,per_eur\n2026-10-30,USD,"1,1"\n', ":2: "),
        ("date,currency,per_eur\n2026-10-30,USD,0\n", "is no rate"),
        ("date,currency,per_eur\n2026-10-30,USD,NaN\n", "is no rate"),
        ("date,currency,per_eur\n2026-10-30,DOLLAR,1\n", "is no rate"),
    ],
)
def test_a_wrong_line_is_named(tmp_path: Path, text: str, message: str) -> None:
    """File and line stand in the message."""
    path = tmp_path / "wrong.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError, match=message) as caught:
        read_rates(path)
    assert "wrong.csv" in str(caught.value)


def test_threads_share_one_source() -> None:
    """Many threads at once get the same rate."""
    with ThreadPoolExecutor(4) as pool:
        found = set(pool.map(lambda _: rate_source().rate("USD", "BRL", FRIDAY).value, range(16)))
    assert len(found) == 1


def test_a_stated_rate_counts_from_its_day(tmp_path: Path) -> None:
    """It goes before the ECB's; of it and the file's the newest counts; before its day it is none."""
    stated = (("XAF", FRIDAY, Decimal("655.957")), ("USD", FRIDAY, Decimal(2)))
    source = RateSource(stated=stated)
    assert source.rate("EUR", "XAF", FRIDAY).value == Decimal("655.957")
    dollars = source.rate("EUR", "USD", FRIDAY)
    assert (dollars.value, dollars.source) == (Decimal(2), f"localize.toml {FRIDAY}")
    with pytest.raises(MissingDataError, match="no rate for XAF"):
        source.rate("EUR", "XAF", FRIDAY - timedelta(days=1))
    newer = tmp_path / "rates.csv"
    newer.write_text(f"date,currency,per_eur\n{FRIDAY + timedelta(days=1)},XAF,700\n", encoding="utf-8")
    both = RateSource(newer, stated=stated)
    assert both.rate("EUR", "XAF", FRIDAY).value == Decimal("655.957")
    assert both.rate("EUR", "XAF", FRIDAY + timedelta(days=2)).value == 700
