"""Blanks at the ends of cells, and brackets and quotes that are opened and not closed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from localize.listing import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from localize.problem import Problem
    from localize.terms.checks.items import Item

__all__ = ["check_brackets", "check_outer_blanks"]

_CHECKED = ("term", "translation", "forms")
_PAIRS = {"(": ")", "[": "]", "{": "}", "（": "）", "「": "」", "『": "』", "【": "】", "《": "》", "〈": "〉"}
_CLOSING = {close: opening for opening, close in _PAIRS.items()}
# Which of them opens differs by language („…“, “…”, »…«), so they are counted. A straight quote behind a digit is an inch.
_QUOTES = {"double quote": re.compile(r"[„“”‟]|(?<!\d)(?<!\d'')\"(?!\")"), "guillemet": re.compile("[«»]")}
_FACES = re.compile(r"[:;]-?[()]|^\s*\w{1,2}\)|(?<=\s)\w{1,2}\)")
"""``:)``, and the numbers of a list: ``1)``, ``a)``."""
_DOUBLED = re.compile(r"\S( {2,})\S")


def check_outer_blanks(items: Sequence[Item]) -> Iterator[Problem]:
    """Blanks around a cell come from copying; two in a row within a term, too."""
    for item in items:
        for column, cell in item.cells.items():
            text = cell.text
            if text != text.strip() and text.strip():
                leading = len(text) - len(text.lstrip())
                start = 0 if leading else len(text.rstrip())
                length = leading or len(text) - len(text.rstrip())
                where = "before" if leading else "behind"
                message = f"A blank stands {where} '{text.strip()}'."
                yield item.problem_within(
                    "dict-blank", Severity.WARNING, message, "Take it out.", column, start, length
                )
            elif column in _CHECKED and (doubled := _DOUBLED.search(text)):
                message = f"Two blanks in a row in '{text}'."
                yield item.problem_within(
                    "dict-blank", Severity.WARNING, message, "Leave one.", column, doubled.start(1), 2
                )


def check_brackets(items: Sequence[Item]) -> Iterator[Problem]:
    """Each bracket has its other half, quotes come in pairs."""
    for item in items:
        for column in _CHECKED:
            cell = item.cells.get(column)
            if cell is None or cell.text.isalnum():
                continue
            for part, start in _parts(cell.text, column):
                if found := _lonely(part):
                    position, mark = found
                    yield item.problem_within(
                        "dict-unbalanced",
                        Severity.ERROR,
                        f"{mark} in '{part.strip()}' has no other half.",
                        "Add the missing one, or take this one out.",
                        column,
                        start + position,
                    )


def _parts(text: str, column: str) -> Iterator[tuple[str, int]]:
    """Plural and inflected forms one by one, each with where it begins."""
    if column == "term":
        yield text, 0
        return
    start = 0
    for part in text.split("|"):
        yield part, start
        start += len(part) + 1


def _lonely(text: str) -> tuple[int, str] | None:
    """The first mark without its other half."""
    plain = _FACES.sub(lambda m: " " * len(m.group()), text)
    stack: list[tuple[int, str]] = []
    for position, mark in enumerate(plain):
        if mark in _PAIRS:
            stack.append((position, mark))
        elif mark in _CLOSING:
            if not stack or stack[-1][1] != _CLOSING[mark]:
                return position, f"'{mark}'"
            stack.pop()
    if stack:
        return stack[0][0], f"'{stack[0][1]}'"
    for name, pattern in _QUOTES.items():
        found = list(pattern.finditer(plain))
        if len(found) % 2:
            return found[-1].start(), f"The {name} {found[-1].group()}"
    return None
