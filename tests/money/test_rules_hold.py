"""Whatever stands in the cells, the rules of prices hold. Rates: 1 EUR = 1.25 USD = 6.25 BRL = 160 JPY = 1 CHF."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from localize.listing import Draft, Group, Role
from localize.money import LastPrices, PriceLine, convert_prices, parse_amount
from localize.money.convert import price_step
from localize.money.worded import parse_worded

if TYPE_CHECKING:
    from collections.abc import Callable

    from localize.context import Context

    MakeContext = Callable[..., Context]
    MakeDraft = Callable[..., Draft]

FREELY = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
CENTS = st.decimals("0.01", "20000", places=2)
MARKETS = st.sampled_from(["de-DE", "de-CH", "fr-CH", "pt-BR", "ja-JP", "sv-SE", "en-GB"])
ENDINGS = st.sampled_from([(), (".99",), (".90", ".95"), ("9",), ("market",), ("80", "980")])
CELLS = st.text(alphabet="$€£R USDEUR0123456789.,-–'  ", max_size=12)


def _price(draft: Draft, path: str = "price") -> Decimal:
    amount = parse_amount(draft.values[path])
    assert amount is not None
    return amount.value


def _setup(context: MakeContext, market: str, **more: Any) -> Context:
    return context(market, currency="USD", **{"source_includes_tax": False, "add_target_tax": False, **more})


@FREELY
@given(CENTS, MARKETS, ENDINGS)
def test_a_price_can_be_charged(
    draft: MakeDraft, context: MakeContext, amount: Decimal, market: str, endings: tuple[str, ...]
) -> None:
    """On the market's step: five rappen, whole yen; and never nothing for something."""
    one = draft(price=f"{amount:f}")
    where = _setup(context, market, endings=endings)
    convert_prices([one], where)
    assert _price(one) > 0
    assert _price(one) % price_step(where.market, Role.PRICE) == 0


@FREELY
@given(CENTS, CENTS, CENTS, MARKETS, ENDINGS)
def test_limits_hold(
    draft: MakeDraft,
    context: MakeContext,
    amount: Decimal,
    low: Decimal,
    high: Decimal,
    market: str,
    endings: tuple[str, ...],
) -> None:
    """Not below the floor, not above the ceiling, where both leave room for a price at all."""
    floor, ceiling = Decimal(round(min(low, high))), Decimal(round(max(low, high)))
    assume(ceiling >= 2 * floor + 1000)
    one = draft(price=f"{amount:f}")
    convert_prices([one], _setup(context, market, endings=endings, floor=floor, ceiling=ceiling))
    assert floor <= _price(one) <= ceiling


@FREELY
@given(CENTS, CENTS, MARKETS, ENDINGS, st.integers(-30, 200))
def test_a_sale_stays_below_its_price(
    draft: MakeDraft,
    context: MakeContext,
    one: Decimal,
    other: Decimal,
    market: str,
    endings: tuple[str, ...],
    margin: int,
) -> None:
    """Or no allowed price lies below, and that is said."""
    assume(one != other)
    made = draft(price=f"{max(one, other):f}", sale=f"{min(one, other):f}")
    convert_prices([made], _setup(context, market, endings=endings, margin_percent=Decimal(margin)))
    said = "sale-not-below-price" in {finding.code for finding in made.findings}
    assert _price(made, "sale") < _price(made) or said


def _variants(make: MakeDraft, amounts: list[Decimal]) -> list[Draft]:
    made = [make(price=f"{amount:f}") for amount in amounts]
    return [Draft.of(replace(one.listing, key=f"k{i}", group=Group("g"))) for i, one in enumerate(made)]


@FREELY
@given(st.lists(CENTS, min_size=2, max_size=6), MARKETS, ENDINGS)
def test_variants_keep_their_order(
    draft: MakeDraft,
    context: MakeContext,
    amounts: list[Decimal],
    market: str,
    endings: tuple[str, ...],
) -> None:
    """The dearer is not the cheaper, also beside prices that stayed from a run at another rate."""
    where = _setup(context, market, endings=endings)
    first = _variants(draft, amounts[:1])
    convert_prices(first, where)
    lines = [replaced(line) for one in first for line in one.state.get("prices", [])]
    variants = _variants(draft, amounts)
    convert_prices(variants, where, LastPrices({line.key: line for line in lines}))
    pairs = sorted((amount, _price(one)) for amount, one in zip(amounts, variants, strict=True))
    assert [price for _, price in pairs] == sorted(price for _, price in pairs)
    assert len({amount for amount, _ in pairs}) == len(set(pairs)), "one amount has one price"


def replaced(line: PriceLine) -> PriceLine:
    """The line of a run whose price was a little higher."""
    return line._replace(price=f"{Decimal(line.price) * 2:f}")


@FREELY
@given(CENTS, MARKETS, st.decimals("0.9", "1.1", places=4), st.sampled_from(["0", "0.5", "1", "5"]))
def test_a_price_moves_only_when_its_amount_did(
    draft: MakeDraft, context: MakeContext, amount: Decimal, market: str, ripple: Decimal, share: str
) -> None:
    """By more than the share it is made anew, by less it stays, to the last digit."""
    where = _setup(context, market, move_percent=Decimal(share))
    made = draft(price=f"{amount:f}")
    convert_prices([made], where)
    (line,) = made.state["prices"]
    old = line._replace(exact=f"{Decimal(line.exact) * ripple:f}", price="77777")
    again = draft(price=f"{amount:f}")
    convert_prices([again], where, LastPrices({old.key: old}))
    moved = abs(Decimal(line.exact) - Decimal(old.exact)) * 100 > Decimal(share) * Decimal(old.exact)
    assert (_price(again) != 77777) is (moved or share == "0")


@FREELY
@given(CELLS, MARKETS, st.sampled_from(["price", "sale", "cost", "compare_at", "shipping", "unit_price"]))
def test_the_sources_number_never_leaves(
    draft: MakeDraft, context: MakeContext, cell: str, market: str, role: str
) -> None:
    """What was no amount is gone if it held digits; a prior price is never made of another where the market forbids it."""
    made = draft(**{role: cell})
    where = _setup(context, market)
    convert_prices([made], where)
    after = made.values[role]
    amount = parse_amount(cell, "en-US")
    if amount is None:
        is_range = parse_worded(cell, "en-US", Role(role)) is not None
        assert is_range or not any(character.isdigit() for character in after)
    elif role == "compare_at" and where.market.prior_price_rule and amount.value:
        euros = set(amount.currencies) == {where.market.currency}
        assert after == "" or euros


@FREELY
@given(CENTS, CENTS, MARKETS, ENDINGS)
def test_both_ends_of_a_range_are_what_they_are_alone(
    draft: MakeDraft, context: MakeContext, low: Decimal, high: Decimal, market: str, endings: tuple[str, ...]
) -> None:
    """A range in a cell is two prices under one rule."""
    assume(low < high)
    cells = [f"${low}", f"${high}", f"${low} - ${high}"]
    made = [draft(price=cell) for cell in cells]
    for one in made:
        convert_prices([one], _setup(context, market, endings=endings))
    alone = [one.values["price"] for one in made]
    assert alone[2] == f"{alone[0]} - {alone[1]}"
