"""Values that the marketplace's encoding cannot take: uploaded, they would arrive as question marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from localize.listing import Severity

if TYPE_CHECKING:
    from localize.listing import Draft

__all__ = ["find_unencodable"]


def find_unencodable(draft: Draft) -> None:
    """Add a finding for each field with characters that the marketplace's encoding lacks."""
    encoding = draft.listing.encoding
    if not encoding:
        return
    for path, value in draft.values.items():
        if not value.isascii() and (lacking := _lacking(value, encoding)):
            listed = ", ".join(f"“{c}” (U+{ord(c):04X})" for c in lacking[:8])
            draft.find(
                "character-not-encodable",
                Severity.ERROR,
                f"The marketplace reads {encoding}, which does not have {listed}.",
                path,
                suggestion="Write it with other characters.",
            )


def _lacking(text: str, encoding: str) -> list[str]:
    """The characters, each once, that the encoding lacks."""
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return [char for char in dict.fromkeys(text) if not _encodes(char, encoding)]
    return []


def _encodes(char: str, encoding: str) -> bool:
    try:
        char.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True
