"""How long a text is, in the units that marketplaces count."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

__all__ = ["MEASURES", "display_width", "excess_of", "utf8_bytes", "utf16_units"]


def utf8_bytes(text: str) -> int:
    """Bytes in UTF-8.

    >>> utf8_bytes("Größe")
    7
    """
    return len(text) if text.isascii() else len(text.encode("utf-8", "surrogatepass"))


def utf16_units(text: str) -> int:
    """Units in UTF-16, as browsers count: 2 for what lies beyond U+FFFF (most emoji), never fewer than code points.

    >>> utf16_units("Mug 😀"), len("Mug 😀")
    (6, 5)
    """
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def display_width(text: str, narrow: Sequence[Sequence[str]]) -> int:
    """Width units: 1 for characters within the ranges ``narrow`` (first and last), else 2.

    >>> display_width("カップ ABC", [[" ", "~"]])
    10
    """
    return sum(1 if any(first <= c <= last for first, last in narrow) else 2 for c in text)


def _width(text: str, limit: Mapping[str, Any]) -> int:
    return display_width(text, limit["narrow"])


MEASURES: Mapping[str, Callable[[str, Any], int]] = {
    "maxLength": lambda text, _: len(text),
    "maxUtf8Bytes": lambda text, _: utf8_bytes(text),
    "maxUtf8ByteLength": lambda text, _: utf8_bytes(text),
    "maxUtf16Units": lambda text, _: utf16_units(text),
    "displayWidthMax": _width,
}
"""Keyword that limits a length → what it counts, given the text and the keyword's value."""


def excess_of(keyword: str, limit: Any, text: str) -> int:
    """By how much a text is longer than a length keyword allows; 0 if it is not, or the keyword is another."""
    if keyword not in MEASURES:
        return 0
    longest: int = limit["limit"] if isinstance(limit, dict) else limit
    return max(0, MEASURES[keyword](text, limit) - longest)
