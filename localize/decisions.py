"""Decisions: a person's answers to what a run could not know, the ``[[decision]]`` tables of ``localize.toml``.

    [[decision]]
    column = "Length"            # where: column, option, category, brand, value, market; all that are named must hold
    unit = "in"                  # what is so: unit, system, audience, kind, language, role, text

Names are compared without regard to case; ``*`` stands for any letters (``category = "Shoes > Kids*"``). Of several
decisions that hold and answer the same question, the last in the file counts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from localize.context import Context
    from localize.listing import Draft

__all__ = ["Answer", "Decision", "decided", "decided_for", "decision_of"]

Answer = Literal["unit", "system", "audience", "kind", "language", "role", "text"]


@dataclass(frozen=True, slots=True)
class Decision:
    """Where an answer holds (empty: anywhere), and the answers (empty: not answered)."""

    column: str = ""
    option: str = ""
    category: str = ""
    brand: str = ""
    value: str = ""
    market: str = ""
    unit: str = ""
    system: str = ""
    audience: str = ""
    kind: str = ""
    language: str = ""
    role: str = ""
    text: str = ""

    def holds(
        self,
        *,
        column: str = "",
        option: str = "",
        category: str = "",
        brand: str = "",
        value: str = "",
        market: str = "",
    ) -> bool:
        """True where everything that the decision names is so.

        >>> Decision(category="shoes*", system="US-C").holds(category="Shoes > Kids")
        True
        """
        places = (
            (self.column, column),
            (self.option, option),
            (self.category, category),
            (self.brand, brand),
            (self.value, value),
            (self.market, market),
        )
        return all(not wanted or _same(wanted, here) for wanted, here in places)


def _same(pattern: str, text: str) -> bool:
    literal = re.sub(r"([\[?])", r"[\1]", pattern.strip().casefold())  # only the star is special
    return fnmatchcase(text.strip().casefold(), literal)


def decision_of(table: Mapping[str, Any]) -> Decision:
    """A ``[[decision]]`` table, which the schema has checked."""
    known = {field.name for field in fields(Decision)}
    return Decision(**{name: str(value) for name, value in table.items() if name in known})


def decided(
    decisions: Iterable[Decision],
    answer: Answer,
    *,
    column: str = "",
    option: str = "",
    category: str = "",
    brand: str = "",
    value: str = "",
    market: str = "",
) -> str:
    """What was decided about a place, or the empty string.

    >>> decided([Decision(option="Size", system="UK")], "system", option="size")
    'UK'
    """
    found = ""
    where = {"column": column, "option": option, "category": category, "brand": brand, "value": value, "market": market}
    for decision in decisions:
        said: str = getattr(decision, answer)
        if said and decision.holds(**where):
            found = said
    return found


def decided_for(draft: Draft, path: str, answer: Answer, context: Context) -> str:
    """What was decided about a listing's field: by its column, option, value, brand, and category or product type."""
    decisions = [decision for decision in context.settings.decisions if getattr(decision, answer)]
    if not decisions:
        return ""
    field, group = draft.listing.fields[path], draft.listing.group
    where = {"column": field.header.strip(), "option": field.label, "brand": group.brand, "value": field.value.strip()}
    market = context.market.locale
    by_category = decided(decisions, answer, category=group.category, market=market, **where)
    return by_category or decided(decisions, answer, category=group.product_type, market=market, **where)
