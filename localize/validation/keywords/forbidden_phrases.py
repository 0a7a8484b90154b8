"""`forbiddenPhrases`: words and phrases that may not occur, by language.

Language → phrases; those under `any` hold in every language. A phrase is found as words of its own, whatever its
capitals and blanks: `sale` is not in `wholesale`.

    {"forbiddenPhrases": {"en": ["free shipping"], "de": ["versandkostenfrei"], "any": ["www."]}}

- Wrong: `Mug – FREE  shipping`
- Right: `Mug`
- Fix: none; which words to write instead is the seller's to say. A rule or a `forbid` entry does it for all listings.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = ["check"]


def check(limit: Mapping[str, list[str]], value: Any, _schema: Mapping[str, Any], language: str) -> Iterator[str]:
    """One message for each phrase that was found."""
    if not isinstance(value, str):
        return
    phrases = tuple(
        p for spoken, listed in limit.items() if spoken in {"any", language} or not language for p in listed
    )
    for found in dict.fromkeys(m.group().casefold() for m in _pattern(phrases).finditer(value)):
        yield f"“{found}” may not be said"


@lru_cache(maxsize=256)
def _pattern(phrases: tuple[str, ...]) -> re.Pattern[str]:
    if not phrases:
        return re.compile(r"(?!)")
    longest_first = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    return re.compile("|".join(map(_as_words, longest_first)), re.IGNORECASE)


def _as_words(phrase: str) -> str:
    """The phrase as a pattern; an edge that is a letter must be a word's edge, but Chinese and Japanese have none."""
    body = r"\s+".join(map(re.escape, phrase.split()))
    before = r"(?<!\w)" if _is_spaced(phrase[:1]) else ""
    behind = r"(?!\w)" if _is_spaced(phrase[-1:]) else ""
    return f"{before}{body}{behind}"


def _is_spaced(character: str) -> bool:
    return character.isalnum() and character < "\u2e80"
