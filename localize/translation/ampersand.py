"""“&” between translated words: engines let it stand, people write “and”. Between names it stays.

Small models also copy a word beside the sign (“Shop now & save” → “Compre agora & save”); asked with “and” they know it.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from localize.data import package_folder, read_toml
from localize.text.casing import Casing
from localize.translation.left_words import is_left
from localize.translation.plan import Slot

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from localize.translation.plan import Plan

__all__ = ["has_and", "left_beside", "spelled_out", "with_and"]

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
    if word is None or word.get("sign") or not any(isinstance(item, str) and "&" in item for item in items):
        return tuple(items)
    known = _source_words(plan)
    texts = _texts(plan, items)
    return tuple(
        _spelled(word, plan, texts, number, known) if isinstance(item, str) else item
        for number, item in enumerate(items)
    )


def with_and(text: str, source: str) -> str:
    """A source text with the sign between its words as the word of its language."""
    word = _and(source)
    return text if word is None else _SIGN.sub(word["word"], text)


def has_and(plan: Plan, items: Sequence[str | int]) -> bool:
    """Did the source language's word for the sign come back?"""
    word = _and(plan.source)
    texts = (item for item in items if isinstance(item, str))
    return word is not None and any(word["word"] in map(str.casefold, _WORD.findall(text)) for text in texts)


def left_beside(plan: Plan, items: Sequence[str | int]) -> tuple[str, ...]:
    """Words beside a sign in a translation that came back as they were, though they seem to be no names.

    With a capital inside a sentence, or where both neighbours in a title stayed, they may be a name (Black & Decker).
    """
    if not any(isinstance(item, str) and "&" in item for item in items):
        return ()
    known, whole = _source_words(plan), "".join(_texts(plan, items))
    return tuple(word for sign in _SIGN.finditer(whole) for word in _left_at(plan, whole, sign.span(), known))


def _left_at(plan: Plan, whole: str, sign: tuple[int, int], known: set[str]) -> Iterator[str]:
    left, right = _BEFORE.search(whole[: sign[0]]), _BEHIND.match(whole[sign[1] :])
    if left is None or right is None:
        return
    copied = [match for match in (left, right) if match[1].casefold() in known]
    for match in copied:
        word = match[1]
        if plan.casing is Casing.PLAIN:
            ordinary = word.islower() or (len(copied) == 1 and match is left and not whole[: match.start(1)].strip())
        else:
            ordinary = len(copied) == 1 and is_left(word.casefold(), plan.source, plan.target)
        if ordinary:
            yield word


def _source_words(plan: Plan) -> set[str]:
    texts = (item.source if isinstance(item, Slot) else item for item in plan.items)
    return {word.casefold() for text in texts for word in _WORD.findall(text)}


def _texts(plan: Plan, items: Sequence[str | int]) -> list[str]:
    return [item if isinstance(item, str) else plan.slots[item].target for item in items]


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
