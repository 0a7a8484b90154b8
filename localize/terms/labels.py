"""Labels in texts (``Size: 42``, ``<b>Rim width:</b> 24 mm``): names of attributes, as a platform's own fields have them.

Entries that hold for single values and names only (*size*: tamanho, for elsewhere it may be a verb) are scoped to such fields.
A label is no sentence, so that they hold for the whole of one as well.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from localize.listing import Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from localize.terms.dictionary import Dictionary
    from localize.terms.entry import Place
    from localize.terms.matching import Match

__all__ = ["with_labels"]

_NAME = r"[^\W\d_][\w'’]*+(?:[ /&-]{1,3}[^\W\d_][\w'’]*+){0,3}(?=[ \u00a0]?:(?:\s|\Z))"
_LABEL, _LABEL_BEHIND = re.compile(_NAME), re.compile(rf"\s*({_NAME})")
_BEFORE = re.compile(r"(?:^|[\n\r•·|;.,*✓✔–-])[ \t\u00a0]*\Z")


def with_labels(
    matches: list[Match], text: str, offsets: Sequence[int], place: Place, dictionary: Dictionary
) -> list[Match]:
    """The matches, with the entry for a name where one is the whole of a label; ``offsets`` are those of tags."""
    if ":" not in text or not (labels := _labels(text, offsets)):
        return matches
    as_name = replace(place, field="", role=Role.CHOICE.value)
    named = [m for m in dictionary.candidates(text, as_name) if (m.start, m.end) in labels]
    taken = {(m.start, m.end) for m in named}
    return [*(m for m in matches if (m.start, m.end) not in taken), *named]


def _labels(text: str, offsets: Sequence[int]) -> set[tuple[int, int]]:
    """Where labels stand: at the start of a text or line, behind a sign that ends a phrase, or right behind a tag."""
    free = {m.span() for m in _LABEL.finditer(text) if _BEFORE.search(text, max(0, m.start() - 6), m.start())}
    behind_tags = (_LABEL_BEHIND.match(text, at) for at in offsets)
    return free | {m.span(1) for m in behind_tags if m}
