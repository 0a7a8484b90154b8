"""Shortens a text in the order that ``shortening.toml`` states for its marketplace and category.

Each step takes out as little as it can, and hands what is still too long to the next.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from localize.data import package_folder, read_toml
from localize.validation.shorten import is_kept_whole, shorten

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

__all__ = ["Order", "Shortening", "fillers", "order_for"]

_BRACKETED = re.compile(r"\s*(?:\([^()\[\]]*\)|\[[^()\[\]]*\]|（[^（）]*）|【[^【】]*】)")
_BETWEEN = re.compile(r"\s+[–—|·•/-]\s+|[,;，、；|｜]\s*|\s+•\s*")
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Order:
    """Steps in their order, and the fields that take what was cut."""

    steps: tuple[str, ...]
    overflow: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Shortening:
    """How one text is shortened: until it ``fits``, without ``protected``; ``fillers`` and ``dangling`` are of its language."""

    fits: Callable[[str], bool]
    protected: tuple[str, ...] = ()
    dangling: frozenset[str] = frozenset()
    fillers: frozenset[str] = frozenset()

    def shortened(self, text: str, steps: Sequence[str]) -> str | None:
        """The text as the first step that suffices leaves it, or None if none does."""
        whole = text
        for step in steps:
            if step == "words":
                return shorten(text, self.fits, self.protected, self.dangling)
            for candidate in _STEPS[step](text, self):
                if candidate and is_kept_whole(candidate, whole, self.protected):
                    text = candidate
                    if self.fits(text):
                        return text
        return None


@cache
def order_for(marketplace: str, category: str) -> Order:
    """The first order whose marketplace and category fit.

    >>> order_for("etsy", "").overflow
    ()
    """
    for order in _data()["order"]:
        known = not order.get("marketplace") or marketplace in order["marketplace"]
        patterns = order.get("category")
        if known and (not patterns or any(fnmatchcase(category.casefold(), pattern) for pattern in patterns)):
            return Order(tuple(order["steps"]), tuple(order.get("overflow", ())))
    return Order(("words",))


@cache
def fillers(language: str) -> frozenset[str]:
    """Words of a language that praise and say nothing."""
    return frozenset(_data()["fillers"].get(language, ()))


@cache
def _data() -> dict[str, Any]:
    return read_toml(package_folder("validation") / "shortening.toml")


def _without_fillers(text: str, how: Shortening) -> Iterator[str]:
    """The text with one filler less each time, the last first; the first word stays."""
    found = [m for m in re.finditer(r"\S+\s+", text) if m.group().strip().casefold() in how.fillers and m.start()]
    for match in reversed(found):
        text = text[: match.start()] + text[match.end() :]
        yield text


def _without_brackets(text: str, how: Shortening) -> Iterator[str]:
    """The text with one aside less each time, the last first; asides with numbers or something protected stay."""
    for match in reversed(list(_BRACKETED.finditer(text))):
        if match.start() and _is_spare(match.group(), how):
            text = (text[: match.start()] + text[match.end() :]).strip()
            yield text


def _without_clauses(text: str, how: Shortening) -> Iterator[str]:
    """The text with one clause less each time, the last spare one first; the first clause stays."""
    ends = [m.start() for m in _BETWEEN.finditer(text)]
    for start, end in reversed([*pairwise([*ends, len(text)])]):
        if _is_spare(text[start:end], how):
            text = (text[:start] + text[end:]).strip()
            yield text


def _is_spare(piece: str, how: Shortening) -> bool:
    return not _DIGIT.search(piece) and not any(phrase and phrase in piece for phrase in how.protected)


_STEPS: dict[str, Callable[[str, Shortening], Iterator[str]]] = {
    "fillers": _without_fillers,
    "brackets": _without_brackets,
    "clauses": _without_clauses,
}
