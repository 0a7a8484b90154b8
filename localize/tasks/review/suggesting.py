"""Corrections that repeat themselves: the same word put for the same word is a term that a dictionary should know."""

from __future__ import annotations

import re
from collections import defaultdict
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from localize.tasks.review.corrections import SegmentCorrection

__all__ = ["suggest_terms"]

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_FEWEST = 3
"""Different texts that a replacement must occur in."""
_LONGEST = 3
"""Words of a term, and of what is put for it."""
_SHORTEST = 3
"""Letters of a term: shorter words are mostly of the grammar."""


def suggest_terms(corrections: Iterable[SegmentCorrection]) -> list[dict[str, Any]]:
    """Dictionary entries that repeated corrections speak for, those with the most evidence first."""
    seen: defaultdict[tuple[str, str, str], dict[str, None]] = defaultdict(dict)
    for correction in corrections:
        for before, after in _replacements(correction.before, correction.target):
            seen[correction.market, before.casefold(), after.casefold()][correction.source] = None
    found = [
        {"market": market, "term": term, "translation": after, "instead_of": before, "texts": len(sources)}
        for (market, before, after), sources in seen.items()
        if len(sources) >= _FEWEST and (term := _common(list(sources)))
    ]
    return sorted(found, key=lambda s: (-s["texts"], s["market"], s["term"]))


def _replacements(before: str, after: str) -> list[tuple[str, str]]:
    a, b = _WORD.findall(before), _WORD.findall(after)
    edits = SequenceMatcher(None, [w.casefold() for w in a], [w.casefold() for w in b], autojunk=False).get_opcodes()
    return [
        (" ".join(a[i:j]), " ".join(b[k:m]))
        for tag, i, j, k, m in edits
        if tag == "replace" and j - i <= _LONGEST and m - k <= _LONGEST
    ]


def _common(sources: Sequence[str]) -> str:
    """The longest run of words that all sources share and that is a word of substance; '' if there is not just one."""
    shared: set[str] = _runs(sources[0])
    for source in sources[1:]:
        shared &= _runs(source)
    longest = max((len(run.split()) for run in shared), default=0)
    best = [run for run in shared if len(run.split()) == longest and len(run) >= _SHORTEST]
    return best[0] if len(best) == 1 else ""


def _runs(text: str) -> set[str]:
    words = [word.casefold() for word in _WORD.findall(text)]
    return {
        " ".join(words[start : start + length])
        for length in range(1, _LONGEST + 1)
        for start in range(len(words) - length + 1)
    }
