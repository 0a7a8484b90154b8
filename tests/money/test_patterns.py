"""The cheap look before the search."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from localize.money import find_prices
from localize.money.patterns import patterns_for

PIECES = [
    "$",
    "€",
    "5",
    "1,299",
    ".99",
    " ",
    "USD",
    "usd",
    "kr",
    "five",
    "bucks",
    "million",
    "and",
    "-",
    "Rs.",
    "c",
    "M",
    "%",
    "元",
    "zł",
    "MUSD",
    "dólares",
    "５",
]


@given(
    st.lists(st.sampled_from(PIECES), max_size=8).map("".join),
    st.sampled_from(["en-US", "de-DE", "sv-SE", "fr-FR", "pt-BR"]),
)
@example("five bucks", "en-US")
@example("USD .99", "de-DE")
@example("5 million australian dollars", "en-US")
def test_the_look_misses_nothing(text: str, locale: str) -> None:
    """What the pattern finds in full the cheap look has announced."""
    patterns = patterns_for(locale[:2])
    marks = ("before", "after", "alone", "words")
    if any(any(match.group(name) for name in marks) for match in patterns.item.finditer(text)):
        assert patterns.may_concern(text)


@given(st.text(max_size=80))
def test_any_text_is_searched(text: str) -> None:
    """No text breaks it, and spans say what stands there."""
    for span in find_prices(text, "en-US"):
        assert text[span.start : span.end] == span.text


def test_a_long_text_is_searched_in_linear_time() -> None:
    """Ten times the text takes some ten times as long, whatever it holds."""
    for piece in ("1,234 ", "$", "five ", "5 - ", "1 000 ", "US$ "):
        started = time.process_time()
        list(find_prices(piece * 500, "en-US"))
        short = time.process_time() - started
        started = time.process_time()
        list(find_prices(piece * 5_000, "en-US"))
        assert time.process_time() - started < 40 * max(short, 0.002), piece


def test_a_search_costs_little() -> None:
    """At most 8 µs CPU for 100 characters of real texts; three times that here, for machines differ."""
    shared = Path(os.environ.get("LOCALIZE_SHARED", Path(__file__).resolve().parents[2].parent / "shared"))
    if not (shared / "data").is_dir():
        pytest.skip("the real texts are not here")
    from benchmarks.finding import cost_of, real_texts

    assert cost_of(find_prices, real_texts(shared / "data"), rounds=2) < 24
