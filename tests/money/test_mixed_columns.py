"""Columns that write amounts with and without a sign."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

import pytest

from localize.layouts.inference import infer_layout
from localize.listing import Draft
from localize.money import convert_prices

if TYPE_CHECKING:
    from collections.abc import Callable

    from localize.context import Context


@pytest.mark.parametrize(
    ("values", "amounts"),
    [
        (["$19.99", "$9", "30"], "sign"),
        (["19.99", "9", "$30"], "point"),
        (["19,99", "9,50", "30 €"], "mark"),
        (["R$ 19,99", "9,50"], "sign"),
        (["$19.99", "$9"], ""),
        (["19.99", "9"], ""),
        (["19.99", "call us"], ""),
    ],
)
def test_how_most_amounts_are_written(values: list[str], amounts: str) -> None:
    """The more frequent way; a sign where both are as frequent; nothing where all are alike."""
    layout = infer_layout("", 1, ["SKU", "Price"], [[f"A{i}", value] for i, value in enumerate(values)])
    assert layout.columns[1].amounts == amounts


def _column(make: Callable[..., Draft], cells: list[str], amounts: str) -> list[Draft]:
    drafts = []
    for cell in cells:
        one = make(price=cell)
        price = replace(one.listing.fields["price"], amounts=amounts, header="Price")
        drafts.append(Draft.of(replace(one.listing, fields=MappingProxyType({"price": price}))))
    return drafts


@pytest.mark.parametrize(
    ("cells", "amounts", "market", "written"),
    [
        (["$19.99", "30", "0"], "sign", "de-DE", ["15,99 €", "24 €", "0 €"]),
        (["$1,299.00", "30.00"], "sign", "pt-BR", ["R$ 6.495,00", "R$ 150,00"]),
        (["19.99", "$1,299.00"], "point", "de-DE", ["15.99", "1039.20"]),
        (["$19.99", "30"], "point", "ja-JP", ["2559", "3840"]),
        (["19,99", "$1,299.00"], "mark", "de-DE", ["15,99", "1039,20"]),
    ],
)
def test_a_column_is_written_in_one_way(
    draft: Callable[..., Draft],
    context: Callable[..., Context],
    cells: list[str],
    amounts: str,
    market: str,
    written: list[str],
) -> None:
    """Of people's own tables; said once, at the first cell."""
    drafts = _column(draft, cells, amounts)
    own = replace(context(market, source_includes_tax=False, add_target_tax=False), marketplace="generic")
    convert_prices(drafts, own)
    assert [one.values["price"].replace("\u00a0", " ") for one in drafts] == written
    said = [finding.field for one in drafts for finding in one.findings if finding.code == "amounts-written-alike"]
    assert said == ["price"]


def test_a_marketplaces_own_file_keeps_its_way(draft: Callable[..., Draft], context: Callable[..., Context]) -> None:
    """What Shopify reads has no sign anywhere, however the cells were written."""
    drafts = _column(draft, ["$20.00", "30"], "sign")
    convert_prices(drafts, replace(context("de-DE"), marketplace="shopify"))
    assert [one.values["price"] for one in drafts] == ["16.00", "24"]
