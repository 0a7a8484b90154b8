"""The page about more machines: what it shows runs, and its sums are those of its formula."""

from __future__ import annotations

import contextlib
import io
import re
from pathlib import Path
from typing import Any

import pytest

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "scale.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^```(?P<kind>\w+)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)


def test_programs_print_what_the_page_shows() -> None:
    """Blocks of Python go on from each other; the Ray block has a test of its own, for it needs Ray."""
    pytest.importorskip("dask.bag")
    names: dict[str, Any] = {}
    printed = ""
    compared = 0
    for block in BLOCK.finditer(PAGE):
        if block["kind"] == "python" and "import ray" not in block["text"]:
            out = io.StringIO()
            with contextlib.redirect_stdout(out):
                exec(compile(block["text"], "docs/scale.md", "exec"), names)  # noqa: S102 the page's own code
            printed = out.getvalue().replace("\u00a0", " ").replace("\\xa0", " ")
        elif block["kind"] == "text" and printed:
            assert printed == block["text"]
            printed = ""
            compared += 1
    assert compared == 2


@pytest.mark.parametrize(
    ("row", "markets", "languages"),
    [
        ("10 markets of 10 languages", 10, 10),
        ("10 markets of 6 languages", 10, 6),
        ("every translation in the cache", 10, 0),
    ],
)
def test_core_hours_and_prices_follow_from_the_measured_figures(row: str, markets: int, languages: int) -> None:
    """The table of hours and prices is the formula applied to the table above it, rounded."""

    def figure(symbol: str) -> float:
        [line] = [line for line in PAGE.splitlines() if f"| *{symbol}* |" in line]
        return float(re.findall(r"[\d.]+", line.split("|")[3])[-1])

    c, r, d, t = map(figure, "crdt")
    hours = 100e6 * (markets * (c + r) + languages * d * t) / 1000 / 3600
    [line] = [line for line in PAGE.splitlines() if line.startswith("| every") and row in line]
    stated, wall, demand, spot = (float(re.sub(r"[^\d.]", "", cell)) for cell in line.split("|")[2:6])
    assert stated == pytest.approx(hours, rel=0.01)
    assert wall == pytest.approx(hours / 1000, rel=0.05)
    assert demand == pytest.approx(hours * 0.0425, rel=0.03)
    assert spot == pytest.approx(hours * 0.0225, rel=0.03)
