"""How many pieces are sold, and what one holds."""

from __future__ import annotations

from fractions import Fraction

import pytest

from localize.units import find_packs


@pytest.mark.parametrize(
    ("text", "locale", "count", "total"),
    [
        ("Travel set, 3 x 100 ml", "en-US", 3, ("300", "milliliter")),
        ("Pack of 6, 12 fl oz cans", "en-US", 6, ("72", "us_fluid_ounce")),
        ("2-pack of candles, 8 oz each", "en-US", 2, ("16", "ounce")),
        ("24 count", "en-US", 24, None),
        ("100 pcs", "en-US", 100, None),
        ("kit com 2 und", "pt-BR", 2, None),
        ("Kit com 2 potes de 250 g", "pt-BR", 2, ("500", "gram")),
        ("6er-Pack, je 0,33 l", "de-DE", 6, ("1.98", "liter")),
        ("10 Stück", "de-DE", 10, None),
        ("lot de 4 pots de 125 g", "fr-FR", 4, ("500", "gram")),
        ("pack de 2 botellas de 1,5 litros", "es-ES", 2, ("3", "liter")),
        ("confezione da 6 bottiglie da 75 cl", "it-IT", 6, ("450", "centiliter")),
    ],
)
def test_counts_and_contents(text: str, locale: str, count: int, total: tuple[str, str] | None) -> None:
    """The count, and the amount of all pieces where one piece's is said."""
    (pack,) = find_packs(text, locale)
    assert (pack.count, pack.total) == (count, total and (Fraction(total[0]), total[1]))
    assert pack.text == text[pack.start : pack.end]


@pytest.mark.parametrize(
    "text", ["Size 10", "2 in 1", "set in stone", "1.5 pcs", "shelf 24 x 8 in", "packed in 1999", ""]
)
def test_what_counts_nothing(text: str) -> None:
    """Sizes, years and dimensions are no packs."""
    assert find_packs(text, "en-US") == []
