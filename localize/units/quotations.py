"""Double quotes that close a quotation ("Area 51") and are no inch marks."""

from __future__ import annotations

import re

__all__ = ["closing_quotes"]

_QUOTE = re.compile('["“”]')


def closing_quotes(text: str) -> frozenset[int]:
    """The places of the double quotes that close a quotation.

    >>> sorted(closing_quotes('The "24" collection, 24" wide'))
    [7]
    """
    closing: set[int] = set()
    is_open = False
    marks = [m.start() for m in _QUOTE.finditer(text)]
    for index, at in enumerate(marks):
        before, behind = text[at - 1 : at], text[at + 1 : at + 2]
        if not is_open and not before.isdigit() and behind.strip() and not before.isalpha():
            is_open = text[at] != "”"
        elif is_open and not _closes_later(text, marks, index):
            closing.add(at)
            is_open = False
    return frozenset(closing)


def _closes_later(text: str, marks: list[int], index: int) -> bool:
    """Behind a digit, a mark is an inch if the next one is a better end of the quotation: ``"the 24" shelf"``."""
    before = text[marks[index] - 1 : marks[index]]
    if not before.isdigit() or index + 1 == len(marks):
        return False
    at = marks[index + 1]
    previous, behind = text[at - 1 : at], text[at + 1 : at + 2]
    return not previous.isspace() and not previous.isdigit() and not behind.isalnum()
