"""Labels that name the unit of the numbers behind them are found; what only looks like one is not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localize.units.labels import labels_in


@pytest.mark.parametrize(
    ("text", "language", "unit", "written", "words"),
    [
        ("Dimensions (inch): 29 x 30", "en", "inch", "inch", "dimensions"),
        ("Weight (lbs): 3.5", "en", "pound", "lbs", "weight"),
        ("Weight [lb.] 3.5", "en", "pound", "lb.", "weight"),
        ("Length (ft) - 6", "en", "foot", "ft", "length"),
        ("Height in inches: 30", "en", "inch", "inches", "height"),
        ("Height, in: 30", "en", "inch", "in", "height"),
        ('Width ("): 12', "en", "inch", '"', "width"),
        ("Area (sq ft): 12", "en", "square_foot", "sq ft", "area"),
        ("Dimensions (L x W x H, in): 2 x 3 x 4", "en", "inch", "in", "dimensions"),
        ("Size (W x D in inches): 2 x 3", "en", "inch", "inches", "size"),
        ("Dimensions (L x W) (cm): 2 x 3", "en", "centimeter", "cm", "dimensions"),
        ("Oven temperature (F): 350", "en", "fahrenheit", "F", "oven temperature"),
        ("Größe in cm: 20", "de", "centimeter", "cm", "größe"),
        ("Gesamtgewicht (g): 20", "de", "gram", "g", "gesamtgewicht"),
        ("Höhe (Zoll): 20", "de", "inch", "Zoll", "höhe"),
        ("Altura em cm: 30", "pt", "centimeter", "cm", "altura"),
        ("Body weight (st): 12", "en", "stone", "st", "body weight"),
        ("Capacity (pt.): 2", "en", "us_pint", "pt.", "capacity"),
        ("Peso (gr): 30", "pt", "gram", "gr", "peso"),
        ("Peso (g): 30", "pt", "gram", "g", "peso"),
        ("Capacidade (L): 1,5", "pt", "liter", "L", "capacidade"),
        ("Poids (g) : 250", "fr", "gram", "g", "poids"),
        ("Hoogte in cm: 30", "nl", "centimeter", "cm", "hoogte"),
        ("Höjd i cm: 30", "sv", "centimeter", "cm", "höjd"),
        ("Altura en pulgadas: 30", "es", "inch", "pulgadas", "altura"),
    ],
)
def test_a_label_names_its_unit(text: str, language: str, unit: str, written: str, words: str) -> None:
    """The unit, where it is written, and the label's words are found; the label ends where its number begins."""
    (label,) = labels_in(text, language)
    assert (label.unit, text[label.start : label.end], label.words) == (unit, written, words)
    assert text[label.stop].isdigit()
    assert text[label.first :].lower().startswith(words)


@pytest.mark.parametrize(
    "text",
    [
        "Size (M): 12",
        "Length (L): 30",
        "Colour (C): 4",
        "Size (F): 36",
        "Shoe size (m): 42",
        "Protein (g): 12",
        "Price (oz): 3",
        "Unit cost (lb): 3",
        "In stock (pcs): 12",
        "Font size (pt): 12",
        "Menge (St.): 5",
        "Year (in): 2020",
        "Bra (cup): 3",
        "Set in stone: 12",
        "Voltage (V): 110",
        "Dimensions (inch / cm): 29 / 74",
        "Dimensions (in / cm): 29 / 74",
        "Width (in, cm): 29, 74",
        "Width (in or cm): 29",
        "Fits 12 (in): 3",
        "(in): 3",
        "Comes in: 3 colours",
        "Made in 2019",
        "A shelf, in oak: 3 boards",
        "No unit here.",
    ],
)
def test_what_only_looks_like_one_is_none(text: str) -> None:
    """A side, a size, a price, a preposition, two units or an unknown one: no label."""
    assert labels_in(text, "en") == ()


def test_each_label_of_a_line_is_found() -> None:
    """The words of the second begin behind the number of the first."""
    text = "Height (in): 30 Width (in): 20"
    labels = labels_in(text, "en")
    assert [label.words for label in labels] == ["height", "width"]
    assert text[labels[1].first :] == "Width (in): 20"


@given(st.text(alphabet="Wat (in)[lbs]:,;-.x12½\n\u00a0mM/", max_size=60))
def test_any_text_can_be_looked_through(text: str) -> None:
    """Labels are in order and lie inside the text, each with words before its unit."""
    at = -1
    for label in labels_in(text, "en"):
        assert at < label.start < label.end <= label.stop <= len(text)
        assert label.first < label.start
        assert label.words
        at = label.start
