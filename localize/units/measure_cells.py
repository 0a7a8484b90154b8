"""How the columns of unit prices hold amounts: number and unit in one cell or in two, in a platform's spelling."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from localize.units.render import as_decimal
from localize.units.tables import read_table
from localize.units.written import number_reader

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from localize.listing import Draft
    from localize.units.quantity import Number

__all__ = ["Amount", "Columns", "columns_of", "named_amount", "read_amount", "spelled_units", "write_amount"]

_CELL = re.compile(r"\s*([\d.,]*)(\s*)([^\d\s].*?)?\s*")

_KEYS = ("measure", "measure_unit", "base", "base_unit")
_LONGEST = 60  # characters; what is longer is no amount, and not worth a search


@dataclass(frozen=True, slots=True)
class Amount:
    """A number and the id of its unit; ``number`` is how it was written, where it was read."""

    value: Decimal
    unit: str
    number: Number | None = None


@dataclass(frozen=True, slots=True)
class Columns:
    """The paths of a listing's columns for one unit price; the units' are empty where they stand in the same cell.

    Where there is a ``base_unit`` alone, the platform wants to know only what the price is for.
    """

    measure: str
    base: str
    spelling: str
    measure_unit: str = ""
    base_unit: str = ""

    def unit_of(self, path: str) -> str:
        """The path of the column that holds the unit of another."""
        return self.measure_unit if path == self.measure else self.base_unit

    def is_empty(self, draft: Draft) -> bool:
        """Is nothing said of the contents, neither number nor unit?"""
        return not draft.values[self.measure].strip() and not draft.values.get(self.measure_unit, "").strip()


def columns_of(draft: Draft) -> tuple[Columns, ...]:
    """The columns of unit prices that a listing's file has."""
    return _columns(tuple(draft.listing.fields))


@lru_cache(maxsize=256)
def _columns(paths: tuple[str, ...]) -> tuple[Columns, ...]:
    named = {path.rsplit("/", 1)[-1].casefold().replace(" ", "_"): path for path in paths}
    found = []
    for row in read_table("unit_prices")["columns"]:
        there = {key: named.get(row[key], "") for key in _KEYS if key in row}
        if all(path for key, path in there.items() if key != "base"):
            found.append(Columns(**{"measure": "", "base": "", **there}, spelling=row["spelling"]))
    return tuple(found)


def read_amount(draft: Draft, columns: Columns, path: str, *, source: bool = False) -> Amount | None:
    """What a cell, or a cell and that of its unit, says; None where that is no number of a known unit.

    ``source`` reads what the file says, else what stands there by now. A number is written with a point on every platform.
    """
    if not path:
        return None
    fields, unit_path = draft.listing.fields, columns.unit_of(path)
    value = fields[path].value if source else draft.values[path]
    if unit_path:
        value = f"{value} {fields[unit_path].value if source else draft.values[unit_path]}"
    return _read(value, columns.spelling)


@lru_cache(maxsize=4096)
def _read(text: str, spelling: str) -> Amount | None:
    match = _CELL.fullmatch(text) if len(text) <= _LONGEST else None
    digits = match[1] if match else ""
    if "." not in digits and read_table("unit_prices")["spelling"][spelling].get("decimals") == "market":
        digits = digits.replace(",", ".", 1)
    number = number_reader("en-US").text(digits) if digits else None
    unit = _names(spelling).get((match[3] or "").casefold().rstrip(".")) if match else None
    if number is None or unit is None or not number.value:
        return None
    return Amount(as_decimal(number.value), unit, number)


def named_amount(text: str) -> Amount | None:
    """An amount in any platform's spelling: ``1 kg`` of a market's file."""
    found = (_read(text, spelling) for spelling in read_table("unit_prices")["spelling"])
    return next((amount for amount in found if amount), None)


def write_amount(
    draft: Draft, columns: Columns, path: str, amount: Amount, why: str, by: str, locale: str = ""
) -> None:
    """Write number and unit in the platform's spelling; capitals stay capitals, ``32floz`` keeps no blank.

    ``locale`` is the market's, for platforms that spell them in its language.
    """
    number, unit = format(amount.value, "f"), _local(columns.spelling, locale.split("-", 1)[0])[amount.unit]
    if "." in number:
        number = number.rstrip("0").rstrip(".")
    if locale and read_table("unit_prices")["spelling"][columns.spelling].get("decimals") == "market":
        number = number.replace(".", number_reader(locale).decimal)
    unit_path = columns.unit_of(path)
    before = draft.values[unit_path or path]
    if before.isupper() and before not in spelled_units(columns).values():
        unit = unit.upper()
    if unit_path:
        draft.set(path, number, "convert", why, by)
        draft.set(unit_path, unit, "convert", why, by)
        return
    match = _CELL.fullmatch(before)
    gap = match[2] if match and match[1] and match[3] else " "
    draft.set(path, f"{number}{gap}{unit}", "convert", why, by)


def spelled_units(columns: Columns) -> Mapping[str, str]:
    """The units that the platform knows, and how it spells them."""
    return _local(columns.spelling, "")


@cache
def _local(spelling: str, language: str) -> Mapping[str, str]:
    """The units of a platform as it spells them in a language."""
    table = read_table("unit_prices")["spelling"][spelling]
    names = {unit: names[0] for unit, names in table["units"].items()}
    return {**names, **table.get("local", {}).get(language, {})}


@cache
def _names(spelling: str) -> Mapping[str, str]:
    table = read_table("unit_prices")["spelling"][spelling]
    known = {name: unit for unit, names in (table["units"] | table.get("read", {})).items() for name in names}
    local = {name: unit for names in table.get("local", {}).values() for unit, name in names.items()}
    return {name.casefold(): unit for name, unit in (known | local).items()}
