"""A listing with one text on its whole way, with entries given and an engine that is a function."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Protocol

import pytest

from localize.context import Context
from localize.listing import Address, Draft, Field, Group, Listing, Role
from localize.localizer import Stages
from localize.market import load_market
from localize.settings import Settings
from localize.terms import ApplyTerms, Dictionary, Entry
from localize.translation.cache import MemoryCache
from localize.translation.desk import Desk
from localize.translation.solving import solve

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from localize.protocols import TranslateOptions


class FunctionEngine:
    """An engine that is a function of its input."""

    name = source = target = fingerprint = description = "function"

    def __init__(self, function: Callable[[str], str]) -> None:
        self._function = function

    def open(self) -> FunctionEngine:
        """Itself."""
        return self

    def close(self) -> None:
        """Nothing to let go of."""

    def translate(self, texts: Sequence[str], options: TranslateOptions) -> list[str]:
        """The function of each."""
        del options
        return list(map(self._function, texts))


class Localized(Protocol):
    """The draft of one text in one market."""

    def __call__(
        self,
        value: str,
        entries: Iterable[Entry],
        engine: Callable[[str], str] | None = None,
        *,
        source: str = "en-US",
        market: str = "pt-BR",
        role: Role = Role.TEXT,
        brand: str = "",
        rules: Path | None = None,
    ) -> Draft:
        """Without an engine, as with ``--engine none``."""
        ...


@pytest.fixture(scope="session")
def localized() -> Localized:
    """The way of one text through all stages."""

    def way(
        value: str,
        entries: Iterable[Entry],
        engine: Callable[[str], str] | None = None,
        *,
        source: str = "en-US",
        market: str = "pt-BR",
        role: Role = Role.TEXT,
        brand: str = "",
        rules: Path | None = None,
    ) -> Draft:
        settings = Settings(
            engine="auto" if engine else "none", shipped_dictionaries=False, rules=(rules,) if rules else ()
        )
        skip = frozenset[str]() if engine else frozenset({"translate"})
        language = source.split("-", maxsplit=1)[0]
        context = Context(
            source,
            load_market(market),
            "generic",
            settings,
            date(2026, 10, 30),
            skip=skip,
            translatable=frozenset({language}),
        )
        stages = Stages.load(context)
        terms = ApplyTerms(Dictionary.of(entries, source))
        stages.before = [(name, terms if name == "terms" else stage) for name, stage in stages.before]
        stages.after = [(n, terms.check_forbidden if n == "forbidden" else stage) for n, stage in stages.after]
        field = Field("text", role, value, Address("", 2, 0), "A2", label="Text")
        drafts = stages.prepare([Listing("K", {"text": field}, Group("K", brand=brand), 2, 2)])
        desk = None
        if engine:
            desk = Desk()
            desk.add(stages.plans(drafts))
            solve(desk, {language: FunctionEngine(engine)}, MemoryCache())
        (draft,) = stages.finish(drafts, desk, "function")
        return draft

    return way
