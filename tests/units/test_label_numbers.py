"""Numbers behind a label are read as quantities of its unit, or it is said that it is not sure."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localize.units.find import find_quantities
from localize.units.label_numbers import numbers_at


def _read(text: str, unit: str = "inch", locale: str = "en-US", *, sure: bool = True) -> tuple[str, ...] | None:
    parts = numbers_at(text, 0, unit, find_quantities(text, locale), locale, sure=sure)
    return None if parts is None else tuple(text[part.start : part.end] for part in parts)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("30", ("30",)),
        ("29 x 30 x 74", ("29 x 30 x 74",)),
        ("29X30X74", ("29X30X74",)),
        ("29 by 30", ("29 by 30",)),
        ("29L x 30W x 74H", ("29L x 30W x 74H",)),
        ("L 29 x W 30", ("L 29 x W 30",)),
        ("3 1/2 x 2½", ("3 1/2 x 2½",)),
        ("28-30", ("28-30",)),
        ("28 to 30", ("28 to 30",)),
        ("12 ± 0.5", ("12 ± 0.5",)),
        ("10, 12, 14", ("10", "12", "14")),
        ("10 or 12", ("10", "12")),
        ("10 / 12 / 14", ("10", "12", "14")),
        ("approx. 6", ("6",)),
        ('29" x 30"', ('29" x 30"',)),
        ("6 in", ("6 in",)),
        ("3.5, red", ("3.5",)),
        ("3.5; 2 pieces", ("3.5",)),
        ("3.5 | 7", ("3.5",)),
        ("3.5. Holds 2 cups", ("3.5",)),
        ("3.5 (without stand)", None),
        ("30\n20 pieces", ("30",)),
    ],
)
def test_numbers_are_read_as_far_as_they_reach(text: str, parts: tuple[str, ...] | None) -> None:
    """Sides and ranges are one part each, listed numbers several; a sentence, a line or a bar ends them."""
    assert _read(text) == (parts or ("3.5",))


@pytest.mark.parametrize(
    "text",
    [
        "10, 12, M, 14",
        "12 x 8, 20 cm x 10",
        "29 x 30 / 74 x 76",
        "6 pack of 2",
        "6 pieces",
        "6%",
        "2020",
        "1.2.3",
        "30 cm",
        "12, 14 cm",
        "H 30, W: 20",
        "with stand 30",
        "12 (with 2 stands)",
        "12A",
        "12-inch-wide 4",
    ],
)
def test_what_is_not_sure_is_none(text: str) -> None:
    """Another unit, a word that counts, a number that stays behind: the whole is not sure."""
    assert _read(text) is None


@pytest.mark.parametrize("text", ["M", "one size", "$3", "€ 4", "", "n/a", "3.5 (1.6 kg)"])
def test_without_a_number_of_the_label_there_is_nothing(text: str) -> None:
    """No number, money, or a second reading in a unit of its own: nothing is the label's."""
    assert _read(text, "pound") == ()


def test_without_a_sign_only_the_next_number_counts() -> None:
    """``Weight (lb) and 12 more`` announces nothing."""
    assert _read("and 12 more", sure=False) == ()
    assert _read("12", sure=False) == ("12",)


def test_numbers_are_the_labels_unit() -> None:
    """Bare numbers get the unit of the label, in the notation of the source; a minus is a temperature's."""
    (part,) = numbers_at("1,2", 0, "kilogram", [], "pt-BR") or ()
    (term,) = part.quantity.measures[0].terms
    assert (term.unit, float(term.number.value), part.is_bare) == ("kilogram", 1.2, True)
    (cold,) = numbers_at("-4", 0, "fahrenheit", [], "en-US") or ()
    assert cold.quantity.measures[0].terms[0].number.value == -4


@given(
    st.text(alphabet="0123456789.,/x -\u2013\u00bd\"'()MWLin;:\n%$", max_size=40), st.sampled_from(["inch", "pound"])
)
def test_parts_lie_in_order_inside_the_text(text: str, unit: str) -> None:
    """Whatever is read stands there in order, is all of the unit, and begins where it was looked for."""
    spans = find_quantities(text, "en-US")
    parts = numbers_at(text, 0, unit, spans, "en-US") or ()
    at = 0
    for part in parts:
        assert at <= part.start < part.end <= len(text)
        units = {term.unit for measure in part.quantity.measures for term in measure.terms}
        assert units == {unit} or not part.is_bare
        assert part.quantity.text == text[part.start : part.end]
        at = part.end
