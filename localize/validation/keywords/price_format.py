"""`priceFormat`: how an amount of money is written.

`decimals` are the characters that may stand before the cents, `places` how many of these there may be, `currency` where the
currency's code stands (`none`, `before`, `after`; one blank between). Never a sign before, never a mark between thousands.

    {"priceFormat": {"decimals": ["."], "currency": "after"}}

- Wrong: `1.234,50 EUR`, `€1234.50`
- Right: `1234.50 EUR`
- Fix: none here; the price stage writes amounts as the column's readers need them.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = ["check"]


def check(limit: Mapping[str, Any], value: Any, _schema: Mapping[str, Any], _language: str) -> Iterator[str]:
    """One message where the amount is written otherwise."""
    if not isinstance(value, str):
        return
    decimals, places = "".join(limit.get("decimals", ["."])), int(limit.get("places", 6))
    if not _pattern(decimals, places, str(limit.get("currency", "none"))).fullmatch(value):
        yield "the amount is written otherwise"


@lru_cache(maxsize=64)
def _pattern(decimals: str, places: int, currency: str) -> re.Pattern[str]:
    amount = rf"[0-9]+(?:[{re.escape(decimals)}][0-9]{{1,{places}}})?" if decimals and places else "[0-9]+"
    shapes = {"none": amount, "after": rf"{amount} [A-Z]{{3}}", "before": rf"[A-Z]{{3}} {amount}"}
    return re.compile(shapes[currency])
