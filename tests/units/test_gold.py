"""The scores of ``benchmarks/quantities.py``: they may only rise, and every miss has its reason."""

from __future__ import annotations

import csv
import os
from pathlib import Path

import pytest

from benchmarks.finding import Score
from benchmarks.quantities import judge_gold, parts_of
from localize.units import find_quantities

_ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def gold() -> Score:
    """The score of all kinds together."""
    folder = Path(os.environ.get("LOCALIZE_SHARED", _ROOT.parent / "shared")) / "data" / "recognizers-text-en"
    if not folder.is_dir():
        pytest.skip("the gold cases are not here")
    return sum(judge_gold(folder).values(), Score())


def test_the_score_only_rises(gold: Score) -> None:
    """Spans, values and units of foreign English cases; the floors are what was reached."""
    assert gold.f1 >= 0.992
    assert gold.precision == 1
    assert gold.accuracy == 1


def test_every_miss_has_its_reason(gold: Score) -> None:
    """What is missed is known and explained; a reason for what is found is stale."""
    with (_ROOT / "benchmarks" / "quantities-misses.csv").open(encoding="utf-8", newline="") as lines:
        explained = {(row["case"], row["text"]) for row in csv.DictReader(lines)}
    assert {(case, text) for case, text, _ in gold.misses} == explained


def test_a_span_of_several_measures_is_compared_by_measure() -> None:
    """Each measure with a unit of its own is a part; one that shares the next one's unit is none."""
    (span,) = find_quantities("1 m x 1 m", "en-US")
    assert [(part.start, part.end) for part in parts_of(span.value, "1 m x 1 m", span.start)] == [(0, 3), (6, 9)]
    (span,) = find_quantities("8 to 10 feet", "en-US")
    assert [(part.start, part.end) for part in parts_of(span.value, "8 to 10 feet", span.start)] == [(5, 12)]
