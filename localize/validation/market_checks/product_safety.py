"""`product-safety-missing`: the block that offers in the EU must show: manufacturer with postal and electronic address.

Asked where the market's profile has the duty and the file has fields for the block: if all of them are empty, that is told.
A file without such fields is no finding: the marketplace's own forms hold the block then.

- Wrong: an empty `gpsr_manufacturer_reference` in a German template
- Right: the manufacturer's name with postal and electronic address
- Fix: none; who is responsible is the seller's to state.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from localize.data import package_folder, read_toml
from localize.listing import Severity

if TYPE_CHECKING:
    from localize.listing import Draft
    from localize.market import Market

__all__ = ["find_product_safety"]


def find_product_safety(draft: Draft, market: Market) -> None:
    """Add a finding where the fields of the block are there and all empty."""
    if not market.data.get("duties", {}).get("gpsr"):
        return
    fields = [path for path in draft.values if path in _facts()["fields"]]
    if fields and not any(draft.values[path] for path in fields):
        draft.find(
            "product-safety-missing",
            Severity.WARNING,
            f"Neither manufacturer nor responsible person is stated. Source: {_facts()['source']}.",
            fields[0],
            suggestion="Fill in name, postal address and an electronic address.",
        )


@cache
def _facts() -> dict[str, Any]:
    path = package_folder("validation") / "market_checks" / "facts.toml"
    facts: dict[str, Any] = read_toml(path)["product_safety"]
    return facts
