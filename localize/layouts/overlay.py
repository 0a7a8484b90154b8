"""What lies over the same store: which files a layout writes for that, and what stays filled in its own.

Two ways. A layout without ``[[overlay]]`` files writes its own file: cells that nothing localizes are emptied, all but those
of ``overlay_keep``, and the word for a partial update is put in. One with such files (Shopify, Magento, Meta) writes them as
CSV instead, in the platform's own columns.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["OverlayColumn", "OverlayFile", "StoreFile", "StoreTexts", "overlay_files", "path_matches"]

_SLOT = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class OverlayColumn:
    """A column of an overlay file.

    ``header`` and ``says`` may hold slots: ``{name}`` is what the store calls the market, ``{language}``, ``{country}``,
    ``{code}`` its language as the platform writes it, ``{cell}`` the catalog's own cell; with a row for each field also
    ``{field}``. ``paths`` are patterns of the catalog's columns whose cells are taken, each under its own header where
    ``header`` is empty. ``source``: as the catalog has them, not localized. ``lead``: only in the first row of a product.
    ``excluded`` is what an excluded product says. ``needed``: without a cell there the file cannot be uploaded.
    """

    header: str = ""
    says: str = ""
    paths: tuple[str, ...] = ()
    source: bool = False
    lead: bool = False
    excluded: str = ""
    needed: str = ""

    def matches(self, path: str) -> bool:
        """Does a column of the catalog belong here?"""
        return path_matches(path, self.paths)


@dataclass(frozen=True, slots=True)
class StoreTexts:
    """Texts that the store knows by numbers of their own: rows of such a ``type`` are met by what they say by default.

    ``paths`` are patterns of the catalog's columns that the texts stand in.
    """

    type: str
    paths: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StoreFile:
    """The store's own export of translations (``--over``): a row for each field and locale, with the platform's ids.

    ``product`` is what it calls a product; ``columns`` maps ``type``, ``id``, ``field``, ``locale``, ``market``, ``default``
    and ``text`` to paths of its ``layout``. ``keys`` are fields of the store that tell which product a row is of, each with
    the catalog's path, the surest first.
    """

    layout: str
    product: str
    columns: Mapping[str, str]
    keys: tuple[tuple[str, str], ...]
    texts: tuple[StoreTexts, ...] = ()


@dataclass(frozen=True, slots=True)
class OverlayFile:
    """A file to upload; ``name`` sets it apart from the main one, which has none.

    ``fields`` maps paths to what the platform calls them: then each localized field has a row of its own. Else each listing
    has one. ``rows`` names a path and the cells there, folded, that make a row a source; another row is an older overlay.
    ``codes`` are languages as the platform writes them; ``named`` tells what stores mostly name a market by. ``type`` is what
    the platform calls a product; ``store`` is its own export, which knows more of it than the catalog.
    """

    name: str
    columns: tuple[OverlayColumn, ...]
    fields: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    rows: tuple[str, frozenset[str]] | None = None
    codes: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    named: str = "country"
    type: str = ""
    store: StoreFile | None = None

    def carries(self, path: str) -> bool:
        """Is there a place for the localized cells of a column?"""
        return path in self.fields or any(c.matches(path) and not c.source for c in self.columns)

    @property
    def slots(self) -> frozenset[str]:
        """The slots that its columns use."""
        texts = (text for column in self.columns for text in (column.header, column.says))
        return frozenset(name for text in texts for name in _SLOT.findall(text))


def path_matches(path: str, patterns: Iterable[str]) -> bool:
    """Is a path one of some, written with ``*`` for anything?

    >>> path_matches("bullet_point/2", ["title", "bullet_point/*"])
    True
    """
    return any(fnmatchcase(path, pattern) for pattern in patterns)


def overlay_files(tables: Iterable[Mapping[str, Any]]) -> tuple[OverlayFile, ...]:
    """The ``[[overlay]]`` tables of a layout."""
    return tuple(
        OverlayFile(
            table.get("name", ""),
            tuple(_column(column) for column in table["column"]),
            MappingProxyType(dict(table.get("fields", {}))),
            _rows(table["rows"]) if "rows" in table else None,
            MappingProxyType(dict(table.get("codes", {}))),
            table.get("named", "country"),
            table.get("type", ""),
            _store(table["store"], table["type"]) if "store" in table else None,
        )
        for table in tables
    )


def _store(table: Mapping[str, Any], product: str) -> StoreFile:
    texts = tuple(StoreTexts(item["type"], tuple(item["paths"])) for item in table.get("texts", ()))
    keys = tuple((key["field"], key["path"]) for key in table["keys"])
    return StoreFile(table["layout"], product, MappingProxyType(dict(table["columns"])), keys, texts)


def _column(table: Mapping[str, Any]) -> OverlayColumn:
    return OverlayColumn(
        table.get("header", ""),
        table.get("says", ""),
        tuple(table.get("paths", ())),
        table.get("source", False),
        table.get("lead", False),
        table.get("excluded", ""),
        table.get("needed", ""),
    )


def _rows(table: Mapping[str, Any]) -> tuple[str, frozenset[str]]:
    return table["path"], frozenset(map(str.casefold, table["values"]))
