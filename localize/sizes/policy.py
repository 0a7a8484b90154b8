"""When the original stays beside a converted size, and in words why a size changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from localize.sizes.result import SizeResult

__all__ = ["stays_beside", "why"]


def stays_beside(result: SizeResult, original: str, *, free: bool) -> bool:
    """``original`` is the setting; ``free`` says that buyers read the field (an option, a text), no list is closed."""
    if result.beside or original == "always":
        return True
    return original != "never" and (free or result.status == "unverified")


def why(result: SizeResult) -> str:
    """The systems, and a caution where the table is not certain."""
    said = f"{result.source} to {result.target}"
    return said if result.verified else f"{said} ({result.status}: check the brand's chart)"
