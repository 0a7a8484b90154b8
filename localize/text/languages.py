"""Which language a text is in, offline; short texts and names are no evidence."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from localize.remembered import Remembered

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["detect_language", "language_name", "prevailing_language"]

_LETTERS = re.compile(r"[^\W\d_]+")
_FEWEST_LETTERS = 24
_FEWEST_WORDS = 4
_SURE, _UNLIKELY = 0.5, 0.08
_CONTENDERS = 4
_SPECIES = re.compile(r"\([^()]*\)|\b[A-Z][a-z]{3,} [a-z]{2,}(?:[aeixs]|um|ns|or)\b")
"""What may be the Latin name of a plant or an animal: what stands in brackets, and a genus with its species."""
_CANDIDATES = [
    "en",
    "de",
    "fr",
    "es",
    "it",
    "pt",
    "nl",
    "pl",
    "sv",
    "da",
    "nb",
    "fi",
    "cs",
    "ro",
    "tr",
    "la",
    "ja",
    "ko",
    "zh",
    "ru",
]

_KNOWN = Remembered[str]()


@cache
def _languages() -> dict[str, Any]:
    from lingua import Language  # late: large

    return {lang.iso_code_639_1.name.lower(): lang for lang in Language.all()}


@cache
def _detector(codes: frozenset[str], *, exact: bool) -> Any:
    from lingua import LanguageDetectorBuilder

    builder = LanguageDetectorBuilder.from_languages(*(_languages()[code] for code in sorted(codes)))
    return (builder if exact else builder.with_low_accuracy_mode()).build()


def _confidences(text: str, codes: frozenset[str], *, exact: bool) -> dict[str, float]:
    values = _detector(codes, exact=exact).compute_language_confidence_values(text)
    return {v.language.iso_code_639_1.name.lower(): v.value for v in values}


def detect_language(text: str, expected: str) -> str:
    """The language code of ``text`` if it is surely not ``expected``; else ``expected``.

    Too little text, or text that could well be in the expected language, counts as expected: the column, the listing and
    ``--from`` are the prior. A quick detector settles the common case; an exact one, loaded for the few contenders only,
    is asked to contradict. Variants repeat their product's texts, so answers are remembered.
    """
    known = _KNOWN.get((text, expected))
    return known or _KNOWN.put((text, expected), _detected(text, expected), len(text))


def _detected(text: str, expected: str) -> str:
    words = _LETTERS.findall(text)
    if len(words) < _FEWEST_WORDS or sum(map(len, words)) < _FEWEST_LETTERS or expected not in _CANDIDATES:
        return expected
    plain = " ".join(words).lower()
    quick = _confidences(plain, frozenset(_CANDIDATES), exact=False)
    if quick.get(expected, 0.0) > _UNLIKELY:
        return expected
    contenders = frozenset(sorted(quick, key=lambda code: -quick[code])[:_CONTENDERS]) | {expected}
    confidences = _confidences(plain, contenders, exact=True)
    best = max(confidences, key=lambda code: confidences[code])
    sure = confidences[best] >= _SURE and confidences.get(expected, 0.0) <= _UNLIKELY
    if sure and best == "la" and (rest := _SPECIES.sub(" ", text)) != text:
        return _detected(rest, expected)  # two names of plants outweigh the sentence around them
    return best if sure else expected


def prevailing_language(texts: Iterable[str], expected: str) -> str:
    """The language of most of the texts that are evidence at all; ``expected`` where there is no majority.

    Latin is filler text, not a language that anybody sells in.
    """
    counts: dict[str, int] = {}
    for text in texts:
        if len(_LETTERS.findall(text)) >= _FEWEST_WORDS and len(text) >= _FEWEST_LETTERS:
            code = detect_language(text, expected)
            counts[code] = counts.get(code, 0) + 1
    counts.pop("la", None)
    if not counts:
        return expected
    best = max(counts, key=lambda code: counts[code])
    return best if counts[best] * 2 > sum(counts.values()) else expected


def language_name(code: str) -> str:
    """The English name of a language code, for messages.

    >>> language_name("pt")
    'Portuguese'
    """
    from babel import Locale

    return str(Locale("en").languages.get(code, code))
