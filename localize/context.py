"""What every stage is told: source locale, market, marketplace, settings and as-of date."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from localize.market import Market
    from localize.settings import Settings

__all__ = ["Context"]


@dataclass(frozen=True, slots=True)
class Context:
    """One run's view of the world for one market; picklable, never changed by a stage.

    ``source_locale`` is the language and country of the input (``en-US``); ``source_currency`` may be empty when nobody
    said; ``skip`` names stages that the caller switched off (``translate``, ``sizes``, ``units``, ``prices``, ``rules``, ``fit``).
    ``translatable`` are the languages that there is an engine for, from each into the market's. ``kind`` is the marketplace
    whose kind the file is, where its listings are for another one; see :attr:`form`.
    """

    source_locale: str
    market: Market
    marketplace: str
    settings: Settings
    as_of: date
    source_currency: str = ""
    skip: frozenset[str] = field(default_factory=frozenset)
    translatable: frozenset[str] = field(default_factory=frozenset)
    kind: str = ""

    @property
    def form(self) -> str:
        """The marketplace in whose notation cells are written: the file's own kind."""
        return self.kind or self.marketplace

    @property
    def source_language(self) -> str:
        """The source's language subtag (``en``)."""
        return self.source_locale.split("-", 1)[0]

    @property
    def target_language(self) -> str:
        """The market's language subtag (``pt``)."""
        return self.market.language

    @property
    def source_country(self) -> str:
        """The source's country (``US``), or the empty string."""
        return self.source_locale.rsplit("-", 1)[1] if "-" in self.source_locale else ""

    @property
    def same_language(self) -> bool:
        """True where no engine is needed (en-US → en-GB)."""
        return self.source_language == self.target_language

    @property
    def identity(self) -> bool:
        """True for the identity run: nothing may change at all."""
        return self.source_locale == self.market.locale
