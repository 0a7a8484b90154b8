"""What is said about a size that stays as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from localize.listing import Severity
from localize.sizes.words import words

if TYPE_CHECKING:
    from localize.listing import Draft
    from localize.sizes.desk import Place, SizeDesk
    from localize.sizes.result import SizeResult

__all__ = ["refuse", "say_unverified"]


def refuse(draft: Draft, path: str, text: str, result: SizeResult, desk: SizeDesk, place: Place) -> None:
    """One warning of the product's group, unless there was nothing to convert."""
    group = draft.listing.group
    if result.problem in {"same", "kept"}:
        return
    evidence = desk.evidence(group, place)
    quiet = place.option.casefold() in words()["quiet"]["labels"]
    if quiet and (not evidence.kinds or result.problem != "ambiguous"):
        return
    if result.problem in {"no-equivalent", "unknown-label"}:
        code, suggestion = "size-no-equivalent", "A table in [sizes] tables can give one."
    elif evidence.contradiction or "contradicts itself" in result.reason:
        code = "size-evidence-contradicts"
        suggestion = "Correct the column that is wrong, or answer once with kind and audience in a [[decision]]."
    else:
        code = "size-ambiguous"
        suggestion = "State gender and category, or answer once in localize.toml: [[decision]] with system or audience."
    draft.find(
        code,
        Severity.WARNING,
        f"'{text}' was kept: {result.reason}",
        path,
        value=text,
        suggestion=suggestion,
        group=f"{code}:{group.key}",
    )


def say_unverified(draft: Draft, path: str, result: SizeResult) -> None:
    """An unverified size that stands alone, because the seller wants no originals."""
    draft.find(
        "size-unverified",
        Severity.WARNING,
        f"{result.target} {result.label} is unverified and stands alone, because [sizes] original is 'never'.",
        path,
        suggestion="Keep the original beside it, or give a table in [sizes] tables.",
        group=f"size-unverified:{result.target}",
    )
