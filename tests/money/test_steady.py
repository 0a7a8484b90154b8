"""Prices that stay. Rates: 1 EUR = 1.25 USD."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from localize.listing import Role
from localize.money import LastPrices, PriceLine, convert_price, convert_prices
from localize.money.steady import price_line, rule_of, settled

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from localize.context import Context
    from localize.listing import Draft

    MakeContext = Callable[..., Context]
    MakeDraft = Callable[..., Draft]

D = Decimal


def last(line: PriceLine, **changes: str) -> LastPrices:
    """A price list of one line, with something else in it."""
    changed = line._replace(**changes)
    return LastPrices({changed.key: changed})


def line_of(context: Context, amount: str = "100") -> PriceLine:
    """Today's line of a price."""
    trace = convert_price(D(amount), "USD", context)
    return price_line(trace, Role.PRICE, rule_of(context, Role.PRICE, trace))


@pytest.mark.parametrize(
    ("exact", "price", "expected"),
    [
        ("80", "80.00", "80.00"),
        ("79.5", "79.50", "79.50"),
        ("80.8", "80.80", "80.80"),
        ("79.2", "79.20", "80"),
        ("81", "81.00", "80"),
        ("79.5", "89.99", "89.99"),
    ],
)
def test_a_price_moves_by_more_than_the_share(context: MakeContext, exact: str, price: str, expected: str) -> None:
    """Today's exact amount is 80: within 1 % of the one that the price was set for, the price stays, whatever it is."""
    made = context("de-DE")
    trace = convert_price(D(100), "USD", made)
    done, line = settled(trace, Role.PRICE, made, last(line_of(made), exact=exact, price=price))
    assert done.value == D(expected)
    assert line is not None
    stays = done.value != trace.value
    assert (done.steps[-1].step == "steady") == stays
    assert D(line.exact) == (D(exact) if expected == price else D(80))


@pytest.mark.parametrize("change", [{"margin_percent": D(1)}, {"endings": (".99",)}, {"floor": D(3)}])
def test_another_rule_is_another_price(context: MakeContext, change: dict[str, object]) -> None:
    """What the seller changed counts at once, however little it moves."""
    made = context("de-DE", **change)
    trace = convert_price(D(100), "USD", made)
    old = last(line_of(context("de-DE")), exact="80.1", price="80.10")
    assert settled(trace, Role.PRICE, made, old)[0] == trace


def test_the_share_is_a_setting(context: MakeContext) -> None:
    """Nothing stays at 0, more at 5."""
    for share, expected in (("0", "80"), ("5", "77")):
        made = context("de-DE", move_percent=D(share))
        trace = convert_price(D(100), "USD", made)
        assert settled(trace, Role.PRICE, made, last(line_of(made), exact="77", price="77"))[0].value == D(expected)


@pytest.mark.parametrize("role", [Role.COST, Role.SHIPPING, Role.COMPARE_AT, Role.UNIT_PRICE])
def test_only_prices_stay(context: MakeContext, role: Role) -> None:
    """What buyers do not compare from day to day follows the rate."""
    made = context("de-DE")
    trace = convert_price(D(100), "USD", made, role)
    assert settled(trace, role, made, last(line_of(made), exact="79.9", price="79.90")) == (trace, None)


def test_one_currency_needs_no_list(context: MakeContext) -> None:
    """Without a rate only the seller moves a price."""
    made = context("de-DE")
    trace = convert_price(D(100), "EUR", made)
    assert settled(trace, Role.PRICE, made, LastPrices()) == (trace, None)


def test_small_steps_do_not_add_up(context: MakeContext) -> None:
    """Ten moves of 0.3 % move the price once they are more than 1 % together."""
    made = context("de-DE")
    first = convert_price(D(100), "USD", made)
    old, moved = LastPrices(), []
    for number in range(11):
        exact = D(80) * (D("1.003") ** number)
        trace = replace(first, exact=exact, value=round(exact, 2))
        done, line = settled(trace, Role.PRICE, made, old)
        assert line is not None
        old = LastPrices({line.key: line})
        moved.append(done.value)
    assert moved[:4] == [D("80.00")] * 4
    assert moved[4] == D("80.96")
    assert len(set(moved)) == 3


def test_the_stage_uses_and_notes_the_list(draft: MakeDraft, context: MakeContext) -> None:
    """Equal amounts have one price in every listing; the change says that it stayed."""
    made = context("de-DE", currency="USD", add_target_tax=False)
    old = last(line_of(made), exact="79.9", price="79.90")
    two = [draft(price="100"), draft(price="100")]
    convert_prices(two, made, old)
    assert [one.values["price"] for one in two] == ["79.90", "79.90"]
    assert "the last run's price stays: 0.13 % is no more than 1 %" in two[0].changes[-1].why
    assert [line.exact for one in two for line in one.state["prices"]] == ["79.9", "79.9"]


def test_variants_keep_their_order(draft: MakeDraft, context: MakeContext) -> None:
    """A price that stayed above a dearer variant's lifts that one."""
    made = context("de-DE", currency="USD", add_target_tax=False)
    old = last(line_of(made), exact="79.9", price="84.99")
    small, large = draft(price="100"), draft(price="101")
    convert_prices([small, large], made, old)
    assert (small.values["price"], large.values["price"]) == ("84.99", "84.99")
    assert large.changes[-1].why == "not below the price 84.99 of a cheaper variant"


def test_a_list_is_written_and_read(tmp_path: Path, context: MakeContext) -> None:
    """Each key once, ordered by amount."""
    made = context("de-DE")
    lines = [line_of(made, amount) for amount in ("100", "20", "100", "19.99")]
    LastPrices.write(tmp_path / "p.csv", lines)
    text = (tmp_path / "p.csv").read_text(encoding="utf-8").splitlines()
    assert [row.split(",")[0] for row in text] == ["amount", "19.99", "20", "100"]
    assert set(LastPrices.read(tmp_path / "p.csv").lines.values()) == set(lines)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x",
        "amount,currency\n1,2\n",
        "\x00",
        "amount,currency,role,rule,exact,price,market_currency,rate\n1,USD,price,x,NaN,y,EUR,\n",
    ],
)
def test_a_broken_list_is_as_none(tmp_path: Path, text: str) -> None:
    """Prices are then made afresh."""
    path = tmp_path / "p.csv"
    path.write_text(text, encoding="utf-8")
    assert LastPrices.read(path) == LastPrices()
    assert LastPrices.read(tmp_path / "missing.csv") == LastPrices()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.decimals("1", "100000", places=2), st.decimals("0.9", "1.1", places=4))
def test_a_second_run_changes_nothing(context: MakeContext, amount: Decimal, ripple: Decimal) -> None:
    """The list of a run, read by the next of the same day, gives the same prices; what stays is within the share."""
    made = context("de-DE", endings=("market",))
    trace = convert_price(amount, "USD", made)
    line = price_line(trace, Role.PRICE, rule_of(made, Role.PRICE, trace))
    old = line._replace(exact=str(trace.exact * ripple), price=str(trace.value + 1))
    done, kept = settled(trace, Role.PRICE, made, LastPrices({old.key: old}))
    assert (done.value != trace.value) == (abs(trace.exact - D(old.exact)) * 100 <= D(old.exact))
    assert kept is not None
    assert settled(trace, Role.PRICE, made, LastPrices({kept.key: kept}))[0].value == done.value
