"""Is a translation to be trusted? Echo, loops, lost or invented numbers, wrong script, absurd length."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from localize.text.languages import detect_language
from localize.text.own_language import reads_as

__all__ = ["distrust"]

_WORDS = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*")
_DIGITS = re.compile(r"\d+")
_LOOP = re.compile(r"\b(\w{2,}(?:\W+\w+){0,3}?)(?:\W+\1\b){2,}", re.IGNORECASE)
_STUTTER = re.compile(r"([^\W\d_]{3,}?)\1{2,}", re.IGNORECASE)
_TWICE = re.compile(r"\W*(\w.*?)[\W_]+\1\W*", re.IGNORECASE)
_MARKS = re.compile(r"[€$£¥@#{}<>\[\]|\\^~(]")
_PAIRS = (("(", ")"), ("[", "]"))
_ECHO_WORDS = 3


def distrust(source: str, target: str, source_language: str, target_language: str) -> str:
    """Why ``target`` cannot be the translation of ``source``; the empty string if nothing speaks against it.

    Both are plain words: slots are taken out before.
    """
    if sorted(_DIGITS.findall(source)) != sorted(_DIGITS.findall(target)):
        return "numbers"
    if not _WORDS.search(source):
        return ""
    judgements = {
        "empty": not _WORDS.search(target),
        "symbols": _invented_marks(source, target) or _half_a_pair(source, target),
        "loop": _loops(source, target),
        "length": _absurd_length(source, target),
        "script": _wrong_script(source, target, target_language),
        "garbled": _is_garbled(source, target),
        "echo": _echoes(source, target, source_language, target_language),
    }
    return next((name for name, holds in judgements.items() if holds), "")


def _loops(source: str, target: str) -> bool:
    """Words go round, or syllables within one (“immerimmerimmersive”), or all that is said is said twice (“Tamanho: Tamanho:”)."""
    found = _LOOP.search(target)
    if found is not None and len(found.group()) > 5 and not _LOOP.search(source):
        return True
    stutters = _STUTTER.search(target) and not _STUTTER.search(source)
    return bool(stutters) or bool(_TWICE.fullmatch(target) and not _TWICE.fullmatch(source))


def _invented_marks(source: str, target: str) -> bool:
    return any(target.count(mark) > source.count(mark) for mark in set(_MARKS.findall(target)))


def _half_a_pair(source: str, target: str) -> bool:
    """A bracket lost its other half: “(6 mm) mat” became “esteira (6 mm”."""
    return any(
        source.count(start) == source.count(end) and target.count(start) != target.count(end) for start, end in _PAIRS
    )


def _absurd_length(source: str, target: str) -> bool:
    long, short = 4 * len(source) + 24, len(source) / 5 - 6
    return not short <= len(target) <= long


def _is_garbled(source: str, target: str) -> bool:
    """The source came back with the letters broken that the engine does not know: “Nominały” as “Nomina'y”."""
    if source.isascii():
        return False
    plain_source, plain_target = ("".join(c for c in text if c.isascii() and c.isalnum()) for text in (source, target))
    own, other = ({c for c in text if c.isalpha() and not c.isascii()} for text in (source, target))
    return bool(own) and not other and plain_source == plain_target


def _echoes(source: str, target: str, source_language: str, target_language: str) -> bool:
    """The engine gave the source back. One or two words may be names or loan words; a phrase may be in the target's language."""
    words = _WORDS.findall(source)
    if source.split() != target.split() and source.casefold().strip() != target.casefold().strip():
        return False
    plain = [w for w in _WORDS.findall(target) if w.islower()]  # what is in capitals there may be a name
    if len(words) < _ECHO_WORDS or len(plain) < 2 or detect_language(source, source_language) != source_language:
        return False
    return not reads_as(source, target_language, source_language)


@cache
def _script(character: str) -> str:
    return unicodedata.name(character, "").split(" ", 1)[0]


def _wrong_script(source: str, target: str, target_language: str) -> bool:
    if target.isascii() or target_language in {"ja", "zh", "ko", "el", "ar", "hi", "th", "ru", "bg", "uk"}:
        return False
    known = _scripts(source) | {"LATIN", "MICRO", "OHM", "FEMININE", "MASCULINE"}
    return not _scripts(target) <= known


def _scripts(text: str) -> set[str]:
    """The scripts of the letters that are not ASCII's, which are Latin."""
    return {_script(c) for c in set(text) if not c.isascii() and c.isalpha()}
