"""The scores of ``benchmarks/prices.py``: they may only rise, and every miss has its reason."""

from __future__ import annotations

import csv
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from benchmarks.prices import judge_currencies

if TYPE_CHECKING:
    from benchmarks.finding import Score

_ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def gold() -> Score:
    """The score of all currency cases."""
    shared = Path(os.environ.get("LOCALIZE_SHARED", _ROOT.parent / "shared"))
    path = shared / "data" / "recognizers-text-en" / "CurrencyModel.json"
    if not path.is_file():
        pytest.skip("the gold cases are not here")
    return judge_currencies(path)


def test_the_score_only_rises(gold: Score) -> None:
    """Spans, amounts and currencies of foreign English cases; the floors are what was reached."""
    assert gold.f1 >= 0.956
    assert gold.precision >= 0.97
    assert gold.accuracy == 1


def test_every_miss_has_its_reason(gold: Score) -> None:
    """What is missed is known and explained; a reason for what is found is stale."""
    with (_ROOT / "benchmarks" / "prices-misses.csv").open(encoding="utf-8", newline="") as lines:
        explained = {(row["case"], row["text"]) for row in csv.DictReader(lines)}
    assert {(case, text) for case, text, _ in gold.misses} == explained
