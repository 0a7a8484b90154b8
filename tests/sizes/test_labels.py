"""What a size column's value says by itself."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localize.sizes.labels import label_key
from localize.sizes.parsing import parse_size_value


@pytest.mark.parametrize(
    ("value", "system", "key", "form", "audience", "suffix"),
    [
        ("10", "", "10", "number", "", ""),
        ("10.5", "", "10.5", "number", "", ""),
        ("10,5", "", "10.5", "number", "", ""),
        ("10.0", "", "10", "number", "", ""),
        (" 10 ", "", "10", "number", "", ""),
        ("9 1/2", "", "9.5", "number", "", ""),
        ("7½", "", "7.5", "number", "", ""),
        ("7 1/8", "", "7 1/8", "number", "", ""),
        ("42 2/3", "", "42 2/3", "number", "", ""),
        ("US 10.5", "US", "10.5", "number", "", ""),
        ("US10", "US", "10", "number", "", ""),
        ("us 10", "US", "10", "number", "", ""),
        ("U.S. 9", "US", "9", "number", "", ""),
        ("EUR 42", "EU", "42", "number", "", ""),
        ("EU: 42", "EU", "42", "number", "", ""),
        ("42 EU", "EU", "42", "number", "", ""),
        ("Size 8 (UK)", "UK", "8", "number", "", ""),
        ("UK Size 8", "UK", "8", "number", "", ""),
        ("US men's 10", "US", "10", "number", "men", ""),
        ("Women's 8 US", "US", "8", "number", "women", ""),
        ("US Women’s 8.5", "US", "8.5", "number", "women", ""),
        ("9 US Men", "US", "9", "number", "men", ""),
        ("Big Kid 5", "", "5", "number", "kids", ""),
        ("Toddler 9", "", "9", "number", "kids", ""),
        ("10.5 D(M) US", "US", "10.5D(M)", "number", "", "D(M)"),
        ("US 10 Wide", "US", "10WIDE", "number", "", "WIDE"),
        ("10 (W)", "", "10 (W)", "number", "", "(W)"),
        ("8 4E", "", "8 4E", "number", "", "4E"),
        ("10C", "", "10C", "number", "", "C"),
        ("1Y", "", "1Y", "number", "", "Y"),
        ("2T", "", "2T", "number", "", "T"),
        ("12 months", "", "12M", "number", "", "M"),
        ("40R", "", "40R", "number", "", "R"),
        ("40L", "", "40L", "number", "", "L"),
        ("34B", "", "34B", "number", "", "B"),
        ("34DD", "", "34DD", "number", "", "DD"),
        ("B75", "", "B75", "code", "", ""),
        ("8-10", "", "8-10", "range", "", ""),
        ("8 – 10", "", "8-10", "range", "", ""),
        ("2-3 Years", "", "2-3", "range", "", ""),
        ("0-3 months", "", "0-3M", "range", "", "M"),
        ("250 mm", "", "250", "number", "", ""),
        ("2T/3T", "", "2-3T", "range", "", "T"),
        ("8/10", "", "8-10", "range", "", ""),
        ("XS to XL", "", "XS-XL", "alpha-range", "", ""),
        ("3XG", "", "3XG", "alpha", "", ""),
        ("M", "", "M", "alpha", "", ""),
        ("xl", "", "XL", "alpha", "", ""),
        ("2XL", "", "XXL", "alpha", "", ""),
        ("XXXL", "", "3XL", "alpha", "", ""),
        ("4XL", "", "4XL", "alpha", "", ""),
        ("GG", "", "GG", "alpha", "", ""),
        ("S/M", "", "S-M", "alpha-range", "", ""),
        ("L-XL", "", "L-XL", "alpha-range", "", ""),
        ("32x30", "", "32X30", "waist-length", "", ""),
        ("W32 L34", "", "W32L34", "waist-length", "", ""),
        ("W32/L34", "", "W32/L34", "waist-length", "", ""),
        ("30W x 32L", "", "30W X 32L", "waist-length", "", ""),
        ("32/34", "", "32/34", "waist-length", "", ""),
        ("One Size", "", "ONE SIZE", "one-size", "", ""),
        ("OSFA", "", "OSFA", "one-size", "", ""),
        ("N½", "", "N½", "code", "", ""),
        ("UK N 1/2", "UK", "N½", "code", "", ""),
        ("NB", "", "NB", "code", "", ""),
    ],
)
def test_a_label_says_system_number_and_more(
    value: str, system: str, key: str, form: str, audience: str, suffix: str
) -> None:
    """Each way to write a size is read into system, key, form, audience and suffix."""
    parsed = parse_size_value(value)
    assert parsed is not None
    (label,) = parsed.labels
    assert (label.system, label.key, label.form, label.audience, label.suffix) == (system, key, form, audience, suffix)


@pytest.mark.parametrize(
    ("value", "labels"),
    [
        ("EU 38 / UK 10", ["EU 38", "UK 10"]),
        ("41 (UK 7.5)", ["41", "UK 7.5"]),
        ("US 7 | EU 38", ["US 7", "EU 38"]),
        ("US 7.5/UK 6/EU 40", ["US 7.5", "UK 6", "EU 40"]),
        ("Men's 5 / Women's 7", ["5", "7"]),
    ],
)
def test_a_dual_label_is_one_size(value: str, labels: list[str]) -> None:
    """The same size in several systems is one value with several labels."""
    parsed = parse_size_value(value)
    assert parsed is not None
    assert [label.named for label in parsed.labels] == labels


@pytest.mark.parametrize(
    "value",
    [
        *("", "Medium", "Small", "Default Title", "Queen", "Red / M", "7/6", "K 10", "1 pack", "a" * 80),
        *("12 oz", "8x10", "24 in", "500 ml", "16 GB"),
    ],
)
def test_words_and_quantities_are_no_labels(value: str) -> None:
    """What other stages are for is left to them."""
    assert parse_size_value(value) is None


@given(st.text(max_size=30))
def test_any_text_can_be_parsed(value: str) -> None:
    """No text raises, and a key is stable under its own normalization."""
    parsed = parse_size_value(value)
    for label in parsed.labels if parsed else ():
        assert label_key(label.key) == label.key
