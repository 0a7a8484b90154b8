"""The price stage. Rates: 1 EUR = 1.25 USD = 6.25 BRL = 160 JPY."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import pytest

from localize.errors import MissingDataError
from localize.listing import Address, Draft, Field, Group, Listing, Role
from localize.money import convert_prices

if TYPE_CHECKING:
    from collections.abc import Callable

    from localize.context import Context

    MakeContext = Callable[..., Context]
    MakeDraft = Callable[..., Draft]

TAX = {"source_includes_tax": False, "add_target_tax": False}


def codes(draft: Draft) -> set[str]:
    """The codes of a draft's findings."""
    return {finding.code for finding in draft.findings}


@pytest.mark.parametrize(
    ("values", "market", "expected"),
    [
        ({"price": "19.99"}, "pt-BR", {"price": "99.95"}),
        ({"price": "$19.99"}, "de-DE", {"price": "€15.99"}),
        ({"price": "19.99 USD"}, "de-DE", {"price": "15.99 EUR"}),
        ({"price": "20", "currency": "USD"}, "de-DE", {"price": "16", "currency": "EUR"}),
        ({"price": "20", "currency": "usd"}, "pt-BR", {"price": "100", "currency": "brl"}),
        ({"price": "20", "sale": "0", "cost": ""}, "de-DE", {"price": "16", "sale": "0", "cost": ""}),
        ({"price": "0.00 USD"}, "de-DE", {"price": "0.00 EUR"}),
        ({"price": "20", "compare_at": "30"}, "pt-BR", {"price": "100", "compare_at": "150"}),
        ({"price": "20", "compare_at": "30"}, "de-DE", {"price": "16", "compare_at": ""}),
        ({"price": "20", "compare_at": "30"}, "en-GB", {"price": "12.80", "compare_at": "19.20"}),
        ({"cost": "10", "unit_price": "0.0150"}, "de-DE", {"cost": "8", "unit_price": "0.0120"}),
        ({"shipping": "5"}, "de-DE", {"shipping": "4"}),
        ({"price": "19.99 EUR"}, "de-DE", {"price": "19.99 EUR"}),
        ({"price": "£8"}, "de-DE", {"price": "€10"}),
        ({"price": "19.99"}, "ja-JP", {"price": "2559"}),
    ],
)
def test_money_fields_hold_the_markets_currency(
    draft: MakeDraft, context: MakeContext, values: dict[str, str], market: str, expected: dict[str, str]
) -> None:
    """Amounts are converted by role and written back as the cell was."""
    one = draft(**values)
    convert_prices([one], context(market, currency="USD", **TAX))
    assert {name: one.values[name] for name in expected} == expected
    assert codes(one) <= {"compare-at-not-computed"}


@pytest.mark.parametrize(
    ("marketplace", "cell", "market", "expected"),
    [
        ("shopify", "$39.00", "pt-BR", "195.00"),
        ("shopify", "39.00 USD", "pt-BR", "195.00"),
        ("shopify", "$1,299.00", "de-DE", "1039.20"),
        ("woocommerce", "$39.00", "de-DE", "31.20"),
        ("google", "$39.00", "pt-BR", "195.00 BRL"),
        ("google", "39.00 USD", "pt-BR", "195.00 BRL"),
        ("google", "39.00", "pt-BR", "195.00"),
        ("generic", "$39.00", "pt-BR", "R$ 195,00"),
        ("generic", "$39.00", "de-DE", "31,20 €"),
        ("generic", "$39", "fr-FR", "31,20 €"),
        ("generic", "$1,299.00", "de-DE", "1.039,20 €"),
        ("generic", "$1299", "pt-BR", "R$ 6.495"),
        ("generic", "R$ 299,90", "en-US", "$59.98"),
        ("generic", "39.00 USD", "pt-BR", "195.00 BRL"),
        ("generic", "39.00", "pt-BR", "195.00"),
        ("generic", "$39.00", "ja-JP", "￥4,992"),
        ("generic", "£8", "de-CH", "CHF 10"),
        ("generic", "29,– €", "en-US", "$36.25"),
    ],
)
def test_a_cell_is_written_as_its_file_needs_it(
    draft: MakeDraft, context: MakeContext, marketplace: str, cell: str, market: str, expected: str
) -> None:
    """Digits for platforms that read digits; what a person's own table shows with a sign, the market's way."""
    source = "pt-BR" if "R$" in cell else "de-DE" if "–" in cell else "en-US"
    made = replace(context(market, source=source, **TAX), marketplace=marketplace)
    one = draft(price=cell)
    convert_prices([one], made)
    assert one.values["price"] == expected


def test_another_columns_header_says_the_currency(context: MakeContext) -> None:
    """``Price (USD)`` beside ``MSRP``: nothing is assumed; a sign that speaks for itself is not overruled."""
    at = Address("", 2, 3)
    fields = {
        "price": Field("price", Role.PRICE, "10", at, "D2", currency="USD"),
        "msrp": Field("msrp", Role.COMPARE_AT, "$20", at, "E2"),
        "cost": Field("cost", Role.COST, "€4", at, "F2"),
    }
    one = Draft.of(Listing("k", MappingProxyType(fields), Group("g"), 2, 2))
    convert_prices([one], context("pt-BR", **TAX))
    assert "currency-assumed" not in codes(one)
    assert (one.values["price"], one.values["msrp"], one.values["cost"]) == ("50", "R$100", "R$25")


@pytest.mark.parametrize("cell", ["free", "call us", "10-20", "1.299", "$19 EUR"])
def test_what_is_no_amount_is_an_error(draft: MakeDraft, context: MakeContext, cell: str) -> None:
    """Words stay; a number never leaves in a column of another currency, and the finding keeps it."""
    one = draft(price=cell)
    convert_prices([one], context("de-DE", currency="USD", **TAX))
    assert one.values["price"] == (cell if cell.isalpha() or " us" in cell else "")
    assert [(f.code, f.severity.value, f.value) for f in one.findings] == [("price-not-understood", "error", cell)]


def test_what_is_no_amount_stays_where_the_currency_does(draft: MakeDraft, context: MakeContext) -> None:
    """Between markets of one currency the seller's text says what it said, still as an error."""
    one = draft(price="10-20")
    convert_prices([one], context("fr-FR", "de-DE", currency="EUR"))
    assert (one.values["price"], codes(one)) == ("10-20", {"price-not-understood"})


def test_an_amount_that_contradicts_its_column_is_an_error(draft: MakeDraft, context: MakeContext) -> None:
    """Pounds in a dollar column are not read as either."""
    one = draft(price="£5", in_currency="USD")
    convert_prices([one], context("de-DE", **TAX))
    assert (one.values["price"], codes(one)) == ("", {"price-not-understood"})


def test_an_assumed_currency_is_said_once(draft: MakeDraft, context: MakeContext) -> None:
    """Two listings, one finding, with a group for the whole run."""
    two = [draft(price="20"), draft(price="30")]
    convert_prices(two, context("de-DE", **TAX))
    (finding,) = two[0].findings
    assert (finding.code, finding.message, finding.group) == (
        "currency-assumed",
        "Prices read as USD: no currency in the file.",
        "currency-assumed:USD",
    )
    assert two[1].findings == []


@pytest.mark.parametrize(
    ("source", "market", "options", "said"),
    [
        ("en-US", "de-DE", {}, True),
        ("en-US", "de-DE", {"source_includes_tax": False}, True),
        ("en-US", "de-DE", {"add_target_tax": True}, False),
        ("en-US", "de-DE", {"add_target_tax": False}, False),
        ("en-US", "en-CA", {}, False),
        ("de-DE", "fr-FR", {}, False),
        ("de-DE", "en-US", {}, True),
        ("de-DE", "en-US", {"source_includes_tax": True}, False),
    ],
)
def test_crossing_tax_customs_unasked_is_said(
    draft: MakeDraft, context: MakeContext, source: str, market: str, options: dict[str, Any], *, said: bool
) -> None:
    """Without a setting no amount changes for tax, and one finding names the settings."""
    two = [draft(price="20 USD"), draft(price="30 USD")]
    convert_prices(two, context(market, source, **options))
    found = [f for one in two for f in one.findings if f.code == "tax-not-set"]
    assert len(found) == said
    assert all("prices.source_includes_tax and prices.add_target_tax" in f.suggestion for f in found)


def test_a_prior_price_is_never_computed(draft: MakeDraft, context: MakeContext) -> None:
    """It is emptied with a change and a finding that keeps the number."""
    one = draft(price="20", compare_at="30")
    convert_prices([one], context("de-DE", currency="USD", **TAX))
    (finding,) = one.findings
    assert (finding.code, finding.value, finding.severity.value) == ("compare-at-not-computed", "30", "warning")
    assert [(c.before, c.after) for c in one.changes if c.field == "compare_at"] == [("30", "")]


def test_a_prior_price_in_the_same_currency_stays(draft: MakeDraft, context: MakeContext) -> None:
    """Nothing is computed between markets of one currency."""
    one = draft(price="20", compare_at="30")
    convert_prices([one], context("fr-FR", "de-DE", currency="EUR"))
    assert (one.values["compare_at"], one.changes, one.findings) == ("30", [], [])


def test_a_sale_stays_below_its_price(draft: MakeDraft, context: MakeContext) -> None:
    """Where the ending brought both to one price, the sale takes the next lower ending."""
    one = draft(price="25.00", sale="24.80")
    convert_prices([one], context("de-DE", currency="USD", endings=(".99",), **TAX))
    assert (one.values["price"], one.values["sale"], one.findings) == ("19.99", "18.99", [])


def test_a_sale_that_was_not_below_is_said(draft: MakeDraft, context: MakeContext) -> None:
    """The source's mistake is not repaired."""
    one = draft(price="20", sale="20")
    convert_prices([one], context("de-DE", currency="USD", **TAX))
    assert (one.values["sale"], codes(one)) == ("16", {"sale-not-below-price"})


def test_a_compare_price_below_a_raised_price_is_said(draft: MakeDraft, context: MakeContext) -> None:
    """A margin may lift the price over its compare-at price."""
    one = draft(price="20", compare_at="21")
    convert_prices([one], context("pt-BR", currency="USD", margin_percent=Decimal(50), **TAX))
    assert codes(one) == {"compare-at-not-above-price"}


@pytest.mark.parametrize(
    ("text", "market", "rendered"),
    [
        ("Save $40", "pt-BR", ["R$\u00a0200"]),
        ("Save $1,299.99", "de-DE", ["1.039,99\u00a0€"]),
        ("$10–$20 each", "de-DE", ["8–16\u00a0€"]),
        ("just £8", "de-DE", ["10\u00a0€"]),
        ("$40", "ja-JP", ["￥5,120"]),
        ("€20", "de-DE", ["20\u00a0€"]),
        ("€20.50", "de-DE", ["20,50\u00a0€"]),
        ("$40", "de-CH", ["CHF\u00a032"]),
    ],
)
def test_prices_in_texts_are_written_as_the_market_writes_them(
    draft: MakeDraft, context: MakeContext, text: str, market: str, rendered: list[str]
) -> None:
    """By the plain rate, without margin or endings."""
    one = draft(text)
    convert_prices([one], context(market, margin_percent=Decimal(10), endings=("market",), **TAX))
    assert [span.rendered for span in one.texts["body"][0].spans] == rendered


def test_a_dollar_sign_that_nobody_explains_is_kept(draft: MakeDraft, context: MakeContext) -> None:
    """In a German file "$40" may be any dollar."""
    one = draft("$40", locale="de-DE")
    convert_prices([one], context("pt-BR", "de-DE"))
    assert one.texts["body"][0].spans[0].target is None
    assert [(f.code, f.severity.value) for f in one.findings] == [("price-not-understood", "warning")]


def test_a_missing_rate_of_one_cell_is_a_finding(draft: MakeDraft, context: MakeContext) -> None:
    """The cell is emptied, for its number is none of this market; the run goes on."""
    one = draft("20 USD", price="20 XAF", cost="10 USD")
    convert_prices([one], context("de-DE", currency="USD", **TAX))
    assert (one.values["price"], one.values["cost"], codes(one)) == ("", "8 EUR", {"rate-missing"})


def test_a_missing_rate_of_the_market_is_an_error(draft: MakeDraft, context: MakeContext) -> None:
    """Where the run's own currency has no rate, no price of the market can be made."""
    with pytest.raises(MissingDataError):
        convert_prices([draft(price="20")], context("de-DE", currency="XAF", **TAX))


def test_an_old_rate_is_used_and_said(draft: MakeDraft, context: MakeContext) -> None:
    """Once a chunk, with both dates."""
    two = [draft(price="20"), draft(price="30")]
    made = context("pt-BR", currency="USD", rates=None, **TAX)
    convert_prices(two, made)
    found = [f for one in two for f in one.findings]
    assert [f.code for f in found] == ["rate-old"]
    assert "days before 2026-11-21" in found[0].message


def test_a_peg_is_said(draft: MakeDraft, context: MakeContext) -> None:
    """A price that rests on an unverified peg says so."""
    one = draft(price="20")
    convert_prices([one], context("en-AE", currency="USD", **TAX))
    assert (one.values["price"], codes(one)) == ("73.45", {"rate-unverified"})


def test_the_changes_form_a_chain(draft: MakeDraft, context: MakeContext) -> None:
    """Each step is noted, the field's own change says them all and where the rate is from."""
    one = draft(price="19.99")
    convert_prices([one], context("pt-BR", currency="USD", endings=(".90",), **TAX))
    assert [(c.scope, c.before, c.after, c.why, c.by) for c in one.changes] == [
        ("span", "19.99", "99.950000", "USD→BRL 5 of 2026-11-20", "rates.csv 2026-11-20"),
        ("span", "99.950000", "99.90", "nearest ending .90", "rates.csv 2026-11-20"),
        ("field", "19.99", "99.90", "USD→BRL 5 of 2026-11-20; nearest ending .90", "rates.csv 2026-11-20"),
    ]


@pytest.mark.parametrize("skip", [("prices",), ()])
def test_skipped_and_identity_runs_change_nothing(
    draft: MakeDraft, context: MakeContext, skip: tuple[str, ...]
) -> None:
    """Neither values nor findings, not even for what is no price."""
    one = draft("$40", price="free", currency="USD")
    convert_prices([one], context("de-DE" if skip else "en-US", skip=skip))
    assert (one.changes, one.findings, one.texts["body"][0].spans[0].target) == ([], [], None)
