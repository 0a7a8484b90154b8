"""What a listing's own size chart says comes before our tables."""

from __future__ import annotations

from datetime import date
from types import MappingProxyType

import pytest

from localize.context import Context
from localize.listing import Address, Draft, Field, Group, Listing, Role
from localize.market import load_market
from localize.settings import Settings
from localize.sizes import convert_sizes, find_sizes
from localize.text.analysis import Analyse

CHART = (
    "<p>Shown in US {size}.</p><table><tr><th>US</th><th>UK</th><th>EU</th></tr><tr><td>8</td><td>7</td><td>41</td></tr>"
    "<tr><td>9</td><td>8</td><td>42</td></tr><tr><td>10</td><td>9</td><td>43</td></tr></table>"
)
UNISEX = (
    "<table><tr><th>Men's US</th><th>Women's US</th><th>EU</th></tr><tr><td>7</td><td>8.5</td><td>40</td></tr>"
    "<tr><td>8.5</td><td>10</td><td>42</td></tr></table>"
)


def localized(html: str, sizes: list[str], market: str, title: str) -> tuple[list[str], list[str], list[str]]:
    """The variants' sizes, what became of the sizes in the text, and the codes of findings."""
    group = Group("g", title=title)
    drafts = []
    for row, size in enumerate(sizes, 2):
        fields = {"size": Field("size", Role.SIZE, size, Address("", row, 1), f"B{row}", label="Size")}
        if row == 2:
            fields["body"] = Field("body", Role.HTML, html, Address("", row, 2), "C2")
        drafts.append(Draft.of(Listing(f"g/{size}", MappingProxyType(fields), group, row, row)))
    context = Context("en-US", load_market(market), "shopify", Settings(), date(2026, 11, 22))
    drafts = list(Analyse((find_sizes,))(drafts, context))
    convert_sizes(drafts, context)
    texts = [s.target for block in drafts[0].texts["body"] for s in block.spans if s.target]
    return [d.values["size"] for d in drafts], texts, [f.code for d in drafts for f in d.findings]


@pytest.mark.parametrize(
    ("sizes", "title", "expected"),
    [
        (["8", "9"], "Men's boots", ["41 (US 8)", "42 (US 9)"]),
        (["8"], "Boots", ["41 (US 8)"]),
        (["UK 9"], "Men's boots", ["43 (UK 9)"]),
        (["8-10"], "Men's boots", ["41-43 (US 8-10)"]),
        (["11"], "Men's boots", ["44 (US 11)"]),
    ],
)
def test_variants_become_what_the_chart_beside_them_says(sizes: list[str], title: str, expected: list[str]) -> None:
    """Also for a label that needs an audience; what the chart lacks is in our tables."""
    values, _, codes = localized(CHART.format(size="9"), sizes, "de-DE", title)
    assert (values, codes) == (expected, [])


def test_texts_say_what_the_chart_says() -> None:
    """One size in option, text and chart."""
    values, texts, _ = localized(CHART.format(size="9"), ["9"], "de-DE", "Men's boots")
    assert (values, texts) == (["42 (US 9)"], ["EU 42 (US 9)"])


@pytest.mark.parametrize(
    ("size", "title", "expected"),
    [
        ("8.5", "Men's clogs", "42 (US 8,5)"),
        ("8.5", "Women's clogs", "40 (US 8,5)"),
        ("M7 / W8.5", "Unisex clogs", "40 (US Herren 7 / Damen 8,5)"),
    ],
)
def test_columns_for_somebody_answer_for_them(size: str, title: str, expected: str) -> None:
    """Men's and women's numbers of one chart are not mixed."""
    values, _, codes = localized(UNISEX, [size], "de-DE", title)
    assert (values, codes) == ([expected], [])


def test_what_two_columns_say_differently_is_not_guessed() -> None:
    """8.5 of a unisex shoe is 42 or 40."""
    values, _, codes = localized(UNISEX, ["8.5"], "de-DE", "Unisex clogs")
    assert (values, codes) == (["8.5"], ["size-ambiguous"])


def test_a_chart_without_the_markets_column_says_nothing() -> None:
    """Then our tables answer."""
    values, _, _ = localized(CHART.format(size="9"), ["9"], "ja-JP", "Men's boots")
    assert values == ["26 cm (US 9)"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<p>Shown in size 8 (EUR 38.5).</p>", "38,5 (US 8)"),
        ("<p>US 8 / EU 39 fits me.</p>", "39 (US 8)"),
        ("<p>US 8 / EU 39 fits me, US 8 (EU 38.5) did not.</p>", "38 (US 8)"),
        ("<p>US 9 / EU 40 fits me.</p>", "38 (US 8)"),
    ],
)
def test_a_dual_label_in_a_text_decides_the_variant(text: str, expected: str) -> None:
    """The same size everywhere; where texts differ, or speak of another size, our tables answer."""
    values, _, codes = localized(text, ["8"], "de-DE", "Women's sandals")
    assert (values, codes) == ([expected], [])
