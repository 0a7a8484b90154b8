"""`noAllCaps`: a text may not be all capitals.

Holds for texts with at least so many letters, for `USB` and `LED` are words.

    {"noAllCaps": 8}

- Wrong: `HANDMADE MUG`
- Right: `Handmade mug`
- Fix: none; capitals of names cannot be guessed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = ["check"]


def check(limit: int, value: Any, _schema: Mapping[str, Any], _language: str) -> Iterator[str]:
    """One message for a text in capitals."""
    if isinstance(value, str) and value.isupper() and sum(map(str.isalpha, value)) >= limit:
        yield "written in capitals only"
