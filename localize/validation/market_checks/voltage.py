"""`voltage-of-another-market`: a mains voltage that the market does not have; an appliance for 110 V is destroyed at 230 V.

Looks at volts between 100 and 240 in texts; a range (`100-240 V`) counts with all that lies in it. What the listing
states anywhere must fit the market's mains within ten percent, else it is told.

- Wrong: `Toaster 120V` in Germany
- Right: `Toaster 220-240 V`
- Fix: none; the version for the market is another product.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from localize.data import package_folder, read_toml
from localize.listing import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from localize.listing import Draft
    from localize.market import Market

__all__ = ["find_voltage"]

_VOLTS = re.compile(r"(?<![\d.,-])(\d{3})(?:\s?V)?(?:\s?[-–~]\s?(\d{3}))?\s?(?:V|volts?|Volt)(?:AC)?\b")
_NUMBER = re.compile(r"\b\d{3}\b")


def find_voltage(draft: Draft, market: Market) -> None:
    """Add a finding where no stated mains voltage is the market's."""
    mains = [int(number) for number in _NUMBER.findall(str(market.data.get("voltage", "")))]
    if not mains:
        return
    stated = [(path, low, high) for path in draft.values for low, high in _stated(draft, path)]
    if not stated or any(_fits(low, high, volts) for _, low, high in stated for volts in mains):
        return
    path, low, high = stated[0]
    said = f"{low} V" if low == high else f"{low}–{high} V"
    draft.find(
        "voltage-of-another-market",
        Severity.WARNING,
        f"The listing states {said}; mains in {market.data['name']} have {market.data['voltage'].rstrip('.')} V.",
        path,
        suggestion="Sell the version for this market, or exclude the listing by a rule.",
    )


def _stated(draft: Draft, path: str) -> Iterator[tuple[int, int]]:
    field, value = draft.listing.fields[path], draft.values[path]
    if not field.role.is_text or "V" not in value.upper():
        return
    first, last = _facts()["mains"]
    for match in _VOLTS.finditer(value):
        low, high = int(match[1]), int(match[2] or match[1])
        if first <= low <= high <= last:
            yield low, high


def _fits(low: int, high: int, volts: int) -> bool:
    margin: float = volts * _facts()["tolerance_percent"] / 100
    return low - margin <= volts <= high + margin


@cache
def _facts() -> dict[str, Any]:
    facts: dict[str, Any] = read_toml(package_folder("validation") / "market_checks" / "facts.toml")["voltage"]
    return facts
