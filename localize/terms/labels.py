"""Labels in texts (``Size: 42``, ``<b>Rim width:</b> 24 mm``) and lines of one thing (``Chest``): as a platform's own fields.

Entries that hold for single values and names only (*size*: tamanho, for elsewhere it may be a verb) are scoped to such fields.
A label is no sentence, nor is what stands alone behind it or on a line, so that they hold for the whole of one as well.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from localize.listing import Role

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from localize.terms.dictionary import Dictionary
    from localize.terms.entry import Place
    from localize.terms.matching import Match

__all__ = ["with_labels"]

_WORDS = r"[^\W\d_][\w'’]*+(?:[ /&-]{1,3}[^\W\d_][\w'’]*+){0,3}"
_UNIT = r"(?:[ \u00a0]?\([^()\n]{1,12}\))?"  # Chest (in): 38
_NAME = rf"{_WORDS}(?={_UNIT}[ \u00a0]?:-?(?:\s|\Z))"
_LABEL, _LABEL_BEHIND = re.compile(_NAME), re.compile(rf"\s*({_NAME})")
_LINE = re.compile(
    rf"^[ \t\u00a0•·*✓✔–-]*+({_WORDS})[ \t\u00a0]*(?:\([^()\n]{{1,12}}\)[ \t\u00a0]*)?\r?$", re.MULTILINE
)
_VALUE = re.compile(rf"{_UNIT}[ \u00a0]?:-?[ \t\u00a0]+({_WORDS})(?=\s*(?:[\n\r•|;]|\Z))")
_LONGEST_LINE = 60
_BEFORE = re.compile(r"(?:^|[\n\r•·|;.,*✓✔–-])[ \t\u00a0]*\Z")


def with_labels(
    matches: list[Match], text: str, offsets: Sequence[int], place: Place, dictionary: Dictionary
) -> list[Match]:
    """The matches, with the entry for a name or value where one is the whole of it; ``offsets`` are those of tags."""
    if place.role == Role.CHOICE or not (stretches := dict(_stretches(text, offsets))):  # a value has its own label
        return matches
    as_value = replace(place, role=Role.CHOICE.value)
    sure = {(m.start, m.end) for m in matches if m.entry.narrowness}  # the field itself has a word of its own for it
    found: dict[tuple[int, int], Match] = {}
    for label in sorted(set(stretches.values())):
        for match in dictionary.candidates(text, replace(as_value, label=label or place.label)):
            if stretches.get(at := (match.start, match.end)) == label and at not in sure:
                found[at] = match
    return [*(m for m in matches if (m.start, m.end) not in found), *found.values()]


def _stretches(text: str, offsets: Sequence[int]) -> Iterator[tuple[tuple[int, int], str]]:
    """Where names and values stand, each with the label that it has: a line's own, a label's none, a value's its label."""
    if len(text) <= _LONGEST_LINE or "\n" in text:
        yield from ((line.span(1), "") for line in _LINE.finditer(text))
    if ":" in text:
        for start, end in sorted(_labels(text, offsets)):
            yield (start, end), ""
            if value := _VALUE.match(text, end):
                yield value.span(1), text[start:end]


def _labels(text: str, offsets: Sequence[int]) -> set[tuple[int, int]]:
    """Where labels stand: at the start of a text or line, behind a sign that ends a phrase, or right behind a tag."""
    free = {m.span() for m in _LABEL.finditer(text) if _BEFORE.search(text, max(0, m.start() - 6), m.start())}
    behind_tags = (_LABEL_BEHIND.match(text, at) for at in offsets)
    return free | {m.span(1) for m in behind_tags if m}
