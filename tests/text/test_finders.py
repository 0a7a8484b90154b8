"""Finders of text: placeholders, addresses, codes, symbols; and what they must leave alone."""

from __future__ import annotations

import re
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localize.text import finders


@pytest.mark.parametrize(
    "text",
    [
        *("{{ shop.name }}", "{{{ raw }}}", "{% if a %}", "<%= name %>", "{name}", "${price}", "#{x}", "{0}"),
        *(
            "%s",
            "%1$s",
            "%.2f",
            "%@",
            "%(n)s",
            "%NAME%",
            "%seo_title%",
            "%%name%%",
            "$ORDER_ID",
            "$NAME",
            "$name",
            "__NAME__",
        ),
        *("[size-chart id=3]", '[gallery ids="12,13"]', "[gallery ids=“12,13” /]", "[vc_row]", "[/caption]"),
        *("[[token]]", "[FIRST_NAME]", "{n, plural, one {# cup} other {{n} cups}}"),
        *("&unknown;", "#SummerSale", "#ff0000", "@northfell"),
    ],
)
def test_placeholders_are_found_whole(text: str) -> None:
    """A template variable is one span."""
    assert [s.text for s in finders.find_placeholders(f"see {text} now")] == [text]


@pytest.mark.parametrize(
    "text",
    [
        *("[see below]", "[new]", "[New]", "[2 pack]", "[Pack of 2 = 1 set]", "{ }", "[1]", "[caption] only"),
        *(
            "100% silk",
            "50%s",
            "a $5 cup",
            "$USD 50",
            "$19.99",
            "5 %",
            "#1 choice",
            "#8 screw",
            "A&B; C",
            "at @ 5",
            "snake_case",
        ),
    ],
)
def test_ordinary_brackets_are_no_placeholders(text: str) -> None:
    """Words in brackets are words."""
    assert not list(finders.find_placeholders(text))


def test_a_word_in_brackets_is_a_short_code_where_its_end_follows() -> None:
    """What WordPress and BBCode write, and nobody else does."""
    text = "[caption id=a]Blue [new] dress[/caption] and [b]bold[/b], [/x] [x]"
    assert sorted((s.start, s.text) for s in finders.find_placeholders(text)) == [
        (text.index(mark), mark) for mark in ("[caption id=a]", "[/caption]", "[b]", "[/b]", "[/x]")
    ]


@pytest.mark.parametrize("code", ["KX-1400B", "WH-1000XM5", "3M", "ABC-D12", "55QLED80", "BRA-BLK", "TSH-RED-L"])
def test_model_numbers_are_codes(code: str) -> None:
    """Capitals with digits are never translated."""
    assert [s.text for s in finders.find_codes(f"The {code}, boxed.")] == [code]


@pytest.mark.parametrize(
    "name",
    [
        "ISO 9001:2015",
        "EN 71-3",
        "DIN EN 1335-1:2020",
        "ASTM F2413-18",
        "ASTM D-4236",
        "AS/NZS 2208:1996",
        "MIL-STD-810G",
        "EN 166",
    ],
)
def test_names_of_standards_are_codes(name: str) -> None:
    """With their part and year, as one: no blank comes into them."""
    assert [s.text for s in finders.find_codes(f"Made to {name}, and tested.", "en-US")] == [name]


@pytest.mark.parametrize(
    ("text", "locale"), [("ENTREGA EN 100 DIAS", "es-ES"), ("Lavable en 30 minutes", "fr-FR"), ("ISO certified", "en")]
)
def test_a_word_before_a_number_is_no_standard(text: str, locale: str) -> None:
    """“en” is a word in Spanish and French."""
    assert not list(finders.find_codes(text, locale))


@pytest.mark.parametrize("text", ["SKU: BRA-BLUE", "Model no. BRA-BLUE", "style BRA-BLUE"])
def test_a_code_may_be_announced(text: str) -> None:
    """What would pass for words is a code behind “SKU” and its like."""
    assert [s.text for s in finders.find_codes(text)] == ["BRA-BLUE"]


@pytest.mark.parametrize(
    "word", ["T-Shirt", "XL", "100", "2-pack", "Men's", "24-inch", "12oz", "ANTI-SLIP", "T-SHIRT", "ALL-IN-ONE"]
)
def test_ordinary_words_are_no_codes(word: str) -> None:
    """Hyphens, sizes and quantities are not model numbers."""
    assert not list(finders.find_codes(word))


@pytest.mark.parametrize(
    ("text", "numbers"), [("90s jacket, 2 in 1", ["2", "1"]), ("1st of 1,234.5", ["1,234.5"]), ("3D 4x", [])]
)
def test_digits_that_belong_to_a_word_are_no_numbers(text: str, numbers: list[str]) -> None:
    """The nineties are not ninety."""
    assert [s.text for s in finders.find_numbers(text)] == numbers


def test_a_web_address_leaves_the_full_stop_behind() -> None:
    """The sentence's punctuation is not part of the address."""
    assert [s.text for s in finders.find_urls("See https://x.com/a?b=1. Or www.shop.de!")] == [
        "https://x.com/a?b=1",
        "www.shop.de",
    ]


@pytest.mark.parametrize("url", ["https://x.com/a_(b)_c", "https://x.com/?id[1]=2&b[]=c", "https://x.com/a-b_c"])
@pytest.mark.parametrize("around", ["See {}.", "({})", "**{}**", "[guide]({})", "[{}]"])
def test_brackets_in_an_address_are_its_own(url: str, around: str) -> None:
    """Those around it are not."""
    assert [s.text for s in finders.find_urls(around.format(url))] == [url]


def test_emoji_with_joiners_are_one_symbol() -> None:
    """A family emoji is not cut in pieces."""
    assert [s.text for s in finders.find_symbols("Gift 👨‍👩‍👧 now ★")] == ["👨‍👩‍👧", "★"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Waterproof Gore-Tex® boots", "Gore-Tex®"),
        ("lined with Thinsulate™.", "Thinsulate™"),
        ("Zippers of The North Face® hold", "The North Face®"),
        ("New Velcro® straps are here", "Velcro®"),
        ("Fits LEGO®", "LEGO®"),
    ],
)
def test_a_trade_mark_sign_goes_with_its_name(text: str, name: str) -> None:
    """What carries the sign is a name: no engine translates it or parts it from the sign."""
    assert name in [s.text for s in finders.find_symbols(text)]


def test_a_trade_mark_sign_behind_a_small_word_is_a_symbol() -> None:
    """“cotton®” is no name."""
    assert [s.text for s in finders.find_symbols("soft cotton® socks")] == ["®"]


@given(st.text(max_size=200))
def test_no_text_makes_a_finder_fail(text: str) -> None:
    """Every span lies where it says."""
    found = [
        finders.find_placeholders,
        finders.find_urls,
        finders.find_emails,
        finders.find_codes,
        finders.find_numbers,
        finders.find_symbols,
    ]
    for find in found:
        assert all(text[s.start : s.end] == s.text for s in find(text))


@given(
    st.lists(
        st.sampled_from([*"Ab1-_./+ :,", "DIN EN 13", "EN 71-3", "AS/NZS 2", "www.", "http://", ".com", "x.store"]),
        max_size=9,
    )
)
def test_quick_looks_miss_nothing(pieces: list[str]) -> None:
    """A text beside which an address or a standard stands is read closely; one without them gives the same codes and addresses."""
    text = "".join(pieces)
    for find, beside in ((finders.find_urls, "\n(www.example.com)"), (finders.find_codes, "\nISO 9001:2015")):
        plain = [(s.start, s.text) for s in find(text, "en-US")]
        assert plain == [(s.start, s.text) for s in find(text + beside, "en-US") if s.start < len(text)]


def test_the_digits_of_all_scripts_are_known() -> None:
    """Whatever Unicode counts with lies in the set that stands for it, and nothing that European texts are written with."""
    others = re.compile(f"[{finders.OTHER_DIGITS}]")
    digits = [char for char in map(chr, range(0x80, sys.maxunicode + 1)) if char.isdecimal()]
    assert all(map(others.match, digits))
    assert not others.search("0123456789 aéßłğẞ’“”–—…€₺™½⅓′″★")
