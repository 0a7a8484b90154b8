"""Columns that belong together: a measure and its unit, an option's name and its value, those of one program."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from localize.data import package_folder, read_toml
from localize.layouts.known_headers import plain_name
from localize.listing import Role

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from localize.layouts.binding import BoundColumn

__all__ = ["beside_others", "labelled", "paired"]

_UNIT_NAMES = (
    re.compile(r"(.+?) (?:unit|uom|units)\b"),
    re.compile(r"(.+?)s?einheit$"),
    re.compile(r"(?:unité|unidad|unità|unidade) d[eiu] (.+)$"),
)
_NAME_WORD = re.compile(r"\b(?:names?|nombre|nome|nomi|nom)\b")
_VALUE_WORD = re.compile(r"\b(?:values?|werte?|val|valor|valores|valore|valori|valeurs?)\b")


def paired(columns: list[BoundColumn]) -> list[BoundColumn]:
    """``weight`` and ``weight unit`` belong together; numbers that only their unit's column speaks for are a measure, too.

    A unit whose numbers are not found is kept: it must not change without them.
    """
    units = {_measured(plain_name(c)): c for c in columns if c.role is Role.UNIT}
    found = [
        replace(c, role=Role.QUANTITY, unit_path=unit.path, sure=True, why=c.why if c.sure else _unit_says(unit))
        if not c.unit and (c.role is Role.QUANTITY or _is_unexplained(c)) and (unit := units.get(plain_name(c)))
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


def labelled(columns: list[BoundColumn]) -> list[BoundColumn]:
    """``option 1 name`` says what ``option 1 value`` is, ``nombre de propiedad 1`` what ``valor de propiedad 1``."""
    choices = [column for column in columns if column.role is Role.CHOICE]
    names = {rest: c.path for c in choices if (rest := _without(_NAME_WORD, plain_name(c)))}
    values = {c.path: names.get(rest, "") for c in choices if (rest := _without(_VALUE_WORD, plain_name(c)))}
    return [replace(column, label=values.get(column.path, "")) for column in columns]


def _without(word: re.Pattern[str], name: str) -> str:
    """A header's words but the one that says name or value; empty where it has none."""
    rest, found = word.subn("", name)
    return " ".join(rest.split()) if found else ""


@cache
def _dialects() -> tuple[Mapping[str, Any], ...]:
    return tuple(read_toml(package_folder("layouts") / "dialects.toml")["dialect"])


def beside_others(columns: list[BoundColumn]) -> list[BoundColumn]:
    """What the program that exported a table means by its headers: Odoo's ``standard_price`` is a cost.

    Where it finds its columns by their headers again, their units are no more than part of its form.
    """
    names = {plain_name(column) for column in columns}
    for dialect in _dialects():
        if len(names.intersection(dialect["known_by"])) < dialect["at_least"]:
            continue
        roles = {name: Role(role) for name, role in dialect.get("roles", {}).items()}
        why = f"what {dialect['name']} calls it"
        columns = [
            replace(c, role=roles[name], why=why, sure=True)
            if (name := plain_name(c)) in roles and c.role.is_money
            else c
            for c in columns
        ]
        if dialect.get("form"):
            columns = [replace(c, unit_rule="fixed") if c.role is Role.QUANTITY else c for c in columns]
    return columns
