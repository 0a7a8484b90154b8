"""The page on quality says what was measured: its figures are those of the benchmarks."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "quality.md").read_text(encoding="utf-8").split("## How it compares", maxsplit=1)[0]
MEASURED = re.findall(r"\d[\d,]* of \d[\d,]*\d|\b\d\d\.\d %?|\b\d,\d{3} distinct", " ".join(PAGE.split()))


@pytest.mark.parametrize("figure", sorted(set(MEASURED)))
def test_each_figure_stands_in_the_benchmarks(figure: str) -> None:
    """A figure that is measured anew must be changed here, too."""
    assert figure.strip() in " ".join((ROOT / "benchmarks" / "README.md").read_text(encoding="utf-8").split())


def test_there_are_figures() -> None:
    """The pattern finds those that matter."""
    assert {"1,045 of 1,045", "2,030 of 2,030", "73.5 %"} <= set(MEASURED)
