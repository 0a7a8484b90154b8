"""Pictures of a distribution: bars with their labels, and the same in a sentence for who cannot see them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from localize.report.distribution import TENTHS, factor_bins

if TYPE_CHECKING:
    from collections.abc import Mapping

    from localize.report.distribution import Lengths
    from localize.report.tally import Tally

__all__ = ["Bar", "Picture", "pictures"]

_MOST_FIELDS = 6
_NEAR = 0.5
"""Lengths are pictured of at most so many fields that fill this much of their limit somewhere, the fullest first."""

WIDTH, HEIGHT = 330, 96
"""Of the bars' field, in the units of the drawing."""

_SEGMENTS = (
    ("approved", "approved by a person"),
    ("cached", "known from before"),
    ("translated", "by the engine"),
    ("untranslated", "left as they were"),
)


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar; ``kind`` colours it (``plain``, ``over``), ``words`` say it in full."""

    label: str
    words: str
    count: int
    kind: str = "plain"


@dataclass(frozen=True, slots=True)
class Picture:
    """A titled row of bars."""

    title: str
    note: str
    bars: list[Bar]

    @property
    def words(self) -> str:
        """The bars that are not empty, in words."""
        return "; ".join(f"{bar.words}: {bar.count:,}" for bar in self.bars if bar.count)

    @property
    def drawn(self) -> list[tuple[Bar, float, float, float]]:
        """Each bar with its left edge, width and height."""
        most = max((bar.count for bar in self.bars), default=1) or 1
        step = WIDTH / max(1, len(self.bars))
        width = min(step - 4, 56)
        return [
            (bar, step * number + (step - width) / 2, width, max(HEIGHT * bar.count / most, 2 if bar.count else 0))
            for number, bar in enumerate(self.bars)
        ]


def pictures(tally: Tally, summary: Mapping[str, Any]) -> list[Picture]:
    """What helps to see: lengths against their limits, what prices were multiplied by, where translations came from."""
    near = [item for item in tally.lengths.items() if item[1].over or item[1].fullest >= _NEAR]
    near.sort(key=lambda item: (-item[1].over, -item[1].fullest))
    found = [_lengths(path, lengths) for path, lengths in near[:_MOST_FIELDS]]
    if len(tally.price_factors) > 1:
        found.append(_factors(tally))
    segments = summary.get("segments", {})
    if sum(segments.get(name, 0) > 0 for name, _ in _SEGMENTS) > 1:
        bars = [Bar(name, words, segments.get(name, 0)) for name, words in _SEGMENTS if segments.get(name)]
        found.append(Picture("Where translations came from", "Different sentences and phrases.", bars))
    return found


def _lengths(path: str, lengths: Lengths) -> Picture:
    limits = sorted(lengths.limits)
    limit = f"limit {limits[0]:,}" if len(limits) == 1 else f"limits {limits[0]:,} to {limits[-1]:,}"
    bars = [Bar(f"{10 * (n + 1)}", f"up to {10 * (n + 1)} % of the limit", lengths.tenths[n]) for n in range(TENTHS)]
    bars.append(Bar("over", "over the limit", lengths.over, "over"))
    note = f"Percent of the {limit}; the longest text has {lengths.longest:,}."
    return Picture(f"Lengths of {path}", note, bars)


def _factors(tally: Tally) -> Picture:
    bins = factor_bins(tally.price_factors)
    bars = [
        Bar(f"{low:.3g}", f"× {low:.3g}" + (f" to {high:.3g}" if high > low else ""), count)
        for low, high, count in bins
    ]
    note = "By what an amount was multiplied. Bars far from the others are worth a look."
    return Picture("Price changes", note, bars)
