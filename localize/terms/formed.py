"""Short values that no entry answers as a whole, but that are formed of words that entries know.

“Anti-dust” is “antipoeira”, “kidney-shaped” “em forma de rim”, “closed-loop” “circuito fechado”: small models copy such
compounds or take them word by word (“poeira-livre”). Only where shipped entries know every word, only in values of choice
fields, and only for the pairs of languages that ``word_formation.toml`` has; a seller's own entries come first.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from localize.listing import Span, SpanKind
from localize.terms.compounds import joined
from localize.terms.inflection import is_plural_of
from localize.terms.matching import chosen
from localize.terms.spans import span_of
from localize.text.casing import carry_case
from localize.text.noun_phrases import is_plural
from localize.text.word_formation import Translated, follows, formations, keeps_apart, may_be_formed

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from localize.terms.matching import Match
    from localize.text.word_formation import Formation

    Candidates = Callable[[str], Sequence[Match]]

__all__ = ["formed"]

_HYPHEN = re.compile(r"(?<=[^\W_])-(?=[^\W_])")


class _Pair(NamedTuple):
    source: str
    target: str

    @property
    def languages(self) -> tuple[str, str]:
        return self.source.partition("-")[0], self.target.partition("-")[0]


def formed(text: str, spans: Sequence[Span], candidates: Candidates, source: str, target: str) -> Sequence[Span]:
    """One span for a value that entries' words form; else ``spans``. ``candidates`` finds entries in any text."""
    whole = text.strip()
    pair = _Pair(source, target)
    if not may_be_formed(whole, *pair.languages) or any(span.kind is not SpanKind.SHIPPED_TERM for span in spans):
        return spans
    start = text.index(whole)
    if len(spans) == 1 and spans[0].text == whole:
        return spans
    found = _Former(candidates, pair).form(whole)
    if found is None:
        return spans
    return [replace(found, start=start, end=start + len(whole), text=whole, accepted=(), guesses=())]


class _Former:
    """Forms one value."""

    def __init__(self, candidates: Candidates, pair: _Pair) -> None:
        self._candidates = candidates
        self._pair = pair

    def form(self, whole: str) -> Span | None:
        opened = _HYPHEN.sub(" ", whole)
        words = opened.split(" ")
        if opened != whole and (span := self._entry(opened)):
            return span
        hyphenated = whole[len(words[0])] == "-"
        source, target = self._pair.languages
        for formation in formations(words, hyphenated=hyphenated, source=source, target=target):
            if span := self._said(formation, whole):
                return span
        if follows(words[-1], source, target):
            return self._joined(" ".join([words[-1], *words[:-1]]), whole)
        if opened == whole or keeps_apart(words, source, target):
            return None
        return self._joined(opened, whole)

    def _said(self, formation: Formation, whole: str) -> Span | None:
        """The whole as its pattern has it, if its other words are known."""
        rest = self._rest(formation)
        if rest is None:
            return None
        language = self._pair.languages[1]
        text = rest.target or rest.text
        words = formation.said(Translated(text, rest.kin[1], is_plural(rest.text, text, rest.kin[1], language)))
        return replace(rest, target=carry_case(whole, words, language, model=whole.lower()), why=f"formed: {rest.why}")

    def _rest(self, formation: Formation) -> Span | None:
        text = " ".join(formation.rest)
        if text[:1].isupper() and text[1:].islower():
            text = text.lower()
        if formation.numbers:
            text = self._plural(text)
        span = self._entry(text) or self._joined(text, text)
        return span if span is not None and span.kin[0] in formation.kinds else None

    def _plural(self, noun: str) -> str:
        ending = "es" if noun.endswith(("s", "x", "ch", "sh")) else "s"
        plural = noun[:-1] + "ies" if noun.endswith("y") and noun[-2:-1] not in "aeiou" else noun + ending
        return plural if is_plural_of(plural, noun, self._pair.languages[0]) else noun

    def _entry(self, text: str) -> Span | None:
        """The shipped entry that is all of a text."""
        whole = [m for m in chosen(self._candidates(text)) if (m.start, m.end) == (0, len(text))]
        if not whole or not whole[0].entry.shipped:
            return None
        span = span_of(text, whole[0], self._pair.source, self._pair.target)
        return span if span.kind is SpanKind.SHIPPED_TERM else None

    def _joined(self, text: str, whole: str) -> Span | None:
        """What the words of a text are as a noun phrase, with the capitals of ``whole``."""
        spans = [span_of(text, match, self._pair.source, self._pair.target) for match in chosen(self._candidates(text))]
        compound = joined(text, spans, self._pair.target)
        if len(compound) != 1 or compound is spans or compound[0].text != text:
            return None
        (span,) = compound
        return replace(span, target=carry_case(whole, span.target or "", self._pair.languages[1], model=whole.lower()))
