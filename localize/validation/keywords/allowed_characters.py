r"""`allowedCharacters`: the only characters that may occur, by Unicode category.

`categories` are general categories or their first letters (`L` letters, `Nd` digits, `P` punctuation, `Sm` mathematical signs,
`Zs` blanks), `others` single characters beside these. It says what a marketplace's `[^\p{L}\p{Nd}…]` says.

    {"allowedCharacters": {"categories": ["L", "Nd", "P", "Sm", "Zs"], "others": "™©®"}}

- Wrong: `Mug 🎁`, `Mug €5`
- Right: `Mug ™ – blue + green`
- Fix: letters and their accents become one character, emoji go, curly marks become straight where only these are allowed; what
  is left is an error.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = ["check", "refused"]


def check(limit: Mapping[str, Any], value: Any, _schema: Mapping[str, Any], _language: str) -> Iterator[str]:
    """One message with all that were found."""
    if isinstance(value, str) and (found := refused(value, limit)):
        yield f"not allowed: {' '.join(found)}"


def refused(text: str, limit: Mapping[str, Any]) -> list[str]:
    """The characters of a text that are not allowed, each once, in their order.

    >>> refused("Mug 🎁 for €5 🎁", {"categories": ["L", "Nd", "Zs"]})
    ['🎁', '€']
    """
    allows = _allows(tuple(limit["categories"]), limit.get("others", ""))
    return [character for character in dict.fromkeys(text) if not allows(character)]


@lru_cache(maxsize=256)
def _allows(categories: tuple[str, ...], others: str) -> Any:
    @lru_cache(maxsize=4096)
    def allows(character: str) -> bool:
        return character in others or unicodedata.category(character).startswith(categories)

    return allows
