"""``[limits]``: how large a catalog and its pieces may be; beyond them it is refused with the reason, never half read.

The defaults are far above what marketplaces accept and below what makes a laptop run out of memory.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Limits", "limits_of"]


@dataclass(frozen=True, slots=True)
class Limits:
    """What is still read.

    ``unpacked_mb`` and ``ratio`` are for zipped files (XLSX, ODS): millions of bytes that all parts together may unpack to
    (a worksheet of a million rows with eight texts each has some 1,200), and how many times its packed size a file of more
    than 100 MB may become. ``document_mb`` is a JSON document, which is read whole. ``columns`` and ``rows`` count a table's,
    ``cell_characters`` are those of one value, ``record_mb`` is one row or listing with all its markup. ``nesting`` counts
    the levels of XML elements in each other; JSON may have 50 levels, always.
    """

    unpacked_mb: int = 4_000
    ratio: int = 200
    document_mb: int = 1_000
    rows: int = 20_000_000
    columns: int = 16_384
    cell_characters: int = 1_000_000
    record_mb: int = 8
    nesting: int = 50

    @property
    def record_bytes(self) -> int:
        """``record_mb`` in bytes (and, for text, characters)."""
        return self.record_mb * 1_000_000

    @property
    def unpacked_bytes(self) -> int:
        """``unpacked_mb`` in bytes."""
        return self.unpacked_mb * 1_000_000


def limits_of(data: Mapping[str, Any]) -> Limits:
    """The limits of a ``[limits]`` table that was checked against the schema."""
    return Limits(**data)
