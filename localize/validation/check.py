"""Reports which limits of the marketplace the values break, whoever wrote them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from localize.validation.encodable import find_unencodable
from localize.validation.instance import instance_of, states_product
from localize.validation.limits import limits_of
from localize.validation.market_checks import MARKET_CHECKS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from localize.context import Context
    from localize.listing import Draft
    from localize.validation.fault import Fault
    from localize.validation.limits import Limits

__all__ = ["check_drafts", "faults_of"]


def check_drafts(drafts: Iterable[Draft], context: Context) -> Iterator[Draft]:
    """Add a finding for every limit that a draft's values break; changes nothing.

    Runs last, on the final values, and in the identity run too.
    """
    limits = limits_of(context)
    seen: set[str] = set()
    for draft in drafts:
        for fault in faults_of(draft, limits, first=states_product(draft, seen)):
            suggestion = _suggested(draft, fault)
            draft.find(fault.code, fault.severity, fault.message, fault.path, suggestion=suggestion)
        find_unencodable(draft)
        for find in MARKET_CHECKS:
            find(draft, context.market)
        yield draft


def _suggested(draft: Draft, fault: Fault) -> str:
    """What would fix it; for a text that a person wrote, what *fit* would have made of it."""
    proposal = draft.state.get("proposals", {}).get(fault.path)
    return f"{fault.suggestion} Proposal: “{proposal}”".strip() if proposal else fault.suggestion


def faults_of(draft: Draft, limits: Limits, *, first: bool, values: Mapping[str, str] | None = None) -> list[Fault]:
    """The faults of a draft's values so far, or of ``values`` in their place.

    A missing value is a fault only where the file has the field: which columns a file must have is its layout's
    business.
    """
    values = draft.values if values is None else values
    faults = limits.faults(instance_of(values, first=first))
    found = [f for f in faults if f.keyword != "required" or f.path in values]
    if limits.definitions is not None:
        found += limits.definitions.faults(draft.listing, values)
    return found
