"""Closed lists: what a value that a platform prescribes is called in each market, and what a file states of its market.

Lists are data: ``localize/marketplaces/NAME/lists.toml``. An item gives its spellings by locale (``de-AT``), language
(``de``), country (``AT``) or for everywhere (``any``); the first spelling is the one that is written.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from localize.data import package_folder, read_toml
from localize.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["ANYWHERE", "ClosedList", "closed_list", "stated"]

ANYWHERE = "any"


@dataclass(frozen=True, slots=True)
class ClosedList:
    """A list of values that a platform prescribes. ``verified`` is False where no official source was opened.

    ``open``: other values are accepted too, and are localized as the text that they are.
    """

    name: str
    items: tuple[Mapping[str, tuple[str, ...]], ...]
    source: str = ""
    verified: bool = True
    open: bool = False

    def knows(self, value: str) -> bool:
        """Is the value one of the list's, in any language?"""
        return self._item(value) is not None

    def in_market(self, value: str, locale: str) -> str | None:
        """What the value is called in the market of ``locale``, or None where the list does not say."""
        item = self._item(value)
        if item is None:
            return None
        names = (item.get(key) for key in (locale, *reversed(locale.split("-")), ANYWHERE))
        spellings = next((found for found in names if found), ())
        if any(_folded(value) == _folded(spelling) for spelling in spellings):
            return value
        return spellings[0] if spellings else None

    def values(self, locale: str) -> tuple[str, ...]:
        """Every value as it is written in a market."""
        found = (self.in_market(next(iter(item.values()))[0], locale) for item in self.items)
        return tuple(value for value in found if value is not None)

    def _item(self, value: str) -> Mapping[str, tuple[str, ...]] | None:
        folded = _folded(value)
        return next((i for i in self.items if any(_folded(s) == folded for names in i.values() for s in names)), None)


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()


@cache
def closed_list(name: str) -> ClosedList:
    """The list of a qualified name (``google/condition``).

    Raises:
        ConfigError: there is no such list.
    """
    marketplace, _, own = name.partition("/")
    path = package_folder("marketplaces") / marketplace / "lists.toml"
    data = read_toml(path) if path.is_file() else {}
    if own not in data:
        raise ConfigError(f"There is no closed list '{name}'.", f"Lists stand in {path}.")
    return _list(name, data[own])


def _list(name: str, data: Mapping[str, Any]) -> ClosedList:
    return ClosedList(
        name,
        tuple({key: tuple(spellings) for key, spellings in item.items()} for item in data["item"]),
        data.get("source", ""),
        data.get("verified", True),
        data.get("open", False),
    )


def stated(form: str, locale: str, currency: str) -> str:
    """What a cell says that states a market: ``language_COUNTRY`` of ``de-AT`` is ``de_AT``.

    >>> stated("language_COUNTRY", "pt-BR", "BRL"), stated("CURRENCY", "pt-BR", "BRL")
    ('pt_BR', 'BRL')
    """
    language, _, country = locale.partition("-")
    return form.replace("language", language).replace("COUNTRY", country).replace("CURRENCY", currency)
