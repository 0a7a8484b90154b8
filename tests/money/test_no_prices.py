"""Amounts in texts that are no price."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

import pytest

from localize.listing import Draft
from localize.money import convert_prices, find_prices
from localize.money.no_prices import is_denomination, is_face_value

if TYPE_CHECKING:
    from collections.abc import Callable

    from localize.context import Context


@pytest.mark.parametrize(
    ("text", "locale", "found"),
    [
        ("$5 gold coin", "en-US", []),
        ("$5 gold plated chain", "en-US", ["$5"]),
        ("5 dollar American silver coin set", "en-US", []),
        ("moneda de 2 euros", "es-ES", []),
        ("monedero de 2 euros", "es-ES", ["2 euros"]),
        ("The Six Million Dollar Man, $12.99", "en-US", ["$12.99"]),
        ("50 Cent poster", "en-US", []),
        ("50 cent off", "en-US", ["50 cent"]),
        ("Sac 9€90", "fr-FR", ["9€90"]),
        ("de 9€90 à 19€90", "fr-FR", ["9€90", "19€90"]),
        ("1299€00 TTC", "fr-FR", ["1299€00"]),
    ],
)
def test_pieces_of_money_and_titles_are_left(text: str, locale: str, found: list[str]) -> None:
    """Coins with their metal, films, singers; what stands beside them is still found."""
    assert [span.text for span in find_prices(text, locale)] == found


@pytest.mark.parametrize(
    ("text", "language", "at", "said"),
    [
        ("$50 Amazon gift card", "en", (0, 3), True),
        ("gift card holder $5", "en", (17, 19), False),
        ("gift card worth $50", "en", (16, 19), True),
        ("no gift card. $50", "en", (14, 17), False),
        ("$50 off, gift card free", "en", (0, 3), False),
        ("Gutschein im Wert von 30 €", "de", (22, 26), True),
    ],
)
def test_what_a_voucher_is_worth(text: str, language: str, at: tuple[int, int], *, said: bool) -> None:
    """Right beside the voucher or with words of worth between; further off an amount is a price."""
    assert is_face_value(text, *at, language) is said


def test_the_name_of_an_option_says_that_its_values_are_printed() -> None:
    """Capitals and blanks do not matter; “Material” says nothing."""
    assert is_denomination(" Denominations ", "en")
    assert not is_denomination("Material", "en")


def test_values_of_denominations_stay(draft: Callable[..., Draft], context: Callable[..., Context]) -> None:
    """“10 dollars” of a gift card is no price: it stays, and a finding says so."""
    one = draft(text="10 dollars")
    body = replace(one.listing.fields["body"], label="Denomination")
    labelled = Draft.of(replace(one.listing, fields=MappingProxyType({**one.listing.fields, "body": body})))
    labelled.texts["body"] = one.texts["body"]
    convert_prices([labelled], context("de-DE"))
    assert labelled.texts["body"][0].spans[0].rendered == "10 dollars"
    assert [finding.code for finding in labelled.findings] == ["face-value-kept"]


def test_all_amounts_of_a_voucher_are_printed_on_it(
    draft: Callable[..., Draft], context: Callable[..., Context]
) -> None:
    """“Amounts from $10 to $100” in the description of a gift card."""
    one = draft(text="Amounts from $10 to $100")
    card = replace(one.listing, group=replace(one.listing.group, product_type="Gift Cards"))
    made = Draft.of(card)
    made.texts["body"] = one.texts["body"]
    convert_prices([made], context("de-DE"))
    assert [span.rendered for span in made.texts["body"][0].spans] == ["$10", "$100"]
