"""The judged tables: what the finder must see in seven languages, and how some 800 listing fragments must read."""

from __future__ import annotations

import csv
import re
from collections import Counter
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from localize.market import load_market
from localize.units import convert_quantity, find_quantities
from localize.units.quantity import Shape
from localize.units.tables import lexicon, units

if TYPE_CHECKING:
    from localize.listing import Span

_HERE = Path(__file__).parent
_LOCALES = {"de": "de-DE", "es": "es-ES", "fr": "fr-FR", "it": "it-IT", "pt": "pt-BR", "nl": "nl-NL", "sv": "sv-SE"}
_FEWER = {"nl-NL", "sv-SE"}  # the seldom source languages


def _rows(name: str) -> list[dict[str, str]]:
    with (_HERE / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


_HARD = _rows("hard-cases.csv")
_LANGUAGES = [
    (locale, *row.values()) for language, locale in _LOCALES.items() for row in _rows(f"{language}-cases.csv")
]


def _wanted(cell: str) -> list[tuple[tuple[Fraction, str], ...]]:
    """``5 ft + 11 in; 66 cm (26 in)`` as values with unit ids, second readings behind first ones."""
    parts = [part.strip() for part in re.split(r"[;()]", cell) if part.strip()]
    return sorted(tuple(_term(term) for term in part.split(" + ")) for part in parts)


def _term(text: str) -> tuple[Fraction, str]:
    number, _, name = text.partition(" ")
    known = name if name in units() else (lexicon("en").unit_called(name) or ("?",))[0]
    return Fraction(number), known


def _found(spans: list[Span]) -> list[tuple[tuple[Fraction, str], ...]]:
    readings = [r for span in spans for r in (span.value, span.value.other) if r and r.shape is not Shape.LEGEND]
    return sorted(tuple((t.number.value, t.unit) for t in m.terms) for r in readings for m in r.measures)


def test_the_tables_are_as_large_as_promised() -> None:
    """100 cases a language (30 of a seldom one), 400 hard ones, 40 of numbers with ambiguous separators in four languages."""
    cases = Counter(locale for locale, *_ in _LANGUAGES)
    assert min(count for locale, count in cases.items() if locale not in _FEWER) >= 100
    assert min(cases.values()) >= 30
    assert len(_HARD) >= 400
    separators = [
        row["source"][:2] for row in _HARD if row["kind"].startswith("separators") and row["source"] != "en-US"
    ]
    assert len(separators) >= 40
    assert set(separators) == {"de", "es", "fr", "pt"}


@pytest.mark.parametrize(("locale", "fragment", "found"), _LANGUAGES)
def test_other_source_languages(locale: str, fragment: str, found: str) -> None:
    """Every value with its unit is found, and nothing else."""
    assert _found(find_quantities(fragment, locale)) == _wanted(found)


@pytest.mark.parametrize("row", _HARD, ids=lambda row: f"{row['kind']}-{row['market']}-{row['fragment'][:30]}")
def test_a_hard_case_reads_as_buyers_expect(row: dict[str, str]) -> None:
    """What stands in braces becomes what is expected; everything else stays, and only what is doubtful is flagged."""
    text = row["fragment"].replace("{", "").replace("}", "")
    expected = row["expected"]
    targets = iter(expected.removeprefix("flag ").split(" ; "))
    wanted = text if expected == "leave" else re.sub(r"\{.*?\}", lambda _: next(targets), row["fragment"])
    parts, at, doubtful = [], 0, False
    for span in find_quantities(text, row["source"]):
        done = convert_quantity(span.value, load_market(row["market"]), source_country=row["source"][-2:], context=text)
        parts += [text[at : span.start], done.target if done else span.text]
        at, doubtful = span.end, doubtful or bool(done and done.doubtful)
    assert ("".join(parts) + text[at:]).replace("\u00a0", " ").replace("\u202f", " ") == wanted
    assert doubtful == expected.startswith("flag")
