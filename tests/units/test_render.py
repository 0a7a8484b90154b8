"""How numbers and units are written."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from localize.units import find_quantities
from localize.units.render import as_decimal, kept_text, number_text, unit_text


@pytest.mark.parametrize(
    ("value", "locale", "expected"),
    [
        ("1234.50", "de_DE", "1.234,50"),
        ("1234567", "hi_IN", "12,34,567"),
        ("1234.5", "de_CH", "1’234.5"),
        ("0.125", "pt_BR", "0,125"),
        ("-40", "en_US", "-40"),
    ],
)
def test_numbers_keep_their_decimals(value: str, locale: str, expected: str) -> None:
    """Grouping and decimal mark are the locale's; no decimal is lost or made up."""
    assert number_text(Decimal(value), locale) == expected


@pytest.mark.parametrize(
    ("value", "unit", "locale", "expected"),
    [
        ("1", "liter", "de_DE", "1\u00a0l"),
        ("1.86", "square_meter", "pt_BR", "1,86\u00a0m²"),
        ("0.0001", "meter", "de_DE", "0,0001\u00a0m"),
        ("177", "celsius", "en_GB", "177°C"),
        ("12", "kelvin", "de_DE", "12\u00a0K"),
    ],
)
def test_units_are_short_and_do_not_break(value: str, unit: str, locale: str, expected: str) -> None:
    """Symbols in every plural form, all decimals, a no-break space."""
    assert unit_text(Decimal(value), unit, locale) == expected


@pytest.mark.parametrize(
    ("text", "locale", "expected"),
    [
        ("55 inches", "pt_BR", "55\u00a0polegadas"),
        ("1 inch", "pt_BR", "1\u00a0polegada"),
        ("1/2 inch", "de_DE", "1/2\u00a0Zoll"),
        ('55"', "pt_BR", '55"'),
        ("15 degrees", "pt_BR", "15\u00a0graus"),
        ("360°", "pt_BR", "360°"),
        ("128GB", "fr_FR", "128\u202fGo"),
        ("2700K", "de_DE", "2700K"),
        ("5,000 mAh", "de_DE", "5.000\u00a0mAh"),
        ("10 cm x 15 cm", "de_DE", "10 x 15\u00a0cm"),
        ("75ml", "en_GB", "75ml"),
        ("1,234.5 mm", "en_GB", "1,234.5 mm"),
    ],
)
def test_what_stays_is_written_the_markets_way(text: str, locale: str, expected: str) -> None:
    """Notation and names change with the language, nothing changes within it."""
    (span,) = find_quantities(text, "en-US")
    assert kept_text(span.value, locale) == expected


def test_exact_decimals() -> None:
    """Trailing zeros go, but for the decimals asked for."""
    assert str(as_decimal(Fraction(18, 10))) == "1.8"
    assert str(as_decimal(Fraction(18, 10), 2)) == "1.80"
    assert str(as_decimal(Fraction(1000))) == "1000"


def test_equal_numbers_of_different_precision_are_not_mixed_up() -> None:
    """What was written first does not decide how an equal number is written later."""
    written = [unit_text(Decimal(v), "meter", "de_DE") for v in ("1.8", "1.80", "1.8")]
    assert written == ["1,8\u00a0m", "1,80\u00a0m", "1,8\u00a0m"]
