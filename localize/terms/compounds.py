"""Compounds of shipped terms in short values: "Hand compass" is "Bússola de mão".

Small models leave a value that is nothing but terms in English order, or drop the joint between its nouns ("Bússola mão").
Where shipped terms cover a whole value of a choice field, and the last of them is a noun, they are joined by the target
language's grammar instead: the named noun first, what it is of behind a preposition, adjectives in its gender and number.
What that grammar (:mod:`localize.text.noun_phrases`) does not cover is left to the engine: other languages, sellers' own
terms, longer texts.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from localize.listing import SpanKind
from localize.terms.inflection import is_plural_of
from localize.terms.tokens import NUMBER, with_numbers
from localize.text.casing import carry_case
from localize.text.noun_phrases import Word, is_plural, joins_values, noun_phrase, text_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from localize.listing import Span

__all__ = ["joined"]

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


def joined(text: str, spans: Sequence[Span], locale: str) -> Sequence[Span]:
    """One span instead of ``spans`` where they make a compound that the locale's language can join; else ``spans``."""
    language = locale.partition("-")[0]
    if not joins_values(language) or len(spans) < 2 or not _covered(text, spans):
        return spans
    parts = [_word(span, language) for span in spans]
    told = [part for part in parts[:-1] if not _says(parts[-1], part)]
    words = text_of(noun_phrase([*told, parts[-1]], language)) if told else parts[-1].text
    if not words:
        return spans
    whole = text.strip()
    start = text.index(whole)
    model = " ".join(span.value.term for span in spans)
    target = carry_case(whole, words, language, model=model)
    by = " + ".join(span.by for span in spans)
    why = "dictionary: " + ", ".join(f"{span.value.term} → {span.value.translation}" for span in spans)
    head = spans[-1]
    return [replace(head, start=start, end=start + len(whole), text=whole, target=target, accepted=(), why=why, by=by)]


def _covered(text: str, spans: Sequence[Span]) -> bool:
    """Is the text shipped terms with single blanks between them, and nothing else?"""
    if any(span.kind is not SpanKind.SHIPPED_TERM for span in spans):
        return False
    between = [a.end + 1 == b.start and text[a.end] == " " for a, b in pairwise(spans)]
    return all(between) and not text[: spans[0].start].strip() and not text[spans[-1].end :].strip()


def _says(head: Word, word: Word) -> bool:
    """Does the noun say an adjective already (“teclado numérico”)?"""
    said = {part.rstrip("aeos") for part in head.text.split()[1:]}
    return word.pos == "adj" and word.text.rstrip("aeos") in said


def _word(span: Span, language: str) -> Word:
    plain, (pos, gender) = _plain(span), span.kin
    plural = is_plural(span.text, plain, gender, language)
    many = () if plural else (form for form in span.value.forms if is_plural_of(form, plain, language))
    return Word(plain, pos, gender, plural, many=min(many, default=""))


def _plain(span: Span) -> str:
    """The translation as its entry writes it, in the form that the stage chose."""
    forms: tuple[str, ...] = (*span.value.plural_forms, *span.value.forms)
    chosen = (span.target or "").casefold()
    numbers = _NUMBER.findall(chosen)
    if numbers and any(NUMBER in form for form in forms):
        forms = tuple(with_numbers(form, numbers) for form in forms)
    return next((form for form in forms if form.casefold() == chosen), forms[0])
