"""What a title says of its thing: a "Coffee Mug" is a mug, whatever its description tells of coffee.

Descriptions speak of more than the thing (what is drunk from it, what it is packed in), so where no word stands beside a
quantity the title's word counts before all of theirs.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import takewhile
from typing import TYPE_CHECKING

from localize.units.company import said
from localize.units.tables import read_table, words

if TYPE_CHECKING:
    from localize.units.company import Company

__all__ = ["is_named_by"]

_PARTS = re.compile(r"\s[-–—/]\s|[,;:|()•·]")


def is_named_by(company: Company, title: str, language: str) -> bool | None:
    """Does the title name a thing of this company (True), one that speaks against it (False), or neither for certain?

    The head of its first phrase decides; else its words, where they are of one mind.
    """
    known = _title(title, language)
    if known.head in company.words or known.head in company.unless:
        return known.head in company.words
    speaks_for = not company.words.isdisjoint(known.words)
    speaks_against = not company.unless.isdisjoint(known.words)
    return speaks_for if speaks_for is not speaks_against else None


class _Title:
    __slots__ = ("head", "words")

    def __init__(self, head: str, spoken: frozenset[str]) -> None:
        self.head = head
        self.words = spoken


@lru_cache(maxsize=4096)
def _title(title: str, language: str) -> _Title:
    spoken = said(("", title)).words
    if language not in read_table("words")["head_final"]["languages"]:
        return _Title("", spoken)
    first = next((part for part in _PARTS.split(title) if any(map(str.isalpha, part))), "")
    named = [word for word in said(("", first)).behind if not word[0].isdigit()]
    phrase = list(takewhile(lambda word: word not in words("phrase_ends", language), named))
    return _Title(phrase[-1] if phrase else "", spoken)
