"""Rows of words that share an ending: “gluten and dairy-free cookies” hold neither.

An entry for “dairy-free” alone would leave “gluten and” to the engine, which makes an ingredient of it. Where dictionaries
know each word with the ending (“gluten-free”, “dairy-free”), the row is one span; else the entries in it step back, and the
engine is asked with the ending written out (:mod:`localize.translation.abbreviations`).
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from itertools import chain, islice, product
from typing import TYPE_CHECKING

from localize.data import package_folder, read_toml
from localize.listing import SpanKind
from localize.terms.matching import chosen
from localize.terms.spans import span_of, starts_sentence
from localize.text.casing import carry_case
from localize.text.shared_endings import find_shared

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from localize.listing import Span
    from localize.terms.matching import Match
    from localize.text.shared_endings import Shared

    Candidates = Callable[[str], Sequence[Match]]

__all__ = ["with_shared_endings"]

_MOST_FORMS = 32
_CAPITALS = re.compile(r"\b[A-Z]{2,}\b")  # BPA begins no title


def with_shared_endings(
    text: str, spans: Sequence[Span], offsets: Sequence[int], candidates: Candidates, source: str, target: str
) -> Sequence[Span]:
    """``spans`` with one span for each row that dictionaries know, and none of theirs in a row that they do not.

    ``offsets`` are the places of tags; a row with one inside, or with a span of another kind, stays as it is.
    ``candidates`` finds entries in any text.
    """
    for row in find_shared(text, source.partition("-")[0]):
        inside = [span for span in spans if span.start < row.end and row.start < span.end]
        torn = any(row.start < offset < row.end for offset in offsets)
        if torn or any(span.kind is not SpanKind.SHIPPED_TERM for span in inside):
            continue
        whole = _whole(text, row, candidates, source, target)
        kept = [span for span in spans if span not in inside]
        spans = sorted([*kept, whole] if whole else kept, key=lambda span: span.start)
    return spans


def _whole(text: str, row: Shared, candidates: Candidates, source: str, target: str) -> Span | None:
    """The row as one span, if each of its words has an entry with the ending and what joins them is understood."""
    language = target.partition("-")[0]
    known = [_entry(word, row.ending, candidates, source, target) for word in row.words]
    joins = [_join(join, source.partition("-")[0], language) for join in row.joins]
    if not all(known) or not all(joins):
        return None
    spans = [span for span in known if span]
    whole = text[row.start : row.end]
    model = whole if whole.isupper() else _CAPITALS.sub(lambda match: match[0].lower(), whole)
    forms = [(str(span.target), *span.accepted) for span in spans]
    said = ["".join(chain(*zip(words, [*joins, ""], strict=True))) for words in islice(product(*forms), _MOST_FORMS)]
    become = carry_case(model, said[0], language, model=whole.lower(), starts=starts_sentence(text, row.start))
    return replace(
        spans[-1],
        start=row.start,
        end=row.end,
        text=whole,
        target=become,
        accepted=tuple(words for words in dict.fromkeys(said) if words != become),
        guesses=(),
        why="; ".join(span.why for span in spans),
        by=" + ".join(dict.fromkeys(span.by for span in spans)),
    )


def _entry(word: str, ending: str, candidates: Candidates, source: str, target: str) -> Span | None:
    """What shipped entries make of a word with the ending, in small letters."""
    for form in (word, word.removesuffix("s")):
        for term in (f"{form}-{ending}".lower(), f"{form} {ending}".lower()):
            found = [match for match in chosen(candidates(term)) if (match.start, match.end) == (0, len(term))]
            if found and found[0].entry.shipped:
                return span_of(term, found[0], source, target)
    return None


def _join(join: str, source: str, target: str) -> str:
    """What joins two words of a row, in the target's language; empty where that is not known."""
    if not any(map(str.isalpha, join)) and "&" not in join:
        return join
    ands = _ands()
    if source not in ands or target not in ands or join.strip(" ,").lower() not in {ands[source], "&"}:
        return ""
    return f" {ands[target]} "


@cache
def _ands() -> dict[str, str]:
    table = read_toml(package_folder("text") / "small_words.toml")["and"]
    return {language: str(words["word"]) for language, words in table.items()}
