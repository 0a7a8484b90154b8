"""What is sized and for whom, from what the rows of a product say.

The order, the most reliable first: the size's own name ("Ring size", "Women's shoe size"), ``gender`` and
``age_group``, category, product type, title, tags. The first text that speaks decides; later ones may narrow it
("Clothing" → "Jeans"). Where a later text says something else the two contradict each other; tags never do, they are
no evidence against.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from localize.sizes.words import audience_words, kind_words, words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from localize.listing import Group

    _Reader = Callable[[str], frozenset[str]]

__all__ = ["AUDIENCES", "KINDS", "Evidence", "evidence_for"]

KINDS = frozenset(
    {
        *("shoes", "ski-boots", "socks", "clothing", "shirts", "trousers", "jeans", "suits"),
        *("rings", "hats", "bras", "gloves", "belts", "mattresses", "bedcovers"),
    }
)
AUDIENCES = frozenset({"men", "women", "kids"})
_LEVELS = re.compile(r"\s*(?:>|»|\||/|::)\s*")


@dataclass(frozen=True, slots=True)
class Evidence:
    """Possible kinds and audiences (empty: nothing said so) and, in words, what spoke against what."""

    kinds: frozenset[str] = frozenset()
    audiences: frozenset[str] = frozenset()
    contradiction: str = ""

    def narrowed(self, audience: str) -> Evidence:
        """With what the label itself says ("US men's 10"); a word for adults narrows nothing."""
        if audience not in AUDIENCES:
            return self
        told = frozenset({audience})
        if self.audiences and audience not in self.audiences:
            said = " and ".join(sorted(self.audiences))
            return Evidence(self.kinds, self.audiences | told, f"the label says {audience}, the listing {said}")
        return Evidence(self.kinds, told, self.contradiction)


def evidence_for(group: Group, label: str = "", language: str = "en") -> Evidence:
    """Kinds and audiences of a product's sizes; ``label`` is the size option's own name.

    >>> from localize.listing import Group
    >>> evidence_for(Group("g", category="Apparel > Women > Shoes")).audiences
    frozenset({'women'})
    """
    attributes = group.attributes
    texts = (label, group.category, group.product_type, group.title, group.tags)
    return _evidence(attributes.get("gender", ""), attributes.get("age_group", ""), texts, language)


@lru_cache(maxsize=4_096)
def _evidence(gender: str, age_group: str, texts: tuple[str, ...], language: str) -> Evidence:
    names = ("size name", "category", "product type", "title", "tags")
    said = list(zip(names, texts, strict=True))
    kinds, kind_clash = _settle(_spoken(said, kind_words(language).read), words()["narrower"])
    stated = [("gender", gender), ("age group", age_group)]

    def read(text: str) -> frozenset[str]:
        return _audiences(audience_words(language).read(text))

    for_whom = [*_spoken(said[:1], read), *_stated(stated, read), *_spoken(said[1:], read)]
    audiences, audience_clash = _settle(for_whom, {})
    return Evidence(kinds, audiences, kind_clash or audience_clash)


def _audiences(found: frozenset[str]) -> frozenset[str]:
    """Unisex is men and women: only what both tables agree on is certain."""
    return (found - {"unisex"}) | (frozenset({"men", "women"}) if "unisex" in found else frozenset())


def _stated(stated: Iterable[tuple[str, str]], read: _Reader) -> Iterator[tuple[str, frozenset[str]]]:
    """Columns that exist for this purpose; an age group of children decides over the gender (boys)."""
    found = {name: read(text) for name, text in stated}
    if "kids" in found["age group"]:
        yield "age group", frozenset({"kids"})
    elif found["gender"]:
        yield "gender", found["gender"]


def _spoken(said: Iterable[tuple[str, str]], read: _Reader) -> Iterator[tuple[str, frozenset[str]]]:
    """Texts that speak; of a path (``Apparel > Women > Shoes``) the most specific level that does."""
    for name, text in said:
        for level in reversed(_LEVELS.split(text)):
            if found := read(level):
                yield name, found
                break


def _settle(
    spoken: Iterable[tuple[str, frozenset[str]]], narrower: Mapping[str, list[str]]
) -> tuple[frozenset[str], str]:
    decided: frozenset[str] = frozenset()
    by = ""
    for name, found in spoken:
        within = decided | {kind for broad in decided for kind in narrower.get(broad, ())}
        if not decided:
            decided, by = found, name
        elif found & within:
            decided = decided if found >= decided else found & within
        elif not _broader(found, decided, narrower) and name != "tags":
            return decided | found, f"{by} says {_list(decided)}, {name} {_list(found)}"
    return decided, ""


def _broader(found: frozenset[str], decided: frozenset[str], narrower: Mapping[str, list[str]]) -> bool:
    return any(kind in narrower.get(broad, ()) for broad in found for kind in decided)


def _list(names: frozenset[str]) -> str:
    return " and ".join(sorted(names))
