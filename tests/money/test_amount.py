"""Price cells, read and written back."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localize.money import Amount, Notation, parse_amount


@pytest.mark.parametrize(
    ("cell", "locale", "value", "currency"),
    [
        ("19.99", "", "19.99", ""),
        ("19", "", "19", ""),
        (" 19.99 ", "", "19.99", ""),
        (".99", "", "0.99", ""),
        ("0", "", "0", ""),
        ("0.00", "", "0.00", ""),
        ("12,5", "", "12.5", ""),
        ("19,99 €", "", "19.99", "EUR"),
        ("€19.99", "", "19.99", "EUR"),
        ("19.99 USD", "", "19.99", "USD"),
        ("USD 19.99", "", "19.99", "USD"),
        ("19.99usd", "", "19.99", "USD"),
        ("$19.99 USD", "", "19.99", "USD"),
        ("US$ 40", "", "40", "USD"),
        ("R$ 217,30", "", "217.30", "BRL"),
        ("40 zł", "", "40", "PLN"),
        ("40 Kč", "", "40", "CZK"),
        ("£5", "", "5", "GBP"),
        ("CHF 1'299.50", "", "1299.50", "CHF"),
        ("12 Fr.", "", "12", "CHF"),
        ("1.299,00", "", "1299.00", ""),
        ("1,299.00", "", "1299.00", ""),
        ("1,299.5", "", "1299.5", ""),
        ("1 299,00", "", "1299.00", ""),
        ("1\u202f299,00 €", "", "1299.00", "EUR"),
        ("1,00,000.00", "", "100000.00", ""),
        ("1,299,000", "", "1299000", ""),
        ("1.299.000,5", "", "1299000.5", ""),
        ("1,299", "en-US", "1299", ""),
        ("1.299", "de-DE", "1299", ""),
        ("0.0125", "", "0.0125", ""),
        ("¥1980", "", "1980", "JPY|CNY"),
        ("40 kr", "", "40", "SEK|NOK|DKK"),
    ],
)
def test_a_cell_is_read(cell: str, locale: str, value: str, currency: str) -> None:
    """Amount and currency of each way to write a price."""
    amount = parse_amount(cell, locale)
    assert amount is not None
    assert (amount.value, "|".join(amount.currencies)) == (Decimal(value), currency)
    assert isinstance(amount.value, Decimal)


@pytest.mark.parametrize(
    ("cell", "locale"),
    [
        ("", ""),
        ("free", ""),
        ("$", ""),
        ("10-20", ""),
        ("from 10", ""),
        ("10 %", ""),
        ("-5", ""),
        ("1.2.3", ""),
        ("1,299", ""),
        ("1.299", "en-US"),
        ("1,299", "de-DE"),
        ("19.999", "en-US"),
        ("$19 EUR", ""),
        ("12 oz", ""),
        ("1,2,3.00", ""),
        ("12..5", ""),
        ("1.299.00", ""),
        ("NaN", ""),
        ("1e5", ""),
    ],
)
def test_what_could_be_two_amounts_is_none(cell: str, locale: str) -> None:
    """Ambiguity is refused, as are words, ranges and other numbers."""
    assert parse_amount(cell, locale) is None


@pytest.mark.parametrize(
    ("cell", "value", "currency", "written"),
    [
        ("19.99", "108.6", "BRL", "108.60"),
        ("19,99 €", "1108.6", "BRL", "1108,60 R$"),
        ("$1,299.00", "1099.9", "EUR", "€1,099.90"),
        ("1.299,00", "7000", "BRL", "7.000,00"),
        ("19.99 USD", "108.6", "BRL", "108.60 BRL"),
        ("19.99usd", "108.6", "BRL", "108.60brl"),
        ("$19.99 USD", "108.6", "GBP", "£108.60 GBP"),
        ("50", "40", "EUR", "40"),
        ("50", "40.5", "EUR", "40.50"),
        ("19.99", "3021", "JPY", "3021"),
        ("$19.99", "3021", "JPY", "JPY3021"),
        ("0.0125", "0.0112", "EUR", "0.0112"),
        ("0.00 USD", "0", "EUR", "0.00 EUR"),
        ("1'299.00", "1234567.5", "EUR", "1'234'567.50"),
    ],
)
def test_another_amount_is_written_the_same_way(cell: str, value: str, currency: str, written: str) -> None:
    """Marks, places and grouping are the cell's; symbol stays symbol, code stays code."""
    amount = parse_amount(cell)
    assert amount is not None
    assert amount.write(Decimal(value), currency) == written


NOTATIONS = st.builds(
    Notation,
    before=st.sampled_from(["", "$", "US$", "EUR"]),
    gap=st.just(""),
    after=st.just(""),
    space=st.just(""),
    decimal_mark=st.sampled_from([".", ","]),
    group_mark=st.sampled_from(["", "'", " ", "\u00a0"]),
    decimals=st.just(2),
)


@given(st.decimals(0, 10**9, places=2), NOTATIONS)
def test_writing_and_reading_are_inverse(value: Decimal, notation: Notation) -> None:
    """A written amount reads as the same amount, and its cell is written again as it was."""
    written = Amount(value, (), notation).rewrite()
    amount = parse_amount(written)
    assert amount is not None
    assert amount.value == value
    assert amount.rewrite() == written


@given(st.text(max_size=20))
def test_any_cell_can_be_read(cell: str) -> None:
    """No text raises; what is read is a finite decimal."""
    amount = parse_amount(cell)
    assert amount is None or (isinstance(amount.value, Decimal) and amount.value.is_finite())
