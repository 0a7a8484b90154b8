"""Rows of labelled sides."""

from __future__ import annotations

import pytest

from localize.market import load_market
from localize.units import convert_quantities, find_quantities


@pytest.mark.parametrize(
    ("text", "market", "expected"),
    [
        ('Vase 14" H, 8" W, 5" D', "de-DE", "Vase 35,6 cm H, 20,3 cm B, 12,7 cm T"),
        ('Vase 14"H, 8"W and 5"D', "pt-BR", "Vase 35,6 cm A, 20,3 cm L, 12,7 cm P"),
        ("14 in H | 8 in W", "pt-BR", "35,6 cm A | 20,3 cm L"),
        ('H 14" W 8" D 5"', "pt-BR", "A 35,6 cm L 20,3 cm P 12,7 cm"),
        ("H: 14 in; W: 8 in", "de-DE", "H: 35,6 cm; B: 20,3 cm"),
        ('14" H, 8" W', "en-GB", '14" H, 8" W'),
        ('14" H, 8" H', "de-DE", "35,6 cm H, 20,3 cm H"),  # two heights: two quantities
        ('14" H, then 8" W', "de-DE", "35,6 cm H, then 20,3 cm B"),
        ('Lamp 24" H', "pt-BR", "Lamp 61 cm A"),
        ('Lamp (24" H), black', "pt-BR", "Lamp (61 cm A), black"),
        ('Shirt, chest 24" L', "pt-BR", "Shirt, chest 61 cm L"),  # a size
        ('24" H frame', "pt-BR", "61 cm H frame"),
        ("3 m L, 8 kg", "de-DE", "3 m L, 8 kg"),
    ],
)
def test_a_row_is_converted_as_one(text: str, market: str, expected: str) -> None:
    """Each number keeps its unit and its letter becomes the market's; a word between measures ends the row."""
    assert convert_quantities(text, load_market(market), "en-US").replace("\u00a0", " ") == expected


def test_a_row_is_one_span_with_its_company() -> None:
    """It begins and ends with its letters, and the words beside it are those around all of it."""
    (span,) = find_quantities('Tall vase H 14", W 8" of glass', "en-US")
    assert span.text == 'H 14", W 8"'
    assert span.value.near == ("Tall vase ", " of glass")
    assert [measure.before.strip() for measure in span.value.measures] == ["H", "W"]


@pytest.mark.parametrize(
    ("text", "locale", "expected"),
    [
        ("a quart of paint", "en-US", "946 ml of paint"),
        ("A pint of cream, half a gallon of milk", "en-US", "473 ml of cream, 1,89 l of milk"),
        ("a gallon jug; a pint glass; a pound cake", "en-US", "a gallon jug; a pint glass; a pound cake"),
        ("a foot of snow, an ounce of prevention", "en-US", "a foot of snow, an ounce of prevention"),
    ],
)
def test_an_article_counts_one(text: str, locale: str, expected: str) -> None:
    """Before some units and "of" an article is a number; before what they only describe it is none."""
    assert convert_quantities(text, load_market("de-DE"), locale).replace("\u00a0", " ") == expected


@pytest.mark.parametrize(
    ("text", "locale", "expected"),
    [
        ("Für einen Liter Farbe", "de-DE", "Für 33.8 fl oz Farbe"),
        ("un litre d'eau", "fr-FR", "33.8 fl oz d'eau"),
        ("un kilo de harina", "es-ES", "2.2 lb de harina"),
        ("un litro di latte", "it-IT", "33.8 fl oz di latte"),
        ("um litro de tinta", "pt-BR", "33.8 fl oz de tinta"),
    ],
)
def test_an_article_counts_one_in_other_languages(text: str, locale: str, expected: str) -> None:
    """The words are data of each language."""
    assert convert_quantities(text, load_market("en-US"), locale).replace("\u00a0", " ") == expected
