"""The table of hard cases: listing fragments as sellers write them, each with what must become of its size."""

from __future__ import annotations

import csv
from collections import Counter
from datetime import date
from pathlib import Path
from types import MappingProxyType

import pytest

from localize.context import Context
from localize.layouts.size_names import is_size_name
from localize.listing import Address, Draft, Field, Group, Listing, Role
from localize.localizer import FINDERS
from localize.market import load_market
from localize.settings import Settings
from localize.sizes import convert_sizes
from localize.text.analysis import Analyse, documents_of
from localize.text.spans import gaps, settle

TABLE = Path(__file__).with_name("hard-cases.csv")
LEAST = 300


def cases() -> list[dict[str, str]]:
    """The rows of the table."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def made(case: dict[str, str]) -> tuple[Draft, Context, str]:
    """A draft of a case, its context and the path that is asked for."""
    form = case["field"]
    attributes = {name: case[name] for name in ("gender", "age_group") if case[name]}
    group = Group(
        "g",
        title=case["title"],
        category=case["category"],
        brand=case["brand"],
        attributes=MappingProxyType(attributes),
    )
    roles = {"option": Role.SIZE, "closed": Role.SIZE, "title": Role.SIZE, "text": Role.TEXT, "html": Role.HTML}
    roles["keywords"] = Role.KEYWORDS
    role = roles[form]
    if form == "option" and not is_size_name(case["option"]):
        role = Role.CHOICE
    label = (case["option"] or "Size") if form in {"option", "title"} else ""
    fields = {"asked": Field("asked", role, case["value"], Address("", 2, 1), "B2", label=label)}
    if form == "title":
        fields["title"] = Field("title", Role.TEXT, case["title"], Address("", 2, 0), "A2")
    draft = Draft.of(Listing("g/1", MappingProxyType(fields), group, 2, 2))
    context = Context(case["from"], load_market(case["to"]), "shopify", Settings(), date(2026, 11, 21))
    (draft,) = Analyse(FINDERS)([draft], context)
    for blocks in draft.texts.values():
        for block in blocks:
            block.spans = settle(block.spans)
    return draft, context, "title" if form == "title" else "asked"


def shown(draft: Draft, path: str) -> str:
    """The value as it stands after the stage, its spans in their places, nothing translated."""
    if draft.listing.fields[path].role not in {Role.TEXT, Role.HTML, Role.KEYWORDS}:
        return draft.values[path]
    texts = [
        "".join(piece if isinstance(piece, str) else piece.rendered for piece in gaps(block.text, block.spans))
        for block in draft.texts[path]
    ]
    return documents_of(draft)[path].render({number: [text] for number, text in enumerate(texts)})


@pytest.mark.parametrize("case", cases(), ids=lambda c: f"{c['from']}>{c['to']} {c['value'][:30]}")
def test_a_hard_case_becomes_what_it_must(case: dict[str, str]) -> None:
    """The size is written as expected, with the findings that are expected and no others."""
    draft, context, path = made(case)
    convert_sizes([draft], context)
    assert shown(draft, path) == case["expected"]
    assert sorted({finding.code for finding in draft.findings}) == case["findings"].split()


def test_the_table_covers_what_sellers_write() -> None:
    """At least 300 cases, all six source languages, every kind of field, no case twice."""
    table = cases()
    assert len(table) >= LEAST
    assert len({tuple(case.values()) for case in table}) == len(table)
    assert {case["from"][:2] for case in table} >= {"en", "de", "fr", "es", "it", "pt"}
    assert Counter(case["field"] for case in table).keys() == {"option", "closed", "text", "title", "html", "keywords"}
