"""Which mark stands before the decimals of a table's amounts, and what it decides."""

from __future__ import annotations

from decimal import Decimal

import pytest

from localize.layouts.decimal_marks import decimal_mark
from localize.layouts.inference import infer_layout
from localize.money.amount import parse_amount


@pytest.mark.parametrize(
    ("values", "mark"),
    [
        (["34.9992", "28.083"], "."),
        (["1299.50", "1.299"], "."),
        (["12,5000"], ","),
        (["14.25", "28.083"], ".?"),
        (["1.713,360", "20,240"], ","),
        (["1.713,36", "20,240"], ",?"),
        (["14,25", "1.299"], ",?"),
        (["14.25", "1.299.000"], ""),
        (["14.25", "14,25"], ""),
        (["1.299", "69"], ""),
        ([], ""),
    ],
)
def test_amounts_that_can_be_read_in_one_way_say_how_the_others_are(values: list[str], mark: str) -> None:
    """Four decimals are a program's; one or two may be anybody's."""
    assert decimal_mark(values) == mark


@pytest.mark.parametrize(
    ("decimal", "value"), [("", Decimal(28083)), (".", Decimal("28.083")), (".?", None), (",?", Decimal(28083))]
)
def test_three_digits_behind_a_point_are_no_thousands_in_a_table_of_points(decimal: str, value: Decimal | None) -> None:
    """A cost of 28.083 in a Spanish export became 31,374.33 dollars."""
    amount = parse_amount("28.083", "es-ES", decimal)
    assert (amount.value if amount else None) == value


def test_three_decimals_are_read_where_the_table_says_so() -> None:
    """Bling exports prices with three: 20,240 may be anything by itself, and every price was taken out."""
    assert parse_amount("20,240", "pt-BR") is None
    assert parse_amount("20,240", "pt-BR", ",?") is None
    amount = parse_amount("20,240", "pt-BR", ",")
    assert amount is not None
    assert amount.value == Decimal("20.24")


def test_all_amounts_of_a_table_come_from_one_hand() -> None:
    """The price's four decimals say how the cost beside it is to be read; other columns have none."""
    rows = [["Wool scarf", "34.9992", "14.25"], ["Linen scarf", "69", "28.083"]]
    columns = infer_layout("", 1, ["Nombre", "Precio", "Coste"], rows).columns
    assert [column.decimal for column in columns] == ["", ".", "."]
