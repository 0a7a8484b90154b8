"""Short forms of listings as words, for the engine alone: “Comes w/ charger” is asked as “Comes with charger”."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from localize.data import package_folder, read_toml
from localize.text.shared_endings import with_each_ending

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["in_words"]

_BEFORE = r"(?<![\w./&+-])"  # not in a code, an address or a row of letters
_BEHIND_SLASH = r"(?=\s|\d|[^\W\d_]{3}|\Z)"
_BEHIND = r"(?![\w/-])"


def in_words(text: str, language: str) -> str:
    """The text with the short forms of its language written out, and each ending that words share at each of them.

    >>> in_words("Lamp w/ shade, w/o bulb", "en"), in_words("W/box", "en"), in_words("60 W/ch, W/L, L/W/H", "en")
    ('Lamp with shade, without bulb', 'With box', '60 W/ch, W/L, L/W/H')
    >>> in_words("Resin and xylitol-free", "en")
    'Resin-free and xylitol-free'
    """
    text = with_each_ending(text, language)
    pattern, words = _forms(language)
    if pattern is None:
        return text

    def word(match: re.Match[str]) -> str:
        form = match.group()
        full = words[form.lower()]
        full = full.rstrip() if text[match.end() : match.end() + 1].isspace() else full
        return full[0].upper() + full[1:] if form[0].isupper() and match.start() == 0 else full

    return pattern.sub(word, text)


@cache
def _forms(language: str) -> tuple[re.Pattern[str] | None, Mapping[str, str]]:
    words: Mapping[str, str] = read_toml(package_folder("translation") / "abbreviations.toml").get(language, {})
    if not words:
        return None, words
    longest = sorted(words, key=lambda form: (-len(form), form))
    each = "|".join(re.escape(form) + (_BEHIND_SLASH if form.endswith("/") else _BEHIND) for form in longest)
    return re.compile(f"{_BEFORE}(?:{each})", re.IGNORECASE), words
