"""What the finder takes for a quantity, as people type them, and what it must leave alone."""

from __future__ import annotations

import time
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from localize.listing import SpanKind
from localize.units import Quantity, Shape, find_quantities
from localize.units.scan import Scanner
from localize.units.written import NUMBER_START


def _texts(text: str, locale: str = "en-US") -> list[str]:
    return [span.text for span in find_quantities(text, locale)]


def _one(text: str, locale: str = "en-US") -> Quantity:
    (span,) = find_quantities(text, locale)
    assert isinstance(span.value, Quantity)
    return span.value


@pytest.mark.parametrize(
    ("text", "shape", "units"),
    [
        ('12" x 8" x 4"', Shape.DIMENSIONS, ["inch", "inch", "inch"]),
        ("12” × 8” × 4”", Shape.DIMENSIONS, ["inch", "inch", "inch"]),
        ("8.5x11 in", Shape.DIMENSIONS, ["inch", "inch"]),
        ("8 by 10 inches", Shape.DIMENSIONS, ["inch", "inch"]),
        ("5mmx10mm", Shape.DIMENSIONS, ["millimeter", "millimeter"]),
        ("8'x10'", Shape.DIMENSIONS, ["foot", "foot"]),
        ("12L x 8W x 4H inches", Shape.DIMENSIONS, ["inch", "inch", "inch"]),
        ("5'11\"", Shape.MIXED, ["foot"]),
        ("5′ 11″", Shape.MIXED, ["foot"]),
        ("5’11”", Shape.MIXED, ["foot"]),
        ("5'11", Shape.MIXED, ["foot"]),
        ("5 ft 11 in", Shape.MIXED, ["foot"]),
        ("5 feet and 2 inches", Shape.MIXED, ["foot"]),
        ("7'-10 1/8\"", Shape.MIXED, ["foot"]),
        ("2 lbs. 3 oz", Shape.MIXED, ["pound"]),
        ("10-12 lbs", Shape.RANGE, ["pound", "pound"]),
        ("10 to 12 lbs", Shape.RANGE, ["pound", "pound"]),
        ("32°F to 212°F", Shape.RANGE, ["fahrenheit", "fahrenheit"]),
        ("-20 – -5 °C", Shape.RANGE, ["celsius", "celsius"]),
        ("12 in ± 0.5 in", Shape.TOLERANCE, ["inch", "inch"]),
        ("12 +/- 0.5 mm", Shape.TOLERANCE, ["millimeter", "millimeter"]),
        ("6, 8 or 10 ft", Shape.LIST, ["foot", "foot", "foot"]),
        ('66 cm (26")', Shape.DUAL, ["centimeter"]),
        ("32 oz (946 ml)", Shape.DUAL, ["us_fluid_ounce"]),
        ("8 oz / 227 g", Shape.DUAL, ["ounce"]),
        ("12 x 8 in (30.5 x 20.3 cm)", Shape.DIMENSIONS, ["inch", "inch"]),
        ("24-inch", Shape.SINGLE, ["inch"]),
        ("32oz", Shape.SINGLE, ["ounce"]),
        ("12 FL. OZ", Shape.SINGLE, ["us_fluid_ounce"]),
        ("3 fluid ounces", Shape.SINGLE, ["us_fluid_ounce"]),
        ("350 º F", Shape.SINGLE, ["fahrenheit"]),
        ("350 deg F", Shape.SINGLE, ["fahrenheit"]),
        ("350 degrees Fahrenheit", Shape.SINGLE, ["fahrenheit"]),
        ("20 sq. ft", Shape.SINGLE, ["square_foot"]),
        ("3 cu ft", Shape.SINGLE, ["cubic_foot"]),
        ("190 km2", Shape.SINGLE, ["square_kilometer"]),
        ("60 mph", Shape.SINGLE, ["mile_per_hour"]),
        ("30 psi", Shape.SINGLE, ["pound_force_per_square_inch"]),
        ("six-foot", Shape.SINGLE, ["foot"]),
        (".5 in", Shape.SINGLE, ["inch"]),
    ],
)
def test_a_quantity_is_one_span_of_its_shape(text: str, shape: Shape, units: list[str]) -> None:
    """The whole text is one span with that shape and those units."""
    (span,) = find_quantities(text, "en-US")
    assert (span.text, span.kind) == (text, SpanKind.QUANTITY)
    assert (span.value.shape, [m.unit for m in span.value.measures]) == (shape, units)


@pytest.mark.parametrize(
    ("text", "locale", "value", "resolution"),
    [
        ("12 in", "en-US", "12", "1"),
        ("12.50 in", "en-US", "12.5", "1/100"),
        ("1,234.5 mm", "en-US", "1234.5", "1/10"),
        ("1,234 mm", "en-US", "1234", "1"),
        ("1.234 mm", "en-US", "1.234", "1/1000"),
        ("1,5 kg", "en-US", "1.5", "1/10"),
        ("1.234 mm", "de-DE", "1234", "1"),
        ("1.234,5 mm", "de-DE", "1234.5", "1/10"),
        ("0,500 kg", "de-DE", "0.5", "1/1000"),
        ("1 234,5 g", "fr-FR", "1234.5", "1/10"),
        ("1’234.5 g", "de-CH", "1234.5", "1/10"),
        ("12,34,567 g", "en-IN", "1234567", "1"),
        ("2 1/2 in", "en-US", "2.5", "1/2"),
        ("18-1/4 in", "en-US", "18.25", "1/4"),
        ("86⅝ in", "en-US", "86.625", "1/8"),
        ("½ in", "en-US", "0.5", "1/2"),
        ("3⁄4 in", "en-US", "0.75", "1/4"),
    ],
)
def test_numbers_are_read_as_written(text: str, locale: str, value: str, resolution: str) -> None:
    """Value and written resolution follow the locale's notation."""
    number = _one(text, locale).measures[0].terms[0].number
    assert (number.value, number.resolution) == (Fraction(value), Fraction(resolution))


@pytest.mark.parametrize(
    "text",
    [
        "2 in 1",
        "2-in-1 charger",
        "3-in-one oil",
        "Made in 3 colors",
        "pack of 2 in blue",
        "comes in 5",
        "comes 2 in a box",
        "all 3 in leather",
        "Founded 1987 in Ohio",
        "back in the '90s",
        "the 1990's",
        "size 10",
        "Size 10 in red",
        '"Area 51" poster',
        "“Area 51” poster",
        'The "24" collection',
        "WH-1000XM5",
        "3M tape",
        "M8x20",
        "M8x20 mm",
        "SCP-173m",
        "$5 in savings",
        "32W x 34L",
        "W32 L34",
        "2x4 lumber",
        "4x4 drive",
        "100 ct",
        "3D printer, 5G phone, 4K",
        "2 cup holders",
        "Boeing 777F",
        "Volume 2 of 3",
        "12345678901234567890 in",
        "1.2.3 in",
        "24/7 support",
        "",
    ],
)
def test_what_is_no_quantity_is_left_alone(text: str) -> None:
    """Prepositions, years, sizes, quotations, codes, prices and counts are no quantities."""
    assert _texts(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2 x 500 ml", ["2 x 500 ml"]),
        ("Pack of 2 - 16 oz", ["16 oz"]),
        ('24" and 26" wheels "Deluxe"', ['24" and 26"']),
        ('L 29" x W 13"', ['L 29" x W 13"']),
        ("Length: 24 in. Width: 8 in.", ["24 in", "8 in"]),
        ("24 in x 2 pack", ["24 in"]),
        ("2 lb (5 ft)", ["2 lb", "5 ft"]),
        ("-5 lb", ["5 lb"]),
        ("-5 °F", ["-5 °F"]),
        ("100 g/m2", ["100 g/m2"]),
    ],
)
def test_a_span_holds_what_belongs_to_it(text: str, found: list[str]) -> None:
    """Labels before the first number and the point of the sentence stay outside, a count of packs belongs to it."""
    assert _texts(text) == found


def test_a_number_behind_plus_minus_is_a_difference() -> None:
    """±2 °F is a difference of temperatures."""
    assert _one("±2°F").measures[0].is_difference


_PIECES = st.sampled_from(
    [
        "12",
        "1,234.5",
        "2 1/2",
        "½",
        '"',
        "'",
        " x ",
        "-",
        " in",
        " ft",
        " oz",
        " fl. oz",
        "°F",
        " to ",
        "(",
        ")",
        " ",
        "/",
        ".",
        ",",
        "W",
        "L",
        " cm",
        "±",
    ]
)
_TEXT = st.one_of(st.text(max_size=80), st.lists(_PIECES, max_size=25).map("".join))


@settings(max_examples=300, deadline=None)
@given(_TEXT, st.sampled_from(["en-US", "de-DE", "fr-FR", "pt-BR", "xx-YY"]))
def test_any_text_gives_ordered_spans_of_itself(text: str, locale: str) -> None:
    """Nothing crashes; spans are in order, do not overlap and are what the text has there."""
    end = 0
    for span in find_quantities(text, locale):
        assert end <= span.start < span.end
        assert span.text == text[span.start : span.end]
        end = span.end


_JOINED = st.sampled_from(
    [
        *("12", "1.000", "2 1/2", "½", ".5", "Ø", "2 Mio. ", "1 million de ", "six", "a half "),
        *("W", "L", "l", "P ", "xH", "(L)", " de alto", " di ", " breit", " deep", "cm ", "kg. "),
        *(
            " to ",
            " a ",
            " à ",
            " bis ",
            " or ",
            " und ",
            " y ",
            ", ",
            "; ",
            ". ",
            "... ",
            " x ",
            "x",
            "-",
            "/",
            "±",
            " (",
        ),
        *(" in", '"', "'", " ft", " cm", "mm", " m", "°C", " liters", " Liter", " litres", " metros"),
        *(" ", "\n", "word ", "in ", "$", "1999 "),
    ]
)


@settings(max_examples=400, deadline=None)
@given(
    st.lists(_JOINED, max_size=12).map("".join),
    st.sampled_from(["en-US", "de-DE", "fr-FR", "es-ES", "it-IT", "pt-BR", "xx-YY"]),
)
def test_quick_looks_hide_no_quantity(text: str, locale: str) -> None:
    """The same is found where every number is read closely, and every quantity asked whether it goes on."""

    def next_digit(scanner: Scanner, at: int) -> int:
        match = NUMBER_START.search(scanner.text, at)
        return match.start() if match else -1

    found = find_quantities(text, locale)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Scanner, "next_start", next_digit)
        patch.setattr(Scanner, "goes_on", lambda *_: True)
        assert find_quantities(text, locale) == found


@pytest.mark.parametrize(
    "unit",
    [
        "half ",
        "a ",
        "two and a half ",
        "twenty ",
        "et demi ",
        "x 1 ",
        "1 mille ",
        "1",
        "1 ",
        '1"',
        "1/2 ",
        "1x",
        "1 x ",
        "1, ",
        "1-",
        "1 in (",
        "'",
        '"',
        "1 ft ",
        "½",
        "1.",
        "a-1 ",
        "1 or ",
    ],
)
def test_time_grows_with_the_length_of_the_text(unit: str) -> None:
    """Six thousand characters of anything take a fraction of a second; five would be a hang, on any machine."""
    started = time.perf_counter()
    find_quantities(unit * (6_000 // len(unit)), "en-US")
    assert time.perf_counter() - started < 5
