"""When a rule holds."""

from __future__ import annotations

import time
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localize.rules.numbers import number_of
from localize.rules.patterns import compile_glob, compile_pattern

if TYPE_CHECKING:
    from collections.abc import Callable

    from localize.context import Context
    from localize.listing import Draft

    Apply = Callable[..., Draft]
    MakeDraft = Callable[..., Draft]

VALUES = {"title": "LED lamp", "body_html": "<p>A lamp</p>", "price": "19.99", "sku": "L-1", "vendor": ""}


@pytest.mark.parametrize(
    ("when", "holds"),
    [
        ('market = "de-*"', True),
        ('market = ["fr-*", "de-DE"]', True),
        ('market = "fr-*"', False),
        ('marketplace = "Shopify"', True),
        ('marketplace = "ebay"', False),
        ('category = "lighting"', True),
        ('category = "home*"', True),
        ('category = "LAMPS"', True),
        ('category = "light"', False),
        ('brand = "philips"', True),
        ('matches = "(?i)led"', True),
        ('matches = "led"', False),
        ('equals = "LED lamp"', True),
        ('equals = ["x", "LED lamp"]', True),
        ('equals = "led lamp"', False),
        ("longer_than = 7", True),
        ("longer_than = 8", False),
        ('target.matches = "Leuchte"', True),
        ('target.matches = "lamp"', False),
        ("target.longer_than = 10", True),
        ("target.longer_than = 11", False),
        ("shorter_than = 9", True),
        ("shorter_than = 8", False),
        ("target.shorter_than = 12", True),
        ("price.above = 19.98", True),
        ("price.above = 19.99", False),
        ("price.at_least = 19.99", True),
        ("price.below = 20", True),
        ("price.at_most = 19.98", False),
        ("price = { at_least = 10, below = 20 }", True),
        ("target.price.above = 100", True),
        ("target.price.above = 150", False),
        ("not = { price.above = 5 }", False),
        ('all = [{ field = "price", below = 20 }, { matches = "LED" }]', True),
        ('all = [{ field = "price", above = 19.99 }, { matches = "LED" }]', False),
        ('any = [{ field = "price", above = 100 }, { market = "de-DE" }]', True),
        ('any = [{ market = "fr-FR" }, { brand = "Osram" }]', False),
        ('not = { field = "sku", matches = "^X" }', True),
        ('not = { market = "de-*" }', False),
        ('not = { field = "vendor" }', True),
        ('not = { field = "nowhere" }', True),
        ('any = [{ field = "*", equals = "L-1" }]', True),
        ('all = [{ field = "title", target.matches = "Leuchte" }]', True),
    ],
)
def test_conditions(apply: Apply, make_draft: MakeDraft, when: str, holds: bool) -> None:  # noqa: FBT001
    """Each condition holds exactly where its words say."""
    draft = make_draft(VALUES, category="Home > Lighting", product_type="Lamps", brand="Philips")
    draft.values["title"] = "LED-Leuchte"
    draft.values["price"] = "119.90"
    after = apply(f'[[rule]]\nid = "r"\nfield = "title"\nset = "!"\nwhen = {{ {when} }}\n', draft)
    assert (after.values["title"] == "!") is holds
    assert after.state.get("rules", []) == (["r"] if holds else [])


def test_another_field_decides(apply: Apply, make_draft: MakeDraft) -> None:
    """With a ``field`` beside ``when``, the condition's field is asked and the rule's field is edited."""
    rule = '[[rule]]\nid = "r"\nfield = "title"\nappend = "!"\nwhen = { field = "sku", matches = "^L" }\n'
    after = apply(rule, make_draft(VALUES))
    assert after.values["title"] == "LED lamp!"
    assert after.values["sku"] == "L-1"


def test_conditions_read_the_source_whatever_rules_wrote(apply: Apply, make_draft: MakeDraft) -> None:
    """A second rule's ``matches`` still sees the seller's words."""
    rules = """
[[rule]]
id = "a"
when = { field = "title", matches = "LED" }
set = "gone"
[[rule]]
id = "b"
when = { field = "title", matches = "LED" }
append = "!"
"""
    assert apply(rules, make_draft(VALUES)).values["title"] == "gone!"


@pytest.mark.parametrize(
    ("text", "number"),
    [("19.99", "19.99"), (" 5 ", "5"), ("-3.5", "-3.5"), ("USD 20", "20"), ("20 USD", "20"), ("$20.50", "20.50")],
)
def test_numbers_with_and_without_currency(text: str, number: str) -> None:
    """A value is a number if it is one number, with a currency or without."""
    assert number_of(text) == Decimal(number)


@pytest.mark.parametrize(
    ("text", "locale", "number"),
    [
        ("1.299,50 €", "de-DE", "1299.50"),
        ("19,99", "fr-FR", "19.99"),
        ("1 299,50", "fr-FR", "1299.50"),
        ("19.99", "de-DE", "19.99"),
        ("1,299.50", "en-US", "1299.50"),
        ("1.299", "de-DE", "1299"),
        ("1.299", "und", "1.299"),
    ],
)
def test_numbers_are_read_as_their_locale_writes_them(text: str, locale: str, number: str) -> None:
    """A German catalog's 1.299,50 is a number, and so is the 19.99 that programs write everywhere."""
    assert number_of(text, locale) == Decimal(number)


@pytest.mark.parametrize("text", ["", "12 x 8", "1,5", "1.299,00", "ten", "5 inches", "5 in"])
def test_what_is_no_number(text: str) -> None:
    """What could be read in two ways is no number, and compares with nothing."""
    assert number_of(text) is None


def test_patterns_run_in_linear_time() -> None:
    """A pattern that takes other engines ages is answered at once."""
    pattern = compile_pattern("(a+)+$", "x:1")
    start = time.perf_counter()
    assert pattern.search("a" * 5_000 + "b") is None
    assert time.perf_counter() - start < 1


@given(st.text(min_size=1, max_size=20))
def test_a_glob_without_wildcards_is_equality(text: str) -> None:
    """A name without wildcards matches itself and nothing longer."""
    plain = "".join("x" if c in "*?[" else c for c in text)
    match = compile_glob(plain, fold=False)
    assert match(plain)
    assert not match(plain + "y")


def test_the_identity_run_and_skip_do_nothing(
    apply: Apply, make_draft: MakeDraft, make_context: Callable[..., Context]
) -> None:
    """Neither an identity run nor ``--skip rules`` applies a rule."""
    rule = '[[rule]]\nid = "r"\nfield = "title"\nset = "!"\n'
    for context in (make_context("en-US"), make_context(skip=frozenset({"rules"}))):
        after = apply(rule, make_draft(VALUES), context)
        assert after.values == VALUES
        assert not after.changes
