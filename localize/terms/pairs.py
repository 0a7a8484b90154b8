"""Which folders and rows hold for a pair of locales, and how narrow they are.

``en-de`` holds for every English and every German, ``en-de-AT`` for Austria alone, ``en`` for every target, ``any`` always.
Of two that hold the narrower is nearer: its *reach* is greater.
"""

from __future__ import annotations

import re
from functools import cache

__all__ = ["ANY", "folder_reaches", "known_language", "names_a_pair", "narrowest", "prefixes"]

ANY = "any"
_LOCALE = r"([a-z]{2,3})(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|\d{3}))?"
_PAIR = re.compile(f"{_LOCALE}-{_LOCALE}")
_ALL_TARGETS, _PAIRED = 1, 2


def prefixes(tag: str) -> tuple[str, ...]:
    """A locale and what it belongs to, the narrowest first, in lower case.

    >>> prefixes("pt-BR")
    ('pt-br', 'pt')
    """
    parts = tag.casefold().split("-")
    return tuple("-".join(parts[:count]) for count in range(len(parts), 0, -1))


def folder_reaches(source: str, target: str) -> dict[str, int]:
    """The names of folders that hold from a locale to a locale, in lower case, with their reach.

    >>> folder_reaches("en-US", "pt")["en-pt"] < folder_reaches("en-US", "pt")["en-us-pt"]
    True
    """
    reaches = {ANY: 0} | dict.fromkeys(prefixes(source), _ALL_TARGETS)
    for one in prefixes(source):
        for other in prefixes(target):
            reaches[f"{one}-{other}"] = _PAIRED + one.count("-") + other.count("-")
    return reaches


def narrowest(row_source: str, row_target: str, source: str, target: str) -> int | None:
    """The reach of a row with columns ``source`` and ``target``; None if it is not for this pair. Empty holds for all."""
    if not row_source and not row_target:
        return 0
    one, other = (text.replace("_", "-").casefold() for text in (row_source, row_target))
    if (one and one not in prefixes(source)) or (other and other not in prefixes(target)):
        return None
    return (_PAIRED if other else _ALL_TARGETS) + one.count("-") + other.count("-")


def names_a_pair(name: str) -> bool:
    """Is a folder's name that of a pair of locales (``en-de``, ``en-US-pt-BR``)?

    >>> names_a_pair("en-pt-BR"), names_a_pair("my-app"), names_a_pair("terms")
    (True, False, False)
    """
    match = _PAIR.fullmatch(name)
    return match is not None and known_language(match[1]) and known_language(match[2])


@cache
def _languages() -> frozenset[str]:
    from babel import Locale  # late: 20 ms

    return frozenset(str(code).casefold() for code in Locale("en").languages)


def known_language(code: str) -> bool:
    """Does CLDR know a language of this code?"""
    return code.casefold() in _languages()
