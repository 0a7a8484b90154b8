"""The headers that are known, in many languages: ``marketplaces/generic/columns.toml``, and what a header says in its words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING
from unicodedata import combining, normalize

from localize.data import package_folder, read_toml
from localize.layouts.header_words import HeaderWords, header_words, is_unit, spellings
from localize.layouts.spec import fold_header
from localize.listing import Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from localize.layouts.binding import BoundColumn

__all__ = ["KnownHeader", "bare", "headers_known", "known_headers", "plain_name", "words_of"]

_IN_UNIT = re.compile(r"(?P<name>.+?)(?: (?:in|en|em|w|i))? (?P<unit>\S+)")


@dataclass(frozen=True, slots=True)
class KnownHeader:
    """One entry: the role of headers that are one of ``words``, or fit ``pattern``."""

    role: Role
    words: frozenset[str]
    pattern: re.Pattern[str] | None
    asides: bool = False
    phrases: bool = False

    def fits(self, name: str) -> bool:
        """Is a name one of these?"""
        return name in self.words or bool(self.pattern and self.pattern.search(name))


@cache
def headers_known() -> tuple[KnownHeader, ...]:
    """Every entry, in its order: the first that fits counts."""
    data = read_toml(package_folder("marketplaces") / "generic" / "columns.toml")
    return tuple(
        KnownHeader(
            Role(item["role"]),
            frozenset(map(fold_header, (s for word in item.get("words", ()) for s in (word, bare(word))))),
            re.compile(f"{item['pattern']}|{bare(item['pattern'])}", re.IGNORECASE) if "pattern" in item else None,
            item.get("asides", False),
            item.get("phrases", False),
        )
        for item in data["header"]
    )


def bare(word: str) -> str:
    """As it is typed where accents are not: ``preço``, ``preco``."""
    return "".join(letter for letter in normalize("NFD", word) if not combining(letter))


def known_headers(cells: Sequence[str | None]) -> int:
    """How many cells of a row read as names of columns."""
    names = {words_of(cell).name for cell in cells if cell and len(cell) <= 80}
    return sum(1 for name in names if any(h.fits(s) for s in spellings(name) for h in headers_known()))


def words_of(header: str) -> HeaderWords:
    """A header in words; of one that names a measure, the unit may stand bare behind it: ``Altezza cm``, ``Höhe in cm``."""
    words = header_words(header)
    match = _IN_UNIT.fullmatch(words.name)
    if words.unit or match is None or not is_unit(match["unit"]):
        return words
    return HeaderWords(match["name"], match["unit"]) if _is_measure(match["name"]) else words


def _is_measure(name: str) -> bool:
    """Is a name, or one of its words, that of a measure: ``peso netto``, ``heel height``, ``altezza tacco``?"""
    plain = next(iter(spellings(name)), "")
    return any(_first_role(text) is Role.QUANTITY for text in (plain, *plain.split()))


@cache
def _first_role(name: str) -> Role | None:
    return next((known.role for known in headers_known() if known.fits(name)), None)


def plain_name(column: BoundColumn) -> str:
    """The header as words: ``item_group_id`` is ``item group id``."""
    return next(iter(spellings(words_of(column.header).name)), "")
