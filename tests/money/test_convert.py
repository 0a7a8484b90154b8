"""One price into a market, step by step. Rates: 1 EUR = 1.25 USD = 6.25 BRL = 1 CHF = 160 JPY."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from localize.errors import ConfigError, MissingDataError
from localize.listing import Role
from localize.money import convert_price

if TYPE_CHECKING:
    from collections.abc import Callable

    from localize.context import Context

D = Decimal


@pytest.mark.parametrize(
    ("amount", "source", "market", "options", "expected"),
    [
        ("20", "USD", "de-DE", {}, "16"),
        ("19.99", "USD", "de-DE", {}, "15.99"),
        ("19.99", "USD", "pt-BR", {}, "99.95"),
        ("19.99", "USD", "ja-JP", {}, "2559"),
        ("20.01", "USD", "de-CH", {}, "16"),
        ("20.04", "USD", "de-CH", {}, "16.05"),
        ("0", "USD", "de-DE", {"margin_percent": D(10), "floor": D(5)}, "0"),
        ("20", "USD", "de-DE", {"margin_percent": D(10)}, "17.6"),
        ("20", "USD", "de-DE", {"margin_percent": D(-50)}, "8"),
        ("20", "USD", "de-DE", {"endings": (".99",)}, "15.99"),
        ("20", "USD", "de-DE", {"endings": ("market",)}, "16.00"),
        ("20", "USD", "de-DE", {"endings": ("market", ".49")}, "16.00"),
        ("20", "USD", "ja-JP", {"endings": ("market",)}, "2580"),
        ("20", "USD", "ja-JP", {"endings": (".99",)}, "2560"),
        ("20", "USD", "de-CH", {"endings": (".99",)}, "16"),
        ("100", "USD", "sv-SE", {"endings": ("market",)}, "899"),
        ("20", "USD", "de-DE", {"floor": D(18)}, "18"),
        ("20", "USD", "de-DE", {"floor": D(18), "endings": (".99",)}, "18.99"),
        ("20", "USD", "de-DE", {"floor": D("17.40"), "endings": (".99",)}, "17.99"),
        ("20", "USD", "de-DE", {"ceiling": D(15)}, "15"),
        ("20", "USD", "de-DE", {"ceiling": D("15.50"), "endings": (".99",)}, "14.99"),
        ("20", "USD", "de-DE", {"add_target_tax": True}, "19.04"),
        ("20", "USD", "de-DE", {"source_includes_tax": False, "add_target_tax": True}, "19.04"),
        ("20", "USD", "de-DE", {"source_includes_tax": False}, "16"),
        ("21.60", "USD", "de-DE", {"source_includes_tax": True, "source_tax_percent": D(8)}, "19.04"),
        (
            "21.60",
            "USD",
            "de-DE",
            {"source_includes_tax": True, "source_tax_percent": D(8), "add_target_tax": False},
            "16",
        ),
        ("20", "EUR", "de-DE", {}, "20"),
        ("20.123", "EUR", "de-DE", {"endings": (".99",)}, "20.123"),
        ("20", "EUR", "de-DE", {"margin_percent": D(10), "endings": (".99",)}, "21.99"),
        ("20", "EUR", "de-DE", {"ceiling": D(15)}, "15"),
    ],
)
def test_the_sequence_of_steps(
    context: Callable[..., Context], amount: str, source: str, market: str, options: dict[str, Any], expected: str
) -> None:
    """Tax out, rate, margin, tax in, floor, ending, ceiling, in this order."""
    trace = convert_price(D(amount), source, context(market, **options))
    assert trace.value == D(expected)
    assert trace.currency == context(market).market.currency
    assert not trace.steps or trace.steps[-1].value == trace.value


@pytest.mark.parametrize(
    ("source", "market", "options", "expected"),
    [
        ("de-DE", "fr-FR", {"source_includes_tax": True}, "120"),
        ("de-DE", "fr-FR", {}, "119"),
        ("de-DE", "en-US", {"source_includes_tax": True}, "125"),
        ("de-DE", "en-US", {}, "148.75"),
        ("de-DE", "en-GB", {"source_includes_tax": True}, "96"),
        ("de-DE", "fr-FR", {"source_includes_tax": True, "add_target_tax": False}, "100"),
    ],
)
def test_taxes_between_markets(
    context: Callable[..., Context], source: str, market: str, options: dict[str, Any], expected: str
) -> None:
    """A tax that is taken out is replaced where the market's prices show theirs."""
    assert convert_price(D(119), "EUR", context(market, source, **options)).value == D(expected)


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        (Role.PRICE, "17.99"),
        (Role.SALE, "17.99"),
        (Role.COMPARE_AT, "16"),
        (Role.COST, "16"),
        (Role.SHIPPING, "16"),
        (Role.UNIT_PRICE, "16"),
    ],
)
def test_margin_and_endings_touch_price_and_sale_only(
    context: Callable[..., Context], role: Role, expected: str
) -> None:
    """Other amounts are converted and rounded, no more."""
    made = context("de-DE", margin_percent=D(10), endings=(".99",))
    assert convert_price(D(20), "USD", made, role).value == D(expected)


def test_every_step_is_traced(context: Callable[..., Context]) -> None:
    """Each step has its name, its amount and its reason."""
    made = context("de-DE", margin_percent=D(10), add_target_tax=True, endings=(".99",))
    trace = convert_price(D(20), "USD", made)
    assert [(step.step, step.value, step.why) for step in trace.steps] == [
        ("rate", D(16), "USD→EUR 0.8 of 2026-11-20"),
        ("margin", D("17.6"), "margin 10 %"),
        ("tax in", D("20.944"), "19 % tax of DE added"),
        ("ending", D("20.99"), "nearest ending .99"),
    ]
    assert trace.by == "rates.csv 2026-11-20"


def test_a_unit_price_stays_as_fine_as_it_was(context: Callable[..., Context]) -> None:
    """Four decimals stay four."""
    trace = convert_price(D("0.0125"), "USD", context("de-DE"), Role.UNIT_PRICE, 4)
    assert trace.value == D("0.0100")


def test_a_missing_rate_is_an_error(context: Callable[..., Context]) -> None:
    """Nothing is guessed."""
    with pytest.raises(MissingDataError, match="XAF"):
        convert_price(D(20), "XAF", context("de-DE"))


def test_wrong_limits_are_errors(context: Callable[..., Context]) -> None:
    """A floor above the ceiling, and a tax that nobody knows."""
    with pytest.raises(ConfigError, match="floor 20 is above ceiling 10"):
        convert_price(D(20), "USD", context("de-DE", floor=D(20), ceiling=D(10)))
    with pytest.raises(ConfigError, match="no standard tax of 'en-US'"):
        convert_price(D(20), "USD", context("de-DE", source_includes_tax=True))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.decimals("0.01", "1000000", places=2), st.sampled_from(["de-DE", "pt-BR", "ja-JP", "de-CH"]))
def test_amounts_are_exact_and_on_the_grid(context: Callable[..., Context], amount: Decimal, market: str) -> None:
    """Never a float, always a multiple of the price step, half a step from the exact amount at most; never nothing."""
    made = context(market)
    trace = convert_price(amount, "USD", made)
    step = {"de-DE": D("0.01"), "pt-BR": D("0.01"), "ja-JP": D(1), "de-CH": D("0.05")}[market]
    assert all(isinstance(part.value, Decimal) for part in trace.steps)
    assert trace.value % step == 0
    assert abs(trace.value - trace.steps[0].value) <= step / 2 or trace.value == step
    assert trace.value > 0


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.decimals("1", "100000", places=2), st.decimals("1", "100000", places=2))
def test_order_is_kept(context: Callable[..., Context], one: Decimal, other: Decimal) -> None:
    """A dearer product never becomes the cheaper one."""
    made = context("de-DE", endings=("market",))
    low, high = sorted((one, other))
    assert convert_price(low, "USD", made).value <= convert_price(high, "USD", made).value
