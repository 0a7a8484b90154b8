"""Legal passages: sentences on returns, warranty, certification, safety or allergens, which no machine may translate.

What the law asks differs from market to market, and a translated warranty is a promise that nobody made. So a sentence
with a trigger is replaced by the seller's own text for that market (a ``legal`` entry), removed by a rule, or stays as
it is in the source, which is an error. The unit is the sentence (of a title: the part between its separators), with its
fellows on the same topic beside it. A sentence that the dictionary's own terms cover whole is left to them: a person
translated it. What a ``legal`` entry replaces is no trigger any more. An entry whose term is a topic in braces,
``{returns}``, is the text for any passage on it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from localize.data import package_folder, read_toml
from localize.listing import Span, SpanKind
from localize.text.markup import written_in_lines
from localize.text.segments import cut_segments

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from localize.terms.entry import Entry, Place

__all__ = ["TOPICS", "Passage", "legal_spans", "topic_of", "topics_in"]

TOPICS = ("returns", "warranty", "certification", "safety", "allergens")
"""What a passage may be about."""

_FEWEST_WORDS = 3
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_BRACED = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Passage:
    """What a legal span is about."""

    topic: str


def topic_of(term: str) -> str:
    """The topic that a legal entry is the text for; empty for one with words of its own.

    >>> topic_of("{returns}"), topic_of("30-day returns")
    ('returns', '')
    """
    braced = _BRACED.fullmatch(term.strip())
    return braced[1] if braced and braced[1] in TOPICS else ""


@dataclass(frozen=True, slots=True)
class _Triggers:
    stems: tuple[str, ...]
    leave: re.Pattern[str] | None
    topics: Mapping[str, re.Pattern[str]]


@cache
def _triggers(language: str) -> _Triggers | None:
    table: Mapping[str, Any] | None = read_toml(package_folder("terms") / "legal.toml").get(language)
    if table is None:
        return None
    topics = {topic: _any_of(table[topic]) for topic in TOPICS}
    return _Triggers(tuple(table["stems"]), _any_of(table["leave"]), topics)


def _any_of(patterns: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


def topics_in(sentence: str, language: str) -> tuple[str, ...]:
    """What a sentence is about that makes it a legal passage; empty where nothing does.

    >>> topics_in("Two-year limited warranty included.", "en"), topics_in("Guaranteed to impress your guests.", "en")
    (('warranty',), ())
    """
    triggers = _triggers(language)
    if triggers is None or not _may_hold(sentence, triggers):
        return ()
    if triggers.leave is not None:
        sentence = triggers.leave.sub(lambda match: "_" * len(match.group()), sentence)
    return tuple(topic for topic, pattern in triggers.topics.items() if pattern.search(sentence))


def _may_hold(text: str, triggers: _Triggers) -> bool:
    low = text.lower()
    return any(stem in low for stem in triggers.stems)


def legal_spans(
    text: str,
    found: Sequence[Span],
    terms: Sequence[Span],
    anchors: Sequence[int],
    place: Place,
    language: str,
    own: Mapping[str, Sequence[Entry]],
) -> Iterator[Span]:
    """The passages of a text. ``found`` are its other spans, ``anchors`` where tags stand, ``own`` the seller's texts by topic.

    Nothing reaches across a tag: a passage with tags in it is kept piece by piece.
    """
    triggers = _triggers(language)
    if place.role not in {"text", "html"} or triggers is None or not _may_hold(text, triggers):
        return
    settled = [span for span in terms if span.kind is SpanKind.LEGAL]
    for start, end, topics in _passages(_blanked(text, settled), [*found, *terms], place, language):
        if not _WORD.search(_blanked(text[start:end], (s.shifted(-start) for s in terms if start <= s.start < end))):
            continue  # a person translated all of it
        holes = [(s.start, s.end) for s in settled if start <= s.start < end]
        cuts = [*holes, *((offset, offset) for offset in anchors if start < offset < end)]
        entry = next((e for topic in topics for e in own.get(topic, ()) if e.applies(place)), None)
        why = f"legal: {topics[0]}"
        if entry is not None and not cuts and entry.translation:
            yield Span(start, end, SpanKind.LEGAL, text[start:end], entry, entry.translation, why=why, by=entry.origin)
            continue
        for left, right in _between(start, end, cuts):
            words = text[left:right].strip()
            if _WORD.search(words):
                begin = text.index(words, left)
                yield Span(begin, begin + len(words), SpanKind.LEGAL, words, Passage(topics[0]), why=why)


def _blanked(text: str, spans: Iterable[Span]) -> str:
    characters = list(text)
    for span in spans:
        characters[span.start : span.end] = " " * len(characters[span.start : span.end])
    return "".join(characters)


def _between(start: int, end: int, cuts: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    for left, right in sorted(cuts):
        if left > start:
            yield start, left
        start = max(start, right)
    if end > start:
        yield start, end


def _passages(
    text: str, spans: Sequence[Span], place: Place, language: str
) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Sentences with their topics; neighbours on the same topics are one passage."""
    settled = sorted(spans, key=lambda span: (span.start, -span.end))
    open_passage: tuple[int, int, tuple[str, ...]] | None = None
    for start, end in cut_segments(text, settled, language, lines=place.role != "html" or written_in_lines(text)):
        sentence = text[start:end]
        topics = topics_in(sentence, language) if len(_WORD.findall(sentence)) >= _FEWEST_WORDS else ()
        if open_passage and topics == open_passage[2] and not _WORD.search(text, open_passage[1], start):
            open_passage = open_passage[0], end, topics
            continue
        if open_passage:
            yield open_passage
        open_passage = (start, end, topics) if topics else None
    if open_passage:
        yield open_passage
