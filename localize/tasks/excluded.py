"""How an excluded listing is written: in the platform's own word where the file has a column for it, else left out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from localize.layouts.spec import fold_header

if TYPE_CHECKING:
    from localize.layouts import BoundLayout
    from localize.market import Market

__all__ = ["Word", "market_names", "word_for"]


@dataclass(frozen=True, slots=True)
class Word:
    """The column in which a file says that a listing is not for the market, and what it says there.

    ``group`` means that the word speaks of a whole product.
    """

    column: int
    path: str
    value: str
    group: bool


def word_for(layout: BoundLayout, market: Market) -> Word | None:
    """The first of the platform's ways that the file has a column for; None where rows are left out."""
    for way in layout.exclude:
        paths = {
            way.path.replace("{market}", name) for name in (market_names(market) if "{market}" in way.path else "-")
        }
        for column in layout.columns:
            if column.path in paths:
                return Word(column.index, column.path, way.value, way.group)
    return None


def market_names(market: Market) -> frozenset[str]:
    """What a platform may call a market in a header, as paths spell it: its country in English and at home, its codes.

    >>> from localize.market import load_market
    >>> sorted(market_names(load_market("pt-BR")))
    ['br', 'brasil', 'brazil', 'pt_br']
    """
    from babel import Locale  # late: 20 ms

    country = market.country
    names = {Locale.parse(tag).territories.get(country, country) for tag in ("en", market.language)}
    return frozenset(re.sub(r"\W+", "_", fold_header(name)).strip("_") for name in {*names, country, market.locale})
