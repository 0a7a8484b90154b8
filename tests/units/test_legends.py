"""Names of sides without numbers: when they are a legend, and how the market's language writes it."""

from __future__ import annotations

import pytest

from localize.market import load_market
from localize.units import convert_quantities, find_quantities
from localize.units.quantity import Shape


def _legends(text: str, locale: str) -> list[str]:
    return [span.text for span in find_quantities(text, locale) if span.value.shape is Shape.LEGEND]


@pytest.mark.parametrize(
    ("text", "locale", "legends"),
    [
        ("Dimensions (L x W x H)", "en-US", ["L x W x H"]),
        ("Dimensions (LxWxH): see below", "en-US", ["LxWxH"]),
        ("Maße B/H/T in cm: 80 x 30 x 20", "de-DE", ["B/H/T"]),
        ("(L x W): 12 x 8 in", "en-US", ["L x W"]),
        ("Size (W x L): 32 x 34", "en-US", []),  # trousers
        ("12 x 8 x 4 in (L x W)", "en-US", []),  # not of these sides
        ("(W x A x H): 12 x 8 x 4 in", "en-US", []),  # nobody knows A
        ("L x l x H", "en-US", []),  # two lengths
        ("L x l x H", "fr-FR", ["L x l x H"]),  # length and width
        ("4 x 4 x L", "en-US", []),
        ("Tee S x M x L", "en-US", []),
        ("WxHxDx", "en-US", []),
    ],
)
def test_what_is_a_legend(text: str, locale: str, legends: list[str]) -> None:
    """Three known and different names are one anywhere, two only beside dimensions with two sides."""
    assert _legends(text, locale) == legends


@pytest.mark.parametrize(
    ("text", "locale", "market", "expected"),
    [
        ("12 x 8 x 4 in (L x W x H)", "en-US", "de-DE", "30,5 x 20,3 x 10,2 cm (L x B x H)"),
        ("Measures 12 x 8 x 4 inches L x W x H", "en-US", "pt-BR", "Measures 30,5 x 20,3 x 10,2 cm C x L x A"),
        ("Medidas (Largo x Ancho x Alto)", "es-ES", "de-DE", "Medidas (Länge x Breite x Höhe)"),
        ("(LARGO X ANCHO X ALTO)", "es-ES", "en-US", "(Length X Width X Height)"),
        ("Pot (D x H): 6 x 5 in", "en-US", "de-DE", "Pot (D x H): 15,2 x 12,7 cm"),  # a depth or a diameter
        ("Pot (Ø x H): 6 x 5 in", "en-US", "pt-BR", "Pot (Ø x A): 15,2 x 12,7 cm"),
        ("(L x W x H)", "en-US", "ja-JP", "(L x W x H)"),  # a language that we have no letters of
        ("(L x W x H)", "en-US", "en-GB", "(L x W x H)"),
    ],
)
def test_a_legend_is_written_in_the_markets_language(text: str, locale: str, market: str, expected: str) -> None:
    """Letters become letters and words words, the signs between them stay; what is not known stays as it is."""
    assert convert_quantities(text, load_market(market), locale).replace("\u00a0", " ") == expected
