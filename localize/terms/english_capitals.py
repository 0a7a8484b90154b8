"""The capitals that English words have wherever they stand: *usb port* is *USB port*, *made in germany* *made in Germany*."""

from __future__ import annotations

import re
from functools import cache

from localize.data import package_folder, read_toml

__all__ = ["with_capitals"]


def with_capitals(term: str) -> str:
    """An English term of small letters with the capitals that its words always have; another as it is.

    >>> with_capitals("built-in usb ports"), with_capitals("iPhone case")
    ('built-in USB ports', 'iPhone case')
    """
    if not term.islower():
        return term
    words = _words()
    return _pattern().sub(lambda match: words[match.group()], term)


@cache
def _words() -> dict[str, str]:
    data = read_toml(package_folder("terms") / "english_capitals.toml")
    return {word.lower(): word for word in data["words"]}


@cache
def _pattern() -> re.Pattern[str]:
    longest_first = sorted(_words(), key=len, reverse=True)
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(map(re.escape, longest_first))})(?![^\W_]|['’])")
