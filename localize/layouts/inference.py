"""Roles of an unknown table's columns, from header words first and content second; each with its reason."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING
from unicodedata import category, combining, normalize

from localize.data import package_folder, read_toml
from localize.layouts.binding import BoundColumn, BoundLayout
from localize.layouts.header_words import HeaderWords, header_words, is_unit, spellings
from localize.layouts.language_columns import families_of, is_of_words, with_targets
from localize.layouts.spec import fold_header
from localize.listing import Role

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["infer_layout", "is_named", "known_headers", "role_of_content"]

_URL = re.compile(r"^(?:[a-z][a-z0-9+.-]*:)?//|^www\.", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_NUMBER = re.compile(r"^[\s$€£¥+-]*\d[\d.,'\s]*(?:[A-Z]{3})?\s*[€%]?$")
_PRICED = re.compile(r"[$€£¥]\s?\d|\d\s?(?:€|[A-Z]{3}\b)")
_LETTERS = re.compile(r"[^\W\d_]{2,}")
_DIGIT = re.compile(r"\d")
# color=Red,size=M (Magento) and Composition:Cotton:1 (PrestaShop): the names are what the shop's own fields are called.
_PAIRS = re.compile(r"^[\w.-]+=[^=]*(?:[,;|&][\w.-]+=[^=]*)*$|^[^:]+:[^:]+:\d+(?:,[^:]+:[^:]+:\d+)*$")
_UNIT_NAMES = (
    re.compile(r"(.+?) (?:unit|uom|units)\b"),
    re.compile(r"(.+?)s?einheit$"),
    re.compile(r"(?:unité|unidad|unità|unidade) d[eiu] (.+)$"),
)
_BY_HEADER = "header "
_SWITCHES = frozenset({"0", "1"})  # OpenCart's “shipping” says whether, not how much
_IN_UNIT = re.compile(r"(?P<name>.+?)(?: (?:in|en|em|w|i))? (?P<unit>\S+)")
_TEXT_WORDS = 3.0
_WORD = re.compile(r"\b[^\W\d_]*[^\W\d_A-Z][^\W\d_]+\b")
KEPT_PHRASES = "short phrases that no header explains: kept"
"""Why a column is kept that may well hold words of a language."""
_MOST_DISTINCT = 0.8
_GROUP_WORDS = frozenset({"parent sku", "parent", "item group id"})
_KEY_WORDS = frozenset(
    {"code", "number", "item number", "ean", "gtin", "article number", "custom label", "artikelnummer"}
)


@dataclass(frozen=True, slots=True)
class _Header:
    role: Role
    words: frozenset[str]
    pattern: re.Pattern[str] | None
    asides: bool = False
    phrases: bool = False

    def fits(self, name: str) -> bool:
        return name in self.words or bool(self.pattern and self.pattern.search(name))


@cache
def _headers() -> tuple[_Header, ...]:
    data = read_toml(package_folder("marketplaces") / "generic" / "columns.toml")
    return tuple(
        _Header(
            Role(item["role"]),
            frozenset(map(fold_header, (s for word in item.get("words", ()) for s in (word, _bare(word))))),
            re.compile(f"{item['pattern']}|{_bare(item['pattern'])}", re.IGNORECASE) if "pattern" in item else None,
            item.get("asides", False),
            item.get("phrases", False),
        )
        for item in data["header"]
    )


def _bare(word: str) -> str:
    """As it is typed where accents are not: ``preço``, ``preco``."""
    return "".join(letter for letter in normalize("NFD", word) if not combining(letter))


def is_named(column: BoundColumn) -> bool:
    """Does the header of an inferred column, or that of its unit, say what it is?"""
    return column.sure and (column.why.startswith(_BY_HEADER) or bool(column.unit_path))


def known_headers(cells: Sequence[str | None]) -> int:
    """How many cells of a row read as names of columns."""
    names = {_words(cell).name for cell in cells if cell and len(cell) <= 80}
    return sum(1 for name in names if any(h.fits(s) for s in spellings(name) for h in _headers()))


def _words(header: str) -> HeaderWords:
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
    return next((known.role for known in _headers() if known.fits(name)), None)


def infer_layout(
    table: str,
    header_row: int,
    header: Sequence[str | None],
    sample: Sequence[Sequence[str | None]],
    source_locale: str = "",
) -> BoundLayout:
    """A layout for a table that no shipped layout knows; ``sample`` are some of its rows.

    With a ``source_locale``, columns of other languages are where its localized values go.
    """
    families = families_of(header, source_locale) if source_locale else []
    columns = _inferred(header, sample, {family.source: family.name for family in families})
    families = [family for family in families if is_of_words(family, columns[family.source].role)]
    if not any(columns[family.source].role in {Role.TEXT, Role.HTML} for family in families):
        # size_de and size_fr beside size are systems of sizes: without texts it is no file of several languages.
        families, columns = [], _inferred(header, sample, {})
    columns = _labelled(_paired(with_targets(columns, families)))
    keys, groups = _identity(columns, sample)
    nature = _nature(columns)
    columns = [replace(column, header=header[column.index] or "") for column in columns]
    return BoundLayout(
        "generic",
        "generic",
        "table with inferred columns",
        table,
        header_row,
        tuple(columns),
        keys,
        groups,
        MappingProxyType(nature),
        confidence=0.5,
    )


def _inferred(
    header: Sequence[str | None], sample: Sequence[Sequence[str | None]], names: Mapping[int, str]
) -> list[BoundColumn]:
    """The columns by themselves; ``names`` are headers that are read otherwise than they are written."""
    columns: list[BoundColumn] = []
    taken: set[str] = set()
    for index, cell in enumerate(header):
        values = [v for row in sample if index < len(row) and (v := row[index]) and v.strip()]
        columns.append(_infer(index, names.get(index, cell or ""), values, taken))
    return columns


def _identity(
    columns: Sequence[BoundColumn], sample: Sequence[Sequence[str | None]]
) -> tuple[tuple[tuple[str, ...], ...], tuple[str, ...]]:
    """Keys and groups. An identifier that many rows share is a product's; the next one tells its variants apart."""
    found = _filled([c for c in columns if c.role is Role.CODE and _is_key(c)], sample)
    groups = tuple(c.path for c in columns if _plain_name(c) in _GROUP_WORDS)
    if not found:
        return (), groups
    if len(found) > 1 and not groups and _is_shared(found[0], sample):
        return ((found[0].path, found[1].path),), (found[0].path,)
    return ((found[0].path,),), groups


def _filled(columns: list[BoundColumn], sample: Sequence[Sequence[str | None]]) -> list[BoundColumn]:
    """From the first on that identifies most rows: a number that only a product's first row has names no variant."""
    counts = [sum(1 for row in sample if c.index < len(row) and (v := row[c.index]) and v.strip()) for c in columns]
    most = max(counts, default=0)
    first = next((at for at, count in enumerate(counts) if count * 10 >= most * 9), 0)
    return columns[first:]


def _is_shared(column: BoundColumn, sample: Sequence[Sequence[str | None]]) -> bool:
    values = [v.strip() for row in sample if column.index < len(row) and (v := row[column.index]) and v.strip()]
    return len(set(values)) < _MOST_DISTINCT * len(values)


def _plain_name(column: BoundColumn) -> str:
    """The header as words: ``item_group_id`` is ``item group id``."""
    return next(iter(spellings(_words(column.header).name)), "")


def _is_key(column: BoundColumn) -> bool:
    name = _plain_name(column)
    return name.endswith(("sku", "id", "handle")) or name in _KEY_WORDS


def _infer(index: int, header: str, values: list[str], taken: set[str]) -> BoundColumn:
    name, unit, currency = _words(header)
    path = _path(name or f"column {index + 1}", taken)
    role, why, sure = _role(name, values, fold_header(header))
    if unit and not sure and role is Role.CODE:
        role, why, sure = Role.QUANTITY, f"{_BY_HEADER}“{header.strip()}” states its unit", True
    if role is Role.QUANTITY and values and not all(_NUMBER.match(v) for v in values):
        why = f"{why.rstrip()}, with its unit in the cell"
    if role is Role.TEXT and any(_TAG.search(v) for v in values):
        role, why = Role.HTML, f"{why.rstrip()}, holds HTML"
    amounts = _amounts(values) if role.is_money else ""
    return BoundColumn(index, header, path, role, why, unit=unit, currency=currency, sure=sure, amounts=amounts)


def _amounts(values: list[str]) -> str:
    """How most amounts are written where some have a sign and some have none; empty where all are written alike."""
    numbers = [value for value in values if _DIGIT.search(value)]
    bare = [value for value in numbers if not any(category(letter) == "Sc" for letter in value)]
    if not bare or len(bare) == len(numbers):
        return ""
    if len(bare) * 2 <= len(numbers):
        return "sign"
    return "mark" if any("," in value for value in bare) else "point"


def _path(name: str, taken: set[str]) -> str:
    base = re.sub(r"[^\w/]+", "_", name).strip("_") or "column"
    path, number = base, 2
    while path in taken:
        path, number = f"{base}#{number}", number + 1
    taken.add(path)
    return path


def _role(name: str, values: list[str], header: str) -> tuple[Role, str, bool]:
    if values and _mostly(values, _URL):
        return Role.CODE, "holds web addresses", True
    if values and _mostly(values, _PAIRS):
        return Role.REFERENCE, "holds names with values: kept", False
    for known in _headers():
        if known.asides and known.fits(header) and (reason := _plausible(known.role, values)):
            return known.role, f"{_BY_HEADER}“{header}”{reason}", True
    for spelling in spellings(name):
        for known in _headers():
            if known.phrases and not _are_phrases(values):
                continue
            if known.fits(spelling) and (reason := _plausible(known.role, values)):
                return known.role, f"{_BY_HEADER}“{name}”{reason}", True
    return role_of_content(values)


def _plausible(role: Role, values: list[str]) -> str:
    """Content that contradicts the header's word overrules it; the empty string says so.

    One amount is enough for money: whatever else stands in such a column must be said, not passed on in silence.
    """
    if not values:
        return " (no values to check)"
    if role is Role.SHIPPING and all(v.strip() in _SWITCHES for v in values):
        return ""
    if role.is_money:
        return " and amounts" if any(_NUMBER.search(v.strip()) or _PRICED.search(v) for v in values) else ""
    if role in {Role.TEXT, Role.HTML} and _mostly(values, _NUMBER):
        return ""
    if role in {Role.TEXT, Role.HTML} and not any(_LETTERS.search(v) for v in values):
        return ""
    return " "


def _mostly(values: Sequence[str], pattern: re.Pattern[str]) -> bool:
    return sum(1 for v in values if pattern.search(v.strip())) * 10 >= len(values) * 9


def role_of_content(values: Sequence[str]) -> tuple[Role, str, bool]:
    """The role that cells speak for when no header does, why, and whether that is sure."""
    if not values:
        return Role.REFERENCE, "empty: kept", True
    if _mostly(values, _URL):
        return Role.CODE, "holds addresses", True
    if _mostly(values, _NUMBER):
        return Role.CODE, "numbers that no header explains: kept", False
    words = [len(_LETTERS.findall(v)) for v in values]
    if any(_TAG.search(v) for v in values):
        return Role.HTML, "holds HTML", True
    if sum(words) / len(words) >= _TEXT_WORDS:
        return Role.TEXT, "holds phrases", True
    return Role.REFERENCE, KEPT_PHRASES if _are_phrases(values) else "short values that no header explains: kept", False


def _are_phrases(values: Sequence[str]) -> bool:
    """Do most cells hold two words or more: ``Stoneware mug``, and not ``ST-MUG 4``?"""
    return sum(1 for v in values if len(_WORD.findall(v)) > 1) * 2 > len(values)


def _paired(columns: list[BoundColumn]) -> list[BoundColumn]:
    """``weight`` and ``weight unit`` belong together; numbers that only their unit's column speaks for are a measure, too.

    A unit whose numbers are not found is kept: it must not change without them.
    """
    units = {_measured(_plain_name(c)): c for c in columns if c.role is Role.UNIT}
    found = [
        replace(c, role=Role.QUANTITY, unit_path=unit.path, sure=True, why=c.why if c.sure else _unit_says(unit))
        if not c.unit and (c.role is Role.QUANTITY or _is_unexplained(c)) and (unit := units.get(_plain_name(c)))
        else c
        for c in columns
    ]
    used = {c.unit_path for c in found}
    alone = "a unit, but no column holds its numbers: kept"
    return [
        replace(c, role=Role.REFERENCE, why=alone, sure=False) if c.role is Role.UNIT and c.path not in used else c
        for c in found
    ]


def _unit_says(unit: BoundColumn) -> str:
    return f"“{unit.header.strip()}” holds its unit"


def _is_unexplained(column: BoundColumn) -> bool:
    return not column.sure and column.role is Role.CODE


def _measured(name: str) -> str:
    """What a column of units speaks of: ``weight`` for ``weight unit``, ``gewicht`` for ``gewichtseinheit``."""
    for pattern in _UNIT_NAMES:
        if found := pattern.match(name):
            return found[1]
    return name


def _labelled(columns: list[BoundColumn]) -> list[BoundColumn]:
    """``option 1 name`` says what ``option 1 value`` is."""
    names = {_plain_name(c): c.path for c in columns if c.role is Role.CHOICE}

    def label(column: BoundColumn) -> str:
        name, found = re.subn(r"\b(?:values?|werte?)\b", "name", _plain_name(column))
        return names.get(name, "") if found and column.role is Role.CHOICE else ""

    return [replace(c, label=label(c)) for c in columns]


def _nature(columns: Sequence[BoundColumn]) -> dict[str, tuple[str, ...]]:
    """Where a product says what it is, by ``nature.toml``; headers are known without their accents, too."""
    wanted = read_toml(package_folder("layouts") / "nature.toml")
    by_name = {_bare(_plain_name(c)): c.path for c in reversed(columns)}
    found = {key: [by_name[n] for n in map(_bare, names) if n in by_name] for key, names in wanted.items()}
    return {key: tuple(dict.fromkeys(paths)) for key, paths in found.items()}
