"""What holds for every quantity in every source language: written, found, converted there and back."""

from __future__ import annotations

import time
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from localize.market import load_market
from localize.units import convert_quantities, convert_quantity, find_quantities
from localize.units.numerals import numerals_of
from localize.units.render import number_text
from localize.units.tables import unit_named

_LANGUAGES = {"en": "en-US", "de": "de-DE", "fr": "fr-FR", "es": "es-ES", "it": "it-IT", "pt": "pt-BR"}
_FOREIGN = {"inch", "foot", "yard", "pound", "us_fluid_ounce", "us_gallon", "square_foot"}
_NAMES = {
    "en": ["inches", "feet", "yards", "pounds", "fluid ounces", "gallons", "square feet"],
    "de": ["Zoll", "Fuß", "Yards", "Pounds", "Flüssigunzen", "Gallonen", "Quadratfuß"],
    "fr": ["pouces", "pieds", "yards", "livres", "onces liquides", "gallons", "pieds carrés"],
    "es": ["pulgadas", "pies", "yardas", "libras", "onzas líquidas", "galones", "pies cuadrados"],
    "it": ["pollici", "piedi", "iarde", "libbre", "once liquide", "galloni", "piedi quadrati"],
    "pt": ["polegadas", "pés", "jardas", "libras", "onças líquidas", "galões", "pés quadrados"],
}


@settings(deadline=None)
@given(st.decimals(min_value="0.5", max_value=900, places=1), st.integers(0, 6), st.sampled_from(sorted(_LANGUAGES)))
def test_there_and_back_in_every_language(number: object, which: int, language: str) -> None:
    """A quantity in the language's own words and notation comes back within its rounding."""
    locale = _LANGUAGES[language]
    from decimal import Decimal

    text = f"{number_text(Decimal(str(number)), locale.replace('-', '_'), grouped=False)} {_NAMES[language][which]}"
    (span,) = find_quantities(text, locale)
    term = span.value.measures[0].terms[0]
    assert (term.number.value, term.unit in _FOREIGN) == (Fraction(str(number)), True)
    there = convert_quantity(span.value, load_market("de-DE"), source_country=locale[-2:])
    assert there
    assert not there.kept
    (found,) = find_quantities(f"{there.target}", "de-DE")
    written = found.value.measures[0].terms[0]
    assert (written.number.value, written.unit) == (Fraction(there.values[0]), there.unit)
    back = unit_named(term.unit).from_base(unit_named(written.unit).to_base(written.number.value))
    assert abs(back - term.number.value) <= max(term.number.value * Fraction(5, 1000), term.number.resolution / 10)


_WORDS = sorted(
    {word for language in _LANGUAGES for word in (*numerals_of(language).values, *numerals_of(language).fractions)}
)
_SMALL = ["a", "un", "ein", "et demi", "y medio", "and", "of an", "x", "-", " ", "(", ")"]
_MEASURES = ["inch", "litro", "kg", "1.500", "2,5", "cm "]
_BITS = st.sampled_from([*_WORDS, *_SMALL, *_MEASURES])


@settings(max_examples=200, deadline=None)
@given(st.lists(_BITS, max_size=20).map(" ".join), st.sampled_from(sorted(_LANGUAGES.values())))
def test_number_words_in_any_order_are_endured(text: str, locale: str) -> None:
    """Spans are pieces of the text in order, and every one converts to some text in every kind of market."""
    end = 0
    for span in find_quantities(text, locale):
        assert end <= span.start < span.end
        assert span.text == text[span.start : span.end]
        end = span.end
    for market in ("de-DE", "en-US", "en-GB", "fr-CA"):
        assert isinstance(convert_quantities(text, load_market(market), locale), str)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=200), st.sampled_from(sorted(_LANGUAGES.values())))
def test_any_text_keeps_what_is_no_quantity(text: str, locale: str) -> None:
    """Outside of the spans nothing changes."""
    spans = find_quantities(text, locale)
    converted = convert_quantities(text, load_market("de-DE"), locale)
    if not spans:
        assert converted == text
    else:
        assert converted.startswith(text[: spans[0].start])
        assert converted.endswith(text[spans[-1].end :])


@pytest.mark.parametrize("locale", sorted(_LANGUAGES.values()))
@pytest.mark.parametrize(
    "unit", ["half ", "litro y medio ", "a quarter of an ", "vinte e ", "1.500 kg ", "cm 1 x ", "et demi "]
)
def test_time_grows_with_the_length_in_every_language(unit: str, locale: str) -> None:
    """Six thousand characters of anything take a fraction of a second; five would be a hang, on any machine."""
    started = time.perf_counter()
    find_quantities(unit * (6_000 // len(unit)), locale)
    assert time.perf_counter() - started < 5
