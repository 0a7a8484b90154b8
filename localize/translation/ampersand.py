"""“&” between translated words: engines let it stand, people write “and”. Between names it stays."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from localize.data import package_folder, read_toml
from localize.text.casing import Casing
from localize.translation.plan import Slot

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from localize.translation.plan import Plan

__all__ = ["spelled_out"]

_SIGN = re.compile(r"(?<=\s)&(?=\s)")
_BEFORE, _BEHIND = re.compile(r"([^\W\d_][\w'’\-]*)\W*\Z"), re.compile(r"\W*([^\W\d_][\w'’\-]*)")
_WORD = re.compile(r"[^\W\d_][\w'’\-]*")


@cache
def _and(language: str) -> Mapping[str, Any] | None:
    table: Mapping[str, Mapping[str, Any]] = read_toml(package_folder("text") / "small_words.toml")["and"]
    return table.get(language)


def spelled_out(plan: Plan, items: Sequence[str | int]) -> tuple[str | int, ...]:
    """The items with “&” as a word where the words on both sides of it were translated: neither stands in the source."""
    word = _and(plan.target)
    if word is None or not any(isinstance(item, str) and "&" in item for item in items):
        return tuple(items)
    known = {
        w.casefold() for item in plan.items for w in _WORD.findall(item.source if isinstance(item, Slot) else item)
    }
    texts = [item if isinstance(item, str) else plan.slots[item].target for item in items]
    return tuple(
        _spelled(word, plan, texts, number, known) if isinstance(item, str) else item
        for number, item in enumerate(items)
    )


def _spelled(word: Mapping[str, Any], plan: Plan, texts: Sequence[str], number: int, known: set[str]) -> str:
    """One text of the translation with its signs spelled out."""
    text, before, behind = texts[number], "".join(texts[:number]), "".join(texts[number + 1 :])
    if "&" not in text:
        return text
    return _SIGN.sub(
        lambda match: _written(word, plan, before + text[: match.start()], text[match.end() :] + behind, known), text
    )


def _written(word: Mapping[str, Any], plan: Plan, before: str, behind: str, known: set[str]) -> str:
    left, right = _BEFORE.search(before), _BEHIND.match(behind)
    if left is None or right is None or left[1].casefold() in known or right[1].casefold() in known:
        return "&"
    barred = word.get("before")
    chosen: str = word["instead"] if barred and re.match(barred, right[1], re.IGNORECASE) else word["word"]
    return chosen.upper() if plan.casing is Casing.UPPER else chosen
