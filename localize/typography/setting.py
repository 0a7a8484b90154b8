"""One plain text set as a language sets it: what to replace where, each piece with its reason.

Careful by design: marks that do not pair are left, so are those of codes, measures and addresses (``12"``, ``16:9``,
``https://…``), and everything in a range that the caller protects.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from localize.typography.rules import Typography

__all__ = ["Edit", "edits_of", "set_text"]

_SPACES = " \u00a0\u202f"
_QUOTE = re.compile(r"[\"“”„«»]")
_OPENS = "“„«"
_INNER = re.compile(r"‘([^‘’]*)’(?!\w)")
_BEFORE_OPENING = re.compile(r"(?:\A|[\s(\[{/—–])\Z")


class Edit(NamedTuple):
    """Characters ``start`` to ``end`` become ``new``; ``why`` names the custom."""

    start: int
    end: int
    new: str
    why: str


def set_text(text: str, rules: Typography, protected: Sequence[tuple[int, int]] = ()) -> str:
    """A text as the language sets it.

    >>> from localize.typography.rules import Typography
    >>> set_text('Der "rote" Schuh', Typography(quotes=("„", "“", "‚", "‘")))
    'Der „rote“ Schuh'
    """
    out, position = [], 0
    for edit in edits_of(text, rules, protected):
        out += [text[position : edit.start], edit.new]
        position = edit.end
    return "".join([*out, text[position:]])


def edits_of(text: str, rules: Typography, protected: Sequence[tuple[int, int]] = ()) -> list[Edit]:
    """What changes, in order and without overlaps; an edit that touches a protected range is left out."""
    found = sorted({*_quotes(text, rules), *_marks(text, rules), *_letters(text, rules)})
    kept: list[Edit] = []
    for edit in found:
        free = not any(edit.start < end and start < max(edit.end, edit.start + 1) for start, end in protected)
        if free and text[edit.start : edit.end] != edit.new and (not kept or edit.start >= kept[-1].end):
            kept.append(edit)
    return kept


def _quotes(text: str, rules: Typography) -> Iterator[Edit]:
    if not rules.quotes or not _QUOTE.search(text):
        return
    pairs = _paired(text)
    for opening, closing in pairs:
        inner = any(o < opening and closing < c for o, c in pairs)
        start, end = rules.quotes[2:] if inner else rules.quotes[:2]
        yield _with_space(text, opening, start, rules.inside, behind=True)
        yield _with_space(text, closing, end, rules.inside, behind=False)
        if not inner and rules.quotes[2:] != rules.quotes[:2]:
            yield from _singles(text, opening, closing, rules)


def _singles(text: str, opening: int, closing: int, rules: Typography) -> Iterator[Edit]:
    for match in _INNER.finditer(text, opening + 1, closing):
        if _BEFORE_OPENING.search(text, 0, match.start()) and match.group(1).strip():
            yield Edit(match.start(), match.start() + 1, rules.quotes[2], "quotation marks")
            yield Edit(match.end() - 1, match.end(), rules.quotes[3], "quotation marks")


def _with_space(text: str, at: int, mark: str, space: str, *, behind: bool) -> Edit:
    """A mark with the language's space on its inner side, in place of what stood there."""
    if behind:
        end = at + 1
        while end < len(text) and text[end] in _SPACES:
            end += 1
        return Edit(at, end, mark + space, "quotation marks")
    start = at
    while start > 0 and text[start - 1] in _SPACES:
        start -= 1
    return Edit(start, at + 1, space + mark, "quotation marks")


def _paired(text: str) -> list[tuple[int, int]]:
    """Opening and closing marks that belong together; none at all where one is left over, for then nothing is sure."""
    open_at: list[int] = []
    pairs: list[tuple[int, int]] = []
    for match in _QUOTE.finditer(text):
        at = match.start()
        if _is_opening(text, at, bool(open_at)):
            open_at.append(at)
        elif open_at:
            pairs.append((open_at.pop(), at))
        elif match.group() != '"' or not text[at - 1 : at].isdigit():
            return []  # a closing mark that nothing opened, and no inch mark either
    return [] if open_at else sorted(pairs)


def _is_opening(text: str, at: int, inside: bool) -> bool:  # noqa: FBT001
    mark, before, after = text[at], text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    free_before = not before or before.isspace() or before in "([{/—–" or before in _OPENS
    if mark in {"«", "„"}:
        return True
    if mark == "»":
        return False
    if mark == "“" and inside and not free_before:
        return False  # German closing
    return free_before and bool(after) and not after.isspace()


@lru_cache(maxsize=64)
def _mark_pattern(marks: str) -> re.Pattern[str]:
    """A mark with the spaces before it, behind a word; a colon or semicolon that a space or the end follows."""
    held = "".join(mark for mark in marks if mark in ":;")
    free = "".join(mark for mark in marks if mark not in ":;")
    kinds = [rf"[{re.escape(held)}](?=\s|\Z)"] if held else []
    kinds += [rf"[{re.escape(free)}](?=[\s!?.…)»”\"]|\Z)"] if free else []
    return re.compile(rf"(?<=[\w)»”\"%€$°²³'’])[{_SPACES}]*(?P<mark>{'|'.join(kinds)})")


def _marks(text: str, rules: Typography) -> Iterator[Edit]:
    if not rules.before:
        return
    spaces = dict(rules.before)
    for match in _mark_pattern("".join(spaces)).finditer(text):
        mark = match.group("mark")
        yield Edit(match.start(), match.end(), spaces[mark] + mark, "space before marks")


def _letters(text: str, rules: Typography) -> Iterator[Edit]:
    for letter, new in rules.letters:
        at = text.find(letter)
        while at >= 0:
            shout = new.upper() if text[max(0, at - 2) : at].isupper() and len(text[max(0, at - 2) : at]) == 2 else new
            yield Edit(at, at + 1, shout, f"no {letter}")
            at = text.find(letter, at + 1)
