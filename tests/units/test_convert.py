"""What a converted quantity says of itself, and what holds for every number."""

from __future__ import annotations

import time
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localize.market import load_market
from localize.units import Converted, convert_quantity, find_quantities
from localize.units.tables import unit_named


def _convert(text: str, market: str, context: str = "", locale: str = "en-US") -> Converted:
    (span,) = find_quantities(text, locale)
    done = convert_quantity(span.value, load_market(market), source_country=locale[-2:], context=context)
    assert done is not None
    return done


def test_a_conversion_says_why_and_by_what() -> None:
    """The change can be explained: units, and the row of data behind it."""
    done = _convert("32 fl oz", "pt-BR")
    assert (done.target, done.why, done.by, done.unit) == (
        "946\u00a0ml",
        "us_fluid_ounce to ml",
        "units.toml:us_fluid_ounce",
        "milliliter",
    )


def test_what_stays_says_why() -> None:
    """A screen keeps its inches with the reason and the rule; a metric unit stays in a metric market."""
    screen = _convert("55 inch", "pt-BR", context="Smart TV")
    assert screen.kept
    assert screen.target == "55\u00a0polegadas"
    assert screen.by == "unconverted.toml:screens"
    assert _convert("30 cm", "de-DE").kept


@pytest.mark.parametrize(
    ("text", "context", "target"),
    [
        ("32 oz", "Steel water bottle", "946 ml"),
        ("32 oz", "Bag of rice", "907 g"),
        ("24 inch", "Computer monitor", "24 Zoll"),
        ("24 inch", "Computer monitor stand", "61 cm"),
        ("26 in", "Mountain bike", "26 Zoll"),
        ("5 x 8 ft", "Persian rug", "1,5 x 2,4 m"),
        ("5 x 8 ft", "Garden tarp", "1,52 x 2,44 m"),
    ],
)
def test_the_context_decides_what_is_meant(text: str, context: str, target: str) -> None:
    """Title and category say whether ounces are fluid and whether inches are a screen."""
    assert _convert(text, "de-DE", context=context).target.replace("\u00a0", " ") == target


_UNITS = st.sampled_from(["in", "ft", "yd", "oz", "lb", "fl oz", "gal", "sq ft", "cm", "kg", "ml"])


@given(st.decimals(min_value="0.1", max_value=5000, places=1), _UNITS, st.sampled_from(["de-DE", "en-US"]))
def test_there_and_back_is_within_rounding(number: object, unit: str, market: str) -> None:
    """The converted value is the written one within half a percent (three digits) or a tenth of the written resolution."""
    text = f"{number} {unit}"
    (span,) = find_quantities(text, "en-US")
    term = span.value.measures[0].terms[0]
    done = convert_quantity(span.value, load_market(market))
    assert done is not None
    if done.kept:
        return
    source, target = unit_named(term.unit), unit_named(done.unit)
    back = source.from_base(target.to_base(Fraction(done.values[0])))
    assert abs(back - term.number.value) <= max(term.number.value * Fraction(5, 1000), term.number.resolution / 10)


@given(st.text(max_size=60), st.sampled_from(["12 in", "350°F", "5'11\"", '66 cm (26")', "1-2 lb"]))
def test_any_company_is_endured(words: str, quantity: str) -> None:
    """Whatever stands around a quantity, each market gets a text for it that says what it is and why."""
    for span in find_quantities(f"{words} {quantity} {words}", "en-US"):
        for market in ("de-DE", "en-GB", "en-US", "ar-SA", "hi-IN", "ja-JP"):
            done = convert_quantity(span.value, load_market(market), context=words)
            assert done
            assert done.target.strip()
            assert done.why
            assert done.kept or len(done.values) in {0, len(span.value.measures)}
            assert not (market == "en-US" and not done.kept and done.unit in {"centimeter", "kilogram", "celsius"})


def test_a_word_glued_to_a_mark_is_parted_from_the_unit() -> None:
    """``24"shelf`` does not become one word."""
    assert _convert('24"shelf', "de-DE").target == "61\u00a0cm "


def test_every_market_writes_every_shape() -> None:
    """No market's locale data makes a conversion fail."""
    from localize.market import market_tags

    text = (
        "24 in, 5'11\" and 10-12 lbs; 12 x 8 in, 6, 8 or 10 ft, 350°F, 30 psi, 55 inch TV, 20 sq ft, 128 GB, 1/2 inch"
    )
    for tag in market_tags():
        for span in find_quantities(text, "en-US"):
            done = convert_quantity(span.value, load_market(tag), context="")
            assert done
            assert "{" not in done.target


def test_finding_nothing_is_cheap() -> None:
    """Text without digits costs a few microseconds; the bound is loose, for slow machines."""
    text = "Elegant hand made leather wallet with several pockets for cards and cash, soft lining and a zip. " * 10
    find_quantities(text, "en-US")
    started = time.perf_counter()
    for _ in range(200):
        find_quantities(text, "en-US")
    assert (time.perf_counter() - started) / 200 / (len(text) / 100) < 60e-6
