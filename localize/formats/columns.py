"""Column letters of a spreadsheet and back."""

from __future__ import annotations

from functools import cache

__all__ = ["column_index", "column_letters"]


@cache
def column_letters(index: int) -> str:
    """The letters of a column counted from 0.

    >>> [column_letters(i) for i in (0, 25, 26, 701, 702)]
    ['A', 'Z', 'AA', 'ZZ', 'AAA']
    """
    letters = ""
    rest = index + 1
    while rest:
        rest, digit = divmod(rest - 1, 26)
        letters = chr(ord("A") + digit) + letters
    return letters


@cache
def column_index(letters: str) -> int:
    """The column, from 0, that its letters name.

    >>> [column_index(name) for name in ("A", "Z", "AA", "XFD")]
    [0, 25, 26, 16383]
    """
    index = 0
    for letter in letters.upper():
        index = index * 26 + ord(letter) - ord("A") + 1
    return index - 1
