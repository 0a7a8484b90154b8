"""Cells that hold prices among other things."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localize.layouts.price_codecs import QuantityPricesCodec, SurchargesCodec

PIECES = st.sampled_from(
    ["10|9.5", "name=Lid", "price=5.00", "price=-2", "price_type=fixed", "price_type=percent", "1,5", "", "a"]
)
CELLS = st.lists(PIECES, max_size=8).flatmap(
    lambda parts: st.lists(st.sampled_from(["|", ",", ", "]), min_size=len(parts), max_size=len(parts)).map(
        lambda marks: "".join(part + mark for part, mark in zip(parts, marks, strict=True))[:-1]
    )
)


@given(CELLS | st.text(max_size=20))
def test_what_nobody_changed_comes_back(cell: str) -> None:
    """Taking apart and putting together changes no cell, whatever it holds."""
    for codec in (QuantityPricesCodec(), SurchargesCodec()):
        assert codec.put(cell, codec.get(cell)) == cell


@pytest.mark.parametrize(
    ("cell", "values"),
    [
        ("10|9.5,50|8.9", ("9.5", "8.9")),
        ("1|30", ("30",)),
        (" 2 | 12.40 , 6 | 11 ", ("12.40", "11")),
        ("10|9.5,50|", ("10|9.5,50|",)),
        ("10|9,5", ("10|9,5",)),
        ("9.5", ("9.5",)),
    ],
)
def test_prices_of_quantities(cell: str, values: tuple[str, ...]) -> None:
    """Only a list of whole quantities with prices is taken apart."""
    assert QuantityPricesCodec().get(cell) == values


def test_quantities_stay() -> None:
    """New prices stand behind the old quantities; where one went the cell is empty."""
    codec = QuantityPricesCodec()
    assert codec.put("10|9.5, 50|8.9", ["19.00", "17"]) == "10|19.00, 50|17"
    assert codec.put("10|9.5,50|8.9", ["19.00", ""]) == ""


@pytest.mark.parametrize(
    ("cell", "values"),
    [
        ("name=Lid,type=field,price=5.00,price_type=fixed,sku=", ("5.00",)),
        ("price=3|name=Bow,price=-1.5", ("3", "1.5")),
        ("name=Rush,price=10.0000,price_type=percent,sku=r", ()),
        ("name=Rush,price_type=percent,price=10", ()),
        ("name=Lid,price=0.00,price_type=fixed", ()),
        ("name=Lid,price=5,50,price_type=fixed", ()),
        ("name=Lid,price=,price_type=fixed", ()),
        ("name=at a price=4 more,price_type=fixed", ()),
        ("name=Lid,special_price=5.00,price_type=fixed", ()),
        ("", ()),
    ],
)
def test_fixed_surcharges(cell: str, values: tuple[str, ...]) -> None:
    """Percentages, free options and what is no plain number are none."""
    assert SurchargesCodec().get(cell) == values


def test_a_surcharge_is_replaced_in_its_place() -> None:
    """Names, signs, percentages and other options stay."""
    cell = "name=Lid,price=5.00,price_type=fixed|name=Rush,price=10,price_type=percent|name=Bow,price=-1.5"
    want = "name=Lid,price=4.48,price_type=fixed|name=Rush,price=10,price_type=percent|name=Bow,price=-1.34"
    assert SurchargesCodec().put(cell, ["4.48", "1.34"]) == want
