"""What a report asks, as data: the manifest keeps it, and a review workbook asks it again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from localize.report.answers import Choice
    from localize.report.causes import Cause

__all__ = ["Question"]

_EXAMPLES = 3


@dataclass(frozen=True, slots=True)
class Question:
    """A cause, the one thing to do about it, and what can be answered."""

    cause: Cause
    remedy: str
    choices: Sequence[Choice]

    def to_dict(self) -> dict[str, Any]:
        """Plain data: what was found, how often, three examples, and the answers with the entries that they become."""
        cause = self.cause
        first = cause.rows[0]
        examples = [
            " ".join(filter(None, (row.get("listing"), row.get("field"), row.get("place")))) for row in cause.rows
        ]
        return {
            "code": cause.code,
            "severity": cause.severity.value,
            "says": cause.message or str(first["message"]),
            "do": self.remedy,
            "findings": cause.count,
            "listings": len(cause.listings),
            "examples": [text for text in examples[:_EXAMPLES] if text],
            "answers": [
                {
                    "says": choice.words,
                    "table": choice.table,
                    "entry": dict(choice.entry),
                    **({"asks": choice.asks, "input": choice.input} if choice.asks else {}),
                }
                for choice in self.choices
            ],
        }
