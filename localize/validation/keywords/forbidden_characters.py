"""`forbiddenCharacters`: characters that may not occur, and what may stand instead.

Character (or a run of them) → its replacement, or `null` where nothing can stand for it without changing the meaning.

    {"forbiddenCharacters": {"…": "...", "^": null}}

- Wrong: `Mug …`
- Right: `Mug ...`
- Fix: the replacement is written; where it is `null`, the error stays.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = ["check"]


def check(limit: Mapping[str, str | None], value: Any, _schema: Mapping[str, Any], _language: str) -> Iterator[str]:
    """One message with all that were found."""
    if isinstance(value, str) and (found := [character for character in limit if character in value]):
        yield f"not allowed: {' '.join(found)}"
