"""Realistic cases, written before the code: what stands in a column or text, and what must stand in the output.

``kind`` column: ``path=value`` joined by ``;``; a path is a money role, ``body`` (a text), ``category``, ``brand``, ``sku``,
``currency`` or the header of a tax column. ``settings`` are ``[prices]`` in one line; ``tax='unset'`` leaves out that neither
side's prices are asked to hold tax. No-break spaces count as spaces here; test_stage looks at them.
"""

from __future__ import annotations

import csv
import re
import tomllib
from collections import Counter
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest

from localize.context import Context
from localize.listing import Address, Draft, Field, Group, Listing, Role, TextBlock
from localize.market import load_market
from localize.money import convert_prices, find_prices
from localize.price_settings import price_settings
from localize.settings import Settings

HERE = Path(__file__).parent
RATES = HERE / "hard-cases-rates.csv"
STEPS = re.compile(r"tax out|tax in|rate|margin|floor|ending|round|ceiling")
TAX_HEADERS = {"tax status", "tax class", "variant taxable"}


def _rows() -> list[dict[str, str]]:
    with (HERE / "hard-cases.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _draft(row: dict[str, str]) -> Draft:
    at = Address("", 2, 3)
    given = {"body": row["input"]} if row["kind"] == "text" else dict(p.split("=", 1) for p in row["input"].split(";"))
    group = Group("g", brand=given.pop("brand", ""), category=given.pop("category", ""))
    fields = {}
    for path, value in given.items():
        role = (
            Role.REFERENCE
            if path in TAX_HEADERS
            else Role.CODE
            if path == "sku"
            else Role(path)
            if path != "body"
            else Role.TEXT
        )
        fields[path] = Field(path, role, value, at, "D2", header=path if path in TAX_HEADERS else "")
    draft = Draft.of(Listing("k", MappingProxyType(fields), group, 2, 2))
    if "body" in given:
        draft.texts["body"] = [TextBlock(given["body"], list(find_prices(given["body"], row["source"])))]
    return draft


def _context(row: dict[str, str]) -> Context:
    wanted: dict[str, Any] = tomllib.loads(row["settings"].replace(";", "\n"))
    if not wanted.pop("tax", ""):
        wanted = {"add_target_tax": bool(wanted.get("source_includes_tax")), "source_includes_tax": False, **wanted}
    settings = Settings(prices=price_settings({**wanted, "rates": RATES.name}, HERE))
    market = load_market(row["market"])
    return Context(row["source"], market, row["marketplace"], settings, date(2026, 11, 21), row["currency"])


def _written(draft: Draft, row: dict[str, str]) -> str:
    if "body" in draft.values:
        (block,) = draft.texts["body"]
        text = block.text
        for span in reversed(block.spans):
            text = text[: span.start] + span.rendered + text[span.end :]
        draft.values["body"] = text
    if row["kind"] == "text":
        return re.sub("[\u00a0\u202f]", " ", draft.values["body"])
    names = [part.split("=", 1)[0] for part in row["input"].split(";")]
    parts = [f"{name}={draft.values[name]}" for name in names if name in draft.values]
    return re.sub("[\u00a0\u202f]", " ", ";".join(parts))


@pytest.mark.parametrize(
    "row", _rows(), ids=lambda row: f"{row['source']}>{row['market']} {row['input']} {row['settings']}"
)
def test_hard_case(row: dict[str, str]) -> None:
    """Output, findings, and where they are stated the steps."""
    draft = _draft(row)
    convert_prices([draft], _context(row))
    codes = sorted({f.code for f in draft.findings} - {"currency-assumed"})
    assert (_written(draft, row), codes) == (row["output"], row["findings"].split())
    if row["steps"]:
        assert _steps(draft) == STEPS.findall(row["steps"])


_NAMES = {
    "taken out": "tax out",
    "added": "tax in",
    "→": "rate",
    "margin": "margin",
    "nearest": "ending",
    "not below": "floor",
    "not above": "ceiling",
    "to 0": "round",
    "to 1": "round",
}


def _steps(draft: Draft) -> list[str]:
    whys = [c.why for c in draft.changes if c.scope == "span" and c.field == "price"]
    return [next(name for mark, name in _NAMES.items() if mark in why) for why in whys]


def test_there_are_enough_of_them() -> None:
    """At least 150, columns and texts, each once, in both directions between countries."""
    rows = _rows()
    assert len(rows) >= 150
    assert Counter(row["kind"] for row in rows).keys() == {"column", "text"}
    assert len({tuple(row.values()) for row in rows}) == len(rows)
    assert len({(row["source"], row["market"]) for row in rows}) >= 30
