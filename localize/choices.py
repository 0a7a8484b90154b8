"""Closed lists: what a value that a platform prescribes is called in each market, and what a file states of its market.

Lists are data: ``localize/marketplaces/NAME/lists.toml``. An item gives its spellings by locale (``de-AT``), language
(``de``), country (``AT``) or for everywhere (``any``); the first spelling is the one that is written. Spellings under
``also`` are understood and never written.

A seller's own lists are CSV files: ``field``, then a column for each locale; several spellings stand between bars.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from localize.data import package_folder, read_toml, stamp_of
from localize.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["ANYWHERE", "ClosedList", "closed_list", "stated", "values_file"]

ANYWHERE = "any"
_FROM_FILE = "file:"
_LOCALE = re.compile(r"[a-z]{2,3}|[A-Z]{2}|[a-z]{2,3}-[A-Z]{2}|" + ANYWHERE)


@dataclass(frozen=True, slots=True)
class ClosedList:
    """A list of values that a platform prescribes. ``verified`` is False where no official source was opened.

    ``open``: other values are accepted too, and are localized as the text that they are. ``of_market``: a value names its
    market; only the source's own is rewritten.
    """

    name: str
    items: tuple[Mapping[str, tuple[str, ...]], ...]
    source: str = ""
    verified: bool = True
    open: bool = False
    of_market: bool = False

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


def closed_list(name: str) -> ClosedList:
    """The list of a qualified name: ``google/condition``, or what :func:`values_file` calls one.

    Raises:
        ConfigError: there is no such list.
    """
    if name.startswith(_FROM_FILE):
        file, _, field = name.removeprefix(_FROM_FILE).rpartition("#")
        return _values_of(Path(file))[field]
    return _shipped(name)


@cache
def _shipped(name: str) -> ClosedList:
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
        data.get("of_market", False),
    )


def values_file(path: Path) -> dict[str, str]:
    """The lists of a seller's file: field → qualified name, which :func:`closed_list` takes in any process.

    Raises:
        ConfigError: there is no such file, or it is not such a list; the message names the line.
    """
    return {field: found.name for field, found in _values_of(path).items()}


def _values_of(path: Path) -> dict[str, ClosedList]:
    """The lists of a file, which is read again when it was changed."""
    return _read_values(path, stamp_of(path))


@cache
def _read_values(path: Path, _stamp: object) -> dict[str, ClosedList]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: cannot be read as UTF-8 text ({error}).") from error
    rows = list(csv.reader(text.splitlines()))
    header = [cell.strip() for cell in rows[0]] if rows else []
    locales = header[1:]
    wrong = [name for name in locales if not _LOCALE.fullmatch(name)]
    if header[:1] != ["field"] or not locales or wrong:
        raise ConfigError(
            f"{path}, line 1: the header is not “field” and locales" + (f" (“{wrong[0]}”)." if wrong else "."),
            "Write: field,en-US,de-DE",
        )
    items: dict[str, list[Mapping[str, tuple[str, ...]]]] = {}
    for number, row in enumerate(rows[1:], 2):
        cells = [cell.strip() for cell in row]
        if not any(cells):
            continue
        item = {at: names for at, cell in zip(locales, cells[1:], strict=False) if (names := _spellings(cell))}
        if len(cells) > len(header) or not cells[0] or not item:
            raise ConfigError(f"{path}, line {number}: needs a field and a value.", f"Columns: {', '.join(header)}.")
        items.setdefault(cells[0], []).append(item)
    return {field: ClosedList(f"{_FROM_FILE}{path}#{field}", tuple(found), str(path)) for field, found in items.items()}


def _spellings(cell: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in cell.split("|") if name.strip())


def stated(form: str, locale: str, currency: str) -> str:
    """What a cell says that states a market: ``language_COUNTRY`` of ``de-AT`` is ``de_AT``.

    >>> stated("language_COUNTRY", "pt-BR", "BRL"), stated("CURRENCY", "pt-BR", "BRL"), stated("language-country", "pt-BR", "BRL")
    ('pt_BR', 'BRL', 'pt-br')
    """
    language, _, country = locale.partition("-")
    said = form.replace("language", language).replace("LANGUAGE", language.upper())
    return said.replace("country", country.lower()).replace("COUNTRY", country).replace("CURRENCY", currency)
