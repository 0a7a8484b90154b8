"""Where a key stands in a TOML file, for messages: :mod:`tomllib` does not tell."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["line_of"]

_HEADER = re.compile(r"\s*(?P<many>\[)?\[\s*(?P<name>[^\[\]]+?)\s*\]\]?\s*(?:#.*)?$")
_PART = re.compile(r"""\s*(?:"([^"]*)"|'([^']*)'|([\w-]+))\s*(?:\.|$)""")
_KEY = re.compile(r"""\s*((?:"[^"]*"|'[^']*'|[\w-]+)(?:\s*\.\s*(?:"[^"]*"|'[^']*'|[\w-]+))*)\s*=""")
_FENCE = re.compile(r"\"\"\"|'''")


def line_of(text: str, path: Sequence[str | int]) -> int:
    r"""The line of the key that ``path`` leads to: tables by name, elements of arrays by number.

    Where it is not there, the line of the last table on the way that is; 1 if none is.

    >>> line_of('[run]\nto = ["de-DE"]\nengin = "auto"', ("run", "engin"))
    3
    """
    wanted = tuple(path)
    best, depth = 1, 0
    for number, at in _places(text):
        length = next(
            (n for n, (a, b) in enumerate(zip(at, wanted, strict=False)) if a != b), min(len(at), len(wanted))
        )
        if length == len(at) and length > depth:
            best, depth = number, length
    return best


def _places(text: str) -> Iterator[tuple[int, tuple[str | int, ...]]]:
    """Every header and key at the start of a line, with its whole path."""
    table: tuple[str | int, ...] = ()
    seen: Counter[tuple[str, ...]] = Counter()
    fenced = False
    for number, line in enumerate(text.splitlines(), 1):
        if not fenced and (header := _HEADER.match(line)) is not None:
            names = _parts(header["name"])
            table = names
            if header["many"]:
                table = (*names, seen[names])
                seen[names] += 1
            yield number, table
        elif not fenced and (key := _KEY.match(line)) is not None:
            yield number, (*table, *_parts(key[1]))
        fenced ^= len(_FENCE.findall(line)) % 2 == 1


def _parts(name: str) -> tuple[str, ...]:
    return tuple(a or b or c for a, b, c in _PART.findall(name))
