"""Words as people type them on keyboards without accents: ``centimetros``, ``galoes``, ``metres carres``.

Only accents that are left out are: acute, grave, circumflex, tilde, cedilla. German ü and Swedish å are letters of their own.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from unicodedata import normalize

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["with_accentless"]

_ACCENTS = str.maketrans(dict.fromkeys("\u0300\u0301\u0302\u0303\u0327"))
_LONG_WORD = re.compile(r"[^\W\d_]{4}")


def with_accentless(words: Iterable[str]) -> Iterator[str]:
    """Some words, and behind each that has accents the same without, where one of its words has four letters or more.

    Shorter ones are other words without their accents: Portuguese nós are knots, nos is "in the".

    >>> list(with_accentless(["galões", "nós", "Fuß"]))
    ['galões', 'galoes', 'nós', 'Fuß']
    """
    known = list(words)
    for word in known:
        yield word
        plain = word if word.isascii() else normalize("NFC", normalize("NFD", word).translate(_ACCENTS))
        if plain != word and plain not in known and _LONG_WORD.search(word):
            yield plain
