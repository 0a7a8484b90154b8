"""Trims search terms and tags: what is said twice goes first, then the last ones; nothing is cut within a term."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Trimmed", "trim_terms"]

_WORD = re.compile(r"\w+")


class Trimmed(NamedTuple):
    """The terms that are left, and those that went."""

    text: str
    dropped: tuple[str, ...]


def trim_terms(
    text: str, fits: Callable[[str], bool], title: str = "", dangling: frozenset[str] = frozenset()
) -> Trimmed | None:
    """The terms of ``text`` that fit, or None if it holds one term only.

    Terms are separated by commas or semicolons where there are any, else by blanks. First those go that stand before or
    are in ``title``, the last first; then any, from the end. What is left ends with no word of ``dangling`` (“planos de”).

    >>> trim_terms("mug coffee mug clay", lambda t: len(t) <= 8, title="Clay mug")
    Trimmed(text='coffee', dropped=('mug', 'mug', 'clay'))
    """
    separator = next((s for s in (",", ";", "、") if s in text), " ")
    terms = [term for part in text.split(separator) if (term := part.strip())]
    if len(terms) < 2:
        return None
    joint = separator if separator in {" ", "、"} or f"{separator} " not in text else f"{separator} "
    left = list(enumerate(terms))
    for number in _order(terms, title):
        if fits(joint.join(term for _, term in left)):
            break
        left = [(n, term) for n, term in left if n != number]
    while len(left) > 1 and len(left) < len(terms) and left[-1][1].casefold() in dangling:
        left.pop()
    kept = joint.join(term for _, term in left)
    numbers = {n for n, _ in left}
    return Trimmed(kept, tuple(t for n, t in enumerate(terms) if n not in numbers)) if left and fits(kept) else None


def _order(terms: list[str], title: str) -> list[int]:
    """Which terms go first: what the title says, what was said before, then the last."""
    said = {word.casefold() for word in _WORD.findall(title)}
    idle: list[int] = []
    seen: set[str] = set()
    for number, term in enumerate(terms):
        words = {word.casefold() for word in _WORD.findall(term)}
        if term.casefold() in seen or (words and words <= said):
            idle.append(number)
        seen.add(term.casefold())
    rest = [n for n in range(len(terms)) if n not in set(idle)]
    return [*reversed(idle), *reversed(rest)]
