"""Sizes that name their system in running text: ``US 10.5``, ``size 8 (UK)``, ``EU 38 / UK 10``. No bare numbers."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from localize.listing import Span, SpanKind
from localize.sizes.labels import SizeValue, parse_size_value
from localize.sizes.words import any_of, size_words, system_names, words

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["find_sizes", "parse_size_value"]

_NUMBER = r"\d{1,3}(?:[.,]\d(?!\d)| ?½| 1/2)?(?![\d.,]\d|\d)"
_LABEL = rf"{_NUMBER}(?: ?[-–] ?{_NUMBER})?"
_SEPARATOR = r" ?[/|(=] ?"
_ANY_SYSTEM = re.compile(r"[A-Z]{2}|U\.[SK]\.")


@cache
def _pattern(language: str) -> re.Pattern[str]:
    """``core`` is the span; what stands before it only tells whom it fits and that a size follows."""
    system = rf"(?:{any_of(system_names(columns=False))})"
    size = rf"(?i:{any_of(size_words('size_word', language))})"
    fitting = any_of(name for whose in ("men", "women", "kids") for name in words()["audience"]["en"][whose])
    whom = "(?i:" + fitting.replace("'", "['’]") + ")"
    named = rf"{system}(?: {whom})?(?: {size})?(?:: ?| )?{_LABEL}"
    several = rf"{named}(?:{_SEPARATOR}(?:{named}|{_LABEL})\)?)+"
    never = rf"(?i:{any_of(size_words('not_a_size', language))})"
    return re.compile(
        rf"(?<![\w.,$€£#/-])(?:(?P<whom>{whom}) )?(?:(?P<size>{size}):? )?"
        rf"(?P<core>{several}|{named}|{_LABEL} ?\({named}\)|(?(size){_LABEL} ?(?:\({system}\)|{system})|(?!)))"
        rf"(?![\w%°\"″'’]|[.,]\d| ?[x×] ?\d| ?[$€£]| ?[-–]? ?{never}\b)"
    )


def find_sizes(text: str, locale: str) -> Iterator[Span]:
    """Every size with its system in ``text``; the span's ``value`` is a :class:`SizeValue`.

    >>> [span.text for span in find_sizes("Women's size 8 (UK), UK 7 day delivery", "en-GB")]
    ['8 (UK)']
    """
    if not _ANY_SYSTEM.search(text) or not any(character.isdigit() for character in text):
        return
    for match in _pattern(locale.split("-", 1)[0]).finditer(text):
        for start, end in _separate(text, match.start("core"), match.end("core")):
            value = parse_size_value(text[start:end].replace("’", "'"))
            if value is not None and _plausible(value):
                yield Span(start, end, SpanKind.SIZE, text[start:end], _for(value, match.group("whom") or ""))


def _separate(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """``UK 7 / UK 8`` is two sizes, ``UK 7 / EU 41`` one."""
    systems = re.findall(any_of(system_names(columns=False)), text[start:end])
    if len(set(systems)) == len(systems):
        yield start, end
        return
    for part in re.finditer(r"[^/|(=)]+", text[start:end]):
        words_only = part.group().strip()
        offset = start + part.start() + part.group().index(words_only)
        yield offset, offset + len(words_only)


def _plausible(value: SizeValue) -> bool:
    wordy = words()["needs_two_digits"]["systems"]
    named = [label for label in value.labels if label.system]
    return bool(named) and not any(label.system in wordy and len(label.number) < 2 for label in named)


def _for(value: SizeValue, whom: str) -> SizeValue:
    told = parse_size_value(f"{whom} 1") if whom else None
    audience = told.labels[0].audience if told else ""
    labels = tuple(replace(label, audience=label.audience or audience) for label in value.labels)
    return SizeValue(value.text, labels)
