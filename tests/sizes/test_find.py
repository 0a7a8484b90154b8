"""Sizes in running text."""

from __future__ import annotations

import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from localize.listing import SpanKind
from localize.sizes import find, find_sizes
from localize.sizes.grammar import Grammar
from localize.sizes.mention import SizeMention

LOCALES = ["en-US", "de-DE", "fr-FR", "es-ES", "it-IT", "pt-BR", "ja-JP", "xx"]


@pytest.mark.parametrize(
    ("text", "locale", "spans"),
    [
        ("Fits US 10.5 well", "en-US", ["US 10.5"]),
        ("US men's 10", "en-US", ["US men's 10"]),
        ("US women’s size 9 boots", "en-US", ["US women’s size 9"]),
        ("Size 8 (UK)", "en-GB", ["Size 8 (UK)"]),
        ("size 9 US", "en-US", ["size 9 US"]),
        ("EU 38 / UK 10", "en-GB", ["EU 38 / UK 10"]),
        ("41 (UK 7.5)", "en-GB", ["41 (UK 7.5)"]),
        ("US 10 (EU 43)", "en-US", ["US 10 (EU 43)"]),
        ("US 7.5/UK 6/EU 40", "en-US", ["US 7.5/UK 6/EU 40"]),
        ("UK 7", "en-GB", ["UK 7"]),
        ("EU 42", "en-GB", ["EU 42"]),
        ("UK 7, UK 8 and UK 9", "en-GB", ["UK 7", "UK 8", "UK 9"]),
        ("UK 7 / UK 8", "en-GB", ["UK 7", "UK 8"]),
        ("runs US 6-10", "en-US", ["US 6-10"]),
        ("US 10½.", "en-US", ["US 10½"]),
        ("US 12, EU 45.", "en-US", ["US 12", "EU 45"]),
        ("taille FR 40", "fr-FR", ["taille FR 40"]),
        ("Größe EU 38", "de-DE", ["Größe EU 38"]),
        ("IT 42 dress", "en-US", ["IT 42"]),
        ("KR 250", "en-US", ["KR 250"]),
        ("Men's 10", "en-US", []),
        ("Guaranteed for 12 months", "en-US", []),
        ("Ages 2-5 years", "en-US", []),
        ("washes well after 6-12 months of wear", "en-US", []),
        ("10", "en-US", []),
        ("10 US", "en-US", []),
        ("UK 7 day delivery", "en-GB", []),
        ("UK 7-day returns", "en-GB", []),
        ("UK 3-pin plug", "en-GB", []),
        ("ships to US 50 states", "en-US", []),
        ("find us 10 miles away", "en-US", []),
        ("BUY IT 2 GET 1", "en-US", []),
        ("US 10.99", "en-US", []),
        ("$US 10", "en-US", []),
        ("US$10", "en-US", []),
        ("EUR 42", "en-US", []),
        ("US 1,000 units", "en-US", []),
        ("UK 10 x 12", "en-GB", []),
        ("US 10%", "en-US", []),
        ("EU 27 countries", "en-GB", []),
    ],
)
def test_only_sizes_that_name_their_system_are_found(text: str, locale: str, spans: list[str]) -> None:
    """Explicit systems are found with their labels; bare numbers and other uses of the letters are not."""
    found = list(find_sizes(text, locale))
    assert [span.text for span in found] == spans
    assert all(span.kind is SpanKind.SIZE and text[span.start : span.end] == span.text for span in found)


def test_the_words_before_tell_the_audience() -> None:
    """A word before the span says whom it fits, and stays outside of it."""
    (span,) = find_sizes("Women's US 8.5 boots", "en-US")
    assert span.text == "US 8.5"
    assert isinstance(span.value, SizeMention)
    assert span.value.values[0].labels[0].audience == "women"


@pytest.mark.parametrize(
    ("text", "locale", "found", "needs"),
    [
        ("Model wears size 8.", "en-US", "size 8", "kind"),
        ("sizes 8, 9 or 10", "en-US", "sizes 8, 9 or 10", "kind"),
        ("Size XL Tall", "en-US", "Size XL Tall", "kind"),
        ("Größe 42", "de-DE", "Größe 42", "kind"),
        ("Damengröße 38", "de-DE", "Damengröße 38", "kind"),
        ("taille M", "fr-FR", "taille M", "kind"),
        ("ring size 7", "en-US", "7", "kind"),
        ("Women's size: 8", "en-US", "Women's size: 8", "kind"),
        ("Toddler Tee 2T/3T/4T", "en-US", "2T/3T/4T", "ages"),
        ("Toddler Tee 4T, red", "en-US", "4T", "ages"),
        ("tallas 36 a 41", "es-ES", "tallas 36 a 41", "kind"),
        ("shown in 32DD", "en-US", "32DD", "bras"),
        ("shown in 75 B", "de-DE", "75 B", "bras"),
        ("Size: 6-12 months", "en-US", "Size: 6-12 months", "ages"),
        ("Bodysuit - 12 months - white", "en-US", "12 months", "ages"),
        ("6 bis 12 Monate", "de-DE", "6 bis 12 Monate", "ages"),
        ("4 ans", "fr-FR", "4 ans", "ages"),
        ("W32 L34", "en-US", "W32 L34", "nothing"),
        ("Taille W32 L34", "fr-FR", "Taille W32 L34", "nothing"),
    ],
)
def test_what_only_the_product_can_explain_says_so(text: str, locale: str, found: str, needs: str) -> None:
    """Sizes without a system are found with what else must be known."""
    (span,) = find_sizes(text, locale)
    assert (span.text, span.value.needs) == (found, needs)


@pytest.mark.parametrize(
    ("text", "word", "whom", "labels", "joined"),
    [
        ("US sizes 6 to 9.5", True, "", ["US 6-9.5"], ""),
        ("US women's size 9", True, "women", ["US 9"], ""),
        ("US sizes 8, 9 and 10", True, "", ["US 8", "US 9", "US 10"], "and"),
        ("US sizes 8 or 9", True, "", ["US 8", "US 9"], "or"),
        ("US 8", False, "", ["US 8"], ""),
    ],
)
def test_words_inside_are_told_apart_from_labels(
    text: str, *, word: bool, whom: str, labels: list[str], joined: str
) -> None:
    """What stands around the labels is known, so that it can be written in another language."""
    (span,) = find_sizes(text, "en-US")
    mention = span.value
    said = [label.named for value in mention.values for label in value.labels]
    assert (mention.word, mention.whom, said, mention.joined) == (word, whom, labels, joined)


WORDS = [
    "US",
    "UK",
    "EU",
    "size",
    "sizes",
    "Größe",
    "taille",
    "to",
    "and",
    "or",
    "(",
    ")",
    "/",
    "-",
    "–",
    ",",
    "W32",
    "L34",
]
WORDS += ["8", "9.5", "10", "34", "DD", "months", "years", "Men's", "XL", "Tall", "½", "²", "٣", "\u00a0", "<b>", "'"]


@given(st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join) | st.text(max_size=60), st.sampled_from(LOCALES))
def test_any_text_can_be_searched(text: str, locale: str) -> None:
    """Spans are in order, do not overlap and are what the text says there."""
    end = 0
    for span in find_sizes(text, locale):
        assert span.start >= end
        assert text[span.start : span.end] == span.text
        end = span.end


NAMED = [
    "Größe",
    "Gr.",
    "taille",
    "t.",
    "número",
    "nº",
    "Tam.",
    "misura",
    "32 B",
    "2T",
    "6",
    "Jahre",
    "（２４）",
    "S/M",
    "M–",
    "G",
]


@given(
    st.lists(st.sampled_from(WORDS + NAMED), max_size=8).map(" ".join)
    | st.lists(st.sampled_from(WORDS + NAMED), max_size=6).map("".join),
    st.sampled_from(LOCALES),
)
@example("US ٣", "en-US")
def test_quick_looks_hide_no_size(text: str, locale: str) -> None:
    """A text is searched with the same result where nothing is asked first, and all of it is looked at."""
    found = list(find_sizes(text, locale))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(find, "may_have_label", lambda _: True)
        patch.setattr(Grammar, "may_have_size", lambda *_: True)
        patch.setattr(Grammar, "stretches", lambda _, whole: [(0, len(whole))])
        assert list(find_sizes(text, locale)) == found


@pytest.mark.parametrize(
    "piece", ["US 8, ", "US sizes 8, 9, ", "size ", "8 (", "6-", "US ", "W32 ", "men's US ", "10 and "]
)
def test_long_texts_are_searched_in_linear_time(piece: str) -> None:
    """Ten times as many repetitions of what almost is a size take no more than thirty times as long."""

    def seconds(count: int) -> float:
        text = piece * count
        start = time.process_time()
        list(find_sizes(text, "en-US"))
        return time.process_time() - start

    seconds(100)
    assert seconds(3_000) <= 30 * max(seconds(300), 0.001)


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("Soft tee, S-XL, black", ["S-XL"]),
        ("also in S/M/L", ["S/M/L"]),
        ("Hoodie (XS–3XL)", ["XS–3XL"]),
        ("Sizes S, M and L.", ["Sizes S, M and L"]),
        ("M/S Caribbean, L/S and S/S tees", []),
        ("S-Class, R/S/T, L-XS, S/M-2", []),
        ("T/S/L and S/S", []),
        ("12-S-XL-3", []),
    ],
)
def test_letters_in_rising_order_are_a_list_of_sizes(text: str, spans: list[str]) -> None:
    """``S-XL`` and ``S/M/L`` need no word "size"; other letters between signs are none."""
    assert [span.text for span in find_sizes(text, "en-US")] == spans
