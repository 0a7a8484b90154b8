"""Which words changed: a text cut into plain pieces and pieces that a change accounts for.

A translation changes every word, so marking its words says nothing: there, the converted values and the dictionary's
terms are marked. Where a stage edited a text in its own language, the words that it put in are marked.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from itertools import islice
from typing import TYPE_CHECKING, Any, Literal

from localize.remembered import Remembered

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from localize.report.model import FieldView

__all__ = ["Piece", "edited", "marked_source", "marked_target"]

Piece = str | tuple[str, int]
"""Plain text, or text with the number of the change that it belongs to."""

_WORDS = re.compile(r"\w+(?:[.,]\d+)*|\s+|.", re.DOTALL)
_DIFF_WORDS = 2_000
"""Edits longer than this many words are shown as a whole: comparing them takes longer than reading them."""

_MOST_MARKS = 300
"""Marks in one cell; nobody looks at more, and looking for them takes time that grows with their square."""

Side = Literal["before", "after"]

_KNOWN = Remembered[list[Piece]](characters=300_000)


def marked_source(view: FieldView) -> list[Piece]:
    """The source text with what was converted or replaced in it marked."""
    return _marked(view.source, _wanted(view, "before"))


def marked_target(view: FieldView) -> list[Piece]:
    """The output text with what conversions, terms, rules and fit put into it marked."""
    return _marked(view.target, _wanted(view, "after"))


def _wanted(view: FieldView, side: Side) -> Iterable[tuple[str, int]]:
    """Texts to look for, each with the number of its change."""
    translated = any(change["stage"] == "translate" for change in view.changes)
    pieces = {change["stage"] for change in view.changes if change["scope"] == "span"}
    for number, change in enumerate(view.changes):
        if change["scope"] == "span":
            yield change[side], number
        elif change["stage"] not in {"translate", *pieces} and not (side == "before" and translated):
            yield from ((text, number) for text in edited(change, side))


def edited(change: Mapping[str, Any], side: Side) -> tuple[str, ...]:
    """The words of one side that the other lacks; neighbours are one text."""
    before, after = _WORDS.findall(change["before"]), _WORDS.findall(change["after"])
    own = before if side == "before" else after
    start, ends = _common(before, after)
    left, right = before[start : len(before) - ends], after[start : len(after) - ends]
    if len(left) + len(right) > _DIFF_WORDS:
        return ("".join(own[start : len(own) - ends]),)
    matcher = SequenceMatcher(None, left, right, autojunk=False)
    texts: list[str] = []
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag != "equal":
            texts.append("".join(left[i1:i2] if side == "before" else right[j1:j2]))
    return tuple(text for text in texts if text)


def _common(before: Sequence[str], after: Sequence[str]) -> tuple[int, int]:
    """How many words both begin with, and how many both end with after that."""
    most = min(len(before), len(after))
    start = next((i for i in range(most) if before[i] != after[i]), most)
    most -= start
    ends = next((i for i in range(most) if before[-1 - i] != after[-1 - i]), most)
    return start, ends


def _marked(text: str, wanted: Iterable[tuple[str, int]]) -> list[Piece]:
    """The text cut at its marks; variants repeat their product's texts, and what was done to them."""
    key = text, tuple(islice(wanted, _MOST_MARKS))
    known = _KNOWN.get(key)
    return _KNOWN.put(key, _placed(*key), len(text)) if known is None else known


def _placed(text: str, wanted: Iterable[tuple[str, int]]) -> list[Piece]:
    taken: list[tuple[int, int, int]] = []
    for part, number in sorted(wanted, key=lambda item: -len(item[0])):  # "61 cm x 30 cm" before "61 cm"
        stripped = part.strip()
        start = _free_place(text, stripped, taken) if stripped else -1
        if start >= 0:
            taken.append((start, start + len(stripped), number))
    return _cut(text, sorted(taken))


def _free_place(text: str, part: str, taken: Sequence[tuple[int, int, int]]) -> int:
    """Where ``part`` stands whole and unmarked ("10 cm" is not in "110 cm"), or -1."""
    start = text.find(part)
    while start >= 0:
        end = start + len(part)
        free = all(end <= s or start >= e for s, e, _ in taken)
        if free and not (_joined(text, start) or _joined(text, end)):
            return start
        start = text.find(part, start + 1)
    return -1


def _joined(text: str, at: int) -> bool:
    """True if the characters on both sides of ``at`` belong to one number or one word."""
    if not 0 < at < len(text):
        return False
    left, right = text[at - 1], text[at]
    return (left.isdigit() and right.isdigit()) or (_spaced(left) and _spaced(right))


def _spaced(char: str) -> bool:
    """True for letters of scripts that put spaces between words; Chinese and Japanese begin far behind them."""
    return char.isalpha() and char < "\u2e80"


def _cut(text: str, marks: Sequence[tuple[int, int, int]]) -> list[Piece]:
    pieces: list[Piece] = []
    at = 0
    for start, end, number in marks:
        if start > at:
            pieces.append(text[at:start])
        pieces.append((text[start:end], number))
        at = end
    if at < len(text) or not pieces:
        pieces.append(text[at:])
    return pieces
