"""The whole system for texts that are no file: each text is a listing with one field."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from benchmarks.common import AS_OF, MARKET
from localize.context import Context
from localize.listing import Address, Field, Group, Listing, Role
from localize.localizer import Stages
from localize.market import load_market
from localize.settings import Settings
from localize.translation.cache import MemoryCache
from localize.translation.desk import Desk
from localize.translation.solving import solve

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from localize.listing import Draft
    from localize.protocols import Engine
    from localize.translation.cache import Cache
    from localize.translation.plan import Plan, Translation

__all__ = ["CONVERSIONS", "Solved", "System", "Text", "solved_desk"]

CONVERSIONS = frozenset({"units", "sizes", "prices"})
"""Stages to skip where a text must keep its quantities, sizes and amounts as they are."""


@dataclass(frozen=True, slots=True)
class Text:
    """A text, its role, and the seller's own name for its field (the context of a short value)."""

    value: str
    role: Role = Role.TEXT
    label: str = ""


@dataclass(frozen=True, slots=True)
class Solved:
    """Localized texts in order, and every plan with its translation."""

    outputs: list[str]
    plans: list[tuple[Plan, Translation]]


@dataclass(slots=True)
class System:
    """Stages and cache for one engine; ``skip`` and ``shipped`` switch conversions and our dictionaries off."""

    engine: Engine
    skip: frozenset[str] = frozenset()
    shipped: bool = True
    dictionaries: tuple[Path, ...] = ()
    cache: MemoryCache = field(default_factory=MemoryCache)

    def translate(self, texts: Sequence[Text]) -> Solved:
        """All texts in one go, as a run would: one desk, its rounds, then each text."""
        stages = self.stages()
        drafts = stages.prepare(map(_listing, range(len(texts)), texts))
        plans = stages.plans(drafts)
        desk = solved_desk(plans, self.engine, self.cache)
        drafts = stages.finish(drafts, desk, self.engine.description)
        return Solved([_value(draft) for draft in drafts], [(plan, desk[plan.key]) for plan in plans])

    def stages(self) -> Stages:
        """The stages that a run would have."""
        settings = Settings(
            source_currency="USD",
            dictionaries=self.dictionaries,
            shipped_dictionaries=self.shipped,
            engine=self.engine.name,
        )
        return Stages.load(Context("en-US", load_market(MARKET), "generic", settings, AS_OF, "USD", self.skip))


def solved_desk(plans: Iterable[Plan], engine: Engine, cache: Cache | None = None) -> Desk:
    """A desk in memory with every plan solved; without ``cache`` everything is asked of the engine."""
    desk = Desk()
    desk.add(plans)
    solve(desk, {engine.source: engine}, cache or MemoryCache())
    return desk


def _listing(number: int, text: Text) -> Listing:
    place = f"A{number + 1}"
    fields = {"text": Field("text", text.role, text.value, Address("", number, 0), place, label=text.label)}
    return Listing(place, fields, Group(place), number, number)


def _value(draft: Draft) -> str:
    return draft.values["text"]
