"""A fault: one limit that a listing breaks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from localize.listing import Severity

__all__ = ["Fault"]


@dataclass(frozen=True, slots=True)
class Fault:
    """One limit that a listing breaks; ``path`` is the field, ``excess`` by how much a text is too long."""

    path: str
    code: str
    severity: Severity
    message: str
    suggestion: str
    keyword: str
    limit: Any
    excess: int = 0
