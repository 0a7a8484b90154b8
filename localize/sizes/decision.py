"""A variant's size fields and what becomes of each; fields that say the same size in several systems go together."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from localize.sizes.desk import system_in

if TYPE_CHECKING:
    from localize.listing import Draft
    from localize.sizes.desk import Place, SizeDesk
    from localize.sizes.labels import SizeValue
    from localize.sizes.result import SizeResult

__all__ = ["Decision", "settled"]

_SELLER = "the seller's own column"


@dataclass(slots=True)
class Decision:
    """A size field of one draft and what becomes of it; ``told`` is what texts make of the same label."""

    draft: Draft
    path: str
    place: Place
    value: SizeValue
    result: SizeResult
    apart: bool = field(default=False)
    told: SizeResult | None = None

    @property
    def in_texts(self) -> SizeResult:
        """What the label becomes in texts."""
        return self.told or self.result


def settled(decisions: list[Decision], desk: SizeDesk) -> list[Decision]:
    """A draft's decisions; of columns that name systems of one thing (US and EU shoe size) only one is the market's.

    That is the seller's own column in the market's system, else the first that can be converted. The others state what they
    state: they keep their label, and texts say it as the market's column does.
    """
    named = [d for d in decisions if system_in(d.place.name)]
    if len({system_in(d.place.name) for d in named}) < 2 or len(named) < 2:
        return decisions
    about = {desk.evidence(d.draft.listing.group, d.place).kinds for d in named}
    own = next((d for d in named if d.result.problem == "same"), None)
    winner = own or next((d for d in named if d.result.label is not None), None)
    if len(about) > 1 or winner is None:
        return decisions
    for other in named:
        if other is not winner and other.result.problem != "same":
            other.told = _as_said(own, other) if own else other.result
            other.result = replace(
                other.result, label=None, problem="kept", reason=f"{winner.place.name} is beside it."
            )
    return decisions


def _as_said(own: Decision, other: Decision) -> SizeResult:
    """The seller's own label for the market, for the label of another column."""
    label = own.value.labels[0]
    if len(own.value.labels) > 1 or label.form != "number":
        return other.result
    return replace(other.result, label=label.key, problem="", reason="", by=_SELLER, status="verified", note="")
