"""Roles of an unknown table's columns, from header words first and content second; each with its reason."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING
from unicodedata import category

from localize.data import package_folder, read_toml
from localize.layouts.binding import BoundColumn, BoundLayout
from localize.layouts.codecs import codec_named
from localize.layouts.decimal_marks import with_decimal_marks
from localize.layouts.escaped_html import holds_escaped_html
from localize.layouts.header_words import path_names, spellings
from localize.layouts.known_headers import bare, headers_known, plain_name, words_of
from localize.layouts.language_columns import families_of, is_of_words, with_targets
from localize.layouts.money_cells import holds_money
from localize.layouts.related_columns import beside_others, labelled, paired
from localize.layouts.spec import fold_header
from localize.listing import Role
from localize.market import load_market, market_tags

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["infer_layout", "is_named", "role_of_content"]

_URL = re.compile(r"^(?:[a-z][a-z0-9+.-]*:)?//|^www\.", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_NUMBER = re.compile(r"^[\s$€£¥+-]*\d[\d.,'\s]*(?:[A-Z]{3})?\s*[€%]?$")
_LETTERS = re.compile(r"[^\W\d_]{2,}")
_DIGIT = re.compile(r"\d")
# color=Red,size=M (Magento) and Composition:Cotton:1 (PrestaShop): the names are what the shop's own fields are called.
_PAIRS = re.compile(r"^[\w.-]+=[^=]*(?:[,;|&][\w.-]+=[^=]*)*$|^[^:]+:[^:]+:\d+(?:,[^:]+:[^:]+:\d+)*$")
_BY_HEADER = "header "
_SWITCHES = frozenset({"0", "1", "true", "false", "y", "n", "yes", "no"})
"""OpenCart's “shipping” says whether, not how much; Wix's “customTextMandatory1” is no text."""
_TEXT_WORDS = 3.0
_WORD = re.compile(r"\b[^\W\d_]*[^\W\d_A-Z][^\W\d_]+\b")
KEPT_PHRASES = "short phrases that no header explains: kept"
"""Why a column is kept that may well hold words of a language."""
_OWNERS = frozenset({Role.REFERENCE, Role.SIZE})
_MOST_DISTINCT = 0.8


def is_named(column: BoundColumn) -> bool:
    """Does the header of an inferred column, or that of its unit, say what it is?"""
    return column.sure and (column.why.startswith(_BY_HEADER) or bool(column.unit_path))


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
    columns = with_decimal_marks(labelled(paired(with_targets(beside_others(columns), families))), sample)
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
    groups = tuple(c.path for c in columns if plain_name(c) in _keys()["group"])
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


def _is_key(column: BoundColumn) -> bool:
    name, known = plain_name(column).replace(".", ""), _keys()
    if " ".join(path_names(name)).removesuffix(" id") in known["shared"]:
        return False
    return name.endswith(tuple(known["endings"])) or name in known["key"]


@cache
def _keys() -> dict[str, frozenset[str]]:
    """Headers by which a listing is known, by ``keys.toml``, with and without their accents."""
    data = read_toml(package_folder("layouts") / "keys.toml")
    return {name: frozenset(text for word in words for text in (word, bare(word))) for name, words in data.items()}


def _infer(index: int, header: str, values: list[str], taken: set[str]) -> BoundColumn:
    name, unit, currency = words_of(header)
    path = _path(name or f"column {index + 1}", taken)
    role, why, sure = _role(name, values, fold_header(header))
    if unit and not sure and role is Role.CODE:
        role, why, sure = Role.QUANTITY, f"{_BY_HEADER}“{header.strip()}” states its unit", True
    if role is Role.QUANTITY and values and not all(_NUMBER.match(v) for v in values):
        why = f"{why.rstrip()}, with its unit in the cell"
    if role is Role.TEXT and any(_TAG.search(v) for v in values):
        role, why = Role.HTML, f"{why.rstrip()}, holds HTML"
    codec = codec_named("plain")
    if role is Role.TEXT and any(map(holds_escaped_html, values)):
        role, why, codec = Role.HTML, f"{why.rstrip()}, holds HTML with its marks escaped", codec_named("escaped-html")
    amounts = _amounts(values) if role.is_money else ""
    return BoundColumn(index, header, path, role, why, codec, unit=unit, currency=currency, sure=sure, amounts=amounts)


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
    for known in headers_known():
        if known.asides and known.fits(header) and (reason := _plausible(known.role, values)):
            return known.role, f"{_BY_HEADER}“{header}”{reason}", True
    owner, owned_as = _owner(name)
    if owner:
        return owned_as, f"{_BY_HEADER}“{owner}” of “{name}”", True
    return _by_words(name, values) or role_of_content(values)


def _by_words(name: str, values: list[str]) -> tuple[Role, str, bool] | None:
    """The role that a header's words speak for, or cells that are all currencies."""
    for spelling in spellings(name):
        for known in headers_known():
            if known.phrases and not _are_phrases(values):
                continue
            if known.fits(spelling) and (reason := _plausible(known.role, values)):
                return known.role, f"{_BY_HEADER}“{name}”{reason}", True
    if values and all(value.strip() in _market_currencies() for value in values):
        return Role.CURRENCY, "holds codes of currencies", True
    return None


@cache
def _owner(name: str) -> tuple[str, Role]:
    """What ``brand/name`` is the name of, where that must match something elsewhere or is a size; empty for other paths."""
    *before, last = path_names(name) or [""]
    if not before or last not in _keys()["naming"]:
        return "", Role.TEXT
    known = next((known for known in headers_known() if not known.phrases and known.fits(before[-1])), None)
    return (before[-1], known.role) if known and known.role in _OWNERS else ("", Role.TEXT)


@cache
def _market_currencies() -> frozenset[str]:
    return frozenset(load_market(tag).currency for tag in market_tags())


def _plausible(role: Role, values: list[str]) -> str:
    """Content that contradicts the header's word overrules it; the empty string says so.

    One amount is enough for money: whatever else stands in such a column must be said, not passed on in silence.
    """
    if not values:
        return " (no values to check)"
    if role is Role.SHIPPING and all(v.strip().casefold() in _SWITCHES for v in values):
        return ""
    if role.is_money:
        return " and amounts" if any(_NUMBER.search(v.strip()) or holds_money(v) for v in values) else ""
    switches = all(v.strip().casefold() in _SWITCHES for v in values)
    if role is Role.CURRENCY:
        return "" if switches or any(_DIGIT.search(v) for v in values) else " "
    if role in {Role.TEXT, Role.HTML}:
        return "" if switches or _mostly(values, _NUMBER) or not any(_LETTERS.search(v) for v in values) else " "
    return "" if role is Role.CHOICE and switches else " "


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
    """Do half of the cells hold two words or more: ``Stoneware mug``, and not ``ST-MUG 4``?"""
    return sum(1 for v in values if len(_WORD.findall(v)) > 1) * 2 >= len(values)


def _nature(columns: Sequence[BoundColumn]) -> dict[str, tuple[str, ...]]:
    """Where a product says what it is, by ``nature.toml``; headers are known without their accents, too."""
    wanted = read_toml(package_folder("layouts") / "nature.toml")
    by_name = {bare(plain_name(c)): c.path for c in reversed(columns)}
    found = {key: [by_name[n] for n in map(bare, names) if n in by_name] for key, names in wanted.items()}
    return {key: tuple(dict.fromkeys(paths)) for key, paths in found.items()}
