"""What the benchmarks of things that are found in texts share: how a search scores against gold, and what it costs."""

from __future__ import annotations

import csv
import html
import re
import sys
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from benchmarks.common import percent, print_table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

__all__ = ["Score", "cost_of", "print_cost", "print_misses", "real_texts"]

_CHARACTERS = 100_000
"""So many are searched in one round."""


@dataclass(slots=True)
class Score:
    """Counts of one comparison; ``misses`` are (case, what gold has or we made up)."""

    right: int = 0
    missed: int = 0
    extra: int = 0
    values: int = 0
    misses: list[tuple[str, str, str]] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """The share of what was found that is right."""
        return self.right / max(1, self.right + self.extra)

    @property
    def recall(self) -> float:
        """The share of gold that was found."""
        return self.right / max(1, self.right + self.missed)

    @property
    def f1(self) -> float:
        """Their harmonic mean."""
        return 2 * self.right / max(1, 2 * self.right + self.missed + self.extra)

    @property
    def accuracy(self) -> float:
        """The share of right spans whose number and unit are right, too."""
        return self.values / max(1, self.right)

    @property
    def shares(self) -> tuple[str, ...]:
        """Precision, recall, F1 and accuracy, for a table."""
        return tuple(percent(share, 1) for share in (self.precision, self.recall, self.f1, self.accuracy))

    def __add__(self, other: Score) -> Score:
        return Score(
            self.right + other.right,
            self.missed + other.missed,
            self.extra + other.extra,
            self.values + other.values,
            [*self.misses, *other.misses],
        )


def real_texts(data: Path) -> list[str]:
    """The distinct texts of the real catalogs, without markup: cells of 20 characters and more that have a blank."""
    texts: dict[str, None] = {}
    for folder in ("shopify-product-csvs", "woocommerce-sample"):
        for path in sorted((data / folder).glob("*.csv")):
            csv.field_size_limit(sys.maxsize)
            with path.open(encoding="utf-8-sig", errors="replace", newline="") as lines:
                for row in csv.reader(lines):
                    for cell in row:
                        text = " ".join(html.unescape(re.sub(r"<[^>]+>", " ", cell)).split())
                        if len(text) >= 20 and " " in text and not text.startswith("http"):
                            texts[text] = None
    return list(texts)


def cost_of(
    find: Callable[[str, str], Iterable[object]], texts: Sequence[str], locale: str = "en-US", rounds: int = 5
) -> float:
    """Microseconds of CPU time that ``find`` takes for 100 characters, the best of some rounds."""
    characters = sum(map(len, texts))
    passes = max(1, _CHARACTERS // max(1, characters))
    best = float("inf")
    for _ in range(rounds):
        started = time.process_time()
        for _ in range(passes):
            for text in texts:
                for _ in find(text, locale):
                    pass
        best = min(best, time.process_time() - started)
    return best / max(1, characters * passes) * 100 * 1e6


def print_cost(find: Callable[[str, str], Iterable[object]], texts: Sequence[str]) -> None:
    """Print what a search costs in these texts."""
    cost = cost_of(find, texts)
    print(
        f"\ncost      {cost:.1f} µs CPU for 100 characters, {len(texts)} real texts, {sum(map(len, texts)):,} characters"
    )


def print_misses(score: Score, reasons: Path) -> None:
    """Print every miss with the reason that a file states for it."""
    with reasons.open(encoding="utf-8", newline="") as lines:
        stated = {(row["case"], row["text"]): row["reason"] for row in csv.DictReader(lines)}
    rows = [(c[:70], text, what, stated.get((c, text), "no reason stated")) for c, text, what in score.misses]
    print_table(("case", "text", "what", "reason"), rows)
