"""``init``: what the catalogs of a folder say about themselves, so that nobody is asked for it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from localize.errors import LocalizeError
from localize.formats import formats
from localize.market import load_market, market_tags
from localize.settings import Settings
from localize.tasks.catalog import Catalog, language_of, main_locale

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["FoundCatalog", "find_catalogs"]

_NO_CATALOGS = frozenset({"terms.csv"})
_MOST = 5
_EXPECTED, _ANOTHER = "en", "tr"
"""Without evidence the expected language is the answer, whichever was expected; with evidence the answers agree."""


@dataclass(frozen=True, slots=True)
class FoundCatalog:
    """A catalog and what was read from it: its locale, the currency that its headers state, the layout's title.

    ``locale`` is empty where the texts are too few to tell.
    """

    path: Path
    locale: str
    currency: str
    layout: str


def find_catalogs(folder: Path) -> list[FoundCatalog]:
    """The first catalogs of a folder by name; dictionaries and files that cannot be read are none."""
    suffixes = {suffix for each in formats() for suffix in each.suffixes}
    files = sorted(path for path in folder.iterdir() if path.suffix.lower() in suffixes and path.is_file())
    named = [path for path in files if path.name not in _NO_CATALOGS and not path.name.endswith(".tests.csv")]
    return [found for path in named[:_MOST] if (found := _read(path)) is not None]


def _read(path: Path) -> FoundCatalog | None:
    try:
        catalog = Catalog.open(path, Settings())
        columns = [column for layout in catalog.detection.layouts for column in layout.columns]
        if any(column.header.strip().lower() == "term" for column in columns):
            return None
        if not any(column.role.is_text for column in columns):
            return None
        language = language_of(catalog, _EXPECTED)
        sure = language == language_of(catalog, _ANOTHER)
        if sure and language != _EXPECTED:  # columns are told by their words, so look again with the right ones
            catalog = Catalog.open(path, replace(Settings(), source_locale=main_locale(language)))
    except LocalizeError:
        return None
    stated = {column.currency for layout in catalog.detection.layouts for column in layout.columns} - {""}
    currency = stated.pop() if len(stated) == 1 else ""
    return FoundCatalog(path, _locale(language, currency) if sure else "", currency, catalog.detection.main.title)


def _locale(language: str, currency: str) -> str:
    """The language's main country, or the one country that pays in this currency."""
    main = main_locale(language)
    markets = [load_market(tag) for tag in market_tags() if tag.split("-")[0] == language]
    paying = [market.locale for market in markets if market.currency == currency]
    return paying[0] if len(paying) == 1 and main not in paying else main
