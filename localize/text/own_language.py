"""Is a short text in the target's language already? Asked where a few words are too little to tell one language of twenty."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any

__all__ = ["is_already", "reads_as"]

_WORD = re.compile(r"[^\W\d_]+")
_SURE, _LIKELY = 0.9, 0.8
_FEWEST_WORDS, _FEWEST_LETTERS = 2, 10


@cache
def _detector(one: str, other: str) -> Any:
    from lingua import IsoCode639_1, LanguageDetectorBuilder  # late: large

    try:
        codes = [getattr(IsoCode639_1, code.upper()) for code in (one, other)]
    except AttributeError:  # a language that it does not know
        return None
    return LanguageDetectorBuilder.from_iso_codes_639_1(*codes).build()


@lru_cache(maxsize=4096)
def _share(text: str, language: str, other: str) -> float:
    detector = None if language == other else _detector(*sorted((language, other)))
    if detector is None:
        return 0.0
    values = detector.compute_language_confidence_values(text)
    return next((float(v.value) for v in values if v.language.iso_code_639_1.name.lower() == language), 0.0)


def reads_as(text: str, language: str, other: str) -> bool:
    """Does the text look like ``language`` rather than ``other``? A guess for a text that an engine gave back unchanged.

    >>> reads_as("Camiseta básica azul", "pt", "en"), reads_as("the quick brown fox", "pt", "en")
    (True, False)
    """
    words = _WORD.findall(text)
    return bool(words) and _share(" ".join(words).lower(), language, other) >= _LIKELY


def is_already(text: str, language: str, other: str) -> bool:
    """Is the text surely in ``language`` though ``other`` is expected?

    It has letters that ASCII lacks, and plain words that speak for ``language`` by themselves: “Décor pillow” is English.

    >>> is_already("Camiseta básica azul", "pt", "en"), is_already("Crème brûlée torch set", "pt", "en")
    (True, False)
    """
    words = _WORD.findall(text)
    plain = [word for word in words if word.isascii()]
    if len(plain) == len(words) or len(plain) < _FEWEST_WORDS or sum(map(len, plain)) < _FEWEST_LETTERS:
        return False
    whole, rest = (" ".join(part).lower() for part in (words, plain))
    return _share(whole, language, other) >= _SURE and _share(rest, language, other) >= _LIKELY
