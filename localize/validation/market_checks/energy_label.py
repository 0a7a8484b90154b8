"""`energy-label-missing`: the energy class that offers of some appliances must show on every page.

Asked in markets with that duty (`duties.energy_label`: the EU's, Great Britain, Norway, Switzerland), of new goods whose
category ends with the name of a group under label (`market_checks/energy_label.toml`: refrigerators, dishwashers, light
bulbs, televisions, …). Where the file has columns for the class or the EPREL code and they are empty, each listing is told;
where it has none and no text states the class either, that is told once for the file. Without a category nothing is known.

- Wrong: a dishwasher in Germany with an empty `certification`
- Right: `EC:EPREL:123456`; in Switzerland `energy_efficiency_class` `D`
- Fix: none; the class and the code are the manufacturer's.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from localize.data import package_folder, read_toml
from localize.goods import category_parts
from localize.listing import Severity
from localize.validation.market_checks.goods import fields_about, has_price, is_used

if TYPE_CHECKING:
    from localize.listing import Draft
    from localize.market import Market

__all__ = ["find_energy_label"]


def find_energy_label(draft: Draft, market: Market) -> None:
    """Add a finding where goods of a group under label state no class."""
    duty = market.data.get("duties", {}).get("energy_label")
    group = _group(draft.listing.group.category) or _group(draft.listing.group.product_type)
    if not duty or not group or duty not in group.get("markets", (duty,)) or is_used(draft) or not has_price(draft):
        return
    fields = list(fields_about(draft, _facts()["fields"]))
    if any(draft.values[path] for path in fields):
        return
    said = f"Offers of {group['name']} must show their energy class in {market.data['name']}"
    source = f"Source: {_facts()['source']}; {group['source']}."
    if fields:
        draft.find(
            "energy-label-missing",
            Severity.WARNING,
            f"{said}. {source}",
            fields[0],
            suggestion="Enter the EPREL code or the class, as the column asks.",
        )
    elif not any(_states_class(draft.values[p]) for p, f in draft.listing.fields.items() if f.role.is_text):
        draft.find(
            "energy-label-missing",
            Severity.INFO,
            f"{said}, and the file neither has a column for it nor says it. {source}",
            suggestion="Add the marketplace's column for the class or the EPREL code.",
            group="run:energy-label-missing",
        )


@lru_cache(maxsize=4096)
def _group(category: str) -> dict[str, Any] | None:
    """The group under label that a category ends with."""
    parts = category_parts(category)
    ends = (" > ".join(parts[-2:]), parts[-1]) if parts else ()
    return next((group for end in ends if (group := _ends().get(end))), None)


@cache
def _ends() -> dict[str, dict[str, Any]]:
    return {end: group for group in _facts()["group"] for end in group["categories"]}


def _states_class(text: str) -> bool:
    return bool(_class_in_text().search(text))


@cache
def _class_in_text() -> re.Pattern[str]:
    words = "|".join(map(re.escape, _facts()["words"]))
    return re.compile(rf"(?i:{words})\W{{0,4}}[A-G]\b")


@cache
def _facts() -> dict[str, Any]:
    return read_toml(package_folder("validation") / "market_checks" / "energy_label.toml")
