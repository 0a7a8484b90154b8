"""What a market is called in a store's files: by the seller's setting, else by its country or language."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from localize.context import Context
    from localize.layouts.overlay import OverlayFile

__all__ = ["MarketWords"]

_SLOT = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class MarketWords:
    """A market's words; ``assumed`` says that nobody set the name that the store has for it."""

    name: str
    language: str
    country: str
    locale: str
    code: str
    assumed: bool

    @classmethod
    def of(cls, context: Context, marketplace: str, file: OverlayFile | None = None) -> MarketWords:
        """The words for a marketplace, in one of its files."""
        market = context.market
        names: Mapping[str, str] = context.settings.market_overrides.get(market.locale, {}).get("names", {})
        known: Mapping[str, str] = file.codes if file else {}
        return cls(
            names.get(marketplace) or _usual(context, file),
            market.language,
            market.country,
            market.locale,
            known.get(market.locale) or known.get(market.language, market.language),
            marketplace not in names,
        )

    def fill(self, template: str, /, **more: str) -> str:
        """A text with its slots filled; each value once, so that a brace in a title stays a brace."""
        words = {
            "name": self.name,
            "language": self.language,
            "country": self.country,
            "locale": self.locale,
            "code": self.code,
            **more,
        }
        return _SLOT.sub(lambda slot: words.get(slot[1], slot[0]), template)


def _usual(context: Context, file: OverlayFile | None) -> str:
    if file and file.named == "language":
        return context.market.language
    from babel import Locale  # late: 20 ms

    return str(Locale("en").territories.get(context.market.country, context.market.country))
